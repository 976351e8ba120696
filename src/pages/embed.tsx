import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { fewestToRank } from '../accuracy/rank.ts'
import { getAccuracy } from '../accuracy/read.ts'
import { getStrip } from '../accuracy/strip.ts'
import { getClaim } from '../claims/read.ts'
import { type AppEnv, router } from '../door.ts'
import { isCounted } from './charts/strip.tsx'
import { siteOf } from './parts/head.tsx'
import { headline, rankLine } from './parts/headline.ts'
import { Days, figure, StateMark } from './parts/marks.tsx'
import { counted } from './parts/numbers.ts'
import { Certainty } from './parts/prediction.tsx'

/** Cards that stand in frames on other people's pages: the only pages that may be framed. */
export const embedPages = router()

const mostSaid = 3

embedPages.get('/embed/claims/:id', async c => {
  const claim = await getClaim(c.var.deps, c.req.param('id'))
  const path = `/claims/${claim.id}`
  const more = claim.predictionCount - mostSaid
  return showCard(
    c,
    { title: claim.statement, path },
    <>
      <p class="facts">
        <StateMark claim={claim} />
        <Days claim={claim} />
      </p>
      <ul>
        {claim.predictions.slice(0, mostSaid).map(prediction => (
          <li>
            <b>{prediction.pundit.name}</b>: “{prediction.quote.exact}”
            <p class="facts">
              <Certainty prediction={prediction} />
            </p>
          </li>
        ))}
      </ul>
      {more > 0 && <p class="hint">and {counted(more, 'other')}</p>}
    </>,
  )
})

embedPages.get('/embed/pundits/:slug', async c => {
  const { deps } = c.var
  const slug = c.req.param('slug')
  const [accuracy, strip] = await Promise.all([getAccuracy(deps, slug, {}), getStrip(deps, slug, {})])
  const { pundit, n, brier, coverage } = accuracy
  return showCard(
    c,
    { title: pundit?.name ?? slug, path: `/pundits/${pundit?.slug}` },
    <>
      <p>{headline(strip.forecasts.filter(isCounted)) ?? 'Nothing has been scored yet.'}</p>
      <p class="facts">
        {n > 0 && <span>{rankLine(accuracy, fewestToRank)}</span>}
        {brier.mean !== null && (
          <span>Mean Brier score {figure(brier.mean)}; 0 is best, 0.25 is always saying 50 %.</span>
        )}
        <span>
          {n.toLocaleString('en')} scored of {counted(coverage.logged, 'prediction')} logged.
        </span>
      </p>
    </>,
  )
})

interface Card {
  title: string
  /** Of the whole page. */
  path: string
}

function showCard(c: Context<AppEnv>, { title, path }: Card, content: Child) {
  const whole = siteOf(c) + path
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – Reckon`}</title>
        <link rel="canonical" href={whole} />
        <link rel="stylesheet" href="/built/style.css" />
      </head>
      <body class="embed">
        <main>
          <h1>
            <a href={whole} target="_blank" rel="noopener">
              {title}
            </a>
          </h1>
          {content}
          <p class="from">
            From{' '}
            <a href={whole} target="_blank" rel="noopener">
              Reckon
            </a>
            , a public record of forecasts.
          </p>
        </main>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`)
}
