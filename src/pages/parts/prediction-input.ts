import { fromPercent, lastPart, partsOf, topicsOf } from './form.tsx'
import { sourceFields } from './source-fields.tsx'

/** The strings of a form as a prediction to log, for the schema to judge; a probability that does not read, by `percentErrors`. */
export function predictionInput(values: Record<string, string>) {
  const known = values.claimId ?? (values.sameAs === 'new' ? undefined : values.sameAs)
  const condition = lastPart(values['claim/conditionClaimId'])
  const claim = {
    ...partsOf(values, 'claim', [
      'statement',
      'criteria',
      'condition',
      'dueBy',
      'dueByStrict',
      'dueWording',
      'dueBasis',
    ]),
    ...(condition && { conditionClaimId: condition }),
    ...(values['claim/topics'] ? { topics: topicsOf(values['claim/topics']) } : {}),
  }
  return {
    ...(known ? { claimId: known } : { claim }),
    ...(values.restatesId && { restatesId: values.restatesId }),
    pundit: partsOf(values, 'pundit', ['name', 'kind', 'role']),
    source: partsOf(values, 'source', sourceFields),
    quote: partsOf(values, 'quote', ['exact', 'prefix', 'suffix']),
    saidOn: values.saidOn,
    stance: values.stance,
    ...(values.probability ? { probability: fromPercent(values.probability) ?? 0 } : {}),
    ...(values.hedge ? { hedge: values.hedge } : {}),
  }
}
