import { fewestToRank } from '../../accuracy/rank.ts'
import type { AccuracyView, Order } from '../../accuracy/read.ts'
import { ForestHead, ForestRow, type ForestScale, forestScale } from '../charts/forest.tsx'
import { readOtherwise } from './headline.ts'
import { figure } from './marks.tsx'
import { counted, orDash, signed, span } from './numbers.ts'

interface Props {
  items: AccuracyView[]
  sort: Order
  hrefOf: (order: Order) => string
}

/** The forest plot of all pundits, each row with what its dot rests on; those too few to rank below the line. */
export function Leaderboard({ items, sort, hrefOf }: Props) {
  const ranked = items.filter(({ rank }) => rank !== null)
  const unranked = items.filter(({ rank }) => rank === null)
  const scale = forestScale([
    ...ranked.flatMap(item => intervalOf(item) ?? []),
    ...items.flatMap(item => estimateOf(item) ?? []),
  ])
  const head = { sort, hrefOf }
  return (
    <>
      <table class="stack leaderboard sortable">
        <caption class="visually-hidden">Pundits, their adjusted skill and what it rests on</caption>
        <thead>
          <tr>
            <Sortable {...head} order="rank" words="Rank" />
            <Sortable {...head} order="name" words="Pundit" />
            <ForestHead scale={scale} />
            <th scope="col" class="unsorted">
              <a href="/method#rank">Adjusted skill</a>
            </th>
            <Sortable {...head} order="brier" words="Mean Brier" />
            <Sortable {...head} order="scored" words="Scored" />
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
          Where other readings stand with a rank, it depends on how the words and deadlines are read. The
          pundit’s page says how.
        </p>
      )}
    </>
  )
}

/** As it ranks, drawn towards the others; of those not ranked, as it was found. */
function estimateOf({ skill }: AccuracyView): number | null {
  return skill.shrunken?.estimate ?? skill.perCluster
}

function intervalOf({ skill }: AccuracyView): [number, number] | null {
  return skill.shrunken?.interval ?? skill.perClusterInterval
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
  const { pundit, rank, brier, n } = item
  const { slug, name } = pundit ?? { slug: '', name: '' }
  const estimate = estimateOf(item)
  const interval = intervalOf(item)
  const isAdjusted = item.skill.shrunken !== null
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
      </td>
      <td>
        <span class="cell-label">{isAdjusted ? 'Adjusted skill' : 'Skill'}</span> {orDash(estimate, signed)}
        {interval && <span class="hint whole">{` ${span(interval, signed)}`}</span>}
        {!isAdjusted && estimate !== null && <span class="hint whole"> not adjusted</span>}
      </td>
      <td>
        <span class="cell-label">Mean Brier</span> {orDash(brier.mean, figure)}
      </td>
      <td>
        <span class="cell-label">Scored</span> {n} <span class="hint">{n === 0 ? '' : restsOn(item)}</span>
      </td>
      <td>
        <span class="cell-label">Logged</span> {item.coverage.logged} <span class="hint">{restOf(item)}</span>
      </td>
    </tr>
  )
}

/** "40 independent; 7 numbers, 33 words". */
function restsOn({ n, effectiveN, stated, fromWords }: AccuracyView): string {
  const independent = n === effectiveN ? '' : `${effectiveN} independent; `
  const kinds = [
    ...(stated === 0 ? [] : [counted(stated, 'number')]),
    ...(fromWords === 0 ? [] : [`${fromWords} in words`]),
  ]
  return independent + kinds.join(', ')
}

/** From the best to the worst rank that another reading gives. */
function OtherRanks({ item: { otherRanks, rank, rankHolds } }: { item: AccuracyView }) {
  if (rank === null || rankHolds !== false) return null
  const { range, none } = readOtherwise(rank, otherRanks)
  const ranks = [...(range === '' ? [] : [range]), ...(none ? ['none'] : [])].join(', or ')
  return <span class="hint"> other readings: {ranks.replaceAll(' ', '\u00a0')}</span>
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
    .flatMap(([words, count]) => (count === 0 ? [] : `${count} ${words}`))
    .join(', ')
}
