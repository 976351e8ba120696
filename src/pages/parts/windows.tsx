import { windowTable } from '../../reading/vague-windows.ts'
import { Day } from './marks.tsx'
import { Scroll } from './scroll.tsx'

/** How wordings of deadlines are read: the vague ones in days, the others by rule. */
export function WindowTables() {
  const { id, title, about, windows, rules } = windowTable
  return (
    <section id="windows">
      <h3>{title}</h3>
      <p>{about}</p>
      <p class="byline">
        Id <code>{id}</code>.
      </p>
      <Scroll label="Wordings in days">
        <table class="windows">
          <thead>
            <tr>
              <th scope="col">Words</th>
              <th scope="col">Strictly, days</th>
              <th scope="col">Generously, days</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {windows.map(({ phrases, strict, generous, source }) => (
              <tr>
                <th scope="row">{phrases.join(', ')}</th>
                <td>{strict}</td>
                <td>{generous}</td>
                <td class="text">{source}.</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <Scroll label="Wordings by rule">
        <table class="windows">
          <thead>
            <tr>
              <th scope="col">Words</th>
              <th scope="col">Strictly</th>
              <th scope="col">Generously</th>
              <th scope="col">Example</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(({ phrases, strict, generous, example, source }) => (
              <tr>
                <th scope="row">{phrases.join(', ')}</th>
                <td class="text">{strict}</td>
                <td class="text">{generous}</td>
                <td class="text">
                  “{example.wording}”, said on <Day on={example.saidOn} />: <Day on={example.dueByStrict} />
                  {example.dueBy !== example.dueByStrict && (
                    <>
                      {' '}
                      to <Day on={example.dueBy} />
                    </>
                  )}
                  . {source}.
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
