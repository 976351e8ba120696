/** Numbers by their size, texts by their code units: the same in every locale, so that a replay gives the same order. */
export function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0
}
