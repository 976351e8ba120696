import { invalid, Problem } from '../problem.ts'
import { isRefusal } from './auth.ts'
import { passwordLength } from './password-length.ts'

/** Does what the library is asked, and turns its refusals into ours. */
export async function asProblem<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw isRefusal(error) ? problemOf(error.body?.code) : error
  }
}

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case 'PASSWORD_TOO_SHORT':
      return wrong('password', `must have at least ${passwordLength.min} characters`)
    case 'PASSWORD_TOO_LONG':
      return wrong('password', `must have at most ${passwordLength.max} characters`)
    case 'INVALID_TOKEN':
      return new Problem('link-spent', 'Ask for a new link.')
    case 'INVALID_PASSWORD':
      return wrong('password', 'is not your password')
    case 'BANNED_USER':
      return new Problem('suspended', 'The account is suspended: ask the owner why.')
    case 'SESSION_EXPIRED':
      return new Problem('unauthenticated', 'Sign in anew to do this.')
    case 'USER_NOT_FOUND':
      return new Problem('not-found', 'There is nobody of that id.')
    case 'YOU_CANNOT_BAN_YOURSELF':
      return new Problem('own-account', 'You cannot suspend yourself.')
    default:
      return new Problem('forbidden', 'You may not do this.')
  }
}

function wrong(field: string, detail: string): Problem {
  return invalid([{ pointer: `#/${field}`, detail }])
}
