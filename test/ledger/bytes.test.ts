import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalBytes, maxEntryBytes } from '../../src/ledger/bytes.ts'

// cyberphone/json-canonicalization, testdata/input and testdata/output (Apache-2.0).
const published: [name: string, input: string, output: string][] = [
  [
    'arrays.json',
    '[\n  56,\n  {\n    "d": true,\n    "10": null,\n    "1": [ ]\n  }\n]\n',
    '[56,{"1":[],"10":null,"d":true}]',
  ],
  [
    'french.json',
    '{\n  "peach": "This sorting order",\n  "péché": "is wrong according to French",\n  "pêche": "but canonicalization MUST",\n  "sin":   "ignore locale"\n}\n',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  [
    'structures.json',
    '{\n  "1": {"f": {"f": "hi","F": 5} ,"\\n": 56.0},\n  "10": { },\n  "": "empty",\n  "a": { },\n  "111": [ {"e": "yes","E": "no" } ],\n  "A": { }\n}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
  ],
  ['unicode.json', '{\n  "Unnormalized Unicode":"A\\u030a"\n}\n', '{"Unnormalized Unicode":"A\u030a"}'],
  [
    'values.json',
    '{\n  "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n  "string": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/",\n  "literals": [null, true, false]\n}',
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  ],
  [
    'weird.json',
    '{\n  "\\u20ac": "Euro Sign",\n  "\\r": "Carriage Return",\n  "\\u000a": "Newline",\n  "1": "One",\n  "\\u0080": "Control\\u007f",\n  "\\ud83d\\ude02": "Smiley",\n  "\\u00f6": "Latin Small Letter O With Diaeresis",\n  "\\ufb33": "Hebrew Letter Dalet With Dagesh",\n  "</script>": "Browser Challenge"\n}\n',
    '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
]

describe('canonical JSON', () => {
  test.each(published)('of %s is what json-canonicalization publishes', (_name, input, output) => {
    expect(textOf(JSON.parse(input))).toBe(output)
  })

  // RFC 8785 appendix B: the doubles, by their bits, and the text of each.
  test.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('writes the double %s as %s, as in RFC 8785', (bits, text) => {
    expect(textOf(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text)
  })

  test('is written as UTF-8', () => {
    expect([...canonicalBytes('é€😂')]).toEqual([
      0x22, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x82, 0x22,
    ])
  })

  test('leaves out members that are undefined', () => {
    expect(textOf({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}')
  })

  test('keeps a member called __proto__', () => {
    expect(textOf(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}')
  })

  test.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a bigint', 1n],
    ['NaN', Number.NaN],
    ['NaN within', { a: [Number.NaN] }],
    ['Infinity', { a: Number.POSITIVE_INFINITY }],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate within', { a: ['\udc00'] }],
    ['a lone surrogate in a name', { '\ud800': 1 }],
  ])('of %s does not exist: TypeError', (_what, value) => {
    expect(() => canonicalBytes(value)).toThrow(TypeError)
  })

  test('does not depend on the order of members', () => {
    const member = fc.tuple(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 1 }))
    const members = fc.uniqueArray(member, { selector: ([name]) => name })
    const twoOrders = members.chain(all =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    )
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        expect(textOf(Object.fromEntries(one))).toBe(textOf(Object.fromEntries(other)))
      }),
    )
  })

  test('of what was read back from it is itself', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), value => {
        const text = textOf(value)
        expect(textOf(JSON.parse(text))).toBe(text)
      }),
    )
  })
})

describe('the largest entry', () => {
  // C2SP tlog-tiles: "Each entry is serialized as a big-endian uint16 length followed by the entry".
  test('has a length that fits the two bytes of an entry bundle, and no longer one would', () => {
    const length = Buffer.alloc(2)
    expect(length.writeUInt16BE(maxEntryBytes)).toBe(2)
    expect(() => length.writeUInt16BE(maxEntryBytes + 1)).toThrow(RangeError)
  })
})

function textOf(value: unknown): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(canonicalBytes(value))
}
