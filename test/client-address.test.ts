import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { createApp } from '../src/app.tsx'
import { isFromHere } from '../src/client-address.ts'
import { testSettings, testWorld } from './world.ts'

const { deps } = testWorld()

async function answer(remoteAddress: string, hops: number): Promise<string> {
  const app = new Hono().get('/', c => c.text(String(isFromHere(c, hops))))
  const incoming = { socket: { remoteAddress } }
  return (await app.request('http://localhost/', {}, { incoming })).text()
}

test.each([
  ['127.0.0.1', 0, 'true'],
  ['::1', 0, 'true'],
  ['::ffff:127.0.0.1', 0, 'true'],
  ['127.0.0.1', 1, 'false'],
  ['203.0.113.7', 0, 'false'],
  ['::ffff:203.0.113.7', 0, 'false'],
  ['', 0, 'false'],
])('a socket of %j behind %i proxies is of this machine: %s', async (address, hops, here) => {
  expect(await answer(address, hops)).toBe(here)
})

test.each([
  [true, 1],
  [false, 0],
])('a link is printed for who says Host: localhost only from this machine: %s', async (isFromHere, times) => {
  const app = createApp(() => ({ deps, settings: { ...testSettings, baseUrl: undefined }, isFromHere }))
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  await app.request('http://localhost/forgot', {
    method: 'POST',
    headers: { Origin: 'http://localhost' },
    body: new URLSearchParams({ email: 'ann@example.org' }),
  })
  await new Promise(resolve => setTimeout(resolve, 300))
  const lines = printed.mock.calls.flat().filter(line => String(line).includes('/password?token='))
  printed.mockRestore()
  expect(lines).toHaveLength(times)
})
