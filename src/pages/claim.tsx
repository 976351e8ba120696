import type { Context } from 'hono'
import { may as roleMay } from '../accounts/role.ts'
import { FileEvidence, ResolveClaim } from '../claims/claim.ts'
import { disputeClaim } from '../claims/dispute.ts'
import { DisputeClaim, ReopenClaim, SettleClaim } from '../claims/dispute-and-settlement.ts'
import { fileEvidence } from '../claims/file-evidence.ts'
import { partiesSettled } from '../claims/history.ts'
import { type ClaimView, getClaim } from '../claims/read.ts'
import { reopenClaim } from '../claims/reopen.ts'
import { resolveClaim } from '../claims/resolve.ts'
import { settleClaim } from '../claims/settle.ts'
import { type AppEnv, actorDeps, router } from '../door.ts'
import { dateOf } from '../fields.ts'
import { needsSession, type Refusal, readForm, tryForm } from './door.ts'
import { show } from './layout.tsx'
import { Dependants, Slippage, Standing, Terms } from './parts/claim-terms.tsx'
import { EvidenceForm, EvidenceList } from './parts/evidence.tsx'
import { Forecasts } from './parts/forecasts.tsx'
import { blank, type Filled, fromPercent, percentErrors, textFields } from './parts/form.tsx'
import { siteOf } from './parts/head.tsx'
import { History } from './parts/history.tsx'
import { claimWords, reviewOf } from './parts/linked-data.ts'
import { Day } from './parts/marks.tsx'
import { mayCorrect } from './parts/may-correct.ts'
import { counted } from './parts/numbers.ts'
import { DisputeForm, ReopeningForm, ResolutionForm, SettlementForm, TooLate } from './parts/resolution.tsx'
import { Sharing } from './parts/sharing.tsx'

export const claimPages = router()

claimPages.get('/claims/:id', async c => {
  const id = c.req.param('id')
  const claim = await getClaim(c.var.deps, id)
  if (claim.id !== id.toLowerCase()) return c.redirect(`/claims/${claim.id}`, 308)
  return showClaim(c, claim)
})

claimPages.post('/claims/:id/evidence', needsSession('file-evidence'), async c => {
  const id = c.req.param('id')
  const values = textFields(await readForm(c))
  const filed = await tryForm(FileEvidence, values, [], input => fileEvidence(actorDeps(c), id, input))
  if ('refused' in filed) return showRefused(c, id, 'evidence', { values, ...filed.refused })
  return c.redirect(`/claims/${id}#evidence`, 303)
})

claimPages.post('/claims/:id/resolutions', needsSession('resolve'), async c => {
  const id = c.req.param('id')
  const { values, input, wrong } = await readTerms(c)
  const said = { ...input, evidenceIds: input.evidenceIds ?? [] }
  const done = await tryForm(ResolveClaim, said, wrong, terms => resolveClaim(actorDeps(c), id, terms))
  if ('refused' in done) return showRefused(c, id, 'resolution', { values, ...done.refused })
  return c.redirect(`/claims/${id}#history`, 303)
})

claimPages.post('/claims/:id/disputes', needsSession('dispute'), async c => {
  const id = c.req.param('id')
  const { values, input, wrong } = await readTerms(c)
  const said = { ...input, evidenceIds: input.evidenceIds ?? [] }
  const done = await tryForm(DisputeClaim, said, wrong, terms => disputeClaim(actorDeps(c), id, terms))
  if ('refused' in done) return showRefused(c, id, 'dispute', { values, ...done.refused })
  return c.redirect(`/claims/${id}#history`, 303)
})

claimPages.post('/claims/:id/settlements', needsSession('settle'), async c => {
  const id = c.req.param('id')
  const { values, input, wrong } = await readTerms(c)
  const done = await tryForm(SettleClaim, input, wrong, terms => settleClaim(actorDeps(c), id, terms))
  if ('refused' in done) return showRefused(c, id, 'settlement', { values, ...done.refused })
  return c.redirect(`/claims/${id}#history`, 303)
})

claimPages.post('/claims/:id/reopenings', needsSession('reopen'), async c => {
  const id = c.req.param('id')
  const values = textFields(await readForm(c))
  const done = await tryForm(ReopenClaim, values, [], input => reopenClaim(actorDeps(c), id, input))
  if ('refused' in done) return showRefused(c, id, 'reopening', { values, ...done.refused })
  return c.redirect(`/claims/${id}#history`, 303)
})

/** Where a refused form's page is when it is loaded again. */
claimPages.get('/claims/:id/:form{evidence|resolutions|disputes|settlements|reopenings}', c =>
  c.redirect(`/claims/${encodeURIComponent(c.req.param('id'))}`),
)

