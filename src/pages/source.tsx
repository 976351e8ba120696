import { router } from '../door.ts'
import { getSource } from '../sources/read.ts'
import { show } from './layout.tsx'
import { Day } from './parts/marks.tsx'
import { PredictionItem } from './parts/prediction.tsx'

export const sourcePages = router()

sourcePages.get('/sources/:id', async c => {
  const source = await getSource(c.var.deps, c.req.param('id'))
  return show(
    c,
    { title: source.title },
    <article>
      <h1>{source.title}</h1>
      <p class="facts">
        {source.author && <span>{source.author}</span>}
        {source.publisher && <span>{source.publisher}</span>}
        {source.publishedOn && <Day on={source.publishedOn} />}
        {source.url === null ? <span>no public address</span> : <a href={source.url}>read it there</a>}
        {source.archiveUrl && <a href={source.archiveUrl}>archived copy</a>}
      </p>
      {source.textHash && (
        <p class="byline">
          The text that was read is not kept, only its hash: <code class="hash">{source.textHash}</code>
        </p>
      )}
      <h2>Its predictions</h2>
      <ul class="predictions">
        {source.predictions.map(prediction => (
          <PredictionItem prediction={prediction} />
        ))}
      </ul>
      {source.predictionCount > source.predictions.length && (
        <p>
          <a href={`/predictions?source=${source.id}`}>All {source.predictionCount} predictions in it</a>
        </p>
      )}
    </article>,
  )
})
