import type { Stance } from '../predictions/prediction.ts'

interface Said {
  saidOn: string
  /** The day from which on the outcome could be known. */
  decidedOn: string | null
}

/** What was said when the outcome could already be known is no forecast. */
export function isInTime({ saidOn, decidedOn }: Said): boolean {
  return decidedOn === null || saidOn <= decidedOn
}

/** Whether a settled prediction belongs to the scored set: possibilities, reports and hindsight do not. */
export function isCounted(prediction: Said & { stance: Stance }): boolean {
  const { stance } = prediction
  return (stance === 'asserts' || stance === 'conditional') && isInTime(prediction)
}
