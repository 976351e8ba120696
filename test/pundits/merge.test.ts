import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { getAccuracy, listAccuracy } from '../../src/accuracy/read.ts'
import { fileEvidence } from '../../src/claims/file-evidence.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { pundits } from '../../src/db/schema.ts'
import type { ActorDeps } from '../../src/deps.ts'
import { correctPrediction } from '../../src/predictions/correct.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPrediction, listPredictions } from '../../src/predictions/read.ts'
import { mergePundit } from '../../src/pundits/merge.ts'
import { getPundit, listPunditNames, listPundits } from '../../src/pundits/read.ts'
import { expectExact, refusal } from '../exact.ts'
import { anEvidence, aPrediction, keyOf, testWorld } from '../world.ts'

const { db, deps, app, get, post } = testWorld()
const ann = { ...deps, actor: 'ann' }
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }
const owner = { ...deps, actor: 'owner', role: 'owner' as const }

function log(name: string, changes: Record<string, unknown> = {}, pundit: Record<string, unknown> = {}) {
  return logPrediction(ann, aPrediction({ pundit: { name, kind: 'person', ...pundit }, ...changes }))
}

async function settle(claimId: string, outcome: 'true' | 'false') {
  const { evidenceId } = await fileEvidence(ann, claimId, anEvidence())
  await resolveClaim(ann, claimId, { outcome, rationale: 'By the record', evidenceIds: [evidenceId] })
}

function merge(into: string, going: string, who: ActorDeps = mia) {
  return mergePundit(who, into, { slug: going, reason: 'The same person' })
}

async function idOf(slug: string): Promise<string> {
  const [row] = await db.select({ id: pundits.id }).from(pundits).where(eq(pundits.slug, slug))
  return row?.id ?? ''
}

describe('a pundit merged into another', () => {
  test('brings names, aliases, roles, predictions and the Wikidata id along', async () => {
    await log('Scott Name', { saidOn: '2026-02-01' }, { role: 'Minister', aliases: ['S. Name'] })
    const brought = await log(
      'Scott K. Name',
      { saidOn: '2026-01-05' },
      { role: 'Envoy', aliases: ['Scotty'], wikidataId: 'Q100' },
    )
    const into = await getPundit(deps, 'scott-name')
    expect(await merge('scott-name', 'scott-k-name')).toEqual({ slug: 'scott-name' })
    const merged = await getPundit(deps, 'scott-name')
    expect(merged).toEqual({
      ...into,
      wikidataId: 'Q100',
      aliases: ['S. Name', 'Scott K. Name', 'Scotty'],
      roles: [
        { role: 'Envoy', from: '2026-01-05', to: '2026-01-05' },
        { role: 'Minister', from: '2026-02-01', to: '2026-02-01' },
      ],
      merges: [
        {
          slug: 'scott-k-name',
          name: 'Scott K. Name',
          reason: 'The same person',
          by: 'mia',
          at: '2026-11-22T12:00:00.000Z',
          entryId: expect.any(String),
        },
      ],
      predictionCount: 2,
    })
    expect(await getPundit(deps, 'scott-k-name')).toEqual(merged)
    expect((await getPrediction(deps, brought.predictionId)).pundit).toEqual({
      slug: 'scott-name',
      name: 'Scott Name',
      role: 'Envoy',
    })
  })

  test('keeps the Wikidata id of the one who stays', async () => {
    await log('Wiki Stays', {}, { wikidataId: 'Q200' })
    await log('Wiki Goes')
    await merge('wiki-stays', 'wiki-goes')
    expect((await getPundit(deps, 'wiki-goes')).wikidataId).toBe('Q200')
  })

  test('brings the scores along: the figures are of both, and of each claim once', async () => {
    const shared = await log('Score Stays', { probability: 0.7 })
    await log('Score Goes', { claim: undefined, claimId: shared.claimId, probability: 0.4 })
    const own = await log('Score Goes', { probability: 0.9 })
    await settle(shared.claimId, 'true')
    await settle(own.claimId, 'false')
    expect(await getAccuracy(deps, 'score-goes', {})).toMatchObject({ n: 2, effectiveN: 2 })
    await merge('score-stays', 'score-goes')
    const { brier, ...figures } = await getAccuracy(deps, 'score-goes', {})
    expect(figures).toMatchObject({
      pundit: { slug: 'score-stays', name: 'Score Stays' },
      n: 3,
      effectiveN: 2,
      coverage: { logged: 3, scored: 3 },
    })
    // 0.3², 0.6² and 0.9²
    expect(brier.mean).toBeCloseTo((0.09 + 0.36 + 0.81) / 3, 12)
  })

  test('is scored as the other by what is settled afterwards', async () => {
    await log('Later Stays')
    const { claimId, predictionId } = await log('Later Goes', { probability: 0.2 })
    await merge('later-stays', 'later-goes')
    await settle(claimId, 'false')
    expect(await getPrediction(deps, predictionId)).toMatchObject({
      pundit: { slug: 'later-stays' },
      scored: true,
    })
    expect((await getAccuracy(deps, 'later-stays', {})).brier.mean).toBeCloseTo(0.04, 12)
  })

  test('ranks with the other on the leaderboard, and alone no more', async () => {
    for (const [name, times] of [
      ['Ranked Stays', 4],
      ['Ranked Goes', 6],
    ] as const) {
      const resolution = { outcome: 'true', rationale: 'So', evidence: [anEvidence()] }
      const pundit = { name, kind: 'person' }
      await importPredictions(
        ann,
        Array.from({ length: times }, (_, index) => ({
          line: index + 1,
          value: aPrediction({ pundit, probability: 0.9, resolution }),
        })),
      )
    }
    const listed = async () =>
      (await listAccuracy(deps, {}, { limit: 100 })).items
        .filter(({ pundit }) => pundit?.name.startsWith('Ranked'))
        .map(({ pundit, n, rank }) => [pundit?.slug, n, rank])
    expect(await listed()).toEqual([
      ['ranked-goes', 6, null],
      ['ranked-stays', 4, null],
    ])
    await merge('ranked-stays', 'ranked-goes')
    expect(await listed()).toEqual([['ranked-stays', 10, 1]])
  })

  test('is in no list any more', async () => {
    await log('List Stays')
    await log('List Goes')
    await merge('list-stays', 'list-goes')
    const slugs = (await listPundits(deps, { limit: 100 })).items.map(({ slug }) => slug)
    expect(slugs).toContain('list-stays')
    expect(slugs).not.toContain('list-goes')
    expect(await listPunditNames(deps, 100)).not.toContain('List Goes')
  })

  test('leads to the last of a chain of merges, whichever way round they were made', async () => {
    for (const name of ['Chain A', 'Chain B', 'Chain C', 'Chain D']) await log(name)
    await merge('chain-b', 'chain-a')
    await merge('chain-c', 'chain-b')
    await merge('chain-a', 'chain-d')
    for (const slug of ['chain-a', 'chain-b', 'chain-c', 'chain-d']) {
      expect(await getPundit(deps, slug)).toMatchObject({
        slug: 'chain-c',
        aliases: ['Chain A', 'Chain B', 'Chain D'],
        predictionCount: 4,
      })
    }
  })
})

