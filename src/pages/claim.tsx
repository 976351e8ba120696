import type { Context } from 'hono'
import { FileEvidence, ResolveClaim } from '../claims/claim.ts'
import { fileEvidence } from '../claims/file-evidence.ts'
import { type ClaimView, getClaim } from '../claims/read.ts'
import { resolveClaim } from '../claims/resolve.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { dateOf } from '../fields.ts'
import { needsSession, type Refusal, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { Standing, Terms } from './parts/claim-terms.tsx'
import { EvidenceForm, EvidenceList } from './parts/evidence.tsx'
import { blank, type Filled, fromPercent, percentErrors, textFields } from './parts/form.tsx'
import { Certainty, QuoteInContext, Verdict } from './parts/prediction.tsx'
import { History, ResolutionForm, TooLate } from './parts/resolution.tsx'

export const claimPages = router()

claimPages.get('/claims/:id', c => showClaim(c, {}))

claimPages.post('/claims/:id/evidence', needsSession, async c => {
  const values = textFields(await readForm(c))
  const claimId = c.req.param('id')
  const filed = await tryForm(FileEvidence, values, [], input => fileEvidence(actorDeps(c), claimId, input))
  if ('refused' in filed) return showClaim(c, { evidence: { values, ...filed.refused } })
  return c.redirect(`/claims/${claimId}#evidence`, 303)
})

claimPages.post('/claims/:id/resolutions', needsSession, async c => {
  const fields = await readForm(c)
  const { evidenceIds: _ids, ...values } = textFields(fields)
  const evidenceIds = (fields.evidenceIds ?? []).filter(id => typeof id === 'string')
  const chosen = Object.fromEntries(evidenceIds.map(id => [`evidenceIds/${id}`, 'on']))
  const claimId = c.req.param('id')
  const share = fromPercent(values.share)
  const { share: _percent, ...others } = values
  const input = { ...others, ...(share === undefined ? {} : { share }), evidenceIds }
  const settled = await tryForm(ResolveClaim, input, percentErrors(values, 'share'), terms =>
    resolveClaim(actorDeps(c), claimId, terms),
  )
  if ('refused' in settled) {
    return showClaim(c, { resolution: { values: { ...values, ...chosen }, ...settled.refused } })
  }
  return c.redirect(`/claims/${claimId}#history`, 303)
})

/** Where a refused form's page is when it is loaded again. */
claimPages.get('/claims/:id/:form{evidence|resolutions}', c => c.redirect(`/claims/${c.req.param('id')}`))

interface Forms {
  evidence?: Filled & Refusal
  resolution?: Filled & Refusal
}

async function showClaim(c: Context<AppEnv>, { evidence, resolution }: Forms) {
  const claim = await getClaim(c.var.deps, c.req.param('id') ?? '')
  const today = dateOf(c.var.deps.now())
  return show(
    c,
    { title: claim.statement, status: (evidence ?? resolution)?.status },
    <article class="claim">
      <h1>{claim.statement}</h1>
      <Standing claim={claim} />
      <Terms claim={claim} />
      <Forecasts claim={claim} />
      <EvidenceList claim={claim} />
      <History claim={claim} />
      {claim.outcome !== null && resolution && <TooLate form={resolution} />}
      {c.var.actor === undefined ? (
        <p class="invite">
          <a href={`/sign-in?next=/claims/${claim.id}`}>Sign in</a> to file evidence
          {claim.outcome === null ? ' or say what happened' : ''}.
        </p>
      ) : (
        <div class="forms">
          <EvidenceForm claim={claim} form={evidence ?? blank} today={today} />
          {claim.outcome === null && (
            <ResolutionForm claim={claim} form={resolution ?? blank} today={today} />
          )}
        </div>
      )}
    </article>,
  )
}

function Forecasts({ claim }: { claim: ClaimView }) {
  return (
    <section>
      <h2>Who forecast it</h2>
      {claim.predictions.map(prediction => (
        <div class="forecast" id={`prediction-${prediction.id}`}>
          <h3>
            <a href={`/pundits/${prediction.pundit.slug}`}>{prediction.pundit.name}</a>
            {prediction.pundit.role && <span class="role">, {prediction.pundit.role}</span>}
          </h3>
          <p class="facts">
            <Certainty prediction={prediction} />
          </p>
          <QuoteInContext prediction={prediction} />
          <Verdict prediction={prediction} />
        </div>
      ))}
      {claim.predictionCount > claim.predictions.length && (
        <p>
          <a href={`/predictions?claim=${claim.id}`}>All {claim.predictionCount} predictions of it</a>
        </p>
      )}
      {claim.outcome === null && (
        <p>
          <a href={`/predictions/new?claim=${claim.id}`}>Log another prediction of this claim</a>
        </p>
      )}
    </section>
  )
}
