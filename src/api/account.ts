import { createRoute, z } from '@hono/zod-openapi'
import { keyScopes, roles } from '../accounts/role.ts'
import { actorOf, router } from '../door.ts'
import { json, needsKey, problems, security } from './door.ts'

export const accountApi = router()

const AccountView = z
  .object({
    id: z.string().meta({ description: 'By which entries name you.' }),
    role: z.enum(roles),
    scopes: z.array(z.enum(keyScopes)).meta({ description: 'What this key may do.' }),
  })
  .meta({ id: 'Account' })

accountApi.openapi(
  createRoute({
    method: 'get',
    path: '/account',
    summary: 'Get whose key it is',
    description: 'And what it may do. Keys are made on the account page, shown once, and revoked there.',
    security,
    middleware: [needsKey('read-own')],
    responses: { 200: json(AccountView, 'You.'), ...problems(401, 'out-of-scope', 'rate-limited') },
  }),
  c => {
    const { id, role, scopes } = actorOf(c)
    return c.json({ id, role, scopes: keyScopes.filter(scope => scopes.includes(scope)) }, 200)
  },
)
