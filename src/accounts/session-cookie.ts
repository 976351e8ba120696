/** The cookie that better-auth signs, as HMAC-SHA-256 over the session's token. */
export function sessionCookie(secure: boolean): string {
  return `${secure ? '__Secure-' : ''}reckon.session_token`
}
