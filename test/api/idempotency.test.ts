import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { answerOnce } from '../../src/answer-once.ts'
import { entries, idempotentAnswers, predictions } from '../../src/db/schema.ts'
import { anEvidence, aPrediction, clock, testWorld } from '../world.ts'

const { db, deps, get, post } = testWorld()

function withKey(key: string = randomUUID()) {
  return { 'Idempotency-Key': key }
}

async function written() {
  return {
    entries: await db.$count(entries),
    predictions: await db.$count(predictions),
    answers: await db.$count(idempotentAnswers),
  }
}

describe('a POST with an Idempotency-Key', () => {
  test('is done once, and answered the same again', async () => {
    const [input, key] = [aPrediction(), withKey()]
    const first = await post('/predictions', input, key)
    expect(first.status).toBe(201)
    expect(first.headers.get('Idempotency-Replayed')).toBeNull()
    const before = await written()
    const again = await post('/predictions', input, key)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('Location')).toBe(first.headers.get('Location'))
    expect(again.headers.get('Content-Type')).toBe(first.headers.get('Content-Type'))
    expect(again.headers.get('Idempotency-Replayed')).toBe('true')
    expect(await written()).toEqual(before)
  })

  test('is refused when the key came with another body', async () => {
    const key = withKey()
    const first = await post('/predictions', aPrediction(), key)
    const before = await written()
    const { status, headers, body } = await post('/predictions', aPrediction(), key)
    expect(status).toBe(422)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(body.type).toBe('https://reckon.test/problems/idempotency-key-reused')
    expect(await written()).toEqual(before)
    expect((await get(`/predictions/${first.body.id}`)).status).toBe(200)
  })

  test('is refused when the key came to another address', async () => {
    const [first, second] = [
      await post('/predictions', aPrediction()),
      await post('/predictions', aPrediction()),
    ]
    const key = withKey()
    expect((await post(`/claims/${first.body.claimId}/evidence`, anEvidence(), key)).status).toBe(201)
    const { status } = await post(`/claims/${second.body.claimId}/evidence`, anEvidence(), key)
    expect(status).toBe(422)
    expect((await get(`/claims/${second.body.claimId}`)).body.evidence).toEqual([])
  })

  test('leaves the key free when it is refused', async () => {
    const [input, key] = [aPrediction(), withKey()]
    const before = await written()
    const invalid = await post('/predictions', { ...input, probability: 1.2 }, key)
    expect(invalid.status).toBe(422)
    expect((await post('/predictions', '{', key)).status).toBe(400)
    expect(await written()).toEqual(before)
    const mended = await post('/predictions', input, key)
    expect(mended.status).toBe(201)
    expect(mended.headers.get('Idempotency-Replayed')).toBeNull()
    const unkeyed = await post('/predictions', input, withKey())
    expect(unkeyed.status).toBe(409)
    expect(unkeyed.body.existing).toBe(`/api/v1/predictions/${mended.body.id}`)
    expect((await written()).answers).toBe(before.answers + 1)
  })

  test('sent eight times at once is done once, with eight equal answers', async () => {
    const [input, key] = [aPrediction(), withKey()]
    const before = await written()
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('/predictions', input, key)))
    for (const { status, body } of answers) {
      expect(status).toBe(201)
      expect(body).toEqual(answers[0]?.body)
    }
    const replayed = answers.filter(({ headers }) => headers.get('Idempotency-Replayed') === 'true')
    expect(replayed).toHaveLength(7)
    const after = await written()
    expect(after.predictions).toBe(before.predictions + 1)
    expect(after.answers).toBe(before.answers + 1)
  })

  test('sent more often at once than there are connections is still done once', async () => {
    const [input, key] = [aPrediction(), withKey()]
    const answers = await Promise.all(Array.from({ length: 30 }, () => post('/predictions', input, key)))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  })

  test('sent at once with another body is done once, and the other refused', async () => {
    const key = withKey()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('/predictions', aPrediction(), key)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(422)])
  })

  test('adds one pundit and one source when many with other keys name the same new ones at once', async () => {
    const { pundit, source } = aPrediction()
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('/predictions', aPrediction({ pundit, source }), withKey())),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
    expect(new Set(answers.map(({ body }) => body.pundit.slug)).size).toBe(1)
    expect(new Set(answers.map(({ body }) => body.source.id)).size).toBe(1)
  })

  test('files evidence, settles and imports once as well', async () => {
    const { body } = await post('/predictions', aPrediction())
    const [filing, settling, importing] = [withKey(), withKey(), withKey()]
    const evidence = await post(`/claims/${body.claimId}/evidence`, anEvidence(), filing)
    const filedAgain = await post(`/claims/${body.claimId}/evidence`, anEvidence(), filing)
    expect(filedAgain.body).toEqual(evidence.body)
    const terms = { outcome: 'true', rationale: 'It did', evidenceIds: [evidence.body.id] }
    const settled = await post(`/claims/${body.claimId}/resolutions`, terms, settling)
    const settledAgain = await post(`/claims/${body.claimId}/resolutions`, terms, settling)
    expect(settledAgain.status).toBe(201)
    expect(settledAgain.body).toEqual(settled.body)
    const claim = await get(`/claims/${body.claimId}`)
    expect(claim.body.evidence).toHaveLength(1)
    expect(claim.body.history).toHaveLength(1)
    const lines = `${JSON.stringify(aPrediction())}\n${JSON.stringify(aPrediction())}`
    const headers = { ...importing, 'Content-Type': 'application/x-ndjson' }
    const imported = await post('/predictions/import', lines, headers)
    expect(imported.status).toBe(201)
    const importedAgain = await post('/predictions/import', lines, headers)
    expect(importedAgain.body).toEqual(imported.body)
    expect(importedAgain.headers.get('Idempotency-Replayed')).toBe('true')
  })

  test('is new again after a day', async () => {
    const { body } = await post('/predictions', aPrediction())
    const [key, then] = [withKey(), clock.now]
    const path = `/claims/${body.claimId}/evidence`
    const first = await post(path, anEvidence(), key)
    clock.now = new Date(then.getTime() + 24 * 60 * 60 * 1000)
    const dayAfter = await post(path, anEvidence(), key)
    clock.now = new Date(then.getTime() + 24 * 60 * 60 * 1000 + 1)
    const later = await post(path, anEvidence(), key)
    clock.now = then
    expect(dayAfter.body).toEqual(first.body)
    expect(later.status).toBe(201)
    expect(later.body.id).not.toBe(first.body.id)
  })

  test.each(['', ' ', 'two words', 'x'.repeat(201), 'caf\u00e9'])('refuses the key "%s"', async key => {
    const before = await written()
    const { status, body } = await post('/predictions', aPrediction(), withKey(key))
    expect(status).toBe(422)
    expect(body.errors[0].detail).toContain('visible ASCII')
    expect(await written()).toEqual(before)
  })

  test('needs an API key, and gives nobody else the kept answer', async () => {
    const [input, key] = [aPrediction(), withKey()]
    await post('/predictions', input, key)
    const { status } = await post('/predictions', input, { ...key, Authorization: 'Bearer wrong' })
    expect(status).toBe(401)
  })
})

describe('answerOnce', () => {
  test('keeps the keys of one actor apart from those of another', async () => {
    const request = { key: randomUUID(), fingerprint: 'same' }
    const done: string[] = []
    const ask = (actor: string) =>
      answerOnce({ ...deps, actor }, request, async () => {
        done.push(actor)
        return { status: 201, location: null, body: `for ${actor}` }
      })
    expect(await ask('ann')).toEqual({
      answer: { status: 201, location: null, body: 'for ann' },
      replayed: false,
    })
    expect(await ask('bob')).toMatchObject({ answer: { body: 'for bob' }, replayed: false })
    expect(await ask('ann')).toMatchObject({ answer: { body: 'for ann' }, replayed: true })
    expect(done).toEqual(['ann', 'bob'])
  })
})
