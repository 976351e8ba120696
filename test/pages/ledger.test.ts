import { beforeAll, describe, expect, test } from 'vitest'
import { keepCosignatures } from '../../src/ledger/cosign.ts'
import { findCheckpoint } from '../../src/ledger/read.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { signer, witness } from '../ledger/keys.ts'
import { anEvidence, aPrediction, keyOf, testWorld } from '../world.ts'

const { app, db, deps, get, post } = testWorld()

async function page(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function signIn(id: string): Promise<string> {
  const response = await send('/sign-in', { key: keyOf(id) })
  return response.headers.get('Set-Cookie')?.split(';')[0] ?? ''
}

function send(path: string, fields: Record<string, string>, cookie = '') {
  return app.request(`https://reckon.test${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { Origin: 'https://reckon.test', Cookie: cookie },
  })
}

describe('the page of a ledger without entries', () => {
  test('says that nothing is signed yet', async () => {
    const { status, text } = await page('/ledger')
    expect(status).toBe(200)
    expect(text).toContain('No checkpoint has been signed yet')
  })
})

describe('the page of the ledger', () => {
  let claimId = ''
  let entryId = ''

  beforeAll(async () => {
    const logged = await logPrediction(deps, aPrediction())
    claimId = logged.claimId
    const { body } = await post(`/claims/${claimId}/evidence`, anEvidence())
    await post(`/claims/${claimId}/resolutions`, {
      outcome: 'true',
      rationale: 'So it was',
      evidenceIds: [body.id],
    })
    await sequence(db, signer)
    entryId = (await get(`/predictions/${logged.predictionId}`)).body.entryId
  })

  test('tells the latest checkpoint in words, its witnesses, the newest entries and how to check', async () => {
    const latest = await findCheckpoint(db)
    const lines = await witness.cosign(latest?.note ?? '')
    await keepCosignatures(db, { size: latest?.size ?? 0, lines, witnessKeys: [witness.vkey] })
    const { text } = await page('/ledger')
    expect(text).toContain('<b>6</b> entries')
    expect(text).toContain('witness.test/w1 has seen it')
    expect(text).toContain('claim resolved')
    const claim = (await get(`/claims/${claimId}`)).body
    const [{ id, pundit, source }] = claim.predictions
    const [filed] = claim.evidence
    for (const [path, words] of [
      [`/claims/${claimId}`, claim.statement],
      [`/predictions/${id}`, `${pundit.name}: ${claim.statement}`],
      [`/claims/${claimId}#evidence-${filed.id}`, filed.title],
      [`/sources/${source.id}`, source.title],
      [`/pundits/${pundit.slug}`, pundit.name],
    ])
      expect(text).toContain(`<a class="about" href="${path}">${words}</a>`)
    expect(text.indexOf('claim resolved')).toBeLessThan(text.indexOf('prediction logged'))
    expect(text).toContain(
      `npm run reckon -- mirror https://reckon.test FOLDER --key ${signer.verifier.vkey}`,
    )
    expect((await page('/')).text).toContain('href="/ledger"')
  })

  test('counts what was written since', async () => {
    await logPrediction(deps, aPrediction())
    expect((await page('/ledger')).text).toContain('Just written and not yet under it: 4.')
  })

  test('leads to an entry by its number and by its id', async () => {
    const byId = await page(`/ledger/entries?at=+${entryId}+`)
    expect([byId.status, byId.headers.get('Location')]).toEqual([302, `/ledger/entries/${entryId}`])
    const there = await page(`/ledger/entries/${entryId}`)
    expect(there.headers.get('Location')).toMatch(/^\/ledger\/entries\/\d+$/)
    const { status, text } = await page(there.headers.get('Location') ?? '')
    expect(status).toBe(200)
    expect(text).toContain('prediction logged')
    expect(text).toContain('Joined with these')
    for (const at of ['99', 'x', '%20']) expect((await page(`/ledger/entries/${at}`)).status).toBe(404)
  })

  test('offers a proof of each prediction, evidence item and resolution where it is shown', async () => {
    const { text } = await page(`/claims/${claimId}`)
    const { body } = await get(`/claims/${claimId}`)
    for (const { entryId } of [...body.predictions, ...body.evidence, ...body.history]) {
      expect(text).toContain(`href="/ledger/proof/${entryId}"`)
      expect((await page(`/ledger/proof/${entryId}`)).text).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra /)
    }
  })

  test('lets moderators, and only them, remove the bytes of an entry, with a reason', async () => {
    const [ann, mia] = [await signIn('ann'), await signIn('mia')]
    expect((await page('/ledger/entries/1', { Cookie: ann })).text).not.toContain('Remove these bytes')
    expect((await page('/ledger/entries/1', { Cookie: mia })).text).toContain('Remove these bytes')
    expect((await send('/ledger/entries/1/redactions', { reason: 'No' }, ann)).status).toBe(403)
    expect((await send('/ledger/entries/1/redactions', { reason: 'No' })).status).toBe(401)
    const blank = await send('/ledger/entries/1/redactions', { reason: ' ' }, mia)
    expect(blank.status).toBe(422)
    expect(await blank.text()).toContain('Is needed.')
    const done = await send('/ledger/entries/1/redactions', { reason: 'A court order' }, mia)
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/ledger/entries/1'])
    const { text } = await page('/ledger/entries/1')
    expect(text).toContain('<q>A court order</q>')
    expect(text).not.toContain('id="bytes"')
    expect((await page('/ledger')).text).toContain('redacted')
    expect((await page('/ledger/entries/1')).text).toMatch(
      /verify entry-1\.tlog-proof --key KEY --leaf-hash [\w+/]{43}=/,
    )
    expect((await send('/ledger/entries/1/redactions', { reason: 'Again' }, mia)).status).toBe(409)
    expect((await page('/ledger/entries/1/redactions')).status).toBe(302)
  })
})
