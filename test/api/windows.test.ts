import { describe, expect, test } from 'vitest'
import { testWorld } from '../world.ts'

const { app, get, rowCounts } = testWorld()

function read(sentence: string, saidOn = '2025-09-08') {
  return get(`/windows?${new URLSearchParams({ sentence, saidOn })}`)
}

function pointers(body: { errors: { pointer: string }[] }): string[] {
  return body.errors.map(({ pointer }) => pointer)
}

describe('GET /windows', () => {
  test('finds the deadline of a sentence, as it is worded there, with both dates', async () => {
    const { status, headers, body } = await read('Pokrovsk will fall In The Weeks Ahead, he said.')
    expect(status).toBe(200)
    expect(headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(body).toEqual({
      window: {
        wording: 'In The Weeks Ahead',
        dueBy: '2025-10-20',
        dueByStrict: '2025-10-06',
        basis: 'inferred',
      },
    })
  })

  test('says that a date was stated where one was', async () => {
    expect((await read('It will be over by 1 March.')).body).toEqual({
      window: { wording: 'by 1 March', dueBy: '2026-03-01', dueByStrict: '2026-03-01', basis: 'stated' },
    })
  })

  test('counts from the day it was said', async () => {
    const [early, late] = [
      await read('Soon, by 1 March.', '2025-02-28'),
      await read('Soon, by 1 March.', '2025-03-02'),
    ]
    expect([early.body.window.dueBy, late.body.window.dueBy]).toEqual(['2025-03-01', '2026-03-01'])
  })

  test.each(['It will fall.', 'It fell last week.', 'in 0 days of nothing', '<b>"; --', 'مرحبا'])(
    'has no window for %j, and guesses none',
    async sentence => {
      const { status, body } = await read(sentence)
      expect(status).toBe(200)
      expect(body).toEqual({ window: null })
    },
  )

  test('needs no key, writes nothing, and gives an ETag that is answered by 304', async () => {
    const before = await rowCounts()
    const { headers } = await read('by 1 March')
    const again = await app.request('/api/v1/windows?sentence=by+1+March&saidOn=2025-09-08', {
      headers: { 'If-None-Match': headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
    expect(await rowCounts()).toEqual(before)
  })

  test.each<[string, string[]]>([
    ['', ['#/sentence', '#/saidOn']],
    ['sentence=by+March', ['#/saidOn']],
    ['saidOn=2025-09-08', ['#/sentence']],
    ['sentence=%20&saidOn=2025-09-08', ['#/sentence']],
    ['sentence=%00&saidOn=2025-09-08', ['#/sentence']],
    [`sentence=${'x'.repeat(2001)}&saidOn=2025-09-08`, ['#/sentence']],
    ['sentence=by+March&saidOn=2025-02-30', ['#/saidOn']],
    ['sentence=by+March&saidOn=today', ['#/saidOn']],
    ['sentence=by+March&saidOn=0999-12-31', ['#/saidOn']],
    ['sentence=by+March&saidOn=2025-09-08&said=x', ['#/said']],
    ['sentence=by+March&sentence=by+May&saidOn=2025-09-08', ['#/sentence']],
  ])('refuses ?%s and points at what is wrong', async (query, expected) => {
    const { status, headers, body } = await get(`/windows?${query}`)
    expect(status).toBe(422)
    expect(headers.get('Content-Type')).toBe('application/problem+json')
    expect(body.type).toBe('https://reckon.test/problems/invalid')
    expect(pointers(body)).toEqual(expected)
  })

  test('takes a sentence of 2,000 characters, and any day a prediction may have been said on', async () => {
    expect((await read(`${'x '.repeat(994)}by 1 March`)).body.window.wording).toBe('by 1 March')
    for (const saidOn of ['1000-01-01', '9999-12-31', '9999-01-01', '2024-02-29']) {
      for (const sentence of [
        'in the years ahead',
        'by 1 March',
        'within 999 years',
        'next year',
        'in a decade',
      ])
        expect((await read(sentence, saidOn)).status, `${sentence} ${saidOn}`).toBe(200)
    }
  })
})
