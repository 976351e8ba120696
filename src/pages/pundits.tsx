import { z } from '@hono/zod-openapi'
import { AccuracyQuery } from '../accuracy/basis.ts'
import { fewestToRank } from '../accuracy/rank.ts'
import { listAccuracy, type Order, orders } from '../accuracy/read.ts'
import { listScoredTopics } from '../accuracy/topics.ts'
import { router } from '../door.ts'
import { show } from './layout.tsx'
import { readAsked } from './parts/asked.ts'
import { Leaderboard } from './parts/leaderboard.tsx'
import { address, NextPage } from './parts/next-page.tsx'
import { half } from './parts/numbers.ts'
import { ReadingForm, ReadingNote } from './parts/readings.tsx'

export const punditsPages = router()

const Query = z.object({
  ...AccuracyQuery,
  sort: z.enum(orders).optional(),
  cursor: z.string().max(500).optional().catch(undefined),
})

punditsPages.get('/pundits', async c => {
  const { query, form, status } = readAsked(c, Query)
  const { cursor, ...filters } = query
  const { sort, ...asked } = filters
  const [{ items, next }, topics] = await Promise.all([
    listAccuracy(c.var.deps, filters, { limit: 50, cursor }),
    listScoredTopics(c.var.deps, 100),
  ])
  const isAsked = Object.values(asked).some(value => value !== undefined)
  return show(
    c,
    {
      title: 'Pundits',
      status,
      description: 'Whose forecasts have come true: everybody in the ledger, ranked.',
    },
    <>
      <h1>Pundits</h1>
      <p class="lead">
        Who comes closest to what happens? Each dot is a pundit’s <a href="/method#skill">skill</a>, where 0
        is no better than always saying {half} and 1 would be perfect foresight,{' '}
        <a href="/method#rank">adjusted</a>: the fewer predictions it rests on, the closer it is drawn to that
        of the others. The line through it is where the truth lies in 95 of 100 such cases: where two lines
        overlap, the difference may well be chance.
      </p>
      <ReadingForm path="/pundits" form={form} topics={topics} kept={{ sort }} />
      <ReadingNote path="/pundits" asked={asked} kept={{ sort }} />
      {items.length > 0 && (
        <>
          <p class="byline">
            Ranked by the low end of the line, so that it takes both skill and enough predictions to show it.
            A pundit with fewer than {fewestToRank} independent predictions scored is not ranked. You can also{' '}
            <a href="/compare">compare two pundits</a>.
          </p>
          <Leaderboard items={items} sort={sort ?? 'rank'} hrefOf={order => sortedBy(order, asked)} />
        </>
      )}
      {items.length === 0 &&
        (isAsked ? (
          <p>
            Nobody has predicted anything that was asked for. <a href="/pundits">See all</a>.
          </p>
        ) : (
          <p>
            Nobody is in the ledger yet. <a href="/predictions/new">Log a prediction</a>.
          </p>
        ))}
      <NextPage path="/pundits" query={filters} next={next} />
    </>,
  )
})

function sortedBy(order: Order, asked: Record<string, string | undefined>): string {
  return address('/pundits', { ...asked, sort: order === 'rank' ? undefined : order })
}
