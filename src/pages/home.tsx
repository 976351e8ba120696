import { getOverall, type Overall } from '../accuracy/overall.ts'
import { type AccuracyView, listAccuracy } from '../accuracy/read.ts'
import { type ClaimSummary, listClaims, listLatelySettled } from '../claims/read.ts'
import { router } from '../door.ts'
import { listPredictions } from '../predictions/read.ts'
import { AllBins, allWords } from './charts/all-bins.tsx'
import { show } from './layout.tsx'
import { Ahead } from './parts/ahead.tsx'
import { ClaimList } from './parts/claim-list.tsx'
import { When } from './parts/claim-terms.tsx'
import { Look } from './parts/look.tsx'
import { Day } from './parts/marks.tsx'
import { counted } from './parts/numbers.ts'
import { PredictionItem } from './parts/prediction.tsx'

export const homePages = router()

const few = 5

homePages.get('/', async c => {
  const { deps } = c.var
  const [due, logged, settled, ahead, overall] = await Promise.all([
    listClaims(deps, { queue: 'due' }, { limit: few }),
    listPredictions(deps, {}, { limit: few }),
    listLatelySettled(deps, few),
    listAccuracy(deps, {}, { limit: few }),
    getOverall(deps),
  ])
  const ranked = ahead.items.filter(({ rank }) => rank !== null)
  return show(
    c,
    { title: 'Reckon', linkedData: { '@type': 'WebSite', name: 'Reckon' } },
    <>
      <h1>Whom should you believe?</h1>
      <p class="lead">
        Reckon keeps a public record of forecasts made in commentary: who said what, in which words, how sure
        they sounded and by when; what happened; and <a href="/pundits">how accurate each has been</a>.
      </p>
      <Look />
      <div class="columns">
        <Due claims={due.items} more={due.next !== null} />
        <section>
          <h2>Just settled</h2>
          <ClaimList claims={settled} day={claim => <When settled={claim} />}>
            Nothing has been settled yet.
          </ClaimList>
        </section>
      </div>
      {overall.n > 0 && <Figures ranked={ranked} overall={overall} />}
      <section>
        <h2>Just logged</h2>
        {logged.items.length === 0 && (
          <p class="invite">
            The ledger is empty. <a href="/predictions/new">Log the first prediction</a>.
          </p>
        )}
        <ul class="predictions">
          {logged.items.map(prediction => (
            <PredictionItem prediction={prediction} />
          ))}
        </ul>
        <p class="next">
          <a href="/predictions">All predictions</a>
        </p>
      </section>
    </>,
  )
})

function Due({ claims, more }: { claims: ClaimSummary[]; more: boolean }) {
  return (
    <section>
      <h2>Due: what happened?</h2>
      <ClaimList
        claims={claims}
        day={claim => (
          <>
            since <Day on={claim.dueBy} />
          </>
        )}
      >
        Nothing is due. What is next is in <a href="/predictions?state=open">what is open</a>.
      </ClaimList>
      {more && (
        <p class="next">
          <a href="/due">All that is due</a>
        </p>
      )}
    </section>
  )
}

function Figures({ ranked, overall }: { ranked: AccuracyView[]; overall: Overall }) {
  return (
    <div class="columns">
      <section>
        <h2>Who is ahead</h2>
        {ranked.length === 0 ? (
          <p>Nobody has enough predictions scored to be ranked.</p>
        ) : (
          <>
            <p>
              By skill: 0 is no better than always saying 50 %, 1 is perfect. Where two lines overlap, the
              order may be chance.
            </p>
            <Ahead items={ranked} />
          </>
        )}
        <p class="next">
          <a href="/pundits">All pundits</a>
        </p>
      </section>
      <section>
        <h2>Does it happen as often as they say?</h2>
        <p>
          {allWords(overall)} That is all {counted(overall.pundits, 'pundit')} together.
        </p>
        <AllBins id="all" overall={overall} />
      </section>
    </div>
  )
}
