import type { Actor } from '../../accounts/actor.ts'
import type { ClaimView } from '../../claims/read.ts'
import type { PredictionView } from '../../predictions/read.ts'
import { percent } from '../../scoring/verdict.ts'
import { SaidAxis, SaidRow } from '../charts/said.tsx'
import { Changes, words } from './history.tsx'
import { Day } from './marks.tsx'
import { mayCorrect } from './may-correct.ts'
import { Certainty, QuoteInContext, Verdict } from './prediction.tsx'
import { ProofLinks } from './proof.tsx'

interface Reader {
  claim: ClaimView
  actor: Actor | undefined
  now: Date
}

/** Who forecast a claim, in which words, how sure, and how that turned out. */
export function Forecasts({ claim, actor, now }: Reader) {
  return (
    <section>
      <h2>Who forecast it, and how sure</h2>
      <div class="on-axis">
        <SaidAxis />
      </div>
      {claim.predictions.map(prediction => (
        <Forecast prediction={prediction} claim={claim} actor={actor} now={now} />
      ))}
      {claim.predictionCount > claim.predictions.length && (
        <p>
          <a href={`/predictions?claim=${claim.id}`}>All {claim.predictionCount} predictions of it</a>
        </p>
      )}
      {claim.outcome === null && (
        <p class="todo">
          <a href={`/predictions/new?claim=${claim.id}`}>Log another prediction of this claim</a>, or{' '}
          <a href={`/predictions/new?condition=${claim.id}`}>of a claim that depends on it</a>.
        </p>
      )}
    </section>
  )
}

function Forecast({ prediction, claim, actor, now }: Reader & { prediction: PredictionView }) {
  const { id, pundit, restatesId, corrections, loggedBy, loggedAt } = prediction
  const { state, outcome, share } = claim
  const happened = state === 'settled' && outcome !== null ? { outcome, share } : undefined
  return (
    <div class="forecast" id={`prediction-${id}`}>
      <h3>
        <a href={`/pundits/${pundit.slug}`}>{pundit.name}</a>
        {pundit.role && <span class="role">, {pundit.role}</span>}
      </h3>
      <p class="facts">
        <Certainty prediction={prediction} />
        {restatesId && (
          <span>
            <a href={`/predictions/${restatesId}`}>said before</a>
          </span>
        )}
      </p>
      <div class="on-axis">
        <SaidRow prediction={prediction} happened={happened} />
      </div>
      <QuoteInContext prediction={prediction} />
      {wordingWhenLogged(claim, prediction).map(words => (
        <p class="byline">{words}</p>
      ))}
      <Verdict prediction={prediction} />
      {claim.state === 'disputed' && <p class="verdict">In no score while what happened is disputed.</p>}
      {corrections.map(correction => (
        <details class="correction">
          <summary>
            Corrected on <Day on={correction.at} />
          </summary>
          <Changes
            changes={Object.keys(correction.after).map(field => ({
              name: termNames[field] ?? field,
              before: termWords(Reflect.get(correction.before, field)),
              after: termWords(Reflect.get(correction.after, field)),
            }))}
          />
          <p class="prose">{correction.reason}</p>
          <p class="byline">
            By {correction.by}. <ProofLinks entryId={correction.entryId} />
          </p>
        </details>
      ))}
      <p class="byline">
        <ProofLinks entryId={prediction.entryId} />
      </p>
      {actor !== undefined && (
        <p class="byline todo">
          <a href={`/predictions/new?restates=${id}`}>Log that they said it again</a>
          {mayCorrect(actor, { by: loggedBy, at: loggedAt }, now) && (
            <>
              {' · '}
              <a href={`/predictions/${id}/corrections`}>Correct this</a>
            </>
          )}
        </p>
      )}
    </div>
  )
}

/** What the claim said when a prediction of it was logged, where it was corrected since. */
function wordingWhenLogged({ history }: ClaimView, { loggedAt }: PredictionView): string[] {
  const since = history.filter(item => item.type === 'correction').filter(({ at }) => at >= loggedAt)
  const statement = since.find(({ before }) => before.statement !== undefined)?.before.statement
  const criteria = since.find(({ before }) => before.criteria !== undefined)?.before.criteria
  return [
    ...(statement === undefined ? [] : [`Logged when the claim read: “${statement}”`]),
    ...(criteria === undefined
      ? []
      : [`It was then to be settled so: ${criteria ?? 'no criteria were given.'}`]),
  ]
}

const termNames: Record<string, string> = {
  claim: 'Claim',
  pundit: 'Pundit',
  role: 'Role',
  source: 'Source',
  quote: 'Quote',
  saidOn: 'Said on',
  stance: 'Stance',
  probability: 'Probability',
}

function termWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return words(value)
  if ('name' in value) return words(value.name)
  if ('statement' in value) return words(value.statement)
  if ('title' in value) return words(value.title)
  if ('exact' in value) return `“${value.exact}”`
  if (!('value' in value) || typeof value.value !== 'number') return words(value)
  const phrase = 'phrase' in value && value.phrase !== undefined ? ` (“${value.phrase}”)` : ''
  return percent(value.value) + phrase
}
