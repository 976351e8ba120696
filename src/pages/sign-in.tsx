import { keyholderOf } from '../accounts/keyholder.ts'
import { router } from '../door.ts'
import { readForm } from './door.ts'
import { show } from './layout.tsx'
import { blank, ErrorSummary, type Filled, Input, textFields } from './parts/form.tsx'
import { signIn, signOut } from './session.ts'

export const signInPages = router()

signInPages.get('/sign-in', c =>
  show(c, { title: 'Sign in' }, <SignIn form={blank} next={ownPath(c.req.query('next'))} />),
)

signInPages.post('/sign-in', async c => {
  const { key, next } = textFields(await readForm(c))
  const holder = key === undefined ? undefined : keyholderOf(key, c.var.settings.keyholders)
  if (holder !== undefined) {
    await signIn(c, holder)
    return c.redirect(ownPath(next), 303)
  }
  const errors = [
    { pointer: '#/key', detail: key === undefined ? 'is needed' : 'is not a key that Reckon knows' },
  ]
  const form = { values: {}, errors }
  return show(c, { title: 'Sign in', status: 422 }, <SignIn form={form} next={ownPath(next)} />)
})

signInPages.post('/sign-out', c => {
  signOut(c)
  return c.redirect('/', 303)
})

/** Where to go afterwards: only a path of this site, whatever a link may say. */
function ownPath(next: string | undefined): string {
  return next !== undefined && /^\/(?:[\w%-][\w%./?=&#-]*)?$/.test(next) ? next : '/'
}

function SignIn({ form, next }: { form: Filled; next: string }) {
  return (
    <>
      <h1>Sign in</h1>
      <p>
        Reading needs no account. To log predictions, file evidence and say what happened, sign in with your
        API key. The owner’s was printed when Reckon was first started, or set as OWNER_API_KEY.
      </p>
      <form method="post" action="/sign-in">
        <ErrorSummary form={form} labels={{ key: 'API key' }} />
        <input type="hidden" name="next" value={next} />
        <Input form={form} name="key" label="API key" type="password" required />
        <button type="submit">Sign in</button>
      </form>
    </>
  )
}
