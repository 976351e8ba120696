import type { Context } from 'hono'
import { choosePassword, whoseLink } from '../accounts/choose-password.ts'
import { limitAt } from '../accounts/limits.ts'
import { passwordLength } from '../accounts/password-length.ts'
import { AskForLink, ChoosePassword, SignUp } from '../accounts/person.ts'
import { askForLink, signUp } from '../accounts/sign-up.ts'
import { type AppEnv, router } from '../door.ts'
import { type Form, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { blank, ErrorSummary, Input, textFields } from './parts/form.tsx'
import { setCookies } from './session.ts'

/** How one comes to have a password: by a link to one's own address, whether one is new or has forgotten it. */
export const passwordPages = router()

passwordPages.get('/sign-up', c => showAsk(c, 'sign-up', blank))
passwordPages.get('/forgot', c => showAsk(c, 'forgot', blank))

passwordPages.post('/sign-up', async c => {
  const values = textFields(await readForm(c))
  await limitAt(c.var.limit, 'sign-up', c.var.address, values.email)
  const done = await tryForm(SignUp, values, [], input => signUp(c.var.deps, c.var.auth(), input))
  return 'refused' in done ? showAsk(c, 'sign-up', { values, ...done.refused }) : showSent(c)
})

passwordPages.post('/forgot', async c => {
  const values = textFields(await readForm(c))
  await limitAt(c.var.limit, 'sign-up', c.var.address, values.email)
  const done = await tryForm(AskForLink, values, [], ({ email }) => askForLink(c.var.auth(), email))
  return 'refused' in done ? showAsk(c, 'forgot', { values, ...done.refused }) : showSent(c)
})

const words = {
  'sign-up': {
    title: 'Open an account',
    way: 'A link to choose a password goes to your e-mail address.',
    rest: 'What you log is public, under an id that says nothing about you.',
  },
  forgot: {
    title: 'Choose a new password',
    way: 'A link to choose a new password goes to your e-mail address.',
    rest: 'Choosing it ends every session you have open.',
  },
}
const labels = { name: 'Name', email: 'E-mail', password: 'Password' }

function showAsk(c: Context<AppEnv>, what: keyof typeof words, form: Form) {
  const { title, way, rest } = words[what]
  const isMailed = c.var.post.send !== undefined
  return show(
    c,
    { title, status: form.status, unlisted: true },
    <>
      <h1>{title}</h1>
      <p>
        {isMailed ? way : 'No mail is set up here: ask for a link, which the owner passes on to you.'} {rest}
      </p>
      <form method="post" action={`/${what}`} class="long">
        <ErrorSummary form={form} labels={labels} />
        {what === 'sign-up' && (
          <Input form={form} name="name" label={labels.name} autocomplete="name" required />
        )}
        <Input form={form} name="email" label={labels.email} type="email" autocomplete="email" required />
        <button type="submit">{isMailed ? 'Send me the link' : 'Ask for the link'}</button>
      </form>
    </>,
  )
}

/** One answer, whether the address was known or not. */
function showSent(c: Context<AppEnv>) {
  const [title, next] =
    c.var.post.send === undefined
      ? [
          'Ask the owner for your link',
          'No mail is set up here. The owner finds your link on the page of people.',
        ]
      : ['The link is on its way', 'Look into your mail. The link in it works once, for an hour.']
  return show(
    c,
    { title },
    <>
      <h1>{title}</h1>
      <p>{next}</p>
    </>,
  )
}

passwordPages.get('/password', async c => showChoice(c, c.req.query('token') ?? '', blank))

passwordPages.post('/password', async c => {
  const values = textFields(await readForm(c))
  await c.var.limit('sign-in', 'address', c.var.address)
  const { deps, auth } = c.var
  const done = await tryForm(ChoosePassword, values, [], input => choosePassword(deps, auth(), input))
  if ('refused' in done) return showChoice(c, values.token ?? '', { values, ...done.refused })
  setCookies(c, done.done)
  return c.redirect('/account', 303)
})

async function showChoice(c: Context<AppEnv>, token: string, form: Form) {
  const { name, isNew } = await whoseLink(c.var.deps, c.var.auth(), token)
  const hint = `At least ${passwordLength.min} characters. Choosing it signs you in, and out everywhere else.`
  c.header('Cache-Control', 'private, no-store')
  const shown = { ...form, values: { ...form.values, password: '' } }
  return show(
    c,
    { title: 'Choose a password', status: form.status },
    <>
      <h1>Choose a password</h1>
      <p>{isNew ? 'You become the owner of this Reckon: who are you?' : `Welcome, ${name}.`}</p>
      <form method="post" action="/password" class="long">
        <ErrorSummary form={form} labels={labels} />
        <input type="hidden" name="token" value={token} />
        {isNew && (
          <>
            <Input form={shown} name="name" label={labels.name} autocomplete="name" required />
            <Input
              form={shown}
              name="email"
              label={labels.email}
              type="email"
              autocomplete="email"
              required
            />
          </>
        )}
        <Input
          form={shown}
          name="password"
          label={labels.password}
          type="password"
          hint={hint}
          autocomplete="new-password"
          required
        />
        <button type="submit">Choose it</button>
      </form>
    </>,
  )
}
