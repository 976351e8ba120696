import type { Origin } from './auth.ts'

/** Cookies are Secure unless readers come by plain HTTP to this very machine, or to an address that BASE_URL gives so. */
export function originOf(baseUrl: string | undefined, requestUrl: string): Origin {
  if (baseUrl !== undefined) return { origin: new URL(baseUrl).origin, secure: baseUrl.startsWith('https:') }
  const { origin, protocol, hostname } = new URL(requestUrl)
  return {
    origin,
    secure: protocol === 'https:' || !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname),
  }
}
