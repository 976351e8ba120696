import type { AccuracyView } from '../../accuracy/read.ts'
import { tally } from '../../scoring/tally.ts'
import { type Level, Reliability, reliabilityWords } from '../charts/reliability.tsx'
import { type Bin, type Counted, Strip } from '../charts/strip.tsx'
import { BinList } from './bin-list.tsx'

interface Props {
  accuracy: AccuracyView
  forecasts: Counted[]
  hrefOf: (bin: Bin) => string
  /** The lower end of the bin that is listed. */
  chosen?: number
}

/** How likely things were said to be against what happened: as a diagram, and prediction by prediction. */
export function SaidAndHappened({ accuracy, forecasts, hrefOf, chosen }: Props) {
  const { n, calibration, corp, pundit } = accuracy
  const name = pundit?.name ?? ''
  const bin = calibration.find(({ from }) => from === chosen)
  return (
    <section id="calibration">
      {n > 0 && (
        <>
          <h2>Did it happen as often as they said?</h2>
          <p>
            {reliabilityWords(corp.curve, {
              independent: accuracy.effectiveN,
              beyondChance: isBeyondChance(corp),
            })}
          </p>
          <div class="columns">
            <Reliability
              id="reliability"
              name={name}
              bins={calibration}
              curve={corp.curve}
              levels={levelsOf(forecasts)}
            />
            <div>
              <h3>Every prediction, one dot</h3>
              <Strip
                id="strip"
                name={name}
                bins={calibration}
                forecasts={forecasts}
                hrefOf={hrefOf}
                chosen={chosen}
              />
            </div>
          </div>
        </>
      )}
      {bin !== undefined && <BinList bin={bin} forecasts={forecasts} />}
    </section>
  )
}

/** How much came true of all that was given one probability. */
export function levelsOf(forecasts: Counted[]): Level[] {
  return tally(forecasts.map(({ p, share }) => ({ p, o: share }))).map(({ p, n, sum }) => ({
    p,
    n,
    frequency: sum / n,
  }))
}

function isBeyondChance({ miscalibration, chanceMiscalibration }: AccuracyView['corp']): boolean {
  return miscalibration !== null && chanceMiscalibration !== null && miscalibration > chanceMiscalibration
}
