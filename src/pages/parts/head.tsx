import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { AppEnv } from '../../door.ts'

export interface Described {
  /** Stands in the tab and, unless the page has its own, nowhere else. */
  title: string
  /** What the page holds, in a sentence, for whoever finds it by search or passes it on. */
  description?: string
  /** The same as schema.org has it. */
  linkedData?: Record<string, unknown>
  /** Not for search engines: forms, and what is shown of one reader's question. */
  unlisted?: boolean
  /** Another style sheet than that of every page. */
  style?: 'reference'
}

const about =
  'A public record of forecasts made in commentary: who said what, how sure they sounded, and what happened.'

/** Where readers reach this Reckon. */
export function siteOf(c: Context<AppEnv>): string {
  return c.var.settings?.baseUrl ?? new URL(c.req.url).origin
}

/** What the page is to a browser, a search engine and whoever is sent its address. */
export function Head({ c, title, description = about, linkedData, unlisted, style }: Described & HeadProps) {
  const origin = siteOf(c)
  const whole = title === 'Reckon' ? 'Reckon: who forecast what, and what happened' : `${title} – Reckon`
  const address = `${origin}${c.req.path}`
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{whole}</title>
      <meta name="description" content={shortened(description)} />
      {unlisted ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={address} />}
      <meta property="og:site_name" content="Reckon" />
      <meta
        property="og:type"
        content={linkedData === undefined || title === 'Reckon' ? 'website' : 'article'}
      />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={shortened(description)} />
      <meta property="og:url" content={address} />
      <meta property="og:image" content={`${origin}/card.png`} />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content="Reckon: who forecast what, and what happened" />
      <meta name="twitter:card" content="summary_large_image" />
      <meta name="theme-color" content="#fcfbf8" media="(prefers-color-scheme: light)" />
      <meta name="theme-color" content="#14171a" media="(prefers-color-scheme: dark)" />
      <link rel="stylesheet" href={`/built/${style ?? 'style'}.css`} />
      {['serif-4', 'sans-3'].map(family => (
        <link
          rel="preload"
          href={`/built/fonts/source-${family}-latin-wght-normal.woff2`}
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
      ))}
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      <script type="module" src="/built/page.js" />
      {linkedData && <LinkedData of={linkedData} />}
    </head>
  )
}

interface HeadProps {
  c: Context<AppEnv>
}

/** A block of data, which no browser runs. What others wrote cannot end it: it holds no “<”. */
function LinkedData({ of }: { of: Record<string, unknown> }) {
  const json = JSON.stringify({ '@context': 'https://schema.org', ...of }).replaceAll('<', '\\u003c')
  return <script type="application/ld+json">{raw(json)}</script>
}

const mostShown = 200

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length <= mostShown ? line : `${line.slice(0, mostShown - 1).replace(/\s+\S*$/, '')} …`
}
