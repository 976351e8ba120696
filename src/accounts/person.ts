import { z } from 'zod'
import { line, nameOf } from '../fields.ts'
import { passwordLength } from './password-length.ts'
import { keyScopes, roles } from './role.ts'

const email = z.email('must be an e-mail address').max(254, 'must be at most 254 characters').toLowerCase()
const name = nameOf(80)
const password = z
  .string()
  .min(passwordLength.min, `must have at least ${passwordLength.min} characters`)
  .max(passwordLength.max, `must have at most ${passwordLength.max} characters`)

export const SignUp = z.strictObject({ name, email })
export type SignUp = z.infer<typeof SignUp>

export const AskForLink = z.strictObject({ email })

export const ChoosePassword = z.strictObject({
  token: z.string(),
  password,
  name: name.optional(),
  email: email.optional(),
})
export type ChoosePassword = z.infer<typeof ChoosePassword>

export const Invite = z.strictObject({ name, email, role: z.enum(roles) })
export type Invite = z.infer<typeof Invite>

export const ChangeRole = z.strictObject({ role: z.enum(roles) })

export const MakeKey = z.strictObject({
  name: line(60),
  scopes: z.array(z.enum(keyScopes)).min(1, 'must be at least one'),
  days: z
    .int('must be a number of days')
    .min(1, 'must be at least 1')
    .max(365, 'must be at most 365')
    .optional(),
})
export type MakeKey = z.infer<typeof MakeKey>
