import { createHmac } from 'node:crypto'
import { Problem } from '../problem.ts'

/**
 * How often a person, and an address, may do something in a minute. `at-one` is what all addresses together may try
 * on one person: so much that no single network can use it up and keep them out.
 */
export const perMinute = { read: 12_000, write: 600, 'sign-in': 20, 'sign-up': 10, 'at-one': 400 } as const
export type Limited = keyof typeof perMinute

/** Counts one more, and returns undefined, or after how many seconds to come again. */
export type Count = (what: Limited, key: string) => Promise<number | undefined>

/** Counts, and refuses what is too much. `who` is kept as a hash only. */
export type Limit = (what: Limited, by: 'person' | 'address', who: string) => Promise<void>

export function limitBy(count: Count, secret: string): Limit {
  return async (what, by, who) => {
    const key = createHmac('sha256', secret).update(`${what} ${by} ${who}`).digest('base64url').slice(0, 22)
    const wait = await count(what, key)
    if (wait !== undefined) {
      throw new Problem('rate-limited', `That was too much for one ${by} in a minute.`, { retryAfter: wait })
    }
  }
}

/** Counts what a network tries, which holds what it tries on one person too, and what all of them try on that person. */
export async function limitAt(
  limit: Limit,
  what: 'sign-in' | 'sign-up',
  address: string,
  email: string | undefined,
): Promise<void> {
  await limit(what, 'address', address)
  if (email !== undefined) await limit('at-one', 'person', `${what} ${email.toLowerCase()}`)
}

export const noLimit: Limit = async () => {}

/** The network that an IPv6 address is in, as one customer has all of it; any other address as it is. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1] !== undefined) return mapped[1]
  if (!address.includes(':')) return address
  const [head = '', tail] = address.split('::')
  const first = head.split(':').filter(group => group !== '')
  const rest = tail === undefined ? [] : tail.split(':').filter(group => group !== '')
  const missing = Math.max(0, 8 - first.length - rest.length)
  const groups = [...first, ...Array.from({ length: tail === undefined ? 0 : missing }, () => '0'), ...rest]
  return `${groups
    .slice(0, 4)
    .map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
