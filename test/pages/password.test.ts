import { eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import type { Mail } from '../../src/accounts/mail.ts'
import { createApp } from '../../src/app.tsx'
import { people, sessions, unsentLinks, verifications } from '../../src/db/schema.ts'
import { testSettings, testWorld } from '../world.ts'

const mails: Mail[] = []
const { db, visit, signIn } = testWorld({ sendMail: async mail => void mails.push(mail) })
const password = 'correct horse battery'

/** The path of the link in the mail that has come last to an address. */
async function linkTo(email: string): Promise<string> {
  return vi.waitFor(() => {
    const path = mails.findLast(mail => mail.to === email)?.text.match(/https:\/\/reckon\.test(\/\S+)/)?.[1]
    if (path === undefined) throw new Error('No mail has come yet.')
    return path
  })
}

function tokenIn(path: string): string {
  return new URL(path, 'http://x').searchParams.get('token') ?? ''
}

async function newcomer(email: string): Promise<string> {
  await visit('/sign-up', { form: { name: 'Nina New', email } })
  const token = tokenIn(await linkTo(email))
  const { cookie } = await visit('/password', { form: { token, password } })
  return cookie
}

describe('opening an account', () => {
  test('leads through a mailed link to a session, as a contributor whose id tells nothing', async () => {
    const email = 'nina@example.org'
    const asked = await visit('/sign-up', { form: { name: 'Nina New', email: 'Nina@Example.org' } })
    expect(asked.status).toBe(200)
    expect(asked.html).toContain('Look into your mail')
    const path = await linkTo(email)
    expect((await visit(path)).html).toContain('Welcome, Nina New')
    const chosen = await visit('/password', { form: { token: tokenIn(path), password } })
    expect([chosen.status, chosen.headers.get('Location')]).toEqual([303, '/account'])
    const [person] = await db.select().from(people).where(eq(people.email, email))
    expect(person).toMatchObject({ role: 'contributor', emailVerified: true })
    expect(person?.id).toMatch(/^p-[0-9a-hjkmnp-tv-z]{10}$/)
    const account = await visit('/account', { cookie: chosen.cookie })
    expect(account.html).toContain(person?.id)
    const signedIn = await visit('/sign-in', { form: { email, password, next: '/due' } })
    expect([signedIn.status, signedIn.headers.get('Location')]).toEqual([303, '/due'])
  })

  test('cannot take an account over that somebody else has opened with the same address', async () => {
    await newcomer('taken@example.org')
    await visit('/sign-up', { form: { name: 'Mallory', email: 'taken@example.org' } })
    const found = await db.select().from(people).where(eq(people.email, 'taken@example.org'))
    expect(found.map(({ name }) => name)).toEqual(['Nina New'])
  })

  test.each([
    [{ name: 'Nina', email: 'no address' }, 'email', 'Must be an e-mail address'],
    [{ name: ' ', email: 'a@example.org' }, 'name', 'Is needed'],
    [{ name: 'Nina', email: 'a@example.org', role: 'owner' }, 'role', 'Does not belong here'],
  ])('with %j is refused', async (form, _field, message) => {
    const { status, html } = await visit('/sign-up', { form })
    expect(status).toBe(422)
    expect(html.toLowerCase()).toContain(message.toLowerCase())
  })
})

describe('a link to choose a password', () => {
  test('works once, and ends every session there was', async () => {
    const email = 'once@example.org'
    const before = await newcomer(email)
    await visit('/forgot', { form: { email } })
    const token = await vi.waitFor(async () => {
      const latest = tokenIn(await linkTo(email))
      expect(mails.filter(mail => mail.to === email)).toHaveLength(2)
      return latest
    })
    const again = await visit('/password', { form: { token, password: 'another password' } })
    expect(again.status).toBe(303)
    expect((await visit('/account', { cookie: before })).status).toBe(303)
    expect((await visit('/account', { cookie: again.cookie })).status).toBe(200)
    expect((await visit('/password', { form: { token, password } })).status).toBe(409)
    expect((await visit('/sign-in', { form: { email, password } })).status).toBe(422)
    expect((await visit('/sign-in', { form: { email, password: 'another password' } })).status).toBe(303)
  })

  test('spends every other that was out', async () => {
    const email = 'several@example.org'
    await visit('/sign-up', { form: { name: 'Sev', email } })
    const first = await linkTo(email)
    await visit('/forgot', { form: { email } })
    await vi.waitFor(() => expect(mails.filter(mail => mail.to === email)).toHaveLength(2))
    await visit('/password', { form: { token: tokenIn(first), password } })
    const second = tokenIn(await linkTo(email))
    expect(
      (await visit('/password', { form: { token: second, password: 'a thief’s password' } })).status,
    ).toBe(409)
  })

  test('works for an hour', async () => {
    const email = 'late@example.org'
    await visit('/sign-up', { form: { name: 'Lara Late', email } })
    const token = tokenIn(await linkTo(email))
    await db.update(verifications).set({ expiresAt: new Date(Date.now() - 1) })
    expect((await visit(`/password?token=${token}`)).status).toBe(409)
    expect((await visit('/password', { form: { token, password } })).status).toBe(409)
  })

  test('is kept as a hash', async () => {
    const email = 'hashed@example.org'
    await visit('/sign-up', { form: { name: 'Hal', email } })
    const token = tokenIn(await linkTo(email))
    expect(JSON.stringify(await db.select().from(verifications))).not.toContain(token)
  })

  test('refuses a password that is too short, or too long to be hashed for nothing', async () => {
    const email = 'short@example.org'
    await visit('/sign-up', { form: { name: 'Sho', email } })
    const token = tokenIn(await linkTo(email))
    for (const bad of ['short', 'x'.repeat(129)]) {
      const { status, html } = await visit('/password', { form: { token, password: bad } })
      expect(status).toBe(422)
      expect(html).not.toContain(`value="${bad}"`)
    }
  })

  test('that is made up is refused', async () => {
    expect((await visit('/password?token=made-up')).status).toBe(409)
    expect((await visit('/password')).status).toBe(409)
  })
})

describe('nobody learns who has an account', () => {
  test('from the answer to signing up or asking for a link', async () => {
    for (const path of ['/sign-up', '/forgot']) {
      const answers = await Promise.all(
        ['ann@example.org', 'nobody@example.org'].map(email =>
          visit(path, { form: { email, ...(path === '/sign-up' && { name: 'Ann' }) } }),
        ),
      )
      expect(new Set(answers.map(({ status, html }) => `${status} ${html}`)).size).toBe(1)
    }
  })

  test('from the answer to signing in, which hashes a password either way', async () => {
    const form = { password: 'not the password' }
    const known = await visit('/sign-in', { form: { ...form, email: 'ann@example.org' } })
    const unknown = await visit('/sign-in', { form: { ...form, email: 'zed@example.org' } })
    expect(known.status).toBe(422)
    expect(unknown.status).toBe(422)
    expect(known.html.replace('ann@', 'zed@')).toBe(unknown.html)
  })

  test('and who has asked gets no mail unless they have one', async () => {
    const before = mails.length
    await visit('/forgot', { form: { email: 'ghost@example.org' } })
    expect(mails.slice(before).filter(mail => mail.to === 'ghost@example.org')).toEqual([])
  })
})

describe('without mail', () => {
  const quiet = testWorld()

  test('the link is shown to the owner, and on no other page', async () => {
    const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
    const { html } = await quiet.visit('/sign-up', { form: { name: 'Quinn', email: 'quinn@example.org' } })
    expect(html).toContain('<h1>Ask the owner for your link</h1>')
    expect(html).not.toContain('on its way')
    const link = await vi.waitFor(async () => {
      const [row] = await quiet.db.select().from(unsentLinks)
      if (row === undefined) throw new Error('Not there yet.')
      return row
    })
    const shown = await quiet.visit('/people', { cookie: await quiet.signIn('owner') })
    expect(shown.html).toContain(`https://reckon.test${link.path}`)
    const chosen = await quiet.visit('/password', { form: { token: tokenIn(link.path), password } })
    expect(chosen.status).toBe(303)
    expect(await quiet.db.select().from(unsentLinks)).toEqual([])
    expect(printed).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
})

describe('without mail, on the machine that Reckon runs on', () => {
  const world = testWorld()

  test.each([
    [undefined, 'http://localhost:8787'],
    ['http://ledger.test', 'http://ledger.test'],
  ])('the link is printed as a whole address, BASE_URL being %s', async (baseUrl, at) => {
    const lines: string[] = []
    vi.spyOn(console, 'log').mockImplementation(line => void lines.push(line))
    const settings = { ...testSettings, baseUrl }
    const app = createApp(() => ({ deps: world.deps, settings, isFromHere: true }))
    const email = `${baseUrl === undefined ? 'here' : 'there'}@example.org`
    const answer = await app.request('http://localhost:8787/sign-up', {
      method: 'POST',
      headers: { Origin: 'http://localhost:8787' },
      body: new URLSearchParams({ name: 'Hera', email }),
    })
    expect(answer.status).toBe(200)
    await vi.waitFor(() => expect(lines.join()).toContain(`: ${at}/password?token=`))
    vi.restoreAllMocks()
  })
})

describe('a session', () => {
  test('ends with signing out, on the server too', async () => {
    const cookie = await signIn('ann')
    expect((await visit('/account', { cookie })).status).toBe(200)
    const out = await visit('/sign-out', { cookie, form: {} })
    expect(out.headers.get('Location')).toBe('/')
    expect((await visit('/account', { cookie })).status).toBe(303)
  })

  test('ends when its time is over', async () => {
    const cookie = await signIn('ben')
    await db
      .update(sessions)
      .set({ expiresAt: new Date('2026-11-01') })
      .where(eq(sessions.userId, 'ben'))
    expect((await visit('/account', { cookie })).status).toBe(303)
  })
})

describe('a password', () => {
  test('is asked for before an account is deleted', async () => {
    const email = 'leaving@example.org'
    const cookie = await newcomer(email)
    for (const given of ['', 'not the password']) {
      const form = { sure: 'yes', password: given }
      expect((await visit('/account/deletion', { cookie, form })).status).toBe(422)
    }
    const gone = await visit('/account/deletion', { cookie, form: { sure: 'yes', password } })
    expect(gone.status).toBe(303)
    expect(await db.select().from(people).where(eq(people.email, email))).toEqual([])
    expect((await visit('/sign-in', { form: { email, password } })).status).toBe(422)
  })

  test('of somebody who is suspended opens nothing, and only who knows it is told why', async () => {
    const email = 'sue@example.org'
    await newcomer(email)
    await db.update(people).set({ banned: true }).where(eq(people.email, email))
    const right = await visit('/sign-in', { form: { email, password } })
    expect([right.status, right.cookie]).toEqual([403, ''])
    expect(right.html).toContain('The account is suspended')
    const wrong = await visit('/sign-in', { form: { email, password: 'not the password' } })
    expect(wrong.status).toBe(422)
    expect(wrong.html).not.toContain('suspended')
  })
})
