import type { core, ZodError } from 'zod'

interface ProblemType {
  status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  title: string
  help: string
  /** What a page says instead, to somebody who has sent a form or followed a link. */
  page?: { title?: string; help: string }
}

/** Every refusal Reckon can answer with. Each has a page of its own at /problems/<type>. */
export const problemTypes = {
  'malformed-json': {
    status: 400,
    title: 'The body is not valid JSON',
    help: 'Check the body with a JSON linter: quotes, commas and brackets. An import wants one complete JSON object on each line.',
  },
  'bad-request': {
    status: 400,
    title: 'The request cannot be read',
    help: 'Something about the request itself (its encoding or its form data) could not be understood.',
  },
  unauthenticated: {
    status: 401,
    title: 'Writing needs a key',
    help: 'Send your API key as "Authorization: Bearer <key>": unknown, expired and revoked ones are refused alike. In the browser, sign in first. Reading needs neither.',
    page: { title: 'You are not signed in', help: 'Reading needs no account.' },
  },
  'cross-site': {
    status: 403,
    title: 'The form was sent from another site',
    help: 'Forms are taken only from Reckon’s own pages. Open the page here and send the form again.',
  },
  forbidden: {
    status: 403,
    title: 'Your role may not do this',
    help: 'Moderators settle disputes, reopen and merge claims, correct what others have logged, and remove what the law does not let stand. Owners also look after people.',
  },
  'out-of-scope': {
    status: 403,
    title: 'The key is not for this',
    help: 'A key may do only what it was made for: read, log or resolve. Make another on your account page. What concerns the account itself needs a sign-in.',
  },
  suspended: {
    status: 403,
    title: 'The account is suspended',
    help: 'Its sessions have ended and its keys are refused. An owner can reinstate it.',
  },
  'own-account': {
    status: 409,
    title: 'Somebody else has to do this to you',
    help: 'So that there always is an owner, nobody demotes or suspends themselves, and the last owner stays.',
  },
  'link-spent': {
    status: 409,
    title: 'The link no longer works',
    help: 'A link to choose a password works once, and for a time. Ask for a new one at /forgot.',
  },
  involved: {
    status: 403,
    title: 'Somebody else has to do this',
    help: 'Whoever said what happened cannot dispute it: ask somebody else to, or a moderator to reopen the claim. Whoever resolved or disputed a claim cannot settle the dispute.',
  },
  'correction-closed': {
    status: 403,
    title: 'A moderator has to correct this now',
    help: 'What one has logged can be corrected for 24 hours, while nobody else has acted on it; then only a moderator can.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing here',
    help: 'The address or the id is unknown.',
    page: { help: '' },
  },
  'already-settled': {
    status: 409,
    title: 'The claim is already settled',
    help: 'Somebody has already said what happened. Read the claim again to see its resolution.',
  },
  'already-disputed': {
    status: 409,
    title: 'The claim is already disputed',
    help: 'One dispute is settled at a time, by a moderator who neither resolved nor disputed the claim. The members say what stands.',
  },
  'not-settled': {
    status: 409,
    title: 'The claim is not settled',
    help: 'Nobody has said what happened, so there is nothing to dispute or to reopen.',
  },
  'not-disputed': {
    status: 409,
    title: 'No dispute is pending',
    help: 'It has been settled already, or the claim was never disputed. Read the claim again to see its history.',
  },
  'dispute-closed': {
    status: 409,
    title: 'It can no longer be disputed',
    help: 'A resolution can be disputed for 14 days, and a settlement not at all. A moderator may reopen the claim, with a reason.',
  },
  'dispute-open': {
    status: 409,
    title: 'It can still be disputed',
    help: 'For 14 days a resolution is disputed, so that somebody else decides. Then a moderator may reopen the claim, with a reason; whoever settled it may do so before, if they are a moderator.',
  },
  'condition-pending': {
    status: 409,
    title: 'The condition has not come true',
    help: 'A claim that depends on another is settled after it: the member "condition" says how that stands. Should it settle false or void, this claim becomes void by itself.',
  },
  'follows-condition': {
    status: 409,
    title: 'The claim follows its condition',
    help: 'It is void because the claim it depends on settled false or void. Dispute or reopen that one; this one then reopens by itself.',
  },
  overtaken: {
    status: 409,
    title: 'Somebody else was faster',
    help: 'What you named no longer stands: another resolution, dispute or correction has come. Read it again and decide anew.',
  },
  frozen: {
    status: 409,
    title: 'The claim has been settled, and this can no longer change',
    help: 'Once anybody has said what became of a claim, its wording and the probability, quote, pundit, day and stance of its predictions stay as they are, also if it is reopened. Sources, roles and topics can still be corrected.',
  },
  'nothing-changed': {
    status: 409,
    title: 'The correction changes nothing',
    help: 'What was sent is what is there already.',
  },
  'already-redacted': {
    status: 409,
    title: 'There is nothing to remove',
    help: 'The bytes of the entry were removed before, or it is the entry that says so, which stays.',
  },
  'cannot-merge': {
    status: 409,
    title: 'These two cannot be merged',
    help: 'Merged claims must have the same deadlines and condition and must not contradict each other; merged pundits must not have different Wikidata ids. A claim that only resembles another can be declared void as a duplicate.',
  },
  'duplicate-prediction': {
    status: 409,
    title: 'This quote from this source is already logged',
    help: 'The member "existing" links the prediction that holds it. One quote of one source is one prediction: quote the words of each claim and of each pundit apart.',
  },
  'pundit-differs': {
    status: 409,
    title: 'The name belongs to somebody else',
    help: 'The name or an alias is already that of a pundit of another kind or with another Wikidata id, or the names are those of several pundits. Use punditId, or a name that tells them apart.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    help: 'A body may hold 1 MiB. An import may hold 16 MiB and 10,000 lines: split it.',
  },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    help: 'Wait as many seconds as the header Retry-After says. Many predictions at once are one request: import them.',
    page: { help: 'Wait a little, then try again.' },
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body’s media type is not one this address takes',
    help: 'Send JSON with "Content-Type: application/json", and imports as "application/x-ndjson".',
  },
  invalid: {
    status: 422,
    title: 'Something in the request is not valid',
    help: 'Each item of "errors" points at a field and says what to do about it.',
    page: { help: '' },
  },
  'import-refused': {
    status: 422,
    title: 'Nothing was imported',
    help: 'An import is all or nothing. Each item of "lines" with "errors" says what to mend on that line; then send the whole file again.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    help: 'A key belongs to one request: the same method, address and body. Make a new key for a new request.',
  },
  'internal-error': {
    status: 500,
    title: 'Reckon failed',
    help: 'This is our bug, not your mistake. Nothing was half-written. Quote the request id when you report it.',
  },
  unavailable: {
    status: 503,
    title: 'Reckon cannot answer right now',
    help: 'Try again after as many seconds as the header Retry-After says. If it broke off while writing, the change may or may not have been made: send it again with the same Idempotency-Key, or look first.',
    page: {
      help: 'Try again in a few seconds. If it broke off while writing, look first whether the change was made.',
    },
  },
} as const satisfies Record<string, ProblemType>

