import type { AccuracyView } from '../../accuracy/read.ts'
import { ForestHead, ForestRow, forestScale } from '../charts/forest.tsx'
import { counted, half, orDash, signed } from './numbers.ts'

/** The first of the ranking, each on the line where the truth may lie. */
export function Ahead({ items }: { items: AccuracyView[] }) {
  const scale = forestScale(items.flatMap(({ skill }) => skill.shrunken?.interval ?? []))
  return (
    <>
      <p>
        Ranked by the low end of the line, where 0 is no better than always saying {half} and 1 is perfect.
        Where two lines overlap, the order may be chance.
      </p>
      <table class="stack leaderboard ahead">
        <caption class="visually-hidden">The first of the ranking and their adjusted skill</caption>
        <thead>
          <tr>
            <th scope="col">Rank</th>
            <th scope="col">Pundit</th>
            <ForestHead scale={scale} />
            <th scope="col" class="unsorted">
              <a href="/method#rank">Adjusted skill</a>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ pundit, rank, skill, n }) => (
            <tr>
              <td class="rank">{rank ?? '–'}</td>
              <th scope="row">
                <a href={`/pundits/${pundit?.slug}`}>{pundit?.name}</a>{' '}
                <span class="hint">{counted(n, 'scored', 'scored')}</span>
              </th>
              <td class="picture">
                <ForestRow
                  id={`ahead-${pundit?.slug}`}
                  name={pundit?.name ?? ''}
                  scale={scale}
                  estimate={skill.shrunken?.estimate ?? null}
                  interval={skill.shrunken?.interval ?? null}
                />
              </td>
              <td>
                <span class="cell-label">Adjusted skill</span>{' '}
                {orDash(skill.shrunken?.estimate ?? null, signed)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
