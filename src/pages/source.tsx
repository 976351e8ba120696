import { router } from '../door.ts'
import type { PredictionView } from '../predictions/read.ts'
import { getSource, type SourceWithPredictions } from '../sources/read.ts'
import { show } from './layout.tsx'
import { Day, Days, StateMark } from './parts/marks.tsx'
import { counted } from './parts/numbers.ts'
import { Certainty, Verdict, Words } from './parts/prediction.tsx'

export const sourcePages = router()

sourcePages.get('/sources/:id', async c => {
  const source = await getSource(c.var.deps, c.req.param('id'))
  return show(
    c,
    {
      title: source.title,
      description: `${counted(source.predictionCount, 'forecast')} in “${source.title}”, each with its words and what happened.`,
    },
    <article>
      <p class="kicker">Source</p>
      <h1>{source.title}</h1>
      <About source={source} />
      <h2>Its forecasts, in order</h2>
      {source.predictions.length === 0 && (
        <p class="invite">
          None is logged. <a href="/predictions/new">Log one</a>.
        </p>
      )}
      <ol class="in-order">
        {source.predictions.map(prediction => (
          <Item prediction={prediction} />
        ))}
      </ol>
      {source.predictionCount > source.predictions.length && (
        <p>
          <a href={`/predictions?source=${source.id}`}>All {source.predictionCount} predictions in it</a>
        </p>
      )}
    </article>,
  )
})

function About({ source }: { source: SourceWithPredictions }) {
  const { author, publisher, publishedOn, url, archiveUrl, textHash } = source
  return (
    <>
      <p class="facts">
        {author && <span>{author}</span>}
        {publisher && <span>{publisher}</span>}
        {publishedOn && <Day on={publishedOn} />}
        {url === null ? <span>no public address</span> : <a href={url}>read it there</a>}
        {archiveUrl && <a href={archiveUrl}>archived copy</a>}
      </p>
      {textHash && (
        <p class="byline">
          The text that was read is not kept, only its hash: <code class="hash">{textHash}</code>
        </p>
      )}
    </>
  )
}

/** The words first, then who, how sure, of what, and what became of it. */
function Item({ prediction }: { prediction: PredictionView }) {
  const { id, claimId, claim, pundit, saidOn } = prediction
  return (
    <li class="prediction">
      <div>
        <Words prediction={prediction} />
        <p class="facts">
          <span>
            <a href={`/pundits/${pundit.slug}`}>{pundit.name}</a>, <Day on={saidOn} />
          </span>
          <Certainty prediction={prediction} />
        </p>
      </div>
      <div>
        <h3>
          <a href={`/claims/${claimId}#prediction-${id}`}>{claim.statement}</a>
        </h3>
        <p class="facts">
          <StateMark claim={claim} />
          <Days claim={claim} />
        </p>
        {prediction.score && <Verdict prediction={prediction} />}
      </div>
    </li>
  )
}
