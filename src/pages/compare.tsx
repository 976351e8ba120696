import { z } from '@hono/zod-openapi'
import { AccuracyQuery, type Asked } from '../accuracy/basis.ts'
import { differenceOn, sharedClaims } from '../accuracy/compare.ts'
import { getAccuracy } from '../accuracy/read.ts'
import { getStrip } from '../accuracy/strip.ts'
import { listScoredTopics } from '../accuracy/topics.ts'
import type { Deps } from '../deps.ts'
import { router } from '../door.ts'
import { anyText } from '../fields.ts'
import type { FieldError } from '../problem.ts'
import { findSlug, listPunditNames } from '../pundits/read.ts'
import { isCounted } from './charts/strip.tsx'
import { show } from './layout.tsx'
import { readAsked } from './parts/asked.ts'
import { FigureTable, type Side, SideBySide, Verdict } from './parts/compared.tsx'
import { type Filled, Input } from './parts/form.tsx'
import { ReadingForm, ReadingNote } from './parts/readings.tsx'
import { BothForecast } from './parts/shared-claims.tsx'

export const comparePages = router()

const Query = z.object({ ...AccuracyQuery, a: anyText(200).optional(), b: anyText(200).optional() })

comparePages.get('/compare', async c => {
  const { deps } = c.var
  const { query, form: sent } = readAsked(c, Query)
  const { a = sent.values.a?.slice(0, 200), b = sent.values.b?.slice(0, 200), ...asked } = query
  const [one, other] = await Promise.all([sideOf(deps, a, asked), sideOf(deps, b, asked)])
  const unknown = [...errorOf('a', a, one), ...errorOf('b', b, other)]
  const same = sameErrors(one, other)
  const errors = [...sent.errors, ...unknown, ...same]
  const form = { values: { ...sent.values, ...namesOf({ a: one, b: other }) }, errors }
  const kept = { a: one?.slug, b: other?.slug }
  const isReady = one !== undefined && other !== undefined && same.length === 0
  return show(
    c,
    {
      title: isReady ? `${one.name} and ${other.name}` : 'Compare',
      status: unknown.length > 0 ? 404 : errors.length > 0 ? 422 : undefined,
      unlisted: isReady || undefined,
      description: 'Two pundits side by side: how accurate each has been, and what both forecast.',
    },
    <>
      <h1>{isReady ? `${one.name} and ${other.name}` : 'Compare two pundits'}</h1>
      {!isReady && (
        <p class="lead">How accurate each has been, and what both forecast, which is the fair comparison.</p>
      )}
      {isReady && (
        <>
          <ReadingForm path="/compare" form={form} topics={await listScoredTopics(deps, 100)} kept={kept} />
          <ReadingNote path="/compare" asked={asked} kept={kept} />
          <Comparison one={one} other={other} />
          <h2>Compare others</h2>
        </>
      )}
      <Choice form={form} names={await listPunditNames(deps, 500)} asked={asked} />
    </>,
  )
})

async function sideOf(deps: Deps, typed: string | undefined, asked: Asked): Promise<Side | undefined> {
  const slug = typed === undefined ? undefined : await findSlug(deps, typed)
  if (slug === undefined) return undefined
  const [accuracy, { forecasts }] = await Promise.all([
    getAccuracy(deps, slug, asked),
    getStrip(deps, slug, asked),
  ])
  return {
    slug,
    name: accuracy.pundit?.name ?? slug,
    accuracy,
    forecasts,
    counted: forecasts.filter(isCounted),
  }
}

function errorOf(name: string, typed: string | undefined, side: Side | undefined): FieldError[] {
  if (typed === undefined || side !== undefined) return []
  return [{ pointer: `#/${name}`, detail: `nobody in the ledger is called “${typed}”` }]
}

function sameErrors(one: Side | undefined, other: Side | undefined): FieldError[] {
  if (one === undefined || one.slug !== other?.slug) return []
  return [{ pointer: '#/b', detail: 'must be somebody else than the first' }]
}

function namesOf(sides: Record<string, Side | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(sides).flatMap(([name, side]) => (side ? [[name, side.name]] : [])),
  )
}

function Comparison({ one, other }: { one: Side; other: Side }) {
  const shared = sharedClaims(one.forecasts, other.forecasts)
  const difference = differenceOn(shared, [...one.forecasts, ...other.forecasts])
  return (
    <>
      <Verdict one={one} other={other} difference={difference} />
      <FigureTable sides={[one, other]} />
      <SideBySide sides={[one, other]} />
      <BothForecast one={one.name} other={other.name} claims={shared} difference={difference} />
    </>
  )
}

function Choice({ form, names, asked }: { form: Filled; names: string[]; asked: Asked }) {
  return (
    <form method="get" action="/compare" class="search">
      {Object.entries(asked).map(
        ([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />,
      )}
      <Input form={form} name="a" label="One" list="pundit-names" required />
      <Input form={form} name="b" label="The other" list="pundit-names" required />
      <button type="submit">Compare</button>
      <datalist id="pundit-names">
        {names.map(name => (
          <option value={name} />
        ))}
      </datalist>
    </form>
  )
}
