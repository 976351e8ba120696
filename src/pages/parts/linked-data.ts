import type { Outcome } from '../../claims/claim.ts'
import type { ClaimView } from '../../claims/read.ts'
import type { PunditView } from '../../pundits/read.ts'
import { dayWords } from '../../reading/days.ts'
import { percent } from '../../scoring/verdict.ts'
import { outcomeMarks } from './marks.tsx'

/** What became of a claim, in a sentence for search engines and previews. */
export function claimWords({ predictions, state, outcome, dueBy, predictionCount }: ClaimView): string {
  const names = [...new Set(predictions.map(({ pundit }) => pundit.name))]
  const who =
    names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} others` : names.join(', ')
  const settled = state === 'settled' && outcome !== null ? outcomeMarks[outcome].words : undefined
  const [first] = predictions
  const sure = predictionCount === 1 && first ? ` (${percent(first.probability.value)})` : ''
  const end = { open: 'Still open', due: 'Due: nobody has said what happened', disputed: 'Disputed', settled }
  return `Forecast by ${who}${sure}, due ${dayWords(dueBy)}. ${end[state] ?? 'Settled'}.`
}

/** As far as schema.org rates: 1 did not happen, 5 happened. Of what is void there is nothing to rate. */
const ratings: Record<Exclude<Outcome, 'void'>, number> = { false: 1, partial: 3, true: 5 }

/** A settled claim as schema.org's ClaimReview, any other as its Claim. */
export function reviewOf(claim: ClaimView, origin: string): Record<string, unknown> {
  const { id, statement, state, outcome, predictions, history } = claim
  const url = `${origin}/claims/${id}`
  const author = [...new Map(predictions.map(({ pundit }) => [pundit.slug, pundit])).values()].map(
    ({ name, slug }) => ({ '@type': 'Thing', name, url: `${origin}/pundits/${slug}` }),
  )
  const appearance = predictions.flatMap(({ source }) =>
    source.url === null ? [] : { '@type': 'CreativeWork', url: source.url, name: source.title },
  )
  const said = {
    '@type': 'Claim',
    text: statement,
    datePublished: predictions[0]?.saidOn,
    author,
    ...(appearance.length > 0 && { appearance }),
  }
  const standing = history.findLast(item => 'stands' in item && item.stands)
  if (state !== 'settled' || outcome === null || outcome === 'void') return { ...said, url }
  return {
    '@type': 'ClaimReview',
    url,
    claimReviewed: statement,
    datePublished: standing?.at.slice(0, 10),
    author: { '@type': 'Organization', name: 'Reckon', url: origin },
    itemReviewed: said,
    reviewRating: {
      '@type': 'Rating',
      ratingValue: ratings[outcome],
      worstRating: 1,
      bestRating: 5,
      alternateName: outcomeMarks[outcome].words,
    },
  }
}

export function profileOf({ slug, name, kind, wikidataId }: PunditView, origin: string) {
  return {
    '@type': 'ProfilePage',
    url: `${origin}/pundits/${slug}`,
    mainEntity: {
      '@type': kind === 'person' ? 'Person' : 'Organization',
      name,
      ...(wikidataId && { sameAs: `https://www.wikidata.org/wiki/${wikidataId}` }),
    },
  }
}
