import { describe, expect, test } from 'vitest'
import { mergeClaim } from '../../src/claims/merge.ts'
import { getClaim } from '../../src/claims/read.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { importPredictions } from '../../src/predictions/import.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { getPrediction } from '../../src/predictions/read.ts'
import { refusal } from '../exact.ts'
import { aPrediction, testWorld } from '../world.ts'

const { db, deps, post } = testWorld()
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
let count = 0

/** Somebody who says things: `say` logs that they did, of a new claim due on a day or of one that is known. */
function aVoice() {
  count++
  const pundit = { name: `Restating Voice ${count}`, kind: 'person' }
  return (saidOn: string, of: { dueBy: string } | { claimId: string }, restatesId?: string) => {
    const input = aPrediction({ pundit, saidOn, restatesId })
    const claim =
      'dueBy' in of ? { claim: { ...input.claim, ...of } } : { claim: undefined, claimId: of.claimId }
    return logPrediction(deps, { ...input, ...claim })
  }
}

async function slippageOf({ claimId }: { claimId: string }) {
  const { slippage } = await getClaim(deps, claimId)
  if (slippage === null) return null
  const { claims, byPundit: _byPundit, ...figures } = slippage
  return { ...figures, claims: claims.map(({ id }) => id) }
}

function wrong(detail: RegExp) {
  const error = { pointer: '#/restatesId', detail: expect.stringMatching(detail) }
  return { type: 'invalid', status: 422, members: { errors: [error] } }
}

describe('a prediction that restates another', () => {
  test('says so', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-03-31' })
    const second = await say('2026-04-02', { dueBy: '2026-06-30' }, first.predictionId)
    expect((await getPrediction(deps, second.predictionId)).restatesId).toBe(first.predictionId)
    expect((await getPrediction(deps, first.predictionId)).restatesId).toBeUndefined()
  })

  test('may be of the same day, and of the same claim', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-06-30' })
    const second = await say('2026-01-02', first, first.predictionId)
    expect(second.claimId).toBe(first.claimId)
    expect(await slippageOf(first)).toEqual({
      firstDue: '2026-06-30',
      lastDue: '2026-06-30',
      timesRestated: 0,
      claims: [first.claimId],
    })
  })

  test('is refused where nothing has that id', async () => {
    const say = aVoice()
    expect(await refusal(db, () => say('2026-01-02', { dueBy: '2026-06-30' }, nobody))).toMatchObject(
      wrong(/no prediction has this id/),
    )
  })

  test('is refused where the other is of another pundit', async () => {
    const { predictionId } = await aVoice()('2026-01-02', { dueBy: '2026-06-30' })
    expect(
      await refusal(db, () => aVoice()('2026-01-03', { dueBy: '2026-06-30' }, predictionId)),
    ).toMatchObject(wrong(/another pundit/))
  })

  test('is refused where the other was said later, and names that day', async () => {
    const say = aVoice()
    const { predictionId } = await say('2026-01-03', { dueBy: '2026-06-30' })
    expect(await refusal(db, () => say('2026-01-02', { dueBy: '2026-06-30' }, predictionId))).toMatchObject(
      wrong(/2026-01-03/),
    )
  })

  test('is refused in an import by its line, and over HTTP with 422', async () => {
    const { predictionId } = await aVoice()('2026-01-02', { dueBy: '2026-06-30' })
    const values = [aPrediction(), aPrediction({ restatesId: predictionId })]
    const report = await refusal(db, () =>
      importPredictions(
        deps,
        values.map((value, line) => ({ line, value })),
      ),
    )
    expect(report).toMatchObject({
      type: 'import-refused',
      members: { lines: [{ line: 0 }, { line: 1, errors: [{ pointer: '#/restatesId' }] }], refused: 1 },
    })
    const { status, body } = await post('/predictions', aPrediction({ restatesId: nobody }))
    expect([status, body.errors[0].pointer]).toEqual([422, '#/restatesId'])
    expect((await post('/predictions', aPrediction({ restatesId: 'x' }))).status).toBe(422)
  })
})

describe('a restatement that names no day', () => {
  const undated = { statement: 'Thing comes after all', topics: [] }

  test('is refused where it would be given one that nobody said', async () => {
    const first = await logPrediction(deps, aPrediction({ pundit: { name: 'Una Undated', kind: 'person' } }))
    const again = { pundit: { name: 'Una Undated' }, restatesId: first.predictionId, saidOn: '2026-02-02' }
    const problem = await refusal(db, () => logPrediction(deps, aPrediction({ ...again, claim: undated })))
    expect(problem).toMatchObject({ type: 'invalid', members: { errors: [{ pointer: '#/claim/dueBy' }] } })
    await logPrediction(
      deps,
      aPrediction({ ...again, claim: { ...undated, dueWording: 'by the end of 2026' } }),
    )
    await logPrediction(deps, aPrediction({ ...again, claim: undefined, claimId: first.claimId }))
  })
})

