import { describe, expect, test } from 'vitest'
import { decodePunycode, isPunycode } from '../src/punycode.ts'

describe('Punycode', () => {
  // RFC 3492 section 7.1, (B), (I) and (L), and hosts that are in use.
  test.each([
    ['ihqwcrb4cv8a8dqg056pqjye', '他们为什么不说中文'],
    ['b1abfaaepdrnnbgefbadotcwatmq2g4l', 'почемужеонинеговорятпорусски'],
    ['3b-ww4c5e180e575a65lsy2b', '3年b組金八先生'],
    ['mnchen-3ya', 'münchen'],
    ['fa-hia', 'faß'],
    ['p1ai', 'рф'],
    ['ls8h', '💩'],
  ])('reads %s', (text, said) => {
    expect(decodePunycode(text)).toBe(said)
    expect(isPunycode(text)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['a control character', 'a'],
    ['a number that breaks off', 'z'],
    ['nothing but ASCII', 'a-'],
    ['what is no digit', 'mnchen-3y!'],
    ['more than Unicode has', '99999999'],
    ['a number without an end', '9'.repeat(400)],
    ['letters that are not composed', 'a-ecb'],
  ])('is not %s', (_what, text) => {
    expect(isPunycode(text)).toBe(false)
  })
})
