/** More results than this are not kept: the one not asked for the longest goes first. */
const mostKept = 2000

/**
 * The same function, which works out the same thing only once. For what costs a resampling and follows from its
 * arguments alone, so that nothing kept can be out of date.
 */
export function remembered<Args extends unknown[], Result>(
  work: (...args: Args) => Result,
): (...args: Args) => Result {
  const kept = new Map<string, { result: Result }>()
  return (...args) => {
    const key = JSON.stringify(args)
    const found = kept.get(key) ?? { result: work(...args) }
    kept.delete(key)
    kept.set(key, found)
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    return found.result
  }
}
