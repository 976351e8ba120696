import type { AccuracyView } from '../../accuracy/read.ts'
import type { Forecast } from '../../accuracy/strip.ts'
import { ForestAxis, ForestRow, forestScale } from '../charts/forest.tsx'
import { Reliability } from '../charts/reliability.tsx'
import type { Counted } from '../charts/strip.tsx'
import { figure } from './marks.tsx'
import { orDash, signed, span } from './numbers.ts'
import { levelsOf } from './said-and-happened.tsx'

/** One of two pundits who are compared. */
export interface Side {
  slug: string
  name: string
  accuracy: AccuracyView
  forecasts: Forecast[]
  counted: Counted[]
}

/** What can be said of the two: mostly that nobody can tell. */
export function Verdict({ one, other }: { one: Side; other: Side }) {
  return (
    <>
      <p class="headline">{verdictOf(one, other)}</p>
      <p class="byline">
        They may have forecast different things, and some things are harder to forecast than others: what both
        forecast is <a href="#shared">below</a>.
      </p>
    </>
  )
}

export function verdictOf(one: Side, other: Side): string {
  const unscored = [one, other].filter(({ accuracy }) => accuracy.n === 0)
  if (unscored.length > 0) {
    const names = unscored.map(({ name }) => name).join(' and ')
    return `Nothing of ${names} has been scored yet: there is nothing to compare.`
  }
  const [mine, theirs] = [one.accuracy.skill.interval, other.accuracy.skill.interval]
  if (mine === null || theirs === null) {
    return 'Too little has been scored to say how sure the figures are: nobody can tell who is better.'
  }
  if (mine[0] <= theirs[1] && theirs[0] <= mine[1]) {
    return 'The intervals overlap: on these predictions nobody can tell who is better.'
  }
  const closer = mine[0] > theirs[1] ? one : other
  return `The intervals do not overlap: on these predictions ${closer.name} came closer to what happened.`
}

/** The figures of both under one another, their skill on one axis. */
export function FigureTable({ sides }: { sides: Side[] }) {
  const scale = forestScale(sides.map(({ accuracy }) => accuracy.skill.interval))
  return (
    <table class="stack leaderboard">
      <caption class="visually-hidden">The figures of both</caption>
      <thead>
        <tr>
          <th scope="col">Pundit</th>
          <th scope="col" class="picture">
            Skill
            <ForestAxis scale={scale} />
          </th>
          <th scope="col">Mean Brier</th>
          <th scope="col">Miscalibration</th>
          <th scope="col">Discrimination</th>
          <th scope="col">Scored</th>
          <th scope="col">Logged</th>
          <th scope="col">Rank</th>
        </tr>
      </thead>
      <tbody>
        {sides.map(({ slug, name, accuracy: { skill, brier, corp, n, effectiveN, coverage, rank } }) => (
          <tr>
            <th scope="row">
              <a href={`/pundits/${slug}`}>{name}</a>
            </th>
            <td class="picture">
              <ForestRow
                id={`skill-${slug}`}
                name={name}
                scale={scale}
                estimate={skill.vsHalf}
                interval={skill.interval}
                unranked={rank === null}
              />
              <span class="hint">
                {orDash(skill.vsHalf, signed)}
                {skill.interval && ` (${span(skill.interval, signed)})`}
              </span>
            </td>
            <td>
              <span class="cell-label">Mean Brier</span> {orDash(brier.mean, figure)}
              {brier.interval && <span class="hint">{` ${span(brier.interval, figure)}`}</span>}
            </td>
            <td>
              <span class="cell-label">Miscalibration</span> {orDash(corp.miscalibration, figure)}
            </td>
            <td>
              <span class="cell-label">Discrimination</span> {orDash(corp.discrimination, figure)}
            </td>
            <td>
              <span class="cell-label">Scored</span> {n}
              {n !== effectiveN && <span class="hint">{` as ${effectiveN}`}</span>}
            </td>
            <td>
              <span class="cell-label">Logged</span> {coverage.logged}
            </td>
            <td>
              <span class="cell-label">Rank</span> {rank ?? 'too few'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function SideBySide({ sides }: { sides: Side[] }) {
  if (sides.every(({ accuracy }) => accuracy.n === 0)) return null
  return (
    <section>
      <h2>Did it happen as often as they said?</h2>
      <div class="columns">
        {sides.map(({ slug, name, accuracy, counted }) => (
          <div>
            <h3>{name}</h3>
            {accuracy.n === 0 ? (
              <p>Nothing has been scored yet.</p>
            ) : (
              <Reliability
                id={`reliability-${slug}`}
                name={name}
                bins={accuracy.calibration}
                curve={accuracy.corp.curve}
                levels={levelsOf(counted)}
              />
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
