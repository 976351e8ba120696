/** What kind of words proposes a forecast; look-alikes name the groups they take back. */
export type Group =
  | 'will'
  | 'going-to'
  | 'would'
  | 'could'
  | 'might'
  | 'may'
  | 'should'
  | 'outlook-adjective'
  | 'forecasting-verb'
  | 'commitment'
  | 'chance'
  | 'number'
  | 'idiom'
  | 'dated'
  | 'framed'

/** Words that propose a forecast. Patterns are matched against folded text: lower case, straight quotes. */
export interface Rule {
  name: string
  group: Group
  recognises: string
  example: string
  /** Global, so that each occurrence is a hit. */
  words: RegExp
  /** The phrase the ledger's scales list for it; left out, the matched words themselves. */
  hedge?: string
  /** The words deny what follows: "don't expect". */
  denies?: boolean
  /** With a capital inside a sentence it is a name: May, Will. */
  lowerCase?: boolean
  /** What follows the match, from its end. */
  after?: RegExp
  /** What stands before the match in the sentence, up to its start. */
  before?: RegExp
  /** How sure a reader can be that this is a forecast, 0..1. */
  confidence: number
}

/** Words in which a proposal only looks like a forecast. */
export interface LookAlike {
  name: string
  recognises: string
  example: string
  /** The groups it takes back. */
  of: readonly Group[] | 'all'
  before?: RegExp
  after?: RegExp
  /** Anywhere in the sentence. */
  sentence?: RegExp
  /** Saves it: a forecast all the same. */
  unless?: RegExp
}
