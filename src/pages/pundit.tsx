import { z } from '@hono/zod-openapi'
import { may } from '../accounts/role.ts'
import { AccuracyQuery, type Asked } from '../accuracy/basis.ts'
import { fewestToRank } from '../accuracy/rank.ts'
import { type AccuracyView, getAccuracy } from '../accuracy/read.ts'
import { getStrip, type Strip } from '../accuracy/strip.ts'
import { router } from '../door.ts'
import { listPredictions } from '../predictions/read.ts'
import { getPundit, type PunditView } from '../pundits/read.ts'
import { Hedges } from './charts/hedges.tsx'
import { isCounted } from './charts/strip.tsx'
import { mostRows, Timeline } from './charts/timeline.tsx'
import { show } from './layout.tsx'
import { AccuracyFigures } from './parts/accuracy-figures.tsx'
import { readAsked } from './parts/asked.ts'
import { Coverage } from './parts/coverage.tsx'
import { siteOf } from './parts/head.tsx'
import { headline, rankLine } from './parts/headline.ts'
import { profileOf } from './parts/linked-data.ts'
import { Day } from './parts/marks.tsx'
import { address, NextPage } from './parts/next-page.tsx'
import { OtherRanks } from './parts/other-ranks.tsx'
import { PredictionList } from './parts/prediction.tsx'
import { ReadingForm, ReadingNote } from './parts/readings.tsx'
import { SaidAgain } from './parts/said-again.tsx'
import { SaidAndHappened } from './parts/said-and-happened.tsx'
import { Sharing } from './parts/sharing.tsx'
import { Topics } from './parts/topics.tsx'

export const punditPages = router()

const edges = ['0', '0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9'] as const
const Query = z.object({
  ...AccuracyQuery,
  bin: z.enum(edges).optional(),
  cursor: z.string().max(500).optional().catch(undefined),
})

punditPages.get('/pundits/:slug', async c => {
  const { deps, actor } = c.var
  const slug = c.req.param('slug')
  const pundit = await getPundit(deps, slug)
  if (pundit.slug !== slug) return c.redirect(`/pundits/${pundit.slug}${new URL(c.req.url).search}`, 308)
  const { query, form, status } = readAsked(c, Query)
  const { bin, cursor, ...asked } = query
  const [accuracy, strip, { items, next }] = await Promise.all([
    getAccuracy(deps, slug, asked),
    getStrip(deps, slug, asked),
    listPredictions(deps, { pundit: slug, topic: asked.topic }, { limit: 20, cursor }),
  ])
  const path = `/pundits/${slug}`
  return show(
    c,
    {
      title: pundit.name,
      status,
      description: `How accurate the forecasts of ${pundit.name} have been: ${headline(strip.forecasts.filter(isCounted)) ?? 'nothing has been scored yet.'}`,
      linkedData: profileOf(pundit, siteOf(c)),
    },
    <article>
      <p class="kicker">
        <a href="/pundits">Pundits</a>
      </p>
      <h1>{pundit.name}</h1>
      <About pundit={pundit} />
      <Standing accuracy={accuracy} strip={strip} />
      <ReadingForm path={path} form={form} topics={strip.topics.map(({ topic }) => topic).sort()} />
      <ReadingNote path={path} asked={asked} />
      {accuracy.n > 0 && <AccuracyFigures accuracy={accuracy} />}
      <SaidAndHappened
        accuracy={accuracy}
        forecasts={strip.forecasts.filter(isCounted)}
        chosen={bin === undefined ? undefined : Number(bin)}
        hrefOf={({ from }) => `${address(path, { ...asked, bin: String(from) })}#bin`}
      />
      {accuracy.hedges.length > 0 && (
        <section id="words">
          <h2>What the words turned out to mean</h2>
          <p>
            Each prediction without a number was read by words of a scale: the speaker’s own, or where those
            are on none, the nearest that whoever logged it found.
          </p>
          <Hedges id="hedge" hedges={accuracy.hedges} />
        </section>
      )}
      <Coverage accuracy={accuracy} isPast={asked.asOf !== undefined} />
      <OtherRanks accuracy={accuracy} />
      <Topics topics={strip.topics} hrefOf={topic => address(path, { ...asked, topic })} />
      <Times asked={asked} strip={strip} />
      <SaidAgain forecasts={strip.forecasts} />
      <Sharing origin={siteOf(c)} path={path} title={pundit.name} />
      <section id="predictions">
        <h2>Predictions</h2>
        {asked.asOf !== undefined && <p class="hint">All that have been logged, as they stand today.</p>}
        <PredictionList predictions={items} nameless />
        <NextPage path={path} query={asked} next={next} />
      </section>
      {actor !== undefined && may(actor.role, 'merge') && (
        <p class="invite">
          <a href={`${path}/merges`}>Merge another pundit into this one</a>.
        </p>
      )}
    </article>,
  )
})

function About({ pundit }: { pundit: PunditView }) {
  const { kind, aliases, roles, wikidataId, merges } = pundit
  return (
    <>
      <p class="facts">
        <span class="kind">{kind}</span>
        {roles.map(({ role, from, to }) => (
          <span>
            {role} (<Day on={from} />
            {from !== to && (
              <>
                {' '}
                to <Day on={to} />
              </>
            )}
            )
          </span>
        ))}
        {aliases.length > 0 && <span>also {aliases.join(', ')}</span>}
        {wikidataId && <a href={`https://www.wikidata.org/wiki/${wikidataId}`}>Wikidata</a>}
      </p>
      {merges.map(({ name, reason, by, at }) => (
        <p class="byline">
          {name} was found to be the same and merged in by {by} on <Day on={at} />: {reason}
        </p>
      ))}
    </>
  )
}

function Standing({ accuracy, strip }: { accuracy: AccuracyView; strip: Strip }) {
  const sentence = headline(strip.forecasts.filter(isCounted))
  return (
    <>
      <p class="headline">{sentence ?? 'Nothing has been scored yet: there is no accuracy to show.'}</p>
      <p>
        {rankLine(accuracy, fewestToRank)}{' '}
        <a href={address('/compare', { a: accuracy.pundit?.slug })}>Compare with another pundit</a>.
      </p>
    </>
  )
}

function Times({ asked, strip: { forecasts } }: { asked: Asked; strip: Strip }) {
  if (forecasts.length === 0) return null
  return (
    <section id="times">
      <h2>Said, due, settled</h2>
      {forecasts.length > mostRows && (
        <p>
          The latest {mostRows} of {forecasts.length} predictions
          {asked.topic === undefined ? '' : ' on this topic'}; all of them are{' '}
          <a href="#predictions">below</a>.
        </p>
      )}
      <Timeline id="time" forecasts={forecasts} />
    </section>
  )
}
