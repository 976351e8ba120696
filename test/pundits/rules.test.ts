import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameKey, plainSlug, slugFor } from '../../src/pundits/rules.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const anyName = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.string())

describe('the key of a name', () => {
  test.each([
    ['spaces', '  Scott \t Bessent\n', 'Scott Bessent'],
    ['a no-break space', 'Scott\u00a0Bessent', 'Scott Bessent'],
    ['capitals', 'SCOTT bessent', 'Scott Bessent'],
    ['decomposed letters', 'Jose\u0301 Roe', 'José Roe'],
    ['full-width letters', 'Ｓｃｏｔｔ Bessent', 'Scott Bessent'],
    ['the apostrophe of a word processor', 'Seán O’Brien', "Seán O'Brien"],
    ['a no-break hyphen', 'Jean\u2011Luc Roe', 'Jean-Luc Roe'],
  ])('is one for spellings that differ by %s', (_what, spelling, name) => {
    expect(nameKey(spelling)).toBe(nameKey(name))
  })

  test.each([
    ['José Roe', 'Jose Roe'],
    ['Ann Roe', 'AnnRoe'],
    ['Ann Roe', 'Roe Ann'],
    ['Ann-Roe', 'Ann Roe'],
  ])('is another for %s than for %s', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other))
  })

  test('is its own key', () => {
    fc.assert(
      fc.property(anyName, name => {
        expect(nameKey(nameKey(name))).toBe(nameKey(name))
      }),
    )
  })
})

describe('the slug of a name', () => {
  test.each([
    ['Scott Bessent', 'scott-bessent'],
    ['  Dr. Ann  Roe, PhD ', 'dr-ann-roe-phd'],
    ["Seán O'Brien", 'sean-o-brien'],
    ['Çelik', 'celik'],
    ['Nguyễn Thị Ánh', 'nguyen-thi-anh'],
    ['İlham Ünlü', 'ilham-unlu'],
    ['G7', 'g7'],
  ])('of %s is %s', (name, slug) => {
    expect(plainSlug(name)).toBe(slug)
  })

  test.each([
    ['Radosław Sikorski', 'radoslaw-sikorski'],
    ['Søren Å', 'soren-a'],
    ['Franz Josef Strauß', 'franz-josef-strauss'],
    ['Đặng Æbelø', 'dang-aebelo'],
  ])('keeps the Latin letters that have no accent to take off: %s is %s', (name, slug) => {
    expect(plainSlug(name)).toBe(slug)
  })

  test.each(['Володимир Зеленський', '習近平', '!!!', '😂'])(
    'of %s, without Latin letters, is "pundit"',
    name => {
      expect(plainSlug(name)).toBe('pundit')
    },
  )

  test('is cut at 60 characters, not after a hyphen', () => {
    expect(plainSlug('a'.repeat(120))).toBe('a'.repeat(60))
    expect(plainSlug(`${'a'.repeat(59)} ${'b'.repeat(20)}`)).toBe('a'.repeat(59))
  })

  test('is always lower-case words joined by single hyphens', () => {
    fc.assert(
      fc.property(anyName, name => {
        const slug = plainSlug(name)
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        expect(slug.length).toBeLessThanOrEqual(60)
        expect(plainSlug(slug)).toBe(slug)
      }),
      { numRuns: 1000 },
    )
  })

  test('ends in the pundit’s own id where somebody else has the plain one', () => {
    expect(slugFor('Ann Roe', id, new Set())).toBe('ann-roe')
    expect(slugFor('Ann Roe', id, new Set(['ann-roe-9a8057', 'roe']))).toBe('ann-roe')
    expect(slugFor('Ann Roe', id, new Set(['ann-roe']))).toBe('ann-roe-9a8057')
  })
})