export type ProblemName = keyof typeof problemTypes

export function pageWords(name: ProblemName): { title: string; help: string } {
  const { title, help, page }: ProblemType = problemTypes[name]
  return { title, help, ...page }
}

/** `pointer` is a JSON Pointer (RFC 6901) as a URI fragment, as in RFC 9457's own example. */
export interface FieldError {
  pointer: string
  detail: string
  /** What is in the way, where it is a prediction already in the ledger. */
  existing?: string
}

interface Members {
  errors?: FieldError[]
  /** In seconds, for the header of that name. */
  retryAfter?: number
  [member: string]: unknown
}

/** A refusal that a caller caused and can do something about. */
export class Problem extends Error {
  constructor(
    readonly type: ProblemName,
    readonly detail: string,
    readonly members: Members = {},
  ) {
    super(detail)
  }

  get status() {
    return problemTypes[this.type].status
  }
}

export function invalid(errors: FieldError[]): Problem {
  const named = errors.slice(0, 5).map(error => error.pointer)
  const fields = [
    ...named,
    ...(errors.length > named.length ? [`and ${errors.length - named.length} more`] : []),
  ]
  return new Problem('invalid', `Not valid: ${fields.join(', ')}.`, { errors })
}

/** Returns the pointer to a field, escaped as RFC 6901 has it for URI fragments: `pointerTo('a/b', 0)` is `#/a~1b/0`. */
export function pointerTo(...path: PropertyKey[]): string {
  return `#${path.map(part => `/${escaped(String(part))}`).join('')}`
}

/** Keys that a caller makes up may hold lone surrogates, which cannot be encoded. */
function escaped(part: string): string {
  return encodeURIComponent(part.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1'))
}

/** Errors of a part, as errors of the whole: `#/dueBy` under `claim` is `#/claim/dueBy`. */
export function under(path: PropertyKey[], errors: FieldError[]): FieldError[] {
  return errors.map(error => ({ ...error, pointer: pointerTo(...path) + error.pointer.slice(1) }))
}

/** What is wrong with each field; of very many, the first, as the answer must not outgrow the question. */
export function fieldErrors(error: ZodError, wordsOf: WordsOf = ({ message }) => message): FieldError[] {
  return error.issues.flatMap(issue => errorsOf(issue, wordsOf)).slice(0, mostErrors)
}

type WordsOf = (issue: core.$ZodIssue) => string

const mostErrors = 50

function errorsOf(issue: core.$ZodIssue, wordsOf: WordsOf): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      pointer: pointerTo(...issue.path, key),
      detail: 'does not belong here: leave it out',
    }))
  }
  return [{ pointer: pointerTo(...issue.path), detail: wordsOf(issue) }]
}

/** What a Problem says of fields; one that is of no field points at the whole. */
export function problemErrors({ detail, members: { errors, existing } }: Problem): FieldError[] {
  return errors ?? [{ pointer: '#', detail, ...(typeof existing === 'string' ? { existing } : {}) }]
}

export function problemBody(problem: Problem, origin: string) {
  return {
    type: `${origin}/problems/${problem.type}`,
    title: problemTypes[problem.type].title,
    status: problem.status,
    detail: problem.detail,
    ...problem.members,
  }
}