/** What a form says of an outcome, with the share as a fraction and the evidence that was ticked. */
async function readTerms(c: Context<AppEnv>) {
  const fields = await readForm(c)
  const { evidenceIds: _ids, ...values } = textFields(fields)
  const ticked = (fields.evidenceIds ?? []).filter(id => typeof id === 'string')
  const chosen = Object.fromEntries(ticked.map(id => [`evidenceIds/${id}`, 'on']))
  const { share: _percent, ...others } = values
  const share = fromPercent(values.share)
  return {
    values: { ...values, ...chosen },
    input: {
      ...others,
      ...(share === undefined ? {} : { share }),
      ...(ticked.length === 0 ? {} : { evidenceIds: ticked }),
    },
    wrong: percentErrors(values, 'share'),
  }
}

type FormName = 'evidence' | 'resolution' | 'dispute' | 'settlement' | 'reopening'

async function showRefused(c: Context<AppEnv>, claimId: string, form: FormName, filled: Filled & Refusal) {
  return showClaim(c, await getClaim(c.var.deps, claimId), { form, filled })
}

function showClaim(
  c: Context<AppEnv>,
  claim: ClaimView,
  refused?: { form: FormName; filled: Filled & Refusal },
) {
  const now = c.var.deps.now()
  const { actor } = c.var
  const may = allowed(c, claim)
  const of = (form: FormName) => ({
    claim,
    form: refused?.form === form ? refused.filled : blank,
    today: dateOf(now),
  })
  return show(
    c,
    { ...described(c, claim), status: refused?.filled.status },
    <article class="claim">
      <h1 class={claim.statement.length > 140 ? 'long' : undefined}>{claim.statement}</h1>
      <Standing claim={claim} inTime={isDisputable(c, claim)} />
      <p class="facts">
        <span>
          {claim.state === 'settled' ? 'Was due' : 'Due'} <Day on={claim.dueBy} />
        </span>
        <span>{counted(claim.predictionCount, 'prediction')}</span>
      </p>
      <div class="beside">
        <Forecasts claim={claim} actor={actor} now={now} />
        <aside aria-label="What was claimed">
          <Terms claim={claim} />
          <Sharing origin={siteOf(c)} path={`/claims/${claim.id}`} title={claim.statement} />
        </aside>
        <div>
          <Slippage claim={claim} />
          <EvidenceList claim={claim} />
          <Dependants claim={claim} />
          <History claim={claim} />
        </div>
      </div>
      {claim.state === 'disputed' && actor !== undefined && !may.settlement && (
        <p class="invite">A moderator who neither settled nor disputed it decides the dispute.</p>
      )}
      {refused !== undefined && !may[refused.form] && <TooLate claim={claim} form={refused.filled} />}
      {actor === undefined ? (
        <p class="invite">
          <a href={`/sign-in?next=/claims/${claim.id}`}>Sign in</a> to file evidence
          {claim.outcome === null && ', say what happened'}
          {isDisputable(c, claim) && ', dispute what was said'} or log a prediction.
        </p>
      ) : (
        <>
          <div class="forms">
            {may.settlement && <SettlementForm {...of('settlement')} />}
            <EvidenceForm {...of('evidence')} />
            {may.resolution && <ResolutionForm {...of('resolution')} />}
            {may.dispute && <DisputeForm {...of('dispute')} />}
            {may.reopening && <ReopeningForm {...of('reopening')} />}
          </div>
          {mayCorrect(actor, { by: claim.openedBy, at: claim.openedAt }, now) && (
            <p class="invite">
              <a href={`/claims/${claim.id}/corrections`}>Correct the wording</a>
              {roleMay(actor.role, 'merge') && (
                <>
                  {' or '}
                  <a href={`/claims/${claim.id}/merges`}>merge another claim into this one</a>
                </>
              )}
              .
            </p>
          )}
        </>
      )}
    </article>,
  )
}

function described(c: Context<AppEnv>, claim: ClaimView) {
  return {
    title: claim.statement,
    description: claimWords(claim),
    linkedData: reviewOf(claim, siteOf(c)),
  }
}

function isDisputable(c: Context<AppEnv>, { disputableUntil }: ClaimView): boolean {
  return disputableUntil !== null && c.var.deps.now().toISOString() <= disputableUntil
}

/** Which statements on the outcome the reader may make now. The operations decide; this only spares idle forms. */
function allowed(c: Context<AppEnv>, claim: ClaimView) {
  const { actor } = c.var
  const { state } = claim
  if (actor === undefined)
    return { evidence: false, resolution: false, dispute: false, settlement: false, reopening: false }
  const standing = claim.history.findLast(item => 'stands' in item && item.stands)
  const dispute = claim.history.find(item => item.type === 'dispute' && item.pending)
  const inTime = isDisputable(c, claim)
  return {
    evidence: true,
    resolution: claim.outcome === null,
    dispute: state === 'settled' && inTime && standing?.by !== actor.id,
    settlement:
      state === 'disputed' &&
      roleMay(actor.role, 'settle') &&
      standing?.by !== actor.id &&
      dispute?.by !== actor.id,
    reopening:
      state === 'settled' &&
      roleMay(actor.role, 'reopen') &&
      standing?.type !== 'voiding' &&
      (!inTime || standing?.by === actor.id) &&
      !partiesSettled(claim.history, claim.id).includes(actor.id),
  }
}
