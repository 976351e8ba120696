import { z } from '@hono/zod-openapi'
import { claimStates } from '../claims/claim.ts'
import { router } from '../door.ts'
import { anyText, id, slug, topic } from '../fields.ts'
import { stances } from '../predictions/prediction.ts'
import { getPrediction, listPredictions } from '../predictions/read.ts'
import { fieldErrors, invalid } from '../problem.ts'
import { show } from './layout.tsx'
import { type Filled, Input, Select, textFields } from './parts/form.tsx'
import { NextPage } from './parts/next-page.tsx'
import { PredictionItem } from './parts/prediction.tsx'

export const predictionPages = router()

const Search = z.object({
  q: anyText(200).optional(),
  pundit: slug.optional(),
  claim: id.optional(),
  source: id.optional(),
  topic: topic.optional(),
  state: z.enum(claimStates).optional(),
  stance: z.enum(stances).optional(),
  cursor: z.string().max(500).optional(),
})

predictionPages.get('/predictions', async c => {
  const values = textFields(c.req.queries())
  const search = Search.safeParse(values)
  if (!search.success) throw invalid(fieldErrors(search.error))
  const { cursor, ...filter } = search.data
  const { items, next } = await listPredictions(c.var.deps, filter, { limit: 20, cursor })
  return show(
    c,
    { title: 'Predictions' },
    <>
      <h1>Predictions</h1>
      <SearchForm form={{ values, errors: [] }} />
      {items.length === 0 ? (
        <p>
          No prediction matches. <a href="/predictions">See all</a> or <a href="/predictions/new">log one</a>.
        </p>
      ) : (
        <ul class="predictions">
          {items.map(prediction => (
            <PredictionItem prediction={prediction} />
          ))}
        </ul>
      )}
      <NextPage path="/predictions" query={filter} next={next} />
    </>,
  )
})

/** A prediction is shown on its claim's page, where its evidence and outcome are. */
predictionPages.get('/predictions/:id', async c => {
  const { id, claimId } = await getPrediction(c.var.deps, c.req.param('id'))
  return c.redirect(`/claims/${claimId}#prediction-${id}`)
})

function SearchForm({ form }: { form: Filled }) {
  return (
    <form method="get" action="/predictions" class="search">
      <Input form={form} name="q" label="Words" />
      <Select form={form} name="state" label="State" options={words(claimStates)} none="Any" />
      <Select form={form} name="stance" label="Stance" options={words(stances)} none="Any" />
      <Input form={form} name="topic" label="Topic" />
      {['pundit', 'claim', 'source'].map(
        name => form.values[name] && <input type="hidden" name={name} value={form.values[name]} />,
      )}
      <button type="submit">Search</button>
    </form>
  )
}

function words(values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map(value => [value, value]))
}
