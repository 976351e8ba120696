import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Actor } from '../accounts/actor.ts'
import { may } from '../accounts/role.ts'
import type { AppEnv } from '../door.ts'
import type { problemTypes } from '../problem.ts'
import { type Described, Head } from './parts/head.tsx'

interface Screen extends Described {
  status?: (typeof problemTypes)[keyof typeof problemTypes]['status']
}

/** Answers with a whole page. */
export function show(c: Context<AppEnv>, { status, unlisted, ...described }: Screen, content: Child) {
  const page = (
    <html lang="en">
      <Head c={c} {...described} unlisted={unlisted ?? status !== undefined} />
      <body>
        <a class="skip" href="#main">
          Skip to content
        </a>
        <header class="site">
          <a class="brand" href="/">
            <Tally /> Reckon
          </a>
          <nav aria-label="Main">
            {sections.map(({ path, words }) => (
              <a href={path} aria-current={isIn(c.req.path, path) ? 'page' : undefined}>
                {words}
              </a>
            ))}
            <a href="/read" aria-current={isIn(c.req.path, '/read') ? 'page' : undefined}>
              Read<span class="rest"> an article</span>
            </a>
          </nav>
          <nav aria-label="You" class="you">
            <a href="/predictions/new" aria-current={c.req.path === '/predictions/new' ? 'page' : undefined}>
              Log<span class="rest"> a prediction</span>
            </a>
            <SignedIn
              actor={c.var.actor}
              here={c.req.method === 'GET' && status === undefined ? pathOf(c) : '/'}
            />
          </nav>
        </header>
        {c.var.settings.notice && (
          <aside class="notice" aria-label="Notice">
            {c.var.settings.notice}
          </aside>
        )}
        <main id="main">{content}</main>
        <footer class="site">
          <p>Reckon keeps count of forecasts: who said what, how sure they sounded, and what happened.</p>
          <nav aria-label="About">
            <a href="/method">Method</a>
            <a href="/ledger">Ledger</a>
            <a href="/docs">API</a>
          </nav>
        </footer>
      </body>
    </html>
  )
  return c.html(html`<!doctype html>${page}`, status ?? 200)
}

const sections = [
  { path: '/predictions', words: 'Predictions' },
  { path: '/due', words: 'Due' },
  { path: '/pundits', words: 'Pundits' },
  { path: '/topics', words: 'Topics' },
]

/** Nobody who signs in wants to come back to these. */
const accountsOwn = /^\/(?:sign-in|sign-up|forgot|password)\b/

function isIn(path: string, section: string): boolean {
  return path !== '/predictions/new' && (path === section || path.startsWith(`${section}/`))
}

/** Four strokes and one across: the fifth. */
function Tally() {
  return (
    <svg viewBox="2 5 26 22" aria-hidden="true">
      <path
        d="M7 7v18M12 7v18M17 7v18M22 7v18M3 21 27 11"
        fill="none"
        stroke="currentColor"
        stroke-width="2.6"
        stroke-linecap="round"
      />
    </svg>
  )
}

function pathOf(c: Context<AppEnv>): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

/** Who signs in comes back to where they were. */
function SignedIn({ actor, here }: { actor: Actor | undefined; here: string }) {
  if (actor === undefined) {
    const next = here === '/' || accountsOwn.test(here) ? '' : `?next=${encodeURIComponent(here)}`
    return <a href={`/sign-in${next}`}>Sign in</a>
  }
  return (
    <form method="post" action="/sign-out">
      {may(actor.role, 'manage-people') && <a href="/people">People</a>}{' '}
      <a href="/account" title={`In the ledger you are ${actor.id}`}>
        Account
      </a>{' '}
      <button class="link" type="submit">
        Sign out
      </button>
    </form>
  )
}
