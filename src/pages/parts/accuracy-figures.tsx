import type { Child } from 'hono/jsx'
import type { AccuracyView } from '../../accuracy/read.ts'
import { percent } from '../../scoring/verdict.ts'
import { figure } from './marks.tsx'
import { counted, half, orDash, signed, span } from './numbers.ts'

/** Every figure with how far off it may be and what it would be if the words meant less or more. */
export function AccuracyFigures({ accuracy }: { accuracy: AccuracyView }) {
  const { n, effectiveN, brier, logScore, skill, stated, fromWords, sharpness, corp } = accuracy
  return (
    <>
      <dl class="figures">
        <Figure name="Mean Brier score" about="brier" value={orDash(brier.mean, figure)}>
          {brier.interval === null
            ? 'How far off that may be cannot be told. '
            : `${span(brier.interval, figure)} in 95 of 100 such cases. `}
          <Band low={brier.low} high={brier.high} /> 0 is best, 0.25 is always saying {half}.
        </Figure>
        <Figure name="Skill" about="skill" value={orDash(skill.vsHalf, signed)}>
          {skill.interval && `${span(skill.interval, signed)} in 95 of 100 such cases. `}
          <Band low={skill.low} high={skill.high} form={signed} /> 0 is always saying {half}, 1 is perfect.
          {n !== effectiveN && ` ${orDash(skill.perCluster, signed)} with each claim counted once.`}
        </Figure>
        <Figure name="Scored" about="effective" value={n.toLocaleString('en')}>
          {counted(effectiveN, 'independent prediction')}; {stated} stated as numbers, {fromWords} read from
          words.
        </Figure>
      </dl>
      <dl class="measures">
        {skill.shrunken && (
          <Figure name="Adjusted skill" about="rank" value={signed(skill.shrunken.estimate)}>
            {span(skill.shrunken.interval, signed)} in 95 of 100 such cases; its low end makes the rank. It is
            the skill with each claim counted once, drawn towards that of the others.
          </Figure>
        )}
        <Figure name="Skill against the base rate" about="skill" value={orDash(skill.vsBaseRate, signed)}>
          {skill.baseRate !== null &&
            `${percent(skill.baseRate)} of it came true; 0 is saying that every time. `}
          {skill.vsBaseRate === null && 'Where everything or nothing came true, there is nothing to beat.'}
        </Figure>
        <Figure name="Mean log score" about="log" value={orDash(logScore.mean, figure)}>
          {logScore.interval && `${span(logScore.interval, figure)} in 95 of 100 such cases. `}
          <Band low={logScore.low} high={logScore.high} /> 0 is best, 0.693 is always saying {half}.
        </Figure>
        <Figure name="Miscalibration" about="corp" value={orDash(corp.miscalibration, figure)}>
          How much recalibrating would save; 0 is best.
          {corp.chanceMiscalibration !== null &&
            ` Somebody whose words mean what they say stays under ${figure(corp.chanceMiscalibration)} in 95 of 100 cases.`}
        </Figure>
        <Figure name="Discrimination" about="corp" value={orDash(corp.discrimination, figure)}>
          How much of it telling what will happen from what will not has saved; at most{' '}
          {orDash(corp.uncertainty, figure)} could be.
        </Figure>
        <Figure name="Sharpness" about="sharpness" value={orDash(sharpness, figure)}>
          How far from sure: 0 is always sure, 0.25 always {half}. It is the Brier score to be expected if the
          words mean what they say.
        </Figure>
      </dl>
    </>
  )
}

interface FigureProps {
  name: string
  /** Where the method explains it. */
  about: string
  value: string
  children: Child
}

function Figure({ name, about, value, children }: FigureProps) {
  return (
    <div>
      <dt>
        <a href={`/method#${about}`}>{name}</a>
      </dt>
      <dd>{value}</dd>
      <dd class="hint">{children}</dd>
    </div>
  )
}

/** The figure with every word at either end of what it could mean. */
function Band({ low, high, form = figure }: BandProps) {
  if (low === null || high === null || form(low) === form(high)) return null
  return <>{`${form(low)} if words mean the least they could, ${form(high)} if the most. `}</>
}

interface BandProps {
  low: number | null
  high: number | null
  form?: (value: number) => string
}
