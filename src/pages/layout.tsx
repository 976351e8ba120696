import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Keyholder } from '../accounts/keyholder.ts'
import type { AppEnv } from '../door.ts'
import type { problemTypes } from '../problem.ts'

interface Screen {
  title: string
  status?: (typeof problemTypes)[keyof typeof problemTypes]['status']
}

/** Answers with a whole page. The title stands in the tab and, unless the page has its own, nowhere else. */
export function show(c: Context<AppEnv>, { title, status }: Screen, content: Child) {
  const page = (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>
          {title === 'Reckon' ? 'Reckon: who forecast what, and what happened' : `${title} – Reckon`}
        </title>
        <link rel="stylesheet" href="/style.css" />
        <link rel="stylesheet" href="/accuracy.css" />
        <link rel="stylesheet" href="/read.css" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="site">
          <a class="brand" href="/">
            Reckon
          </a>
          <nav aria-label="Main">
            <a href="/predictions">Predictions</a>
            <a href="/due">Due</a>
            <a href="/pundits">Pundits</a>
            <a href="/predictions/new">Log a prediction</a>
            <a href="/read">Read an article</a>
            <SignedIn actor={c.var.actor} />
          </nav>
        </header>
        <main id="main">{content}</main>
        <footer class="site">
          <p>Reckon keeps count of forecasts: who said what, how sure they sounded, and what happened.</p>
          <nav aria-label="About">
            <a href="/method">Method</a>
            <a href="/docs">API</a>
          </nav>
        </footer>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, status ?? 200)
}

function SignedIn({ actor }: { actor: Keyholder | undefined }) {
  if (actor === undefined) return <a href="/sign-in">Sign in</a>
  return (
    <form method="post" action="/sign-out">
      <span class="who">{actor.id}</span>{' '}
      <button class="link" type="submit">
        Sign out
      </button>
    </form>
  )
}
