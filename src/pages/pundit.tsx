import { isModerator } from '../accounts/role.ts'
import { fewestToRank } from '../accuracy/rank.ts'
import { type AccuracyView, getAccuracy } from '../accuracy/read.ts'
import { router } from '../door.ts'
import { listPredictions } from '../predictions/read.ts'
import { getPundit, type PunditView } from '../pundits/read.ts'
import { show } from './layout.tsx'
import { Day, figure } from './parts/marks.tsx'
import { NextPage } from './parts/next-page.tsx'
import { PredictionItem } from './parts/prediction.tsx'

export const punditPages = router()

punditPages.get('/pundits/:slug', async c => {
  const slug = c.req.param('slug')
  const pundit = await getPundit(c.var.deps, slug)
  if (pundit.slug !== slug) return c.redirect(`/pundits/${pundit.slug}`, 308)
  const [accuracy, { items, next }] = await Promise.all([
    getAccuracy(c.var.deps, slug, {}),
    listPredictions(c.var.deps, { pundit: slug }, { limit: 20, cursor: c.req.query('cursor') }),
  ])
  return show(
    c,
    { title: pundit.name },
    <article>
      <h1>{pundit.name}</h1>
      <About pundit={pundit} />
      {pundit.merges.map(({ name, reason, by, at }) => (
        <p class="byline">
          {name} was found to be the same and merged in by {by} on <Day on={at} />: {reason}
        </p>
      ))}
      <Figures accuracy={accuracy} />
      <Coverage accuracy={accuracy} />
      <section>
        <h2>Predictions</h2>
        <ul class="predictions">
          {items.map(prediction => (
            <PredictionItem prediction={prediction} nameless />
          ))}
        </ul>
        <NextPage path={`/pundits/${slug}`} query={{}} next={next} />
      </section>
      {c.var.actor !== undefined && isModerator(c.var.actor.role) && (
        <p class="invite">
          <a href={`/pundits/${slug}/merges`}>Merge another pundit into this one</a>.
        </p>
      )}
    </article>,
  )
})

function About({ pundit }: { pundit: PunditView }) {
  const { kind, aliases, roles, wikidataId } = pundit
  return (
    <p class="facts">
      <span class="kind">{kind}</span>
      {roles.map(({ role, from, to }) => (
        <span>
          {role} (<Day on={from} />
          {from !== to && (
            <>
              {' '}
              to <Day on={to} />
            </>
          )}
          )
        </span>
      ))}
      {aliases.length > 0 && <span>also {aliases.join(', ')}</span>}
      {wikidataId && <a href={`https://www.wikidata.org/wiki/${wikidataId}`}>Wikidata</a>}
    </p>
  )
}

function Figures({ accuracy }: { accuracy: AccuracyView }) {
  const { n, effectiveN, brier, logScore, stated, fromWords, rank } = accuracy
  if (n === 0) return <p class="lead">Nothing has been scored yet: there is no accuracy to show.</p>
  return (
    <>
      <p class="lead">
        {rank === null
          ? `Too few to rank: ${claims(effectiveN)} scored, of ${fewestToRank} needed.`
          : `Rank ${rank}.`}
      </p>
      <dl class="figures">
        <div>
          <dt>
            <a href="/method#brier">Mean Brier score</a>
          </dt>
          <dd>{brier.mean !== null && figure(brier.mean)}</dd>
          <dd class="hint">0 is best, 0.25 is always saying 50 %</dd>
        </div>
        <div>
          <dt>
            <a href="/method#log">Mean log score</a>
          </dt>
          <dd>{logScore.mean !== null && figure(logScore.mean)}</dd>
          <dd class="hint">0 is best, 0.693 is always saying 50 %</dd>
        </div>
        <div>
          <dt>Scored</dt>
          <dd>{n}</dd>
          <dd class="hint">
            of {claims(effectiveN)}; {stated} stated as numbers, {fromWords} read from words
          </dd>
        </div>
      </dl>
    </>
  )
}

function claims(n: number): string {
  return n === 1 ? '1 claim' : `${n} claims`
}

function Coverage({ accuracy: { coverage } }: { accuracy: AccuracyView }) {
  const voided = Object.values(coverage.void).reduce((sum, count) => sum + count, 0)
  const { logged, scored, open, due, disputed } = coverage
  const parts = {
    scored,
    'settled but not counted': logged - scored - open - due - disputed - voided,
    open,
    'due but unsettled': due,
    disputed,
    void: voided,
  }
  const kinds = {
    'bare possibilities, never counted': coverage.possibilities,
    'reports of others, never counted': coverage.reports,
    'with a deadline assigned by the logger': coverage.assignedDeadline,
  }
  return (
    <section>
      <h2>What this rests on</h2>
      <p>
        {logged} logged, half of them within {Math.round(coverage.medianDaysToLog ?? 0)} days of being said:
      </p>
      <Counts counts={parts} />
      <p>Of all that were logged:</p>
      <Counts counts={kinds} />
    </section>
  )
}

function Counts({ counts }: { counts: Record<string, number> }) {
  return (
    <dl class="coverage">
      {Object.entries(counts).map(([words, count]) => (
        <div>
          <dt>{words}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
