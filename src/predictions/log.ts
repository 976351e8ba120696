import { transact } from '../db/client.ts'
import type { ActorDeps } from '../deps.ts'
import { recordAll } from '../entries.ts'
import { Problem } from '../problem.ts'
import { planPredictions } from './plan.ts'
import type { LogPrediction } from './prediction.ts'

/** Logs one prediction, with whatever claim, pundit and source it brings. */
export async function logPrediction(deps: ActorDeps, input: LogPrediction) {
  return transact(deps.db, async tx => {
    const { named, planned } = await planPredictions(tx, deps, [input], { dependants: false })
    const [prediction] = planned
    if (prediction === undefined) throw new Error('One input gives one plan.')
    if (prediction instanceof Problem) throw prediction
    const { claim, opened, logged, voided } = prediction
    await recordAll(tx, [...named, ...(opened === undefined ? [] : [opened]), logged, ...voided])
    return { predictionId: logged.subject, claimId: claim.id, opened: opened !== undefined }
  })
}
