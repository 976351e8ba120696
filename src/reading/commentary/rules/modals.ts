import type { Rule } from '../rule.ts'
import { adverbs, changes } from '../words.ts'

/** Auxiliaries that speak of what is to come. Their look-alikes are in look-alikes.ts. */
export const modals: readonly Rule[] = [
  {
    name: 'will',
    group: 'will',
    recognises: 'an unhedged future',
    example: 'Prices will fall by the spring.',
    words:
      /\b(?:will|shall)\b(?! not\b)|(?<=\b(?:i|you|we|he|she|it|they|there|that|this|who|which|what|nobody|everyone|[a-z]{3,}))'ll\b/g,
    hedge: 'will',
    lowerCase: true,
    before:
      /(?<!\b(?:the|a|his|her|their|its|my|your|our|political|free|good|ill|iron|people's|of|at|living|no|god's|strong|popular|national) )$/,
    confidence: 0.85,
  },
  {
    name: 'will-not',
    group: 'will',
    recognises: 'a denied future',
    example: 'The coalition won’t survive the winter.',
    words: /\b(?:will not|won't|shall not|shan't)\b/g,
    hedge: 'will not',
    denies: true,
    confidence: 0.85,
  },
  {
    name: 'going-to',
    group: 'going-to',
    recognises: '"going to" with a verb',
    example: 'They are going to lose their majority.',
    words:
      /\b(?:is|are|am|isn't|aren't|ain't)(?: \w+){0,2} going to\b|(?<=\w)'(?:s|re|m)(?: \w+){0,2} going to\b|\bgonna\b|^going to\b/g,
    hedge: 'is going to',
    after:
      /^ (?!the |a |an |war |bed |work |school |court |be honest|say |let |do (?:this|that|it)\b|need\b)[a-z]/,
    confidence: 0.8,
  },
  {
    name: 'would',
    group: 'would',
    recognises: 'the consequence of an open condition, or a future told at second hand',
    example: 'If the strait closed, oil would double.',
    words:
      /\bwould\b(?! not\b)|(?<=\b(?:he|she|it|they|that|there|we|i))'d\b(?= (?:be|win|lose|fall|rise|see|expect|bet|have to|need to|not)\b)/g,
    hedge: 'would',
    confidence: 0.6,
  },
  {
    name: 'would-not',
    group: 'would',
    recognises: 'the same, denied',
    example: 'A ceasefire would not hold past Easter.',
    words: /\b(?:would not|wouldn't)\b/g,
    hedge: 'would not',
    denies: true,
    confidence: 0.6,
  },
  {
    name: 'could',
    group: 'could',
    recognises: 'a possibility ahead',
    example: 'The strike could spread to other ports.',
    words: /\bcould\b(?!n't| not)/g,
    hedge: 'could',
    confidence: 0.65,
  },
  {
    name: 'might',
    group: 'might',
    recognises: 'a possibility ahead',
    example: 'He might call an early election.',
    words: /\bmight\b/g,
    hedge: 'might',
    lowerCase: true,
    before: /(?<!\b(?:the|his|her|their|its|military|full|economic|with|of|all) )$/,
    confidence: 0.7,
  },
  {
    name: 'may',
    group: 'may',
    recognises: 'a possibility ahead',
    example: 'Growth may slow in the second half.',
    words: /\bmay\b/g,
    lowerCase: true,
    hedge: 'may',
    before:
      /(?<!\b(?:in|by|since|of|from|until|till|before|after|during|early|mid|late|last|next|\d{1,2}|\d(?:st|nd|rd|th)) |mid-)$/,
    after:
      /^(?! \d{1,4}\b|,? (?:20|19)\d\d| report\b| meeting\b| day\b| forecast\b| election| local|'s\b|$|[.,;)])/,
    confidence: 0.65,
  },
  {
    name: 'should',
    group: 'should',
    recognises: '"should" as a likelihood: a verb of change that nobody is advised to do',
    example: 'Inflation should ease by the autumn.',
    words: /\b(?:should|ought to)\b(?! not\b)/g,
    hedge: 'should',
    after: new RegExp(`^${adverbs} ${changes}`),
    confidence: 0.55,
  },
]
