import { invalid, type Problem } from '../problem.ts'
import type { ImportLine } from './prediction.ts'

/**
 * Which line each line's `conditionRef` means, counted from 0; undefined where it has none. What leads back to the
 * line itself is refused: no claim can wait for itself.
 */
export function linkConditions(lines: ImportLine[]): (number | Problem | undefined)[] {
  const byRef = new Map<string, number[]>()
  for (const [index, { ref }] of lines.entries()) {
    if (ref !== undefined) byRef.set(ref, [...(byRef.get(ref) ?? []), index])
  }
  const links = lines.map(line => linkOf(line, byRef))
  const looping = inCircles(links)
  return links.map((link, index) =>
    looping.has(index) ? wrong('leads back to this line: no claim can be its own condition') : link,
  )
}

function linkOf(line: ImportLine, byRef: Map<string, number[]>): number | Problem | undefined {
  const { conditionRef, claim } = line
  if (conditionRef === undefined) return undefined
  if (claim === undefined)
    return wrong('must not be given with claimId: only a new claim is given a condition')
  if (claim.conditionClaimId !== undefined) return wrong('must not be given together with conditionClaimId')
  const [found, another] = byRef.get(conditionRef) ?? []
  if (found === undefined) return wrong('is the "ref" of no line that can be read')
  return another === undefined ? found : wrong('is the "ref" of several lines: give each its own')
}

function wrong(detail: string): Problem {
  return invalid([{ pointer: '#/conditionRef', detail }])
}

/** The lines from which, condition by condition, one comes back to where one was. */
function inCircles(links: (number | Problem | undefined)[]): Set<number> {
  const ended = new Set<number>()
  const looping = new Set<number>()
  for (const start of links.keys()) {
    const path = new Set<number>()
    let at: number | Problem | undefined = start
    while (typeof at === 'number' && !ended.has(at) && !path.has(at)) {
      path.add(at)
      at = links[at]
    }
    if (typeof at === 'number' && path.has(at)) {
      const steps = [...path]
      for (const step of steps.slice(steps.indexOf(at))) looping.add(step)
    }
    for (const step of path) ended.add(step)
  }
  return looping
}
