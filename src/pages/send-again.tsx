import type { Context } from 'hono'
import type { AppEnv } from '../door.ts'
import { show } from './layout.tsx'

/** For a form that came when its session was over: all that was typed, to send again once there is another. */
export function showSendAgain(c: Context<AppEnv>, fields: Record<string, (string | File)[]>) {
  const sent = Object.entries(fields).flatMap(([name, values]) =>
    values.flatMap(value => (typeof value === 'string' && !secrets.has(name) ? [{ name, value }] : [])),
  )
  const written = sent.filter(({ value }) => value.trim().length > 40)
  return show(
    c,
    { title: 'You are not signed in', status: 401 },
    <>
      <h1 data-problem>You are not signed in</h1>
      <p class="lead">Nothing was saved yet, and nothing is lost: what you sent waits on this page.</p>
      <p>
        <a href="/sign-in" target="_blank" rel="noopener">
          Sign in
        </a>{' '}
        in another tab, then come back here.
      </p>
      <form method="post" action={c.req.path + new URL(c.req.url).search} data-unsaved="filled">
        {sent.map(({ name, value }) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <button type="submit">Send it again</button>
      </form>
      {written.length > 0 && (
        <details>
          <summary>What you wrote, to copy it</summary>
          {written.map(({ value }) => (
            <blockquote class="prose">{value}</blockquote>
          ))}
        </details>
      )}
    </>,
  )
}

/** Never written into a page, whichever form they come with. */
const secrets = new Set(['password', 'key', 'token'])
