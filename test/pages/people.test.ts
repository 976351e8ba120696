import { eq } from 'drizzle-orm'
import { describe, expect, test, vi } from 'vitest'
import type { Mail } from '../../src/accounts/mail.ts'
import { people } from '../../src/db/schema.ts'
import { aPrediction, keyOf, testWorld } from '../world.ts'

const mails: Mail[] = []
const { db, post, signIn, visit } = testWorld({ sendMail: async mail => void mails.push(mail) })

function by(id: string) {
  return { Authorization: `Bearer ${keyOf(id)}` }
}

const merge = { slug: 'nobody-at-all', reason: 'x' }

describe('the page of people', () => {
  test('is refused to a moderator in words that fit, without a word of keys', async () => {
    const { status, html } = await visit('/people', { cookie: await signIn('mia') })
    expect(status).toBe(403)
    expect(html).toContain('Your role may not do this')
    expect(html).toContain('Your role is moderator.')
    expect(html).not.toMatch(/\bkeys?\b/)
  })

  test.each([
    ['/people?q=ann', '/people%3Fq%3Dann', '/people?q=ann'],
    ['/account', '/account', '/account'],
  ])('as %s is led to signing in, and back', async (path, asked, next) => {
    const { status, headers } = await visit(path)
    expect([status, headers.get('Location')]).toEqual([303, `/sign-in?next=${asked}`])
    expect((await visit(headers.get('Location') ?? '')).html).toContain(`name="next" value="${next}"`)
  })
})

describe('the owner', () => {
  test('invites somebody by a link, in a role', async () => {
    const form = { name: 'Ida Invited', email: 'ida@example.org', role: 'moderator' }
    expect((await visit('/people', { cookie: await signIn('owner'), form })).status).toBe(303)
    const mail = await vi.waitFor(() => {
      const [sent] = mails
      if (sent === undefined) throw new Error('No mail has come yet.')
      return sent
    })
    expect(mail.to).toBe('ida@example.org')
    const token = /token=(\S+)/.exec(mail.text)?.[1] ?? ''
    const { cookie } = await visit('/password', { form: { token, password: 'long enough' } })
    expect((await visit('/account', { cookie })).html).toContain('moderator')
    const [ida] = await db.select().from(people).where(eq(people.email, 'ida@example.org'))
    expect(ida).toMatchObject({ role: 'moderator', emailVerified: true })
    const twice = await visit('/people', { cookie: await signIn('owner'), form })
    expect(twice.status).toBe(422)
  })

  test('changes a role, which keys and sessions have from then on', async () => {
    const cookie = await signIn('owner')
    const theirs = await signIn('ann')
    const merging = () => post('/pundits/nobody/merges', merge, by('ann'))
    expect((await merging()).status).toBe(403)
    expect((await visit('/people/ann/role', { cookie, form: { role: 'moderator' } })).status).toBe(303)
    expect((await merging()).status).toBe(404)
    expect((await visit('/account', { cookie: theirs })).html).toContain('moderator')
    await visit('/people/ann/role', { cookie, form: { role: 'contributor' } })
    expect((await merging()).status).toBe(403)
    expect((await visit('/people/ann/role', { cookie, form: { role: 'emperor' } })).status).toBe(422)
  })

  test('suspends somebody: sessions end, keys are refused, and a password opens nothing until they are reinstated', async () => {
    const cookie = await signIn('owner')
    const theirs = await signIn('ben')
    expect((await visit('/people/ben/suspension', { cookie, form: {} })).status).toBe(303)
    expect((await visit('/account', { cookie: theirs })).status).toBe(303)
    expect((await post('/predictions', aPrediction(), by('ben'))).status).toBe(401)
    expect((await visit('/sign-in', { form: { key: keyOf('ben') } })).status).toBe(422)
    expect((await visit('/people', { cookie })).html).toContain('suspended')
    expect((await visit('/people/ben/reinstatement', { cookie, form: {} })).status).toBe(303)
    expect((await post('/predictions', aPrediction(), by('ben'))).status).toBe(201)
    expect((await visit('/account', { cookie: theirs })).status).toBe(303)
  })

  test('ends somebody’s sessions, and leaves their keys', async () => {
    const theirs = [await signIn('moe'), await signIn('moe')]
    await visit('/people/moe/end-of-sessions', { cookie: await signIn('owner'), form: {} })
    for (const cookie of theirs) expect((await visit('/account', { cookie })).status).toBe(303)
    expect((await post('/predictions', aPrediction(), by('moe'))).status).toBe(201)
  })

  test('neither demotes nor suspends themselves, so that there always is one', async () => {
    const cookie = await signIn('owner')
    expect((await visit('/people/owner/role', { cookie, form: { role: 'contributor' } })).status).toBe(409)
    expect((await visit('/people/owner/suspension', { cookie, form: {} })).status).toBe(409)
  })

  test('is told when there is nobody of an id', async () => {
    const cookie = await signIn('owner')
    for (const what of ['role', 'suspension', 'reinstatement', 'end-of-sessions']) {
      const { status } = await visit(`/people/p-nobody/${what}`, { cookie, form: { role: 'moderator' } })
      expect(`${what} ${status}`).toBe(`${what} 404`)
    }
  })
})

describe('the page of people', () => {
  test('has those who have signed in first, however many strangers sign up, page by page', async () => {
    const strangers = Array.from({ length: 130 }, (_, count) => ({
      id: `stranger-${count}`,
      name: `Stranger ${count}`,
      email: `stranger${count}@example.com`,
    }))
    await db.insert(people).values(strangers)
    const cookie = await signIn('owner')
    const seen: string[] = []
    let pages = 0
    for (let next: string | undefined = '/people'; next !== undefined; pages++) {
      const { status, html } = await visit(next, { cookie })
      expect(status).toBe(200)
      if (pages === 0) expect(html).toContain('ann@example.org')
      seen.push(...[...html.matchAll(/<code>([\w-]+)<\/code>/g)].map(([, id]) => id ?? ''))
      next = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(pages).toBe(2)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(await db.$count(people))
  })

  test('is searched by a part of the name or the address, taken as it is', async () => {
    const cookie = await signIn('owner')
    const byName = (await visit('/people?q=sTRANGER+129', { cookie })).html
    expect(byName).toContain('stranger129@example.com')
    expect(byName).not.toContain('stranger12@example.com')
    expect((await visit('/people?q=ann%40', { cookie })).html).toContain('ann@example.org')
    expect((await visit('/people?q=%25', { cookie })).html).toContain('Nobody was found')
  })

  test('refuses a cursor that it has not given', async () => {
    expect((await visit('/people?cursor=x', { cookie: await signIn('owner') })).status).toBe(422)
  })
})
