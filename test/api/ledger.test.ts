import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { Entry } from '../../src/entries.ts'
import { decodeBase64 } from '../../src/ledger/base64.ts'
import { openCheckpoint } from '../../src/ledger/checkpoint.ts'
import { openWitness } from '../../src/ledger/cosignature.ts'
import { leafHash, sameBytes } from '../../src/ledger/hashes.ts'
import { growTree, verifyConsistency, verifyInclusion } from '../../src/ledger/merkle.ts'
import { parseNote, verifyNote } from '../../src/ledger/note.ts'
import { verifyProof } from '../../src/ledger/proof.ts'
import { sequence } from '../../src/ledger/sequencer.ts'
import { bundlesOf, decodeBundle, decodeTile, tilePath, tilesOf } from '../../src/ledger/tiles.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { seed } from '../../src/seed.ts'
import { openTestWitness, signer, witness } from '../ledger/keys.ts'
import { aPrediction, testWorld } from '../world.ts'

const { app, db, deps, get, allPages } = testWorld()
let size = 0

async function text(path: string) {
  const response = await app.request(path)
  return { status: response.status, headers: response.headers, body: await response.text() }
}

async function bytes(path: string) {
  const response = await app.request(path)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

function checkpoint() {
  return text('/ledger/checkpoint').then(({ body }) => openCheckpoint(body, signer.verifier))
}

describe('a ledger without a checkpoint', () => {
  test('has none to show, and no tiles', async () => {
    for (const path of ['checkpoint', 'checkpoints/0', 'tile/0/000', 'tile/0/000.p/1', 'proof/0'])
      expect((await text(`/ledger/${path}`)).status).toBe(404)
    expect((await get('/entries')).body).toEqual({ items: [], next: null })
    expect((await get('/entries/0')).status).toBe(404)
  })
})

describe('the ledger', () => {
  beforeAll(async () => {
    await seed(deps)
    await sequence(db, signer)
    for (let more = 0; more < 36; more++) await logPrediction(deps, aPrediction())
    await sequence(db, signer)
    ;({ size } = await checkpoint())
    expect(size).toBeGreaterThan(256)
  })

  test('shows its latest checkpoint and its key as text', async () => {
    const { headers, body } = await text('/ledger/checkpoint')
    expect(headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
    expect(headers.get('Cache-Control')).toBe('no-cache')
    expect(body).toMatch(/^reckon\.test\/ledger\n\d+\n[A-Za-z0-9+/]{43}=\n\n— reckon\.test\/ledger \S+\n$/)
    expect((await text('/ledger/key')).body).toBe(`${signer.verifier.vkey}\n`)
    expect((await text(`/ledger/checkpoints/${size}`)).body).toBe(body)
  })

  test('gives its tiles and entries, which make the tree that the checkpoint signs', async () => {
    const { root } = await checkpoint()
    const entries: Uint8Array[] = []
    for (const bundle of bundlesOf(size))
      entries.push(...decodeBundle(await bytes(`/ledger/${tilePath(bundle)}`), bundle.width))
    const tree = growTree()
    const nodes = entries.flatMap(entry => tree.add(leafHash(entry)))
    expect(sameBytes(tree.root(), root)).toBe(true)
    expect(tilesOf(size).some(tile => tile.level === 1)).toBe(true)
    for (const tile of tilesOf(size)) {
      const hashes = decodeTile(await bytes(`/ledger/${tilePath(tile)}`), tile.width)
      for (const [at, hash] of hashes.entries()) {
        const index = tile.index * 256 + at
        const node = nodes.find(one => one.level === Number(tile.level) * 8 && one.index === index)
        expect(node !== undefined && sameBytes(node.hash, hash)).toBe(true)
      }
    }
    for (const entry of entries) Entry.parse(JSON.parse(new TextDecoder().decode(entry)))
  })

  test('packs entries for those who take it', async () => {
    const headers = { 'Accept-Encoding': 'identity, gzip' }
    const response = await app.request('/ledger/tile/entries/000', { headers })
    expect(response.headers.get('Content-Encoding')).toBe('gzip')
    const sent = Buffer.from(await response.arrayBuffer())
    const plain = Buffer.from(await bytes('/ledger/tile/entries/000'))
    expect(gunzipSync(sent).equals(plain)).toBe(true)
    expect(sent.length).toBeLessThan(plain.length / 3)
    const hashes = await app.request('/ledger/tile/0/000', { headers })
    expect(hashes.headers.get('Content-Encoding')).toBeNull()
  })

  test('lets full tiles be kept for ever, and partial ones of any earlier size be had', async () => {
    const full = await text('/ledger/tile/0/000')
    expect(full.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    expect(full.headers.get('Content-Type')).toBe('application/octet-stream')
    expect((await text('/ledger/tile/entries/000')).headers.get('Cache-Control')).toContain('immutable')
    const all = await bytes('/ledger/tile/0/000')
    expect(all).toHaveLength(8192)
    for (const width of [1, 200, 255])
      expect(await bytes(`/ledger/tile/0/000.p/${width}`)).toEqual(all.slice(0, width * 32))
  })

  test.each([
    'tile/0/001',
    'tile/0/002.p/1',
    'tile/1/000',
    'tile/1/000.p/2',
    'tile/2/000.p/1',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/0',
    'tile/00/000',
    'tile/entries/001',
    'tile/0/000/',
    'checkpoints/1',
    'checkpoints/01',
    'checkpoints/x',
    'nothing',
  ])('has no %s', async path => {
    expect((await text(`/ledger/${path}`)).status).toBe(404)
  })

  test('has each entry with its bytes, hash and inclusion proof', async () => {
    const { root } = await checkpoint()
    for (const index of [0, 1, 255, 256, size - 1]) {
      const { body: entry } = await get(`/entries/${index}`)
      expect(entry).toMatchObject({ index, redaction: null })
      const leaf = leafHash(new TextEncoder().encode(entry.bytes))
      expect(decodeBase64(entry.leafHash)).toEqual(leaf)
      expect(JSON.parse(entry.bytes)).toMatchObject({
        id: entry.id,
        kind: entry.kind,
        subject: entry.subject,
      })
      const { body } = await get(`/entries/${index}/proof`)
      expect(body).toMatchObject({ index, leafHash: entry.leafHash, treeSize: size })
      expect(verifyInclusion(body.proof.map(decodeBase64), { index, size, leaf, root })).toBe(true)
      expect((await get(`/entries/${entry.id}`)).body).toEqual(entry)
    }
    for (const index of [size, '01', '-1', '1.5', 'x', deps.newId(), '999999999999999999'])
      expect((await get(`/entries/${index}`)).status).toBe(404)
  })

  test('lists entries and checkpoints, the latest first', async () => {
    const { items } = await allPages<{ index: number }>('/entries?limit=100')
    expect(items.map(item => item.index)).toEqual(Array.from({ length: size }, (_, at) => size - 1 - at))
    const checkpoints = await allPages<{ size: number; note: string }>('/checkpoints?limit=1')
    expect(checkpoints.items).toHaveLength(2)
    expect(checkpoints.items[0]?.note).toBe((await text('/ledger/checkpoint')).body)
  })

  test('proves an entry against an earlier checkpoint, and that one to be the beginning of the latest', async () => {
    const earlier = (await get('/checkpoints')).body.items[1].size
    const { body } = await get(`/checkpoints/${size}/consistency?from=${earlier}`)
    const [from, to] = [body.from, body.to].map(one => ({ size: one.size, root: decodeBase64(one.rootHash) }))
    if (from === undefined || to === undefined) throw new Error('There are two.')
    expect([from.size, to.size]).toEqual([earlier, size])
    expect(verifyConsistency(body.proof.map(decodeBase64), from, to)).toBe(true)
    const proof = (await get(`/entries/3/proof?treeSize=${earlier}`)).body
    expect(proof.rootHash).toBe(body.from.rootHash)
    const leaf = decodeBase64(proof.leafHash)
    expect(
      verifyInclusion(proof.proof.map(decodeBase64), { index: 3, size: earlier, leaf, root: from.root }),
    ).toBe(true)
    expect((await get(`/checkpoints/${size}/consistency?from=${size}`)).body.proof).toEqual([])
  })

  test.each([
    ['/checkpoints/7', 404],
    ['/checkpoints/07', 404],
    ['/entries/0/proof?treeSize=7', 404],
    ['/entries/0/proof?treeSize=x', 422],
    ['/entries/0/proof?size=1', 422],
    ['/entries?cursor=x', 422],
  ])('answers %s with %i', async (path, status) => {
    expect((await get(path)).status).toBe(status)
  })

  test('has no consistency backwards, nor from nowhere', async () => {
    const earlier = (await get('/checkpoints')).body.items[1].size
    expect((await get(`/checkpoints/${earlier}/consistency?from=${size}`)).status).toBe(422)
    expect((await get(`/checkpoints/${size}/consistency`)).status).toBe(422)
    expect((await get(`/checkpoints/${size}/consistency?from=5`)).status).toBe(404)
    expect((await get(`/entries/${size - 1}/proof?treeSize=${earlier}`)).status).toBe(422)
  })

  test('gives a proof file that holds by itself, by index and by id', async () => {
    const { body: entry } = await get('/entries/9')
    for (const at of ['9', entry.id, '9.tlog-proof']) {
      const { headers, body } = await text(`/ledger/proof/${at}`)
      expect(headers.get('Content-Disposition')).toBe('attachment; filename="entry-9.tlog-proof"')
      const proven = await verifyProof(body, signer.verifier)
      expect(proven).toMatchObject({ index: 9, size, leaf: decodeBase64(entry.leafHash) })
    }
  })
})

describe('a cosignature', () => {
  function post(at: number | string, body: string) {
    return app.request(`/ledger/checkpoints/${at}/cosignatures`, { method: 'POST', body })
  }

  test('of a known witness is kept and served with the checkpoint, once', async () => {
    const signed = (await text('/ledger/checkpoint')).body
    const line = await witness.cosign(signed)
    const stranger = await (await openTestWitness('witness.test/w2', 50)).cosign(signed)
    const answer = await post(size, stranger + line)
    expect(answer.status).toBe(201)
    expect(await answer.text()).toBe(signed + line)
    expect((await post(size, await witness.cosign(signed, 1_795_000_001))).status).toBe(201)
    const { body } = await text('/ledger/checkpoint')
    expect(body).toBe(signed + line)
    const known = [signer.verifier, await openWitness(witness.vkey)]
    expect(await verifyNote(parseNote(body), known)).toEqual(known)
    const file = (await text('/ledger/proof/0')).body
    expect(await verifyProof(file, signer.verifier, { witnesses: known.slice(1) })).toMatchObject({
      witnesses: ['witness.test/w1'],
    })
  })

  test('is refused of strangers, of another checkpoint, and in another form', async () => {
    const signed = (await text('/ledger/checkpoint')).body
    const earlier = (await get('/checkpoints')).body.items[1]
    const line = await witness.cosign(earlier.note)
    const stranger = await openTestWitness('witness.test/w2', 50)
    for (const body of [await stranger.cosign(signed), line, '', 'x', line.trim(), signed])
      expect((await post(size, body)).status).toBe(422)
    expect((await post(7, line)).status).toBe(404)
    expect((await text(`/ledger/checkpoints/${earlier.size}`)).body).toBe(earlier.note)
  })
})

describe('an entry that waits for its index', () => {
  test('is said to be on its way, and is proven once it has one', async () => {
    const { predictionId } = await logPrediction(deps, aPrediction())
    const { entryId } = (await get(`/predictions/${predictionId}`)).body
    const paths = [
      `/api/v1/entries/${entryId}`,
      `/api/v1/entries/${entryId}/proof`,
      `/ledger/proof/${entryId}`,
    ]
    for (const path of paths) {
      const { status, headers, body } = await text(path)
      expect([status, headers.get('Retry-After')]).toEqual([503, '1'])
      expect(body).toContain('gets its index within seconds')
    }
    await sequence(db, signer)
    for (const path of paths) expect((await text(path)).status).toBe(200)
    for (const path of paths) expect((await text(path.replace(entryId, deps.newId()))).status).toBe(404)
  })
})
