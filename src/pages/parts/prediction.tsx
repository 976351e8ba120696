import type { Piece } from '../../predictions/highlight.ts'
import type { PredictionView } from '../../predictions/read.ts'
import { punditKinds } from '../../pundits/pundit.ts'
import { standsIn } from '../../reading/stands-in.ts'
import { percent } from '../../scoring/verdict.ts'
import { Found } from './found.tsx'
import { Day, Days, figure, ProbabilityLine, StateMark } from './marks.tsx'
import { linkToQuote } from './text-fragment.ts'

const stanceWords = {
  asserts: 'as an assertion',
  conditional: 'on a condition',
  possibility: 'as a possibility',
  reports: 'reporting somebody else’s',
}

/** What forms call the particulars of a prediction. */
export const predictionLabels = {
  'pundit/name': 'Who said it',
  'pundit/kind': 'What they are',
  'pundit/role': 'Role at the time',
  'quote/exact': 'Exact words',
  'quote/prefix': 'Text just before',
  'quote/suffix': 'Text just after',
  saidOn: 'Said on',
  stance: 'What they did with the claim',
  hedge: 'Words of certainty',
  probability: 'Probability they stated',
}

/** What a form offers of somebody new. */
export const kindOptions = Object.fromEntries(punditKinds.map(kind => [kind, kind]))

/** What a form offers as the stance. */
export const stanceOptions = {
  asserts: 'asserts it: it will happen, or is likely to',
  conditional: 'conditional: it will or may happen if something else does',
  possibility: 'possibility: it could, may or might happen',
  reports: 'reports what somebody else forecasts',
}

interface OfPrediction {
  prediction: PredictionView
}

interface ListProps {
  predictions: readonly PredictionView[]
  /** On a pundit's own page the name would only repeat. */
  nameless?: boolean
  /** Of a search: where its words stand. */
  found?: Map<string, Piece[]>
}

/** Predictions as lines of a ledger: the claim and who forecast it, how sure, and what became of it. */
export function PredictionList({ predictions, nameless, found }: ListProps) {
  if (predictions.length === 0) return null
  return (
    <>
      <p class="heads" aria-hidden="true">
        <span>Forecast</span> <span>How sure they sounded</span> <span>What happened</span>
      </p>
      <ul class="predictions">
        {predictions.map(prediction => (
          <Line prediction={prediction} nameless={nameless} found={found} />
        ))}
      </ul>
    </>
  )
}

function Line({ prediction, nameless, found }: Omit<ListProps, 'predictions'> & OfPrediction) {
  const { claim, pundit, quote, saidOn, stance, score, scored } = prediction
  return (
    <li class="prediction">
      <div>
        <h3>
          <a href={`/claims/${prediction.claimId}#prediction-${prediction.id}`}>
            <Found text={claim.statement} pieces={found} />
          </a>
        </h3>
        {found && (
          <p class="said">
            “<Found text={quote.exact} pieces={found} />”
          </p>
        )}
        <p class="byline">
          {!nameless && (
            <>
              <a href={`/pundits/${pundit.slug}`}>
                <Found text={pundit.name} pieces={found} />
              </a>
              ,{' '}
            </>
          )}
          said on <Day on={saidOn} />
        </p>
      </div>
      <p class="byline">
        <Certainty prediction={prediction} />
      </p>
      <p class="byline became">
        <StateMark claim={claim} />
        <Days claim={claim} />
        {score && (
          <span>{`Brier score ${figure(score.brier)}${scored ? '' : `, not counted: ${uncounted[stance]}`}`}</span>
        )}
      </p>
    </li>
  )
}

/** How sure it sounded: the line, the figure and the words it was read from. */
export function Certainty({ prediction: { probability, stance, quote } }: OfPrediction) {
  const { phrase } = probability
  return (
    <span class="certainty">
      <ProbabilityLine probability={probability} /> <b>{percent(probability.value)}</b>{' '}
      <span>
        {phrase === undefined ? 'stated' : readFrom(phrase, standsIn(phrase, quote.exact))},{' '}
        {stanceWords[stance]}
      </span>
    </span>
  )
}

/** The scale’s phrase is put in the speaker’s mouth only where it stands in the quote. */
export function readFrom(phrase: string, isQuoted: boolean): string {
  return isQuoted ? `from “${phrase}”` : `read as “${phrase}”`
}

const hindsight = 'said when it could be known'

/** Why what has a score may be in no figure of accuracy. */
const uncounted = {
  asserts: hindsight,
  conditional: hindsight,
  possibility: 'a bare possibility',
  reports: 'somebody else’s forecast',
}

/** What was said against what happened, with its score; says so, and why, when it is not counted. */
export function Verdict({ prediction: { score, scored, stance } }: OfPrediction) {
  if (score === null) return null
  return (
    <p class="verdict">
      {score.verdict}. Brier score {figure(score.brier)}.
      {scored ? '' : ` Not counted in accuracy: ${uncounted[stance]}.`}
    </p>
  )
}

/** No space stands before a punctuation mark. */
function gapBefore(suffix: string): string {
  return /^\s*[\p{Letter}\p{Number}“‘(–—-]/u.test(suffix) ? ' ' : ''
}

/** The words, with what stood before and after them. */
export function Words({ prediction: { quote, source } }: OfPrediction) {
  return (
    <blockquote cite={source.url ?? undefined}>
      {quote.prefix && <span class="context">{`… ${quote.prefix.trim()} `}</span>}
      <mark>{quote.exact}</mark>
      {quote.suffix && <span class="context">{`${gapBefore(quote.suffix)}${quote.suffix.trim()} …`}</span>}
    </blockquote>
  )
}

/** The words in their place, linked to where they were published. */
export function QuoteInContext({ prediction }: OfPrediction) {
  const { claim, quote, source, saidOn, loggedAt } = prediction
  const loggedOn = loggedAt.slice(0, 10)
  const isLate = loggedOn > claim.dueBy
  return (
    <figure class="quote">
      <Words prediction={prediction} />
      <figcaption>
        <a href={`/sources/${source.id}`}>{source.title}</a>
        {source.publisher && `, ${source.publisher}`}
        {source.publishedOn && (
          <>
            , <Day on={source.publishedOn} />
          </>
        )}
        {source.url && (
          <>
            {' '}
            (<a href={linkToQuote(source.url, quote)}>read it there</a>)
          </>
        )}
        {'. '}
        Said on <Day on={saidOn} />
        {isLate ? '. Logged on ' : ', logged on '}
        <Day on={loggedOn} />
        {isLate && ', after the deadline'}.
      </figcaption>
    </figure>
  )
}
