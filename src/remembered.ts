/**
 * Results by what they follow from, and from that alone, so that nothing kept can be out of date. Of more than `mostKept`
 * the one not asked for the longest goes.
 */
export function results<Result>(mostKept = 2000) {
  const kept = new Map<string, { result: Result }>()
  function keep(key: string, result: Result): Result {
    kept.delete(key)
    kept.set(key, { result })
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    return result
  }
  function find(key: string): { result: Result } | undefined {
    const found = kept.get(key)
    if (found !== undefined) keep(key, found.result)
    return found
  }
  return { find, keep }
}

/** The same function, which works out the same thing only once: for what costs a resampling. */
export function remembered<Args extends unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const kept = results<Result>()
  return (...args) => {
    const key = JSON.stringify(args)
    const found = kept.find(key)
    return found === undefined ? kept.keep(key, work(...args)) : found.result
  }
}
