import { fewestToRank } from '../../accuracy/rank.ts'
import type { AccuracyView, Order } from '../../accuracy/read.ts'
import { ForestAxis, ForestRow, type ForestScale, forestScale } from '../charts/forest.tsx'
import { figure } from './marks.tsx'
import { orDash, signed, span } from './numbers.ts'

interface Props {
  items: AccuracyView[]
  sort: Order
  hrefOf: (order: Order) => string
}

/** The forest plot of all pundits, each row with what its dot rests on; those too few to rank below the line. */
export function Leaderboard({ items, sort, hrefOf }: Props) {
  const ranked = items.filter(({ rank }) => rank !== null)
  const unranked = items.filter(({ rank }) => rank === null)
  const scale = forestScale((ranked.length > 0 ? ranked : items).map(intervalOf))
  const head = { sort, hrefOf }
  return (
    <>
      <table class="stack leaderboard">
        <caption class="visually-hidden">Pundits, their skill and what it rests on</caption>
        <thead>
          <tr>
            <Sortable {...head} order="rank" words="Rank" />
            <Sortable {...head} order="name" words="Pundit" />
            <th scope="col" class="picture">
              Skill
              <ForestAxis scale={scale} />
            </th>
            <Sortable {...head} order="brier" words="Mean Brier" />
            <Sortable {...head} order="scored" words="Scored" />
            <th scope="col">Numbers, words</th>
            <Sortable {...head} order="logged" words="Logged" />
          </tr>
        </thead>
        <tbody>
          {ranked.map(item => (
            <Row item={item} scale={scale} />
          ))}
        </tbody>
        {unranked.length > 0 && (
          <tbody class="below">
            <tr class="divider">
              <th colspan={7} scope="rowgroup">
                Too few to rank: under {fewestToRank} independent predictions scored
              </th>
            </tr>
            {unranked.map(item => (
              <Row item={item} scale={scale} />
            ))}
          </tbody>
        )}
      </table>
      {ranked.some(({ rankHolds }) => rankHolds === false) && (
        <p class="hint">
          Where a rank is followed by two others, it depends on how the words and deadlines are read: read
          otherwise, it lies between those two. The pundit’s page says how.
        </p>
      )}
    </>
  )
}

/** As it ranks; of those not ranked, as it was found. */
function intervalOf({ skill }: AccuracyView): [number, number] | null {
  return skill.shrunken?.interval ?? skill.interval
}

interface SortableProps {
  order: Order
  words: string
  sort: Order
  hrefOf: (order: Order) => string
}

function Sortable({ order, words, sort, hrefOf }: SortableProps) {
  if (order === sort) {
    return (
      <th scope="col" aria-sort={order === 'scored' || order === 'logged' ? 'descending' : 'ascending'}>
        {words} <span aria-hidden="true">{order === 'scored' || order === 'logged' ? '↓' : '↑'}</span>
      </th>
    )
  }
  return (
    <th scope="col">
      <a href={hrefOf(order)}>{words}</a>
    </th>
  )
}

function Row({ item, scale }: { item: AccuracyView; scale: ForestScale }) {
  const { pundit, rank, skill, brier, n, effectiveN, stated, fromWords } = item
  const { slug, name } = pundit ?? { slug: '', name: '' }
  const estimate = skill.shrunken?.estimate ?? skill.vsHalf
  const interval = intervalOf(item)
  return (
    <tr>
      <td class="rank">
        {rank ?? '–'}
        <OtherRanks item={item} />
      </td>
      <th scope="row">
        <a href={`/pundits/${slug}`}>{name}</a>
      </th>
      <td class="picture">
        <ForestRow
          id={`skill-${slug}`}
          name={name}
          scale={scale}
          estimate={estimate}
          interval={interval}
          unranked={rank === null}
        />
        <span class="hint">
          {orDash(estimate, signed)}
          {interval && ` (${span(interval, signed)})`}
        </span>
      </td>
      <td>
        <span class="cell-label">Mean Brier</span> {orDash(brier.mean, figure)}
      </td>
      <td>
        <span class="cell-label">Scored</span> {n}
        {n !== effectiveN && <span class="hint">{` as ${effectiveN}`}</span>}
      </td>
      <td>
        <span class="cell-label">Numbers, words</span> {`${stated}, ${fromWords}`}
      </td>
      <td>
        <span class="cell-label">Logged</span> {item.coverage.logged}
        <span class="hint">{restOf(item)}</span>
      </td>
    </tr>
  )
}

/** From the best to the worst rank that another reading gives. */
function OtherRanks({ item: { otherRanks, rank, rankHolds } }: { item: AccuracyView }) {
  if (rank === null || rankHolds !== false) return null
  const ranks = Object.values(otherRanks)
  const known = [rank, ...ranks.flatMap(other => other ?? [])]
  const [best, worst] = [Math.min(...known), Math.max(...known)]
  return (
    <span class="hint">
      {' '}
      {best === worst ? '' : `${best} to ${worst}`}
      {ranks.includes(null) ? ' or none' : ''}
    </span>
  )
}

/** What became of what was logged and not scored. */
function restOf({ coverage: { open, due, disputed, void: voided } }: AccuracyView): string {
  const counts = {
    open,
    due,
    disputed,
    void: Object.values(voided).reduce((sum, count) => sum + count, 0),
  }
  return Object.entries(counts)
    .flatMap(([words, count]) => (count === 0 ? [] : ` ${count} ${words}`))
    .join(',')
}