describe('logging for a merged pundit', () => {
  test('by the old name, an old alias, the Wikidata id or the old id, is logging for the other', async () => {
    await log('Logged Stays')
    await log('Logged Goes', {}, { aliases: ['L. Goes'], wikidataId: 'Q300' })
    const oldId = await idOf('logged-goes')
    await merge('logged-stays', 'logged-goes')
    for (const asked of [
      { pundit: { name: ' logged GOES', kind: 'person' } },
      { pundit: { name: 'L. Goes' } },
      { pundit: { name: 'Somebody Else Entirely', wikidataId: 'Q300' } },
      { pundit: undefined, punditId: oldId },
    ]) {
      const { predictionId } = await logPrediction(ann, aPrediction(asked))
      expect((await getPrediction(deps, predictionId)).pundit.slug).toBe('logged-stays')
    }
    const lines = [{ name: 'Logged Goes' }, { name: 'Logged Stays' }].map((pundit, index) => ({
      line: index + 1,
      value: aPrediction({ pundit }),
    }))
    await importPredictions(ann, lines)
    expect((await getPundit(deps, 'logged-stays')).predictionCount).toBe(8)
  })

  test('finds names of both given together those of one', async () => {
    await log('Both Stays')
    await log('Both Goes')
    const both = { pundit: { name: 'Both Stays', aliases: ['Both Goes'] } }
    expect(await refusal(db, () => logPrediction(ann, aPrediction(both)))).toMatchObject({
      type: 'pundit-differs',
    })
    await merge('both-stays', 'both-goes')
    await logPrediction(ann, aPrediction(both))
    expect((await getPundit(deps, 'both-stays')).predictionCount).toBe(3)
  })

  test('gives the old slug to nobody else', async () => {
    await log('José Taken')
    await log('Taken Stays')
    await merge('taken-stays', 'jose-taken')
    const { predictionId } = await log('Jose Taken')
    expect((await getPrediction(deps, predictionId)).pundit.slug).toMatch(/^jose-taken-[0-9a-f]{6}$/)
    expect((await getPundit(deps, 'jose-taken')).slug).toBe('taken-stays')
  })

  test('lets one of them restate what the other said', async () => {
    await log('Restate Stays')
    const { predictionId } = await log('Restate Goes')
    const again = () => log('Restate Stays', { restatesId: predictionId })
    expect(await refusal(db, again)).toMatchObject({ members: { errors: [{ pointer: '#/restatesId' }] } })
    await merge('restate-stays', 'restate-goes')
    await again()
  })

  test('shows in a correction whom it was of, and corrects to the one who stays', async () => {
    const { predictionId } = await log('Corrected Before')
    await log('Corrected Goes')
    await log('Corrected Stays')
    await merge('corrected-stays', 'corrected-goes')
    const pundit = { name: 'Corrected Goes' }
    await correctPrediction(ann, predictionId, { pundit, reason: 'It was another' })
    expect(await getPrediction(deps, predictionId)).toMatchObject({
      pundit: { slug: 'corrected-stays' },
      corrections: [
        { before: { pundit: { slug: 'corrected-before' } }, after: { pundit: { slug: 'corrected-stays' } } },
      ],
    })
  })
})

