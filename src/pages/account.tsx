import type { Context } from 'hono'
import {
  deleteAccount,
  endSession,
  getAccount,
  listContributions,
  makeKey,
  revokeKey,
} from '../accounts/account.ts'
import { MakeKey } from '../accounts/person.ts'
import { keyScopes } from '../accounts/role.ts'
import { type AppEnv, actorOf, router } from '../door.ts'
import { Problem, problemErrors } from '../problem.ts'
import { type Form, needsRole, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { AccountKeys, AccountSessions, Contributions } from './parts/account.tsx'
import { blank, ErrorSummary, Input, textFields } from './parts/form.tsx'
import { setCookies } from './session.ts'

/** What is one's own: keys, sessions, what one has logged and resolved. */
export const accountPages = router()

const own = needsRole('manage-account')

accountPages.get('/account', own, c => showAccount(c, {}))

accountPages.post('/account/keys', own, async c => {
  const fields = await readForm(c)
  const values = textFields(fields)
  const days = values.days === undefined || values.days === 'never' ? undefined : Number(values.days)
  const input = { name: values.name, scopes: fields.scopes ?? [], ...(days !== undefined && { days }) }
  const { deps, auth } = c.var
  const done = await tryForm(MakeKey, input, [], key => makeKey(deps, auth(), actorOf(c).id, key))
  const chosen = Object.fromEntries(input.scopes.map(scope => [`scopes/${scope}`, 'on']))
  if ('refused' in done)
    return showAccount(c, { making: { values: { ...values, ...chosen }, ...done.refused } })
  return showAccount(c, { fresh: done.done })
})

/** Where a refused form's page is when it is loaded again. */
accountPages.get('/account/:form{keys|deletion}', c => c.redirect('/account'))

accountPages.post('/account/keys/:id/revocation', own, async c => {
  await revokeKey(c.var.deps, actorOf(c).id, c.req.param('id'))
  return c.redirect('/account#keys', 303)
})

accountPages.post('/account/sessions/:id/end', own, async c => {
  await endSession(c.var.deps, actorOf(c).id, c.req.param('id'))
  return c.redirect('/account#sessions', 303)
})

accountPages.post('/account/deletion', own, async c => {
  const { password, sure } = textFields(await readForm(c))
  const { deps, auth } = c.var
  try {
    if (sure !== 'yes')
      throw new Problem('invalid', 'Not sure.', { errors: [{ pointer: '#/sure', detail: 'must be ticked' }] })
    await deleteAccount(deps, auth, c.req.raw.headers, actorOf(c).id, password)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return showAccount(c, {
      deleting: { values: { ...(sure && { sure }) }, errors: problemErrors(error), status: error.status },
    })
  }
  const { headers } = await auth().api.signOut({ headers: c.req.raw.headers, returnHeaders: true })
  setCookies(c, headers)
  return c.redirect('/', 303)
})

const makingLabels = { name: 'Name', scopes: 'What it may do', days: 'Expires' }
const deletingLabels = { password: 'Password', sure: 'Delete my account' }

async function showAccount(c: Context<AppEnv>, shown: { making?: Form; deleting?: Form; fresh?: string }) {
  const { deps, sessionToken } = c.var
  const { making = blank, deleting = blank, fresh } = shown
  const account = await getAccount(deps, actorOf(c).id, sessionToken)
  const contributions = await listContributions(deps, account.id, 20)
  return show(
    c,
    { title: 'Account', status: shown.making?.status ?? shown.deleting?.status },
    <>
      <h1>{account.name}</h1>
      <p class="facts">
        <span>{account.email}</span>
        <span>{account.role}</span>
        <span>
          In the ledger you are <code>{account.id}</code>
        </span>
      </p>
      <h2 id="keys">API keys</h2>
      {fresh !== undefined && (
        <p class="invite" role="status">
          <label for="fresh-key">Your new key, shown this once:</label>
          <input type="text" id="fresh-key" value={fresh} readonly data-copy autofocus />
        </p>
      )}
      <AccountKeys keys={account.keys} />
      <form method="post" action="/account/keys" class="long">
        <ErrorSummary form={making} labels={makingLabels} />
        <Input form={making} name="name" label={makingLabels.name} hint="What it is for." required />
        <fieldset id="scopes">
          <legend>{makingLabels.scopes}</legend>
          {keyScopes.map(scope => (
            <label class="check">
              <input
                type="checkbox"
                name="scopes"
                value={scope}
                checked={shown.making === undefined || `scopes/${scope}` in making.values}
              />{' '}
              {scopeWords[scope]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="days">{makingLabels.days}</label>
          <select id="days" name="days">
            {Object.entries(expiries).map(([days, words]) => (
              <option value={days} selected={making.values.days === days}>
                {words}
              </option>
            ))}
          </select>
        </div>
        <button type="submit">Make a key</button>
      </form>
      <h2 id="sessions">Sessions</h2>
      <AccountSessions sessions={account.sessions} />
      <Contributions {...contributions} />
      <h2 id="deletion">Delete my account</h2>
      <p class="prose">
        Your name, address, password, keys and sessions are deleted. What you logged stays in the ledger,
        under an id that then is nobody’s.
      </p>
      <form method="post" action="/account/deletion" class="long">
        <ErrorSummary form={deleting} labels={deletingLabels} />
        {account.hasPassword && (
          <Input
            form={deleting}
            name="password"
            label={deletingLabels.password}
            type="password"
            autocomplete="current-password"
            required
          />
        )}
        <label class="check">
          <input type="checkbox" id="sure" name="sure" value="yes" checked={deleting.values.sure === 'yes'} />{' '}
          Yes, delete my account
        </label>
        <button type="submit" class="secondary">
          Delete it
        </button>
      </form>
    </>,
  )
}

/** In days. */
const expiries = { '30': 'after 30 days', '90': 'after 90 days', '365': 'after a year', never: 'never' }

const scopeWords = {
  read: 'read what only you may',
  log: 'log, file evidence, correct and merge',
  resolve: 'resolve, dispute and settle',
}
