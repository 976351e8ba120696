import type { AccuracyView } from '../../accuracy/read.ts'
import { readingWords } from './readings.tsx'
import { Scroll } from './scroll.tsx'

/** The rank under every other reading of the same words and deadlines. */
export function OtherRanks({ accuracy }: { accuracy: AccuracyView }) {
  const { rank, rankHolds, otherRanks } = accuracy
  if (rank === null) return null
  return (
    <section id="other-ranks">
      <h2>Does the rank hold?</h2>
      <p>
        {rankHolds
          ? `Yes: it is ${rank} however the words and the deadlines are read.`
          : 'No: it depends on how the words and the deadlines are read. Read another way, it would be:'}
      </p>
      <Scroll label="Rank under each reading">
        <table class="narrow">
          <thead>
            <tr>
              <th scope="col">Reading</th>
              <th scope="col">Rank</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">
                <b>as shown here</b>
              </th>
              <td>
                <b>{rank}</b>
              </td>
            </tr>
            {Object.entries(otherRanks).map(([reading, other]) => (
              <tr>
                <th scope="row">{readingWords(reading)}</th>
                <td>{other ?? 'too few to rank'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
