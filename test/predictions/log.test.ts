import { describe, expect, test } from 'vitest'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPrediction, listPredictions } from '../../src/predictions/read.ts'
import { listPundits } from '../../src/pundits/read.ts'
import { listSources } from '../../src/sources/read.ts'
import { aPrediction, testWorld } from '../world.ts'

const { deps } = testWorld()

describe('logging a prediction', () => {
  test('keeps who said it, the words, the probability and the window', async () => {
    const { predictionId } = await logPrediction(
      deps,
      aPrediction({ probability: undefined, hedge: 'could' }),
    )
    const prediction = await getPrediction(deps, predictionId)
    expect(prediction).toMatchObject({
      claim: { state: 'due', outcome: null, dueBy: '2026-06-30' },
      probability: { value: 0.4, low: 0.2, high: 0.6, basis: 'hedge', phrase: 'could', scale: 'reckon-1' },
      saidOn: '2026-01-02',
      scored: false,
      score: null,
      loggedBy: 'tester',
    })
  })

  test('reuses a pundit known by another spelling of the name, by an alias, or by the Wikidata id', async () => {
    const first = aPrediction({
      pundit: { name: 'Ann Author', kind: 'person', aliases: ['A. Author'], wikidataId: 'Q42' },
    })
    await logPrediction(deps, first)
    for (const pundit of [
      { name: ' ANN  author' },
      { name: 'a. author' },
      { name: 'Annie', wikidataId: 'Q42' },
    ]) {
      await logPrediction(deps, aPrediction({ pundit }))
    }
    const { items } = await listPredictions(deps, { pundit: 'ann-author' }, { limit: 10 })
    expect(items).toHaveLength(4)
    const { items: pundits } = await listPundits(deps, { limit: 100 })
    expect(pundits.find(({ slug }) => slug === 'ann-author')?.aliases).toEqual(['A. Author', 'Annie'])
  })

  test('refuses names that are those of two pundits, and a Wikidata id that is not the recorded one', async () => {
    await logPrediction(deps, aPrediction({ pundit: { name: 'Bea', kind: 'person', wikidataId: 'Q1' } }))
    await logPrediction(deps, aPrediction({ pundit: { name: 'Cid', kind: 'person' } }))
    const two = logPrediction(deps, aPrediction({ pundit: { name: 'Bea', aliases: ['Cid'] } }))
    await expect(two).rejects.toMatchObject({ type: 'pundit-differs' })
    const other = logPrediction(deps, aPrediction({ pundit: { name: 'Bea', wikidataId: 'Q2' } }))
    await expect(other).rejects.toMatchObject({ type: 'pundit-differs' })
  })

  test('gives two names that make one slug two slugs', async () => {
    await logPrediction(deps, aPrediction({ pundit: { name: 'José Roe', kind: 'person' } }))
    await logPrediction(deps, aPrediction({ pundit: { name: 'Jose Roe', kind: 'person' } }))
    const { items } = await listPundits(deps, { limit: 100 })
    const slugs = items.map(({ slug }) => slug).filter(slug => slug.startsWith('jose-roe'))
    expect(slugs).toHaveLength(2)
    expect(new Set(slugs).size).toBe(2)
  })

  test('asks what a new pundit is', async () => {
    await expect(logPrediction(deps, aPrediction({ pundit: { name: 'Nobody Yet' } }))).rejects.toMatchObject({
      members: { errors: [{ pointer: '#/pundit/kind' }] },
    })
  })

  test('reuses a source by its url, or by title, publisher and date where it has none', async () => {
    const url = 'https://example.org/shared'
    const before = (await listSources(deps, { limit: 100 })).items.length
    for (const source of [
      { url, title: 'Shared' },
      { url: `${url}#part`, title: 'Shared, again' },
      { title: 'Broadcast', publisher: 'Radio', publishedOn: '2026-01-01' },
      { title: 'broadcast ', publisher: 'Radio', publishedOn: '2026-01-01' },
    ]) {
      await logPrediction(deps, aPrediction({ source }))
    }
    expect((await listSources(deps, { limit: 100 })).items.length).toBe(before + 2)
  })

  test('refuses the same quote from the same source and links the first', async () => {
    const first = aPrediction({ quote: { exact: '“It will fall,”  he said' } })
    const { predictionId } = await logPrediction(deps, first)
    const again = { ...aPrediction(), source: first.source, quote: { exact: '"it will fall," he said' } }
    await expect(logPrediction(deps, again)).rejects.toMatchObject({
      type: 'duplicate-prediction',
      members: { existing: `/api/v1/predictions/${predictionId}`, predictionId },
    })
    await expect(logPrediction(deps, { ...again, source: aPrediction().source })).resolves.toBeDefined()
  })

  test('names every field that is wrong at once', async () => {
    const input = aPrediction({ saidOn: '2026-11-23', hedge: 'wibbly', probability: undefined })
    const claim = { ...input.claim, dueBy: '2027-06-30' }
    await expect(logPrediction(deps, { ...input, claim })).rejects.toMatchObject({
      members: { errors: [{ pointer: '#/hedge' }, { pointer: '#/saidOn' }] },
    })
  })

  test('refuses ids that are nobody’s', async () => {
    const id = '01890a5d-ac96-774b-bcce-b302099a8057'
    for (const [field, whole] of [
      ['claimId', 'claim'],
      ['punditId', 'pundit'],
      ['sourceId', 'source'],
    ] as const) {
      const input = { ...aPrediction(), [whole]: undefined, [field]: id }
      await expect(logPrediction(deps, input)).rejects.toMatchObject({
        members: { errors: [{ pointer: `#/${field}` }] },
      })
    }
  })

  test('adds one pundit and one source when twenty log the same new ones at once', async () => {
    const { pundit, source } = aPrediction()
    const inputs = Array.from({ length: 20 }, () => aPrediction({ pundit, source }))
    await Promise.all(inputs.map(input => logPrediction(deps, input)))
    const { items } = await listPredictions(deps, {}, { limit: 20 })
    expect(new Set(items.map(item => item.pundit.slug)).size).toBe(1)
    expect(new Set(items.map(item => item.source.id)).size).toBe(1)
  })

  test('logs one of two equal predictions sent at once and refuses the other', async () => {
    const input = aPrediction()
    const results = await Promise.allSettled([logPrediction(deps, input), logPrediction(deps, input)])
    expect(results.map(result => result.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(results.find(result => result.status === 'rejected')?.reason).toMatchObject({
      type: 'duplicate-prediction',
    })
  })
})
