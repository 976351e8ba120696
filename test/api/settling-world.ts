import { afterEach, expect } from 'vitest'
import { anEvidence, aPrediction, clock, keyOf, testWorld } from '../world.ts'

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'
export const hour = 60 * 60 * 1000
export const day = 24 * hour

export type Body = Record<string, unknown>

export const tooEarly = { reason: 'too-early', counterOutcome: 'open', rationale: 'Nobody knows yet' }
export const voidDuplicate = { outcome: 'void', voidReason: 'duplicate', rationale: 'Twice' }

export function as(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

export function challenge(evidenceId: string, changes: Body = {}): Body {
  return {
    reason: 'wrong-outcome',
    counterOutcome: 'false',
    rationale: 'It did not',
    evidenceIds: [evidenceId],
    ...changes,
  }
}

export function pointers(body: { errors: { pointer: string }[] }): string[] {
  return body.errors.map(({ pointer }) => pointer)
}

/** A world whose clock goes back to noon after each test, and the steps from a prediction to a settlement. */
export function settlingWorld() {
  const world = testWorld()
  const { post, rowCounts } = world
  const noon = clock.now

  afterEach(() => {
    clock.now = noon
  })

  function later(milliseconds: number) {
    clock.now = new Date(noon.getTime() + milliseconds)
  }

  /** Logs a prediction as ann, of a claim due on 2026-06-30: past, by the clock of the tests. */
  async function logged(changes: Body = {}, by = 'ann') {
    const { status, body } = await post('/predictions', aPrediction(changes), as(by))
    expect(status).toBe(201)
    return body
  }

  async function aClaim(claim: Body = {}): Promise<string> {
    const input = aPrediction()
    return (await logged({ ...input, claim: { ...input.claim, ...claim } })).claimId
  }

  async function fileOn(claimId: string, changes: Body = {}): Promise<string> {
    const { status, body } = await post(`/claims/${claimId}/evidence`, anEvidence(changes), as('ann'))
    expect(status).toBe(201)
    return body.id
  }

  async function said(answer: Promise<{ status: number; body: { id: string } }>) {
    const { status, body } = await answer
    expect(body).toMatchObject({ id: expect.stringMatching(uuid) })
    expect(status).toBe(201)
    return body
  }

  /** A claim that ann has resolved as true, on an item of evidence. */
  async function resolved(terms: Body = {}, claim: Body = {}) {
    const claimId = await aClaim(claim)
    const evidenceId = await fileOn(claimId)
    const { id: resolutionId } = await said(
      post(
        `/claims/${claimId}/resolutions`,
        { outcome: 'true', rationale: 'By the record', evidenceIds: [evidenceId], ...terms },
        as('ann'),
      ),
    )
    return { claimId, evidenceId, resolutionId }
  }

  /** The same, disputed by ben, who says that it did not happen. */
  async function disputed(changes: Body = {}, terms: Body = {}, claim: Body = {}) {
    const { claimId, evidenceId, resolutionId } = await resolved(terms, claim)
    const { id: disputeId } = await said(
      post(`/claims/${claimId}/disputes`, challenge(evidenceId, changes), as('ben')),
    )
    return { claimId, evidenceId, resolutionId, disputeId }
  }

  async function settle(claimId: string, changes: Body = {}, by = 'mia') {
    return said(
      post(
        `/claims/${claimId}/settlements`,
        { decision: 'upheld', rationale: 'So it is', ...changes },
        as(by),
      ),
    )
  }

  /** Expects a refusal with these members that has written nothing. */
  async function expectRefused(
    path: string,
    sent: Body | string,
    by: string,
    expected: { status: number; type: string } & Body,
  ) {
    const { status, type, ...members } = expected
    const before = await rowCounts()
    const answer = await post(path, sent, as(by))
    expect(answer.body).toMatchObject({ type: `https://reckon.test/problems/${type}`, status, ...members })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    expect(answer.body.title).toMatch(/\S/)
    expect(answer.body.detail).toMatch(/\S/)
    expect(await rowCounts()).toEqual(before)
  }

  return { ...world, noon, later, logged, aClaim, fileOn, said, resolved, disputed, settle, expectRefused }
}
