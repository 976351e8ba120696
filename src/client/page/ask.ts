/** What our own API answers, or undefined where it refuses or cannot be reached: help that fails is no help, and no error. */
export async function ask(path: string, query: Record<string, string>): Promise<unknown> {
  try {
    const response = await fetch(`/api/v1${path}?${new URLSearchParams(query)}`)
    return response.ok ? await response.json() : undefined
  } catch {
    return undefined
  }
}

/** A member deep in an answer: `at(answer, 'window', 'dueBy')`. */
export function at(value: unknown, ...names: string[]): unknown {
  let found = value
  for (const name of names) {
    if (typeof found !== 'object' || found === null) return undefined
    found = Reflect.get(found, name)
  }
  return found
}

export function textAt(value: unknown, ...names: string[]): string {
  const found = at(value, ...names)
  return typeof found === 'string' ? found : ''
}

export function listAt(value: unknown, ...names: string[]): unknown[] {
  const found = at(value, ...names)
  return Array.isArray(found) ? found : []
}