describe('a merge of pundits', () => {
  test('is for moderators and the owner', async () => {
    await log('Who Stays')
    await log('Who Goes')
    expect(await refusal(db, () => merge('who-stays', 'who-goes', ann))).toMatchObject({
      type: 'forbidden',
      status: 403,
    })
    await merge('who-stays', 'who-goes', owner)
  })

  test('with themselves is refused, also by the slug of one who was merged before', async () => {
    await log('Self Stays')
    await log('Self Goes')
    await merge('self-stays', 'self-goes')
    for (const [into, going] of [
      ['self-stays', 'self-stays'],
      ['self-stays', 'self-goes'],
      ['self-goes', 'self-stays'],
    ] as const) {
      expect(await refusal(db, () => merge(into, going))).toMatchObject({ type: 'cannot-merge', status: 409 })
    }
  })

  test('whom Wikidata knows as two is refused, and names both', async () => {
    await log('Two Stays', {}, { wikidataId: 'Q401' })
    await log('Two Goes', {}, { wikidataId: 'Q402' })
    expect(await refusal(db, () => merge('two-stays', 'two-goes'))).toMatchObject({
      type: 'cannot-merge',
      status: 409,
      detail: expect.stringMatching(/Q401 and Q402/),
    })
    await log('Two Go', {}, { wikidataId: 'Q403' })
    await log('Two Went')
    await merge('two-went', 'two-go')
    expect(await refusal(db, () => merge('two-stays', 'two-went'))).toMatchObject({ type: 'cannot-merge' })
  })

  test('of a person and an organisation is refused', async () => {
    await log('Kind Stays')
    await log('Kind Goes', {}, { kind: 'organisation' })
    expect(await refusal(db, () => merge('kind-stays', 'kind-goes'))).toMatchObject({
      type: 'cannot-merge',
      status: 409,
      detail: expect.stringMatching(/person.*organisation/),
    })
  })

  test('of nobody is refused', async () => {
    await log('Known Stays')
    expect(await refusal(db, () => merge('nobody-here', 'known-stays'))).toMatchObject({
      type: 'not-found',
      status: 404,
    })
    expect(await refusal(db, () => merge('known-stays', 'nobody-here'))).toMatchObject({
      type: 'invalid',
      members: { errors: [{ pointer: '#/slug' }] },
    })
  })
})

describe('over HTTP', () => {
  const as = (id: string) => ({ Authorization: `Bearer ${keyOf(id)}` })

  test('a merge answers 201 with the pundit as they are now, and the old addresses 308', async () => {
    await log('Http Stays')
    const { predictionId } = await log('Http Goes')
    const input = { slug: 'http-goes', reason: 'The same person' }
    expect((await post('/pundits/http-stays/merges', input, as('ann'))).status).toBe(403)
    const { status, headers, body } = await post('/pundits/http-stays/merges', input, as('mia'))
    expect([status, headers.get('Location')]).toEqual([201, '/api/v1/pundits/http-stays'])
    expect(body).toMatchObject({ slug: 'http-stays', aliases: ['Http Goes'], predictionCount: 2 })
    expect((await post('/pundits/http-stays/merges', input, as('mia'))).status).toBe(409)
    for (const [path, location] of [
      ['/pundits/http-goes', '/pundits/http-stays'],
      ['/pundits/http-goes/accuracy', '/pundits/http-stays/accuracy'],
      ['/pundits/http-goes/accuracy?topic=things', '/pundits/http-stays/accuracy?topic=things'],
    ]) {
      const response = await app.request(`/api/v1${path}`)
      expect([response.status, response.headers.get('Location')]).toEqual([308, `/api/v1${location}`])
    }
    for (const pundit of ['http-stays', 'http-goes']) {
      const { items } = await listPredictions(deps, { pundit }, { limit: 10 })
      expect(items.map(({ id }) => id)).toContain(predictionId)
      expect(items).toHaveLength(2)
    }
    const filtered = await get('/predictions?pundit=http-goes')
    expect(filtered.body.items).toHaveLength(2)
  })
})

test('after all of that the scores are exact, and the ledger replayed gives the same rows', () =>
  expectExact(db))
