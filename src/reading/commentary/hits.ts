import type { Group, LookAlike, Rule } from './rule.ts'
import { chances } from './rules/chances.ts'
import { expectations } from './rules/expectations.ts'
import { forecasters } from './rules/forecasters.ts'
import { idioms } from './rules/idioms.ts'
import { lookAlikes } from './rules/look-alikes.ts'
import { modals } from './rules/modals.ts'
import type { Sentence } from './sentences.ts'

/** Words of a folded sentence that propose a forecast, and the rule they were found by. */
export interface Hit {
  rule: Rule
  start: number
  end: number
}

/** Every rule, in the groups that the reader's documentation shows. */
export const rules: readonly Rule[] = [...modals, ...expectations, ...forecasters, ...chances, ...idioms]

/** How far around a hit its neighbours are looked at, in characters. */
const reach = 200

/**
 * What proposes a forecast in a folded sentence, in order, without what only looks like one.
 *
 * Worked values: of "Prices will fall." one hit of the rule "will"; of "Prices would have fallen." none. Errors: none.
 */
export function hitsIn({ text: original, folded: { text, at } }: Pick<Sentence, 'text' | 'folded'>): Hit[] {
  const isName = ({ start }: Hit) =>
    start > 0 && /\p{Lu}\p{Ll}/u.test(original.slice(at[start], (at[start] ?? 0) + 2))
  const proposed = rules
    .flatMap(rule => occurrences(text, rule))
    .filter(hit => !(hit.rule.lowerCase && isName(hit)))
  const inWhole = lookAlikes.filter(one => isWhole(one) && found(one, text, undefined))
  return proposed
    .filter(hit => !inWhole.some(one => takesBack(one, hit.rule.group)))
    .filter(hit => !lookAlikes.some(one => !isWhole(one) && looksLike(one, text, hit)))
    .sort((one, other) => one.start - other.start || other.end - one.end)
}

function occurrences(text: string, rule: Rule): Hit[] {
  const hits: Hit[] = []
  for (const { 0: words, index } of text.matchAll(rule.words)) {
    const hit = { rule, start: index, end: index + words.length }
    if (rule.before && !rule.before.test(wordsBefore(text, hit))) continue
    if (rule.after && !rule.after.test(wordsAfter(text, hit))) continue
    hits.push(hit)
  }
  return hits
}

function isWhole({ before, after }: LookAlike): boolean {
  return before === undefined && after === undefined
}

function looksLike(one: LookAlike, text: string, hit: Hit): boolean {
  return takesBack(one, hit.rule.group) && found(one, text, hit)
}

function takesBack({ of }: LookAlike, group: Group): boolean {
  return of === 'all' || of.includes(group)
}

function found({ before, after, sentence, unless }: LookAlike, text: string, hit: Hit | undefined): boolean {
  if (sentence && !sentence.test(text)) return false
  if (hit && before && !before.test(wordsBefore(text, hit).trimEnd())) return false
  if (hit && after && !after.test(wordsAfter(text, hit))) return false
  return !unless?.test(text)
}

export function wordsBefore(text: string, { start }: { start: number }): string {
  return text.slice(Math.max(0, start - reach), start)
}

export function wordsAfter(text: string, { end }: { end: number }): string {
  return text.slice(end, end + reach)
}
