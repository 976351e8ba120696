type Tense = 'past' | 'forward' | 'unknown'

const forward =
  /\b(?:will|won't|would|wouldn't|shall|(?<!\b(?:in|by|since|of|from|until|before|after|during|early|late|last|the|this|next|and|\d{1,2}) )may|might|could|can|can't|cannot|should|must|(?:i|you|we|he|she|it|they|who|there)'ll|going to|(?<!\b(?:than|as) )expect(?:s|ed|ing|ations?)?|(?:un)?likely|(?<!\b(?:than|as) )forecasts?|predicts?|(?<!\b(?:than|as) )projected|projects|projections?|set to|due (?:to|in|on|by)|poised|scheduled|slated|bound to|about to|aim(?:s|ed|ing)?|(?<!\b(?:than|as) )plan(?:s|ned|ning)?|hope(?:s|d|ful)?|hoping|confident|targets?|impl(?:y|ies|ied)|suggest(?:s|ed)|sees?|probably|perhaps|possibl[ey]|chances?|odds|risks?|probability)\b/g

const past =
  /\b(?:(?:was|were|had|did)(?:n't)?|(?:has|have)(?! (?:to|until|till|time)\b| ?$)|said|told|wrote|fell|rose|began|came|took|became|saw|made|went|got|gave|found|left|lost|won|held|met|grew|led|sent|spent|kept|brought|thought|knew|ran|struck|built|stood|fought|sought|drew|broke|spoke|paid|shook|flew|(?<!\b(?:be|been|being|is|are|isn't|aren't|get|gets|to)(?: \w+)? )\w{2,}ed)\b/g

const notPast =
  /^(?:indeed|need|exceed|succeed|proceed|speed|feed|seed|bleed|breed|freed|hundred|united|continued|increased|renewed|limited|unprecedented|proposed|armed|combined|so-called|sacred|naked|wicked|supposed|detailed)$/

const commitment =
  /^(?:threaten|pledg|promis|vow|predict|warn|urg|demand|agree|commit|bet|call|need|want|order|target)ed$/

const clauseEdge =
  /[;:()!?"\u201c\u201d]|, | - |\b(?:that|which|who|whom|whose|but|while|whereas|because|although|though|when|as|after|before|if|and)\b/g

/**
 * Whether the words around a moment speak of what has been or of what is to come: first the clause it
 * stands at the end of, then whatever went before, then what follows; at the head of a clause, what follows
 * comes first. `promises` leaves out past verbs that promise or demand something, so that "threatened tariffs
 * by Friday" still looks ahead.
 *
 * Worked values: tenseAround('talks began ', '', false) = 'past'; tenseAround('talks will begin ', '', false)
 * = 'forward'; tenseAround('', '', false) = 'unknown'. Errors: none. Source: Reckon's own word lists.
 */
export function tenseAround(before: string, after: string, promises: boolean): Tense {
  const clause = before.slice(lastEnd(before, clauseEdge))
  const ahead = firstCue(after, promises)
  for (const words of /\w/.test(clause) ? [clause, before, ahead] : [ahead, before]) {
    if (words.search(forward) >= 0) return 'forward'
    if (pastVerb(words, promises)) return 'past'
  }
  return 'unknown'
}

function firstCue(after: string, promises: boolean): string {
  const behind = pastVerb(after, promises)
  if (!behind) return after
  const ahead = after.search(forward)
  const end = behind.index + behind[0].length
  const lookingAhead = /^(?:was|were|had|has|have)/.test(behind[0]) ? end + 12 : behind.index
  return ahead >= 0 && ahead <= lookingAhead ? after.slice(ahead, end + 30) : behind[0]
}

function pastVerb(words: string, promises: boolean): RegExpExecArray | undefined {
  for (const verb of words.matchAll(past)) {
    if (notPast.test(verb[0]) || (promises && commitment.test(verb[0]))) continue
    return verb
  }
  return undefined
}

function lastEnd(text: string, pattern: RegExp): number {
  let end = 0
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length
  return end
}
