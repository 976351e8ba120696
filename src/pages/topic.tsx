import { type AccuracyView, listAccuracy } from '../accuracy/read.ts'
import { listClaims } from '../claims/read.ts'
import { getTopic, type TopicView } from '../claims/topics.ts'
import { router } from '../door.ts'
import { topic as Topic } from '../fields.ts'
import { listPredictions } from '../predictions/read.ts'
import { Problem } from '../problem.ts'
import { show } from './layout.tsx'
import { Ahead } from './parts/ahead.tsx'
import { ClaimList } from './parts/claim-list.tsx'
import { topicWords } from './parts/form.tsx'
import { counted } from './parts/numbers.ts'
import { PredictionList } from './parts/prediction.tsx'

export const topicPages = router()

const few = 5

topicPages.get('/topics/:topic', async c => {
  const { deps } = c.var
  const asked = Topic.safeParse(c.req.param('topic'))
  if (!asked.success) throw new Problem('not-found', 'No claim has this topic.')
  const topic = asked.data
  const view = await getTopic(deps, topic)
  const [ahead, due, open, said] = await Promise.all([
    listAccuracy(deps, { topic }, { limit: few }),
    listClaims(deps, { queue: 'due', topic }, { limit: few }),
    listClaims(deps, { state: 'open', topic }, { limit: few }),
    listPredictions(deps, { topic }, { limit: 10 }),
  ])
  const name = topicWords(topic)
  return show(
    c,
    { title: `Forecasts on ${name}`, description: `Who forecast what on ${name}, and what happened.` },
    <>
      <p class="kicker">
        <a href="/topics">Topics</a>
      </p>
      <h1>{name}</h1>
      <Counts view={view} />
      <Accuracy topic={topic} items={ahead.items} />
      <div class="columns">
        <section>
          <h2>Due: what happened?</h2>
          <ClaimList claims={due.items}>Nothing is due.</ClaimList>
          {due.next && (
            <p class="next">
              <a href={`/due?topic=${topic}`}>All that is due on {name}</a>
            </p>
          )}
        </section>
        <section>
          <h2>Next due</h2>
          <ClaimList claims={open.items}>
            Nothing is open. <a href="/predictions/new">Log a prediction</a>.
          </ClaimList>
        </section>
      </div>
      <section>
        <h2>Just logged</h2>
        <PredictionList predictions={said.items} />
        <p class="next">
          <a href={`/predictions?topic=${topic}`}>All predictions on {name}</a>
        </p>
      </section>
    </>,
  )
})

function Counts({ view: { topic, claims, open, due, settled, disputed } }: { view: TopicView }) {
  const states = { open, due, settled, disputed }
  return (
    <p class="facts">
      <span>{counted(claims, 'claim')}:</span>
      {Object.entries(states).map(
        ([state, count]) =>
          count > 0 && (
            <a
              href={`/predictions?topic=${topic}&state=${state}`}
            >{`${count.toLocaleString('en')} ${state}`}</a>
          ),
      )}
    </p>
  )
}

function Accuracy({ topic, items }: { topic: string; items: AccuracyView[] }) {
  const ranked = items.filter(({ rank }) => rank !== null)
  return (
    <section>
      <h2>Who is ahead on it</h2>
      {ranked.length === 0 ? (
        <p>Nobody has enough predictions scored on it to be ranked.</p>
      ) : (
        <Ahead items={ranked} />
      )}
      <p class="next">
        <a href={`/pundits?topic=${topic}`}>All pundits who forecast on it</a>
      </p>
    </section>
  )
}
