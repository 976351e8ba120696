import type { Context } from 'hono'
import { type AppEnv, router } from '../door.ts'
import { Problem, type ProblemName, problemTypes } from '../problem.ts'
import { show } from './layout.tsx'

/** Every problem type has a page, which its type URL opens. */
export const problemPages = router()

problemPages.get('/problems/:type', c => {
  const name = c.req.param('type')
  if (!isProblemName(name)) throw new Problem('not-found', 'There is no problem of this type.')
  const { status, title, help } = problemTypes[name]
  return show(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <p>{help}</p>
      <p class="byline">
        HTTP status {status}. Problem type <code>{name}</code>.
      </p>
    </>,
  )
})

function isProblemName(name: string): name is ProblemName {
  return Object.hasOwn(problemTypes, name)
}

export function problemPage(c: Context<AppEnv>, problem: Problem) {
  const { title, help } = problemTypes[problem.type]
  return show(
    c,
    { title, status: problem.status },
    <>
      <h1>{title}</h1>
      <p>{problem.detail}</p>
      {problem.members.errors && (
        <ul>
          {problem.members.errors.map(error => (
            <li>
              <code>{error.pointer.slice(2)}</code> {error.detail}
            </li>
          ))}
        </ul>
      )}
      <p>{help}</p>
      <p>
        <a href="/">Go to the start</a> or <a href="/predictions">search the predictions</a>.
      </p>
    </>,
  )
}
