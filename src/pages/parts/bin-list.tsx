import { percent } from '../../scoring/verdict.ts'
import { happeningOf } from '../charts/glyph.tsx'
import { type Bin, type Counted, isIn } from '../charts/strip.tsx'
import { Day, outcomeMarks } from './marks.tsx'
import { binWords } from './numbers.ts'
import { readFrom } from './prediction.tsx'
import { ShapeMark } from './shape.tsx'

const mostListed = 200

/** The predictions of one column of the strip, the latest first. */
export function BinList({ bin, forecasts }: { bin: Bin; forecasts: Counted[] }) {
  const inside = forecasts.filter(({ p }) => isIn(bin, p)).toReversed()
  const shown = inside.slice(0, mostListed)
  return (
    <section id="bin" class="bin">
      <h3>Said to be {binWords(bin)} likely</h3>
      {inside.length === 0 && <p>Nothing that was scored falls in here.</p>}
      <ul class="claims">
        {shown.map(({ id, claimId, statement, p, phrase, phraseQuoted, share, saidOn }) => (
          <li>
            <a href={`/claims/${claimId}#prediction-${id}`}>{statement}</a>
            <p class="facts">
              <Happened share={share} />
              <span>
                {percent(p)} {phrase === null ? 'stated' : readFrom(phrase, phraseQuoted)}
              </span>
              <span>
                said <Day on={saidOn} />
              </span>
            </p>
          </li>
        ))}
      </ul>
      {shown.length < inside.length && (
        <p class="hint">
          The latest {shown.length} of {inside.length}.
        </p>
      )}
    </section>
  )
}

/** What counts of it: under a strict deadline what came too late did not happen. */
export function Happened({ share }: { share: number }) {
  const outcome = happeningOf(share)
  const { words } = outcomeMarks[outcome]
  return (
    <span class={`mark ${outcome}`}>
      <ShapeMark shape={outcome} /> {words}
      {outcome === 'partial' && ` (${percent(share)})`}
    </span>
  )
}
