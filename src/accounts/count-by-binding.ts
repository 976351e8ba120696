import type { Count, Limited } from './limits.ts'

interface RateLimit {
  limit(asked: { key: string }): Promise<{ success: boolean }>
}

/** Cloudflare's rate limits as wrangler.toml binds them, whose numbers are those of `perMinute`. */
export interface RateLimitBindings {
  READ_LIMIT: RateLimit
  WRITE_LIMIT: RateLimit
  SIGN_IN_LIMIT: RateLimit
  SIGN_UP_LIMIT: RateLimit
  AT_ONE_LIMIT: RateLimit
}

export function countByBinding(bindings: RateLimitBindings): Count {
  const limits: Record<Limited, RateLimit> = {
    read: bindings.READ_LIMIT,
    write: bindings.WRITE_LIMIT,
    'sign-in': bindings.SIGN_IN_LIMIT,
    'sign-up': bindings.SIGN_UP_LIMIT,
    'at-one': bindings.AT_ONE_LIMIT,
  }
  return async (what, key) => ((await limits[what].limit({ key })).success ? undefined : 60)
}
