import { createTransport } from 'nodemailer'
import type { SendMail } from './mail.ts'

/** By SMTP, on Node only: workerd has no such sockets. `url` is smtp(s)://user:password@host:port. */
export function mailBySmtp(url: string, from: string): SendMail {
  const transport = createTransport(url, { from })
  return async mail => {
    await transport.sendMail(mail)
  }
}
