import type { ClaimSummary } from '../../claims/read.ts'
import { counted } from './numbers.ts'

/** Who forecast a claim: the first of them by name, the rest as a number. */
export function Forecasters({ claim: { pundits, punditCount } }: { claim: ClaimSummary }) {
  if (punditCount === 0) return <span>no prediction is left of it</span>
  const others = punditCount - pundits.length
  return (
    <span>
      forecast by{' '}
      {pundits.map(({ slug, name }, at) => (
        <>
          {at > 0 && (at === punditCount - 1 ? ' and ' : ', ')}
          <a href={`/pundits/${slug}`}>{name}</a>
        </>
      ))}
      {others > 0 && ` and ${counted(others, 'other')}`}
    </span>
  )
}
