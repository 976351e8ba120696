import type { TopicFigures } from '../../accuracy/topics.ts'
import { ForestHead, ForestRow, forestScale } from '../charts/forest.tsx'
import { topicWords } from './form.tsx'
import { figure } from './marks.tsx'
import { orDash, signed, span } from './numbers.ts'

interface Props {
  topics: TopicFigures[]
  hrefOf: (topic: string) => string
}

const mostShown = 30

/** How a pundit does on each topic. One claim may have several topics. */
export function Topics({ topics, hrefOf }: Props) {
  if (topics.length === 0) return null
  const shown = topics.slice(0, mostShown)
  if (shown.every(({ skill }) => skill === null)) return <Unscored topics={shown} hrefOf={hrefOf} />
  const scale = forestScale(shown.flatMap(({ interval, skill }) => interval ?? skill ?? []))
  return (
    <section id="topics">
      <h2>By topic</h2>
      <table class="stack leaderboard by-topic">
        <thead>
          <tr>
            <th scope="col">Topic</th>
            <ForestHead scale={scale} />
            <th scope="col" class="unsorted">
              Skill
            </th>
            <th scope="col" class="unsorted">
              Mean Brier
            </th>
            <th scope="col" class="unsorted">
              Scored
            </th>
            <th scope="col" class="unsorted">
              Logged
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ topic, skill, interval, brier, n, logged }) => (
            <tr>
              <th scope="row">
                <a href={hrefOf(topic)}>{topicWords(topic)}</a>
              </th>
              <td class="picture">
                {skill !== null && (
                  <ForestRow
                    id={`topic-${topic}`}
                    name={`on ${topicWords(topic)}`}
                    scale={scale}
                    estimate={skill}
                    interval={interval}
                  />
                )}
              </td>
              <td>
                <span class="cell-label">Skill</span> {orDash(skill, signed)}
                {interval && <span class="hint">{` ${span(interval, signed)}`}</span>}
              </td>
              <td>
                <span class="cell-label">Mean Brier</span> {orDash(brier, figure)}
              </td>
              <td>
                <span class="cell-label">Scored</span> {n}
              </td>
              <td>
                <span class="cell-label">Logged</span> {logged}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {topics.length > mostShown && (
        <p class="hint">
          The {mostShown} most scored of {topics.length} topics.
        </p>
      )}
    </section>
  )
}

function Unscored({ topics, hrefOf }: Props) {
  return (
    <section id="topics">
      <h2>By topic</h2>
      <p class="topics">
        {topics.map(({ topic, logged }) => (
          <span>
            <a href={hrefOf(topic)}>{topicWords(topic)}</a> ({logged})
          </span>
        ))}
      </p>
    </section>
  )
}
