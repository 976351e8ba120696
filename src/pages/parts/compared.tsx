import type { Difference } from '../../accuracy/compare.ts'
import type { AccuracyView } from '../../accuracy/read.ts'
import type { Forecast } from '../../accuracy/strip.ts'
import { ForestHead, ForestRow, forestScale } from '../charts/forest.tsx'
import { Reliability } from '../charts/reliability.tsx'
import type { Counted } from '../charts/strip.tsx'
import { figure } from './marks.tsx'
import { counted, orDash, signed, span } from './numbers.ts'
import { levelsOf } from './said-and-happened.tsx'

/** One of two pundits who are compared. */
export interface Side {
  slug: string
  name: string
  accuracy: AccuracyView
  forecasts: Forecast[]
  counted: Counted[]
}

interface VerdictProps {
  one: Side
  other: Side
  /** On what both forecast. */
  difference: Difference | null
}

/** What can be said of the two: mostly that nobody can tell. */
export function Verdict({ one, other, difference }: VerdictProps) {
  return (
    <>
      <p class="headline">{verdictOf(one, other, difference)}</p>
      <p class="byline">
        They may have forecast different things, and some things are harder to forecast than others: what both
        forecast is <a href="#shared">below</a>.
      </p>
    </>
  )
}

/** What both forecast is the fairer comparison; where it cannot tell them apart, the figures of each can. */
export function verdictOf(one: Side, other: Side, difference: Difference | null): string {
  const unscored = [one, other].filter(({ accuracy }) => accuracy.n === 0)
  if (unscored.length > 0) {
    const names = unscored.map(({ name }) => name).join(' and ')
    return `Nothing of ${names} has been scored yet: there is nothing to compare.`
  }
  if (difference?.interval != null && !holdsNone(difference.interval)) {
    const closer = difference.mean < 0 ? one : other
    return `On the ${counted(difference.n, 'claim')} that both forecast, ${closer.name} came closer to what happened.`
  }
  const [mine, theirs] = [one.accuracy.skill.perClusterInterval, other.accuracy.skill.perClusterInterval]
  if (mine === null || theirs === null) {
    return 'Too little has been scored to say how sure the figures are: nobody can tell who is better.'
  }
  if (mine[0] <= theirs[1] && theirs[0] <= mine[1]) {
    return 'The intervals overlap: these figures alone do not tell them apart.'
  }
  const closer = mine[0] > theirs[1] ? one : other
  return `The intervals do not overlap: on these predictions ${closer.name} came closer to what happened.`
}

function holdsNone([low, high]: [number, number]): boolean {
  return low <= 0 && high >= 0
}

/** Not the skill of the pundit’s page, which counts what was said of one claim again each time. */
const skillName = 'Skill, each claim counted once'

/** The skill of both on one axis, and the other figures side by side. */
export function FigureTable({ sides }: { sides: Side[] }) {
  const scale = forestScale(sides.flatMap(({ accuracy }) => accuracy.skill.perClusterInterval ?? []))
  return (
    <>
      <table class="stack leaderboard">
        <caption class="visually-hidden">The skill of both, each claim counted once</caption>
        <thead>
          <tr>
            <th scope="col">Pundit</th>
            <ForestHead scale={scale} />
            <th scope="col" class="unsorted">
              <a href="/method#skill">{skillName}</a>
            </th>
          </tr>
        </thead>
        <tbody>
          {sides.map(({ slug, name, accuracy: { skill, rank } }) => (
            <tr>
              <th scope="row">
                <a href={`/pundits/${slug}`}>{name}</a>
              </th>
              <td class="picture">
                <ForestRow
                  id={`skill-${slug}`}
                  name={name}
                  scale={scale}
                  estimate={skill.perCluster}
                  interval={skill.perClusterInterval}
                  unranked={rank === null}
                />
              </td>
              <td>
                <span class="cell-label">{skillName}</span> {orDash(skill.perCluster, signed)}
                {skill.perClusterInterval && (
                  <span class="hint">{` ${span(skill.perClusterInterval, signed)}`}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <table class="pair">
        <thead>
          <tr>
            <th scope="col">Figure</th>
            {sides.map(({ name }) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map(({ words, about, of }) => (
            <tr>
              <th scope="row">
                <a href={`/method#${about}`}>{words}</a>
              </th>
              {sides.map(({ accuracy }) => (
                <td>{of(accuracy)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

interface Compared {
  words: string
  about: string
  of: (accuracy: AccuracyView) => string
}

const figures: Compared[] = [
  {
    words: 'Mean Brier score',
    about: 'brier',
    of: ({ brier }) =>
      orDash(brier.mean, figure) + (brier.interval === null ? '' : ` (${span(brier.interval, figure)})`),
  },
  {
    words: 'Mean log score',
    about: 'log',
    of: ({ logScore }) =>
      orDash(logScore.mean, figure) +
      (logScore.interval === null ? '' : ` (${span(logScore.interval, figure)})`),
  },
  {
    words: 'Miscalibration',
    about: 'corp',
    of: ({ corp }) =>
      orDash(corp.miscalibration, figure) +
      (corp.chanceMiscalibration === null ? '' : ` (by chance up to ${figure(corp.chanceMiscalibration)})`),
  },
  { words: 'Discrimination', about: 'corp', of: ({ corp }) => orDash(corp.discrimination, figure) },
  { words: 'Sharpness', about: 'sharpness', of: ({ sharpness }) => orDash(sharpness, figure) },
  { words: 'Scored', about: 'effective', of: ({ n }) => String(n) },
  { words: 'Independent', about: 'effective', of: ({ effectiveN }) => String(effectiveN) },
  { words: 'Numbers, words', about: 'scales', of: ({ stated, fromWords }) => `${stated}, ${fromWords}` },
  { words: 'Logged', about: 'coverage', of: ({ coverage }) => String(coverage.logged) },
  { words: 'Rank', about: 'rank', of: ({ rank }) => (rank === null ? 'too few' : String(rank)) },
]

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
