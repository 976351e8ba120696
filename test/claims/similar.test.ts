import { describe, expect, test } from 'vitest'
import { mergeClaim } from '../../src/claims/merge.ts'
import { resolveClaim } from '../../src/claims/resolve.ts'
import { listSimilar } from '../../src/claims/similar.ts'
import { logPrediction } from '../../src/predictions/log.ts'
import { aPrediction, testWorld } from '../world.ts'

const { deps, get, post, rowCounts } = testWorld()
const mia = { ...deps, actor: 'mia', role: 'moderator' as const }

/** A claim of these very words. */
async function aClaim(statement: string, claim: Record<string, unknown> = {}) {
  const input = aPrediction()
  return (await logPrediction(deps, { ...input, claim: { ...input.claim, statement, ...claim } })).claimId
}

async function similarTo(statement: string, except?: string) {
  return (await listSimilar(deps, statement, except)).map(({ id }) => id)
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{Letter}\p{Number}]+/gu) ?? []
}

/** As pg_trgm's documentation has it: each word with two spaces before it and one behind. */
function trigramsOf(words: string[]): Set<string> {
  const padded = words.map(word => [...`  ${word} `])
  return new Set(
    padded.flatMap(letters => letters.slice(2).map((_, index) => letters.slice(index, index + 3).join(''))),
  )
}

function alike(a: Set<string>, b: Set<string>): number {
  const shared = [...a].filter(trigram => b.has(trigram)).length
  return shared / (a.size + b.size - shared)
}

/** How much of a statement is in the words of another that are nearest to it, perhaps all of them; to three digits. */
function similarity(asked: string, claimed: string): number {
  const words = wordsOf(claimed)
  const wanted = trigramsOf(wordsOf(asked))
  const parts = words.flatMap((_, from) =>
    words.slice(from).map((_, length) => trigramsOf(words.slice(from, from + length + 1))),
  )
  return Math.round(Math.max(...parts.map(part => alike(wanted, part))) * 1000) / 1000
}

describe('claims similar to a statement', () => {
  test('are those worded nearly like it, the nearest first, with how near they are', async () => {
    const bridge = 'The Kerch bridge is closed to traffic for a week'
    const nearer = await aClaim('The Kerch bridge is closed to traffic for a month', { dueBy: '2027-01-31' })
    const exact = await aClaim(bridge)
    const near = await aClaim('The Kerch bridge is closed to all cars and lorries for a week')
    await aClaim('The rouble falls below a hundred to the dollar')
    await aClaim('The bridge at Antonivka is rebuilt')
    const items = await listSimilar(deps, bridge)
    expect(items).toEqual([
      { id: exact, statement: bridge, dueBy: '2026-06-30', state: 'due', outcome: null, similarity: 1 },
      {
        id: nearer,
        statement: 'The Kerch bridge is closed to traffic for a month',
        dueBy: '2027-01-31',
        state: 'open',
        outcome: null,
        similarity: expect.closeTo(
          similarity(bridge, 'The Kerch bridge is closed to traffic for a month'),
          2.9,
        ),
      },
      expect.objectContaining({ id: near }),
    ])
    expect(items[2]?.similarity).toBeCloseTo(similarity(bridge, items[2]?.statement ?? ''), 12)
    expect(items[2]?.similarity).toBeLessThan(items[1]?.similarity ?? 0)
  })

  test('are found whatever the capitals and the punctuation', async () => {
    const claimId = await aClaim('Sanctions put the economy in full collapse')
    const [item] = await listSimilar(deps, 'SANCTIONS — put the “economy”, in full collapse!')
    expect(item).toMatchObject({ id: claimId, similarity: 1 })
  })

  test('are those too of which the statement is a part', async () => {
    const claimId = await aClaim(
      'After the winter offensive has ended, Pokrovsk falls to the Russian army at last',
    )
    const [item] = await listSimilar(deps, 'Pokrovsk falls to the Russian army')
    expect(item).toMatchObject({ id: claimId, similarity: 1 })
  })

  test('are none where only a phrase is shared', async () => {
    await aClaim('Grain exports through the corridor reach ten million tonnes')
    expect(await similarTo('A drone strikes the refinery at Ryazan and exports of diesel stop')).toEqual([])
    expect(await similarTo('Ten ministers resign')).toEqual([])
  })

  test('are at most five', async () => {
    const claims: string[] = []
    for (let number = 1; number <= 7; number++)
      claims.push(await aClaim(`The parliament votes down budget number ${number}`))
    const found = await similarTo('The parliament votes down budget number 4')
    expect(found).toHaveLength(5)
    expect(found[0]).toBe(claims[3])
    expect(claims).toEqual(expect.arrayContaining(found))
  })

  test('tell how they stand', async () => {
    const claimId = await aClaim('The mobilisation age is lowered to eighteen')
    await resolveClaim(deps, claimId, { outcome: 'void', voidReason: 'moot', rationale: 'So' })
    expect(await listSimilar(deps, 'The mobilisation age is lowered to twenty')).toMatchObject([
      { id: claimId, state: 'settled', outcome: 'void' },
    ])
  })

  test('are not the claim itself, nor one that was merged into another', async () => {
    const statement = 'The prisoners are exchanged all for all'
    const [into, going] = [await aClaim(statement), await aClaim(`${statement} at once`)]
    expect(await similarTo(statement)).toEqual([into, going])
    expect(await similarTo(statement, into)).toEqual([going])
    await mergeClaim(mia, into, { claimId: going, reason: 'The same' })
    expect(await similarTo(statement)).toEqual([into])
    expect(await similarTo(`${statement} at once`)).toEqual([into])
    expect(await similarTo(statement, into)).toEqual([])
  })
})

