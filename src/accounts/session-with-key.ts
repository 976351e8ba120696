import type { BetterAuthPlugin } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { z } from 'zod'

/** Adds sessions that were opened with an API key, and end with it. */
export const sessionWithKey = {
  id: 'session-with-key',
  schema: { session: { fields: { keyId: { type: 'string', required: false, input: false } } } },
  endpoints: {
    openSessionWithKey: createAuthEndpoint(
      '/sign-in/key',
      {
        method: 'POST',
        body: z.object({ personId: z.string(), keyId: z.string() }),
        metadata: { scope: 'server' },
      },
      async ctx => {
        const { internalAdapter } = ctx.context
        const user = await internalAdapter.findUserById(ctx.body.personId)
        if (user === null) throw new Error('A key that was found belongs to somebody.')
        const session = await internalAdapter.createSession(user.id, false, { keyId: ctx.body.keyId })
        await setSessionCookie(ctx, { session, user })
        return ctx.json({ opened: true })
      },
    ),
  },
} satisfies BetterAuthPlugin
