/** What is kept for this tab. A browser that keeps nothing for us refuses at the first look. */
export function storage(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}
