import type { Scale } from '../scale.ts'

/**
 * Reckon's own reading of phrases that no published scale here covers. Editorial judgement, not
 * measurement: wide ranges, with the value in the middle of each.
 */
export const reckon: Scale = {
  id: 'reckon-1',
  title: 'Reckon’s own reading (not a survey)',
  about:
    'Common phrases that neither the survey nor the directive covers, with the range Reckon reads them as. ' +
    'Nobody was asked: these ranges are Reckon’s own judgement, wide on purpose, and the value is the ' +
    'midpoint. An unhedged “will” is read as very likely, not as certain.',
  source: 'Reckon’s own judgement; no survey or standard stands behind these figures',
  terms: [
    { phrases: ['no way', 'impossible'], value: 0.025, low: 0, high: 0.05, basis: 'hedge' },
    {
      phrases: ['cannot be ruled out', "can't be ruled out", 'cannot rule out', "can't rule out"],
      value: 0.15,
      low: 0.05,
      high: 0.25,
      basis: 'hedge',
    },
    { phrases: ['doubtful'], value: 0.25, low: 0.1, high: 0.4, basis: 'hedge' },
    { phrases: ['risk', 'risks'], value: 0.25, low: 0.1, high: 0.4, basis: 'hedge' },
    {
      phrases: ['possible', 'possibly', 'possibility', 'cannot exclude', "can't exclude"],
      value: 0.3,
      low: 0.1,
      high: 0.5,
      basis: 'hedge',
    },
    {
      phrases: ['might', 'could', "can't say", 'cannot say'],
      value: 0.4,
      low: 0.2,
      high: 0.6,
      basis: 'hedge',
    },
    {
      phrases: ['may', 'real possibility', 'realistic possibility'],
      value: 0.45,
      low: 0.3,
      high: 0.6,
      basis: 'hedge',
    },
    {
      phrases: ['strong possibility', 'fierce possibility'],
      value: 0.55,
      low: 0.4,
      high: 0.7,
      basis: 'hedge',
    },
    { phrases: ['fear', 'fears'], value: 0.575, low: 0.4, high: 0.75, basis: 'hedge' },
    {
      phrases: ['threaten', 'threatens', 'threatened', 'threatening'],
      value: 0.575,
      low: 0.4,
      high: 0.75,
      basis: 'hedge',
    },
    {
      phrases: ['pledge', 'pledges', 'pledged', 'pledging', 'vows', 'promises'],
      value: 0.675,
      low: 0.5,
      high: 0.85,
      basis: 'hedge',
    },
    { phrases: ['presumably', 'apparently'], value: 0.675, low: 0.55, high: 0.8, basis: 'hedge' },
    { phrases: ['should'], value: 0.7, low: 0.55, high: 0.85, basis: 'hedge' },
    {
      phrases: ['expected to', 'set to', 'poised to', 'due to', 'on track to'],
      value: 0.775,
      low: 0.65,
      high: 0.9,
      basis: 'hedge',
    },
    { phrases: ['inevitable', 'inevitably'], value: 0.945, low: 0.9, high: 0.99, basis: 'hedge' },
    {
      phrases: ['certainly', 'definitely', 'certain'],
      value: 0.96,
      low: 0.93,
      high: 0.99,
      basis: 'hedge',
    },
    { phrases: ['would'], value: 0.885, low: 0.8, high: 0.97, basis: 'assertion' },
    {
      phrases: ['would not', "wouldn't"],
      value: 0.115,
      low: 0.03,
      high: 0.2,
      basis: 'assertion',
    },
    { phrases: ['will', 'is going to', 'shall'], value: 0.91, low: 0.85, high: 0.97, basis: 'assertion' },
    {
      phrases: ['will not', "won't", 'is not going to', "isn't going to", "aren't going to", 'shall not'],
      value: 0.09,
      low: 0.03,
      high: 0.15,
      basis: 'assertion',
    },
  ],
}
