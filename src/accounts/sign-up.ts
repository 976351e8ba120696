import { people } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { newPersonId } from './actor.ts'
import type { Auth } from './auth.ts'
import { forgetUnopened } from './forget-unopened.ts'
import type { SignUp } from './person.ts'

/**
 * Opens an account, which is of use to whoever reads the mail at its address: they choose its password at a link. Who
 * has an account already gets such a link too, so that the answer does not tell whether they had.
 */
export async function signUp(deps: Deps, auth: Auth, { name, email }: SignUp): Promise<void> {
  const { db } = deps
  await forgetUnopened(deps)
  await db
    .insert(people)
    .values({ id: newPersonId(), name, email })
    .onConflictDoNothing({ target: people.email })
  await askForLink(auth, email)
}

/** Sends a link to choose a password, if anybody has an account under the address. */
export async function askForLink(auth: Auth, email: string): Promise<void> {
  await auth.api.requestPasswordReset({ body: { email } })
}
