import type { Context } from 'hono'
import { limitAt } from '../accounts/limits.ts'
import { signInWithKey, signInWithPassword } from '../accounts/sign-in.ts'
import { type AppEnv, router } from '../door.ts'
import { invalid, Problem, problemErrors } from '../problem.ts'
import { readForm } from './door.ts'
import { show } from './layout.tsx'
import { ErrorSummary, type Filled, Input, textFields } from './parts/form.tsx'
import { setCookies } from './session.ts'

export const signInPages = router()

signInPages.get('/sign-in', c => {
  const { next, error } = c.req.query()
  const errors =
    error === undefined ? [] : [{ pointer: '#', detail: 'the sign-in elsewhere did not succeed' }]
  return showSignIn(c, { values: {}, errors }, ownPath(next))
})

signInPages.post('/sign-in', async c => {
  const { email, password, key, next } = textFields(await readForm(c))
  const isByPassword = key === undefined || password !== undefined
  await limitAt(c.var.limit, 'sign-in', c.var.address, isByPassword ? email : undefined)
  try {
    setCookies(c, await openSession(c, { email, password, key }))
    return c.redirect(ownPath(next), 303)
  } catch (error) {
    if (!(error instanceof Problem) || error.type === 'rate-limited') throw error
    const form = { values: { ...(email && { email }) }, errors: problemErrors(error) }
    return showSignIn(c, form, ownPath(next), error.status)
  }
})

type Given = Record<'email' | 'password' | 'key', string | undefined>

async function openSession(c: Context<AppEnv>, { email, password, key }: Given): Promise<Headers> {
  if (key !== undefined && password === undefined) return signInWithKey(c.var.deps, c.var.auth(), key)
  if (email !== undefined && password !== undefined) return signInWithPassword(c.var.auth(), email, password)
  const missing = email === undefined && password === undefined ? ['key'] : email ? ['password'] : ['email']
  throw invalid(missing.map(name => ({ pointer: `#/${name}`, detail: 'is needed' })))
}

/** A link rather than a form, as our policy lets forms lead nowhere else. */
signInPages.get('/sign-in/:provider{github|google}', async c => {
  const provider = c.req.param('provider') === 'github' ? 'github' : 'google'
  if (c.var.settings.social?.[provider] === undefined)
    throw new Problem('not-found', 'That is not set up here.')
  await c.var.limit('sign-in', 'address', c.var.address)
  const { headers, response } = await c.var.auth().api.signInSocial({
    body: { provider, callbackURL: '/', errorCallbackURL: '/sign-in' },
    headers: c.req.raw.headers,
    returnHeaders: true,
  })
  setCookies(c, headers)
  return c.redirect(response.url ?? '/sign-in', 303)
})

signInPages.get('/sign-in/callback/:provider{github|google}', async c => {
  await c.var.limit('sign-in', 'address', c.var.address)
  return c.var.auth().handler(c.req.raw)
})

signInPages.post('/sign-out', async c => {
  const { headers } = await c.var.auth().api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
  setCookies(c, headers)
  return c.redirect('/', 303)
})

/** Where to go afterwards: only a path of this site, whatever a link may say, without control characters. */
function ownPath(next = '/'): string {
  return /^\/(?:[\w%-][\w%./?=&#+:;,'~*()!$@-]*)?$/.test(next) && !/%(?:[01].|7f)/i.test(next) ? next : '/'
}

const providers = { github: 'GitHub', google: 'Google' } as const

function showSignIn(c: Context<AppEnv>, form: Filled, next: string, status?: Problem['status']) {
  const { social } = c.var.settings
  return show(
    c,
    { title: 'Sign in', status, unlisted: true },
    <>
      <h1>Sign in</h1>
      <p>
        Reading needs no account. To log predictions, file evidence and say what happened, sign in, or{' '}
        <a href="/sign-up">open an account</a>.
      </p>
      <form method="post" action="/sign-in" class="long either">
        <ErrorSummary form={form} labels={labels} opening="You are not signed in:" />
        <input type="hidden" name="next" value={next} />
        <fieldset>
          <legend>With a password</legend>
          <Input form={form} name="email" label={labels.email} type="email" autocomplete="username" />
          <Input
            form={form}
            name="password"
            label={labels.password}
            type="password"
            autocomplete="current-password"
          />
          <p>
            <a href="/forgot">Forgot it?</a>
          </p>
        </fieldset>
        <fieldset>
          <legend>Or with an API key</legend>
          <Input form={form} name="key" label={labels.key} type="password" autocomplete="off" />
        </fieldset>
        <button type="submit">Sign in</button>
      </form>
      {social && Object.keys(social).length > 0 && (
        <p>
          {(['github', 'google'] as const).map(
            name =>
              social[name] && (
                <>
                  <a href={`/sign-in/${name}`}>Sign in with {providers[name]}</a>{' '}
                </>
              ),
          )}
        </p>
      )}
    </>,
  )
}

const labels = { email: 'E-mail', password: 'Password', key: 'API key' }
