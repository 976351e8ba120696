import { getOverall, type Overall } from '../accuracy/overall.ts'
import { fewestToRank } from '../accuracy/rank.ts'
import { type AccuracyView, listAccuracy } from '../accuracy/read.ts'
import { type ClaimSummary, listClaims, listLatelySettled } from '../claims/read.ts'
import { router } from '../door.ts'
import { findCheckpoint, type KeptCheckpoint } from '../ledger/read.ts'
import { listPredictions } from '../predictions/read.ts'
import { AllBins, allWords } from './charts/all-bins.tsx'
import { show } from './layout.tsx'
import { Ahead } from './parts/ahead.tsx'
import { ClaimList } from './parts/claim-list.tsx'
import { Look } from './parts/look.tsx'
import { counted } from './parts/numbers.ts'
import { PredictionList } from './parts/prediction.tsx'

export const homePages = router()

const few = 5

homePages.get('/', async c => {
  const { deps } = c.var
  const [due, disputed, logged, settled, ahead, overall, checkpoint] = await Promise.all([
    listClaims(deps, { queue: 'due' }, { limit: few }),
    listClaims(deps, { state: 'disputed' }, { limit: 1 }),
    listPredictions(deps, {}, { limit: few }),
    listLatelySettled(deps, few),
    listAccuracy(deps, {}, { limit: few }),
    getOverall(deps),
    findCheckpoint(deps.db),
  ])
  return show(
    c,
    { title: 'Reckon', linkedData: { '@type': 'WebSite', name: 'Reckon' } },
    <>
      <div class="opening">
        <div>
          <h1>Whom should you believe?</h1>
          <p class="lead">
            Reckon keeps a public record of forecasts made in commentary: who said what, in which words, how
            sure they sounded and by when; what happened; and{' '}
            <a href="/pundits">how accurate each has been</a>.
          </p>
          <Look />
        </div>
        <Account overall={overall} checkpoint={checkpoint} />
      </div>
      <div class="columns">
        <Due claims={due.items} more={due.next !== null} disputed={disputed.items.length > 0} />
        <section>
          <h2>Just settled</h2>
          <ClaimList claims={settled}>Nothing has been settled yet.</ClaimList>
        </section>
      </div>
      {overall.n > 0 && <Figures listed={ahead.items} overall={overall} />}
      <section>
        <h2>Just logged</h2>
        {logged.items.length === 0 && (
          <p class="invite">
            The ledger is empty. <a href="/predictions/new">Log the first prediction</a>.
          </p>
        )}
        <PredictionList predictions={logged.items} />
        <p class="next">
          <a href="/predictions">All predictions</a>
        </p>
      </section>
    </>,
  )
})

/** What there is, in three figures. */
function Account({ overall, checkpoint }: { overall: Overall; checkpoint?: KeptCheckpoint }) {
  const lines = [
    { words: 'predictions scored', count: overall.n, href: '/predictions?state=settled' },
    { words: 'pundits among them', count: overall.pundits, href: '/pundits' },
    { words: 'entries in the signed ledger', count: checkpoint?.size ?? 0, href: '/ledger' },
  ]
  return (
    <ul class="counts" aria-label="What there is">
      {lines.map(({ words, count, href }) => (
        <li>
          <b>{count.toLocaleString('en')}</b> <a href={href}>{words}</a>
        </li>
      ))}
    </ul>
  )
}

function Due({ claims, more, disputed }: { claims: ClaimSummary[]; more: boolean; disputed: boolean }) {
  return (
    <section>
      <h2>Due: what happened?</h2>
      <ClaimList claims={claims}>
        Nothing is due. What is next is in <a href="/predictions?state=open">what is open</a>.
      </ClaimList>
      {(more || disputed) && (
        <p class="next">
          {more && <a href="/due">All that is due</a>}
          {more && disputed && ' · '}
          {disputed && <a href="/due#disputed">What is disputed</a>}
        </p>
      )}
    </section>
  )
}

function Figures({ listed, overall }: { listed: AccuracyView[]; overall: Overall }) {
  const ranked = listed.filter(({ rank }) => rank !== null)
  return (
    <div class="columns">
      <section>
        <h2>Who is ahead</h2>
        {ranked.length === 0 ? <TooFew listed={listed} /> : <Ahead items={ranked} />}
        <p class="next">
          <a href="/pundits">All pundits</a>
        </p>
      </section>
      <section>
        <h2>Does it happen as often as they say?</h2>
        <p>
          {allWords(overall)} This counts all {counted(overall.pundits, 'pundit')}.
        </p>
        <AllBins id="all" overall={overall} />
      </section>
    </div>
  )
}

function TooFew({ listed }: { listed: AccuracyView[] }) {
  return (
    <>
      <p>
        Nobody yet: a rank takes {fewestToRank} independent predictions scored. Those with the most
        predictions so far:
      </p>
      <ul class="tally">
        {listed.map(({ pundit, n, coverage }) => (
          <li>
            <a href={`/pundits/${pundit?.slug}`}>{pundit?.name}</a>
            <span>{`${counted(n, 'scored', 'scored')} of ${coverage.logged.toLocaleString('en')}`}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
