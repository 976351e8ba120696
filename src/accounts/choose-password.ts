import { eq } from 'drizzle-orm'
import { sqlState } from '../db/client.ts'
import { people } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { invalid, Problem } from '../problem.ts'
import type { Auth } from './auth.ts'
import { nowhere } from './owner.ts'
import type { ChoosePassword } from './person.ts'
import { asProblem } from './refusal.ts'
import { signInWithPassword } from './sign-in.ts'

/** Who opened a link to choose a password, and whether they have yet to say who they are: the first owner has. */
export async function whoseLink({ db }: Deps, auth: Auth, token: string) {
  const { internalAdapter } = await auth.$context
  const found = await internalAdapter.findVerificationValue(`reset-password:${token}`)
  if (!found || found.expiresAt < new Date()) throw new Problem('link-spent', 'Ask for a new link.')
  const [person] = await db
    .select({ id: people.id, name: people.name, email: people.email })
    .from(people)
    .where(eq(people.id, found.value))
  if (person === undefined) throw new Problem('link-spent', 'Ask for a new link.')
  return { ...person, isNew: person.email === nowhere }
}

/** Chooses the password, ends every session there was, and signs in: returns the headers with the cookie. */
export async function choosePassword(deps: Deps, auth: Auth, input: ChoosePassword): Promise<Headers> {
  const person = await whoseLink(deps, auth, input.token)
  const email = person.isNew ? await introduce(deps, person.id, input) : person.email
  await asProblem(auth.api.resetPassword({ body: { token: input.token, newPassword: input.password } }))
  return signInWithPassword(auth, email, input.password)
}

async function introduce({ db }: Deps, id: string, { name, email }: ChoosePassword): Promise<string> {
  const missing = Object.entries({ name, email }).filter(([, value]) => value === undefined)
  if (name === undefined || email === undefined) {
    throw invalid(missing.map(([field]) => ({ pointer: `#/${field}`, detail: 'is needed' })))
  }
  try {
    await db.update(people).set({ name, email }).where(eq(people.id, id))
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    throw invalid([{ pointer: '#/email', detail: 'is the address of somebody else here' }])
  }
  return email
}
