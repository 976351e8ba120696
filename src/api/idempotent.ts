import type { MiddlewareHandler } from 'hono'
import { answerOnce } from '../answer-once.ts'
import { type AppEnv, actorDeps } from '../door.ts'
import { sha256Hex } from '../ledger/hashes.ts'
import { invalid } from '../problem.ts'

/** Honours Idempotency-Key: the same POST sent again gets the first answer, and nothing is done twice. */
export const idempotent: MiddlewareHandler<AppEnv> = async (c, next) => {
  const key = c.req.header('Idempotency-Key')
  if (key === undefined) return next()
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) {
    throw invalid([{ pointer: '#/Idempotency-Key', detail: 'must be 1 to 200 visible ASCII characters' }])
  }
  const deps = actorDeps(c)
  const fingerprint = sha256Hex(`${c.req.method} ${c.req.path}\n${await c.req.text()}`)
  const once = await answerOnce(deps, { key, fingerprint }, async db => {
    c.set('deps', { ...c.var.deps, db })
    await next()
    if (!c.res.ok) return undefined
    return { status: c.res.status, location: c.res.headers.get('Location'), body: await c.res.clone().text() }
  })
  if (!once?.replayed) return
  const { status, location, body } = once.answer
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Replayed': 'true' }
  return new Response(body, {
    status,
    headers: location === null ? headers : { ...headers, Location: location },
  })
}
