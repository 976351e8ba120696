import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { listScoredTopics } from '../accuracy/topics.ts'
import { claimStates } from '../claims/claim.ts'
import { findClaim } from '../claims/read.ts'
import type { Deps } from '../deps.ts'
import { type AppEnv, router } from '../door.ts'
import { anyText, id, slug, topic } from '../fields.ts'
import { highlight } from '../predictions/highlight.ts'
import { stances } from '../predictions/prediction.ts'
import { getPrediction, listPredictions } from '../predictions/read.ts'
import { fieldErrors } from '../problem.ts'
import { inForm } from './door.ts'
import { show } from './layout.tsx'
import { ChosenFilters, type Filter, FilterForm, StateLinks } from './parts/filters.tsx'
import { type Filled, queryFields } from './parts/form.tsx'
import { NextPage } from './parts/next-page.tsx'
import { PredictionList } from './parts/prediction.tsx'

export const predictionPages = router()

const Search = z.object({
  q: anyText(200).optional(),
  pundit: slug.optional(),
  claim: id.optional(),
  source: id.optional(),
  topic: topic.optional(),
  state: z.enum(claimStates).optional(),
  stance: z.enum(stances).optional(),
  cursor: z.string().max(500).optional().catch(undefined),
})

predictionPages.get('/predictions', async c => {
  const { deps } = c.var
  const values = queryFields(c.req.queries())
  const search = Search.safeParse(values)
  const topics = await listScoredTopics(deps, 200)
  if (!search.success) return showRefused(c, { values, errors: fieldErrors(search.error, inForm) }, topics)
  const { cursor, ...filter } = search.data
  const { items, next } = await listPredictions(deps, filter, { limit: 20, cursor })
  const texts = items.flatMap(({ claim, quote, pundit }) => [claim.statement, quote.exact, pundit.name])
  const found = filter.q === undefined ? undefined : await highlight(deps, filter.q, texts)
  const isNarrowed = Object.keys(values).length > 0
  return show(
    c,
    { title: 'Predictions', unlisted: isNarrowed || undefined, description: about },
    <>
      <h1>Predictions</h1>
      <FilterForm form={{ values, errors: [] }} topics={topics} />
      <StateLinks filter={filter} />
      <ChosenFilters filter={filter} names={await namesOf(deps, filter, items)} />
      {items.length === 0 ? (
        <p class="invite">
          {isNarrowed ? 'No prediction matches.' : 'The ledger is empty.'} <a href="/predictions">See all</a>{' '}
          or <a href="/predictions/new">log one</a>.
        </p>
      ) : (
        <>
          <h2 class="visually-hidden">What was found</h2>
          <PredictionList predictions={items} found={found} />
        </>
      )}
      <NextPage path="/predictions" query={filter} next={next} />
    </>,
  )
})

function showRefused(c: Context<AppEnv>, form: Filled, topics: string[]) {
  return show(
    c,
    { title: 'Predictions', status: 422 },
    <>
      <h1>Predictions</h1>
      <FilterForm form={form} topics={topics} />
      <p class="invite">
        <a href="/predictions">See all</a>
      </p>
    </>,
  )
}

const about =
  'Every forecast in the ledger: who said it, in which words, how sure, by when, and what happened.'

/** A prediction is shown on its claim's page, where its evidence and outcome are. */
predictionPages.get('/predictions/:id', async c => {
  const { id, claimId } = await getPrediction(c.var.deps, c.req.param('id'))
  return c.redirect(`/claims/${claimId}#prediction-${id}`)
})

type Listed = Awaited<ReturnType<typeof listPredictions>>['items']

/** What a filter by id is called: every item of the list can say. */
async function namesOf(deps: Deps, { claim, pundit, source }: Filter, [first]: Listed) {
  const named = claim === undefined ? undefined : (first?.claim ?? (await findClaim(deps, claim)))
  return {
    claim: named?.statement,
    pundit: pundit && first?.pundit.name,
    source: source && first?.source.title,
  }
}
