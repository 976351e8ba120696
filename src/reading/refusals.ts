/** The longest text that is read, in UTF-16 units. */
export const longestText = 200_000

/** What a refusal says of the text. */
export const refusals = {
  empty: 'holds no words',
  'too-long': 'must be at most 200,000 characters: read it in parts',
  'not-english': 'does not read as English, the only language the reader knows',
} as const
