import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { mailOf } from '../../src/accounts/mail.ts'
import { mailBySmtp } from '../../src/accounts/mail-by-smtp.ts'
import { testWorld } from '../world.ts'

const mail = {
  to: 'ann@example.org',
  subject: 'Your link to Reckon',
  text: 'https://reckon.test/password?token=x\n',
}
const open: { close(): unknown }[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  open.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/** As much of SMTP as it takes to receive a mail. */
async function smtpServer(received: string[]): Promise<number> {
  return listen(
    createServer(socket => {
      let isMail = false
      socket.write('220 test\r\n')
      socket.on('data', chunk => {
        const said = String(chunk)
        received.push(said)
        if (isMail) {
          if (!said.endsWith('\r\n.\r\n')) return
          isMail = false
          return void socket.write('250 kept\r\n')
        }
        isMail = said.startsWith('DATA')
        socket.write(isMail ? '354 go on\r\n' : said.startsWith('QUIT') ? '221 bye\r\n' : '250 ok\r\n')
      })
    }),
  )
}

describe('mail', () => {
  test('leaves by SMTP', async () => {
    const received: string[] = []
    const port = await smtpServer(received)
    await mailBySmtp(`smtp://127.0.0.1:${port}?ignoreTLS=true`, 'reckon@example.org')(mail)
    const all = received.join('')
    expect(all).toContain('RCPT TO:<ann@example.org>')
    expect(all).toContain('From: reckon@example.org')
    expect(all).toContain('Subject: Your link to Reckon')
    expect(all).toContain('/password?token=')
  })

  test('leaves by an HTTP provider', async () => {
    const received: unknown[] = []
    const server = createHttpServer(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += chunk
      received.push(request.headers.authorization, JSON.parse(body))
      response.end('{}')
    })
    const port = await listen(server)
    const settings = {
      MAIL_API_KEY: 'the-key',
      MAIL_FROM: 'reckon@example.org',
      MAIL_API_URL: `http://127.0.0.1:${port}`,
    }
    await mailOf(settings)?.(mail)
    expect(received).toEqual([
      'Bearer the-key',
      { ...mail, from: 'reckon@example.org', to: ['ann@example.org'] },
    ])
  })

  test('that a provider refuses is an error that holds nothing of it', async () => {
    const port = await listen(
      createHttpServer((_, response) => response.writeHead(422).end('ann@example.org')),
    )
    const send = mailOf({
      MAIL_API_KEY: 'k',
      MAIL_FROM: 'r@example.org',
      MAIL_API_URL: `http://127.0.0.1:${port}`,
    })
    await expect(send?.(mail)).rejects.toThrow('the mail provider answered 422')
  })

  test('leaves by nothing where nothing is set up', () => {
    expect(mailOf({})).toBeUndefined()
  })
})

describe('mail that does not leave', () => {
  const lines: Record<string, unknown>[] = []
  const sendMail = async () => {
    throw new Error('550 no such user ann@example.org')
  }
  const { visit } = testWorld({ sendMail }, { log: line => lines.push(line) })

  test('changes nothing in the answer, and is logged without the address', async () => {
    const known = await visit('/forgot', { form: { email: 'ann@example.org' } })
    const unknown = await visit('/forgot', { form: { email: 'nobody@example.org' } })
    expect(known.html).toBe(unknown.html)
    await vi.waitFor(() =>
      expect(lines).toContainEqual(expect.objectContaining({ level: 'error', route: '/forgot' })),
    )
    expect(JSON.stringify(lines)).not.toContain('ann@')
  })
})
