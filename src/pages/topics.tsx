import { listTopics } from '../claims/topics.ts'
import { router } from '../door.ts'
import { show } from './layout.tsx'
import { topicWords } from './parts/form.tsx'
import { counted } from './parts/numbers.ts'

export const topicsPages = router()

topicsPages.get('/topics', async c => {
  const topics = await listTopics(c.var.deps)
  return show(
    c,
    { title: 'Topics', description: 'What the forecasts in the ledger are about, and how many are settled.' },
    <>
      <h1>Topics</h1>
      {topics.length === 0 ? (
        <p class="invite">
          No claim has a topic yet. <a href="/predictions/new">Log a prediction</a> and give it one.
        </p>
      ) : (
        <p class="lead">What the forecasts are about. A claim may have several topics.</p>
      )}
      <ul class="topic-list">
        {topics.map(({ topic, claims, due, settled }) => (
          <li>
            <a href={`/topics/${topic}`}>{topicWords(topic)}</a>
            <span class="count">
              {counted(claims, 'claim')}, {due > 0 && `${due} due, `}
              {settled} settled
            </span>
          </li>
        ))}
      </ul>
    </>,
  )
})
