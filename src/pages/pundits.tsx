import { z } from '@hono/zod-openapi'
import { fewestToRank } from '../accuracy/rank.ts'
import { type AccuracyView, listAccuracy } from '../accuracy/read.ts'
import { router } from '../door.ts'
import { fieldErrors, invalid } from '../problem.ts'
import { show } from './layout.tsx'
import { textFields } from './parts/form.tsx'
import { figure } from './parts/marks.tsx'
import { NextPage } from './parts/next-page.tsx'

export const punditsPages = router()

const Query = z.object({ cursor: z.string().max(500).optional() })

punditsPages.get('/pundits', async c => {
  const query = Query.safeParse(textFields(c.req.queries()))
  if (!query.success) throw invalid(fieldErrors(query.error))
  const { items, next } = await listAccuracy(c.var.deps, {}, { limit: 50, cursor: query.data.cursor })
  const ranked = items.filter(accuracy => accuracy.rank !== null)
  const unranked = items.filter(accuracy => accuracy.rank === null)
  return show(
    c,
    { title: 'Pundits' },
    <>
      <h1>Pundits</h1>
      <p>
        By mean <a href="/method#brier">Brier score</a>: 0 is best, 1 worst, and always saying 50 % scores
        0.25. A pundit with fewer than {fewestToRank} claims scored has too few to rank.
      </p>
      {ranked.length > 0 && <Table caption="Ranked" items={ranked} />}
      {unranked.length > 0 && <Table caption="Too few to rank" items={unranked} />}
      {items.length === 0 && (
        <p>
          Nobody is in the ledger yet. <a href="/predictions/new">Log a prediction</a>.
        </p>
      )}
      <NextPage path="/pundits" query={{}} next={next} />
    </>,
  )
})

function Table({ caption, items }: { caption: string; items: AccuracyView[] }) {
  return (
    <div class="scroll">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Pundit</th>
            <th scope="col">Mean Brier</th>
            <th scope="col">Scored</th>
            <th scope="col">Logged</th>
            <th scope="col">Open</th>
            <th scope="col">Due</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ pundit, brier, n, coverage, rank }) => (
            <tr>
              <th scope="row">
                {rank !== null && `${rank}. `}
                <a href={`/pundits/${pundit?.slug}`}>{pundit?.name}</a>
              </th>
              <td>{brier.mean === null ? '–' : figure(brier.mean)}</td>
              <td>{n}</td>
              <td>{coverage.logged}</td>
              <td>{coverage.open}</td>
              <td>{coverage.due}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
