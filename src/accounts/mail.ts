export interface Mail {
  to: string
  subject: string
  text: string
}

/** Sends a mail, or throws. */
export type SendMail = (mail: Mail) => Promise<void>

/** How mail leaves: undefined `send` means it does not, and the owner passes links on. */
export interface Post {
  send: SendMail | undefined
  /** Where readers reach Reckon; links in mails lead there whatever a request's Host says. */
  baseUrl: string | undefined
  /** Lets work go on after the answer. */
  later(work: Promise<unknown>): void
  /** Says in development what no mail carries, and at which path it is to be had. */
  show(words: string, path: string): void
}

/** An HTTP provider that takes Resend's JSON: `{from, to, subject, text}` with a bearer key. */
function mailByHttp(provider: { url: string; key: string; from: string }): SendMail {
  return async ({ to, subject, text }) => {
    const answer = await fetch(provider.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${provider.key}` },
      body: JSON.stringify({ from: provider.from, to: [to], subject, text }),
      signal: AbortSignal.timeout(10_000),
    })
    if (!answer.ok) throw new Error(`the mail provider answered ${answer.status}`)
  }
}

/** Sending by the provider of the settings, where one is given. */
export function mailOf(env: MailSettings): SendMail | undefined {
  const { MAIL_API_KEY: key, MAIL_FROM: from, MAIL_API_URL: url = 'https://api.resend.com/emails' } = env
  return key === undefined || from === undefined ? undefined : mailByHttp({ url, key, from })
}

interface MailSettings {
  MAIL_API_KEY?: string | undefined
  MAIL_API_URL?: string | undefined
  MAIL_FROM?: string | undefined
}