describe('slippage', () => {
  test('is null of a claim that nobody has restated, though it be forecast twice', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-06-30' })
    await say('2026-01-03', first)
    await aVoice()('2026-01-04', first)
    expect(await slippageOf(first)).toBeNull()
  })

  test('is the same of every claim of a chain, in whichever order they were logged', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-03-31' })
    const second = await say('2026-04-02', { dueBy: '2026-06-30' }, first.predictionId)
    const third = await say('2026-07-02', { dueBy: '2026-12-31' }, second.predictionId)
    const aside = await say('2026-05-01', { dueBy: '2026-09-30' }, first.predictionId)
    const slippage = {
      firstDue: '2026-03-31',
      lastDue: '2026-12-31',
      timesRestated: 3,
      claims: [first, second, aside, third].map(({ claimId }) => claimId),
    }
    for (const claim of [first, second, third, aside]) expect(await slippageOf(claim)).toEqual(slippage)
  })

  test('ends with what was said last, though its deadline be sooner', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-12-31' })
    const second = await say('2026-02-02', { dueBy: '2026-06-30' }, first.predictionId)
    expect(await slippageOf(second)).toMatchObject({
      firstDue: '2026-12-31',
      lastDue: '2026-06-30',
      timesRestated: 1,
    })
  })

  test('follows a chain of thirty', async () => {
    const say = aVoice()
    let last = await say('2026-01-01', { dueBy: '2026-06-01' })
    const first = last
    for (let day = 2; day <= 30; day++) {
      const two = `${day}`.padStart(2, '0')
      last = await say(`2026-01-${two}`, { dueBy: `2026-06-${two}` }, last.predictionId)
    }
    expect(await slippageOf(first)).toMatchObject({
      firstDue: '2026-06-01',
      lastDue: '2026-06-30',
      timesRestated: 29,
    })
    expect((await slippageOf(last))?.claims).toHaveLength(30)
  })

  test('tells of each version how it stands', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-03-31' })
    const second = await say('2026-02-02', { dueBy: '2027-03-31' }, first.predictionId)
    await resolveClaim(deps, first.claimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    const { slippage } = await getClaim(deps, second.claimId)
    expect(slippage?.claims).toMatchObject([
      { id: first.claimId, dueBy: '2026-03-31', state: 'settled', outcome: 'void' },
      { id: second.claimId, dueBy: '2027-03-31', state: 'open', outcome: null },
    ])
  })

  test('is told of each pundit apart, where several have restated the same', async () => {
    const [one, other] = [aVoice(), aVoice()]
    const first = await one('2026-01-02', { dueBy: '2026-03-31' })
    const second = await one('2026-02-02', { dueBy: '2026-06-30' }, first.predictionId)
    const joined = await other('2026-02-10', second)
    await other('2026-03-10', { dueBy: '2026-12-31' }, joined.predictionId)
    const { slippage } = await getClaim(deps, second.claimId)
    expect(slippage).toMatchObject({
      firstDue: '2026-03-31',
      lastDue: '2026-12-31',
      timesRestated: 2,
      byPundit: [
        {
          pundit: { name: `Restating Voice ${count - 1}` },
          firstDue: '2026-03-31',
          lastDue: '2026-06-30',
          timesRestated: 1,
        },
        {
          pundit: { name: `Restating Voice ${count}` },
          firstDue: '2026-06-30',
          lastDue: '2026-12-31',
          timesRestated: 1,
        },
      ],
    })
    expect(slippage?.byPundit).toHaveLength(2)
    expect((await getClaim(deps, first.claimId)).slippage?.byPundit).toHaveLength(1)
  })

  test('moves with a claim that is merged into another', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-03-31' })
    const going = await say('2026-02-02', { dueBy: '2026-06-30' }, first.predictionId)
    const third = await say('2026-03-02', { dueBy: '2026-09-30' }, going.predictionId)
    const into = await aVoice()('2026-01-05', { dueBy: '2026-06-30' })
    expect(await slippageOf(into)).toBeNull()
    await mergeClaim(mia, into.claimId, { claimId: going.claimId, reason: 'The same' })
    const slippage = {
      firstDue: '2026-03-31',
      lastDue: '2026-09-30',
      timesRestated: 2,
      claims: [first, into, third].map(({ claimId }) => claimId),
    }
    for (const claim of [first, into, going, third]) expect(await slippageOf(claim)).toEqual(slippage)
  })

  test('is of one claim when both its ends are merged', async () => {
    const say = aVoice()
    const first = await say('2026-01-02', { dueBy: '2026-06-30' })
    const second = await say('2026-02-02', { dueBy: '2026-06-30' }, first.predictionId)
    await mergeClaim(mia, first.claimId, { claimId: second.claimId, reason: 'The same' })
    expect(await slippageOf(second)).toEqual({
      firstDue: '2026-06-30',
      lastDue: '2026-06-30',
      timesRestated: 0,
      claims: [first.claimId],
    })
  })
})
