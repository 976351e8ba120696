import { and, desc, isNull, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { claims } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { dateOf } from '../fields.ts'
import { ClaimLink, claimLink } from './slippage.ts'

export const SimilarClaim = ClaimLink.extend({
  similarity: z.number().meta({
    description:
      'How much of the wording is the same, 0 to 1: shared trigrams (pg_trgm), of the whole statements or of the nearest part.',
  }),
}).meta({ id: 'SimilarClaim' })
export type SimilarClaim = z.infer<typeof SimilarClaim>

const mostOffered = 5

/** Claims worded nearly like a statement, the nearest first: perhaps it is in the ledger already. */
export async function listSimilar(deps: Deps, statement: string, except?: string): Promise<SimilarClaim[]> {
  const whole = sql<number>`similarity(${claims.statement}, ${statement})`
  const part = sql<number>`strict_word_similarity(${statement}, ${claims.statement})`
  const near = or(sql`${claims.statement} % ${statement}`, sql`${statement} <<% ${claims.statement}`)
  const nearest = statement.length < shortest ? whole : sql`greatest(${whole}, ${part})`
  const similarity = sql<number>`round(${nearest}::numeric, 3)::float8`
  const rows = await deps.db
    .select({ claim: claims, similarity })
    .from(claims)
    .where(and(near, isNull(claims.mergedInto), except === undefined ? undefined : ne(claims.id, except)))
    .orderBy(desc(similarity), claims.id)
    .limit(mostOffered)
  const today = dateOf(deps.now())
  return rows.flatMap(({ claim, similarity }) =>
    similarity < nearEnough ? [] : { ...claimLink(claim, today), similarity },
  )
}

/** A statement shorter than this is too easily part of another: only the whole is compared. */
const shortest = 25

/** Below it, what pg_trgm finds shares a phrase and little else. */
const nearEnough = 0.45