const hostile = [
  `It's "over"; drop table claims; --`,
  '100 % of seats',
  '%',
  '%%%_%',
  String.raw`back\slash \' \\ \x00 \u0000`,
  '$1 $(2) :name ?',
  '{"json": [1, null]} <script>alert(1)</script>',
  '…—“”«»',
  '😀 hurrah 👩‍👩‍👧',
  'ａｂｃ ﬁ ǅ ß İ',
  'x'.repeat(300),
  'ж'.repeat(300),
  `${'q z '.repeat(74)}q z`,
  '%'.repeat(300),
  `${'\\'.repeat(299)}'`,
]

describe('statements in other letters', () => {
  test.each([
    [
      'Cyrillic',
      'Россия проведёт всеобщую мобилизацию осенью',
      'Россия проведет всеобщую мобилизацию весной',
    ],
    ['Ukrainian', 'Україна вступить до Європейського Союзу', 'Україна вступить у Європейський Союз'],
    ['Greek', 'Η Ελλάδα κλείνει τα λιμάνια', 'Η Ελλάδα κλείνει όλα τα λιμάνια'],
    ['accented', 'L’armée française évacue Bamako', 'L’armée française évacue Gao'],
  ])('in %s are found, near and exact', async (_letters, statement, near) => {
    const claimId = await aClaim(statement)
    for (const asked of [statement, near]) {
      const items = await listSimilar(deps, asked)
      expect(items.map(({ id }) => id)).toEqual([claimId])
      expect(items[0]?.similarity).toBeCloseTo(similarity(asked, statement), 12)
    }
  })

  test('in Cyrillic that say something else are not', async () => {
    await aClaim('Курс рубля превысит сто двадцать за доллар')
    expect(await similarTo('Переговоры в Стамбуле возобновятся летом')).toEqual([])
  })
})

describe('hostile statements', () => {
  test.each(hostile)('are taken as they are: %s', async statement => {
    const before = await rowCounts()
    const { status, body } = await get(`/claims/similar?statement=${encodeURIComponent(statement)}`)
    expect(status).toBe(200)
    expect(body.items).toEqual([])
    expect(await rowCounts()).toEqual(before)

    const input = aPrediction()
    const logged = await post('/predictions', { ...input, claim: { ...input.claim, statement } })
    expect(logged.status).toBe(201)
    expect(logged.body.similar).toEqual([])
    const after = await similarTo(statement)
    expect(after).toEqual(wordsOf(statement).length === 0 ? [] : [logged.body.claimId])
  })
})

describe('POST /predictions', () => {
  test('answers with the claims that are similar to a new one, which is not among them', async () => {
    const statement = 'The Black Sea fleet leaves Sevastopol for good'
    const first = await post('/predictions', { ...aPrediction(), claim: { statement, dueBy: '2026-06-30' } })
    expect([first.status, first.body.similar]).toEqual([201, []])
    const second = await post('/predictions', { ...aPrediction(), claim: { statement, dueBy: '2026-12-31' } })
    expect(second.body.claimId).not.toBe(first.body.claimId)
    expect(second.body.similar).toEqual([
      { id: first.body.claimId, statement, dueBy: '2026-06-30', state: 'due', outcome: null, similarity: 1 },
    ])
    const third = await post('/predictions', aPrediction({ claim: undefined, claimId: first.body.claimId }))
    expect([third.status, third.body.similar]).toEqual([201, []])
  })
})

describe('GET /claims/similar', () => {
  test('answers with what the read finds', async () => {
    const statement = 'The gas transit contract is renewed'
    const claimId = await aClaim(statement)
    const { status, body } = await get(
      `/claims/similar?statement=${encodeURIComponent('Gas transit contract is renewed')}`,
    )
    expect([status, body]).toEqual([
      200,
      { items: await listSimilar(deps, 'Gas transit contract is renewed') },
    ])
    expect(body.items).toMatchObject([{ id: claimId, similarity: 1 }])
  })

  test.each([
    ['no statement', ''],
    ['an empty one', 'statement='],
    ['a blank one', 'statement=%20'],
    ['one of 301 characters', `statement=${'x'.repeat(301)}`],
    ['a control character', 'statement=a%00b'],
    ['something else besides', 'statement=a&limit=3'],
  ])('refuses %s with 422', async (_what, query) => {
    const { status, body } = await get(`/claims/similar?${query}`)
    expect(status).toBe(422)
    expect(body.type).toBe('https://reckon.test/problems/invalid')
  })
})
