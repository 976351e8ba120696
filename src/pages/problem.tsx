import type { Context } from 'hono'
import { type AppEnv, router } from '../door.ts'
import { Problem, type ProblemName, pageWords, problemTypes } from '../problem.ts'
import { show } from './layout.tsx'
import { Look } from './parts/look.tsx'

/** Every problem type has a page, which its type URL opens. */
export const problemPages = router()

problemPages.get('/problems/:type', c => {
  const name = c.req.param('type')
  if (!isProblemName(name)) throw new Problem('not-found', 'There is no problem of this type.')
  const { status, title, help } = problemTypes[name]
  return show(
    c,
    { title, description: help },
    <>
      <p class="kicker">What a refusal means</p>
      <h1>{title}</h1>
      <p class="lead">{help}</p>
      <p class="byline">
        HTTP status {status}. Problem type <code>{name}</code>.
      </p>
      <h2>All refusals</h2>
      <ul class="topic-list">
        {Object.entries(problemTypes).map(([type, { status, title }]) => (
          <li>
            <a href={`/problems/${type}`} aria-current={type === name ? 'page' : undefined}>
              {title}
            </a>
            <span class="count">{status}</span>
          </li>
        ))}
      </ul>
    </>,
  )
})

function isProblemName(name: string): name is ProblemName {
  return Object.hasOwn(problemTypes, name)
}

export function problemPage(c: Context<AppEnv>, problem: Problem) {
  const { title, help } = pageWords(problem.type)
  const { errors } = problem.members
  return show(
    c,
    { title, status: problem.status },
    <>
      <p class="kicker">{problem.status}</p>
      <h1 data-problem>{title}</h1>
      {errors === undefined ? (
        <p class="lead">{problem.detail}</p>
      ) : (
        <ul>
          {errors.map(error => (
            <li>
              <code>{error.pointer.slice(2)}</code> {error.detail}
            </li>
          ))}
        </ul>
      )}
      {help !== '' && <p>{help}</p>}
      {problem.type === 'unauthenticated' && (
        <p>
          <a href="/sign-in">Sign in</a>
        </p>
      )}
      {problem.status >= 500 ? (
        <p>
          <a href={c.req.path}>Load the page again</a>; if it fails again, tell whoever runs this Reckon.
        </p>
      ) : (
        <Look />
      )}
      <p>
        <a href="/">Go to the start</a>, to <a href="/predictions">all predictions</a>, to{' '}
        <a href="/pundits">the pundits</a> or to <a href="/topics">the topics</a>.
      </p>
    </>,
  )
}
