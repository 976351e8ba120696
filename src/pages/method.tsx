import { correctionHours, disputeDays } from '../claims/rules.ts'
import { router } from '../door.ts'
import { type Scale, scales } from '../scoring/scale.ts'
import { percent } from '../scoring/verdict.ts'
import { show } from './layout.tsx'
import { ProbabilityLine } from './parts/marks.tsx'
import { Measures, Readings } from './parts/measures.tsx'
import { Scroll } from './parts/scroll.tsx'
import { WindowTables } from './parts/windows.tsx'

export const methodPages = router()

const sections = {
  what: 'What is scored',
  settling: 'Settling',
  conditions: 'Conditions',
  corrections: 'Corrections, restatements, duplicates',
  deadlines: 'Deadlines',
  figures: 'The figures',
  scales: 'Words as probabilities',
  readings: 'Other readings',
  coverage: 'What the figures rest on',
  limits: 'What the figures cannot tell',
}

methodPages.get('/method', c =>
  show(
    c,
    {
      title: 'Method',
      description: 'What Reckon scores and how, from words to figures, with sources and limits.',
    },
    <article class="prose-page">
      <h1>Method</h1>
      <div class="reference">
        <nav aria-label="On this page" class="operations">
          <ul>
            {Object.entries(sections).map(([id, words]) => (
              <li>
                <a href={`#${id}`}>{words}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <h2 id="what">{sections.what}</h2>
          <p>
            A prediction is scored when its claim has settled as happened, not happened or partly happened.
            Void and disputed claims are not scored. Possibilities (bare “could”, “may” or “might”) and
            reports of somebody else’s forecast are kept and shown but do not count, and neither does what was
            said when the outcome could already be known. Two <a href="#figures">scores</a> say how close each
            came; together they make a pundit’s <a href="#skill">skill</a> and <a href="#rank">rank</a>, which
            can be <a href="#readings">read in several ways</a>, rest on{' '}
            <a href="#coverage">more than what was scored</a>, and <a href="#limits">leave much untold</a>.
          </p>
          <h2 id="settling">{sections.settling}</h2>
          <p>
            A resolution says what happened, never who was right, and cites evidence published since the claim
            was first forecast; only a void claim needs none. Anybody signed in may make one. For{' '}
            {disputeDays} days anybody else may dispute it, with a reason, a counter-outcome and evidence;
            until a moderator who neither resolved nor disputed it has decided, the claim counts in no score.
            A decision cannot be disputed. After the {disputeDays} days, and after a decision, only a
            moderator may reopen a claim, with a reason. Everything that was said stays in the claim’s
            history.
          </p>
          <h2 id="conditions">{sections.conditions}</h2>
          <p>
            A claim may depend on another. It can be settled only once that one has come true, wholly or in
            part. If that one settles as not happened or void, the claim is void, and so is whatever depends
            on it in turn; if that is overturned, they reopen. A claim that somebody has declared void stays
            void.
          </p>
          <h2 id="corrections">{sections.corrections}</h2>
          <p>
            What was logged wrongly can be corrected for {correctionHours} hours by whoever logged it, while
            nobody else has acted on it, and later by a moderator; both versions stay visible. A deadline is
            never changed: a forecast said again for another day is another claim, linked to the first, and
            the claim’s page shows how the deadline has slipped. Once a claim is settled, what its predictions
            are scored on no longer changes. Two claims or pundits that turn out to be one are merged by a
            moderator.
          </p>
          <h2 id="deadlines">{sections.deadlines}</h2>
          <p>
            A deadline is rarely a date. A claim has a generous reading of it, after which “it did not happen”
            can be said, and a strict one, the same where a date was stated. Scores use the generous reading;
            a claim that came true between the two says so. A date that nobody stated or implied is assigned
            when the claim is logged, and the claim says that too.
          </p>
          <WindowTables />
          <Measures />
          <h2 id="scales">{sections.scales}</h2>
          <p>
            Few pundits give numbers. Words are read through the first of these scales that lists them, as a
            value and the range it could mean. Figures say how many of each they rest on.
          </p>
          {scales.map(scale => (
            <ScaleTable scale={scale} />
          ))}
          <Readings />
        </div>
      </div>
    </article>,
  ),
)

function ScaleTable({ scale }: { scale: Scale }) {
  return (
    <section id={scale.id}>
      <h3>{scale.title}</h3>
      <p>{scale.about}</p>
      <p class="byline">
        Source: {scale.url === undefined ? scale.source : <a href={scale.url}>{scale.source}</a>}
        {scale.licence && ` (${scale.licence})`}. Id <code>{scale.id}</code>.
      </p>
      <Scroll label={`Words of ${scale.title}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Words</th>
              <th scope="col">Value</th>
              <th scope="col">Range</th>
              <th scope="col">
                <span class="visually-hidden">Picture</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {scale.terms.map(term => (
              <tr>
                <th scope="row">{term.phrases.join(', ')}</th>
                <td>{percent(term.value)}</td>
                <td>
                  {percent(term.low)} to {percent(term.high)}
                </td>
                <td>
                  <ProbabilityLine probability={term} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
