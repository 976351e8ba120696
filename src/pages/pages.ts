import type { Context } from 'hono'
import { csrf } from 'hono/csrf'
import { originOf } from '../accounts/origin.ts'
import { atMost, router } from '../door.ts'
import { accountPages } from './account.tsx'
import { claimPages } from './claim.tsx'
import { comparePages } from './compare.tsx'
import { correctClaimPages } from './correct-claim.tsx'
import { correctPredictionPages } from './correct-prediction.tsx'
import { crawlerPages } from './crawlers.ts'
import { docsPages } from './docs.tsx'
import { docsReferencePages } from './docs-reference.tsx'
import { duePages } from './due.tsx'
import { embedPages } from './embed.tsx'
import { homePages } from './home.tsx'
import { ledgerPages } from './ledger.tsx'
import { ledgerEntryPages } from './ledger-entry.tsx'
import { logPages } from './log-prediction.tsx'
import { mergePages } from './merge.tsx'
import { methodPages } from './method.tsx'
import { passwordPages } from './password.tsx'
import { peoplePages } from './people.tsx'
import { predictionPages } from './predictions.tsx'
import { problemPages } from './problem.tsx'
import { punditPages } from './pundit.tsx'
import { punditsPages } from './pundits.tsx'
import { readPages } from './read.tsx'
import { session } from './session.ts'
import { signInPages } from './sign-in.tsx'
import { sourcePages } from './source.tsx'
import { topicPages } from './topic.tsx'
import { topicsPages } from './topics.tsx'

/** The HTML door. */
export const pages = router()

/** A long article comes back with all of its cards. */
const roomy = atMost(8)
const usual = atMost(1)
pages.use(
  csrf({ origin: isOwn }),
  (c, next) => (c.req.path.startsWith('/read') ? roomy : usual)(c, next),
  session,
)

for (const screens of [
  homePages,
  duePages,
  logPages,
  readPages,
  predictionPages,
  claimPages,
  correctClaimPages,
  correctPredictionPages,
  mergePages,
  punditsPages,
  punditPages,
  comparePages,
  sourcePages,
  topicsPages,
  topicPages,
  embedPages,
  crawlerPages,
  methodPages,
  docsPages,
  docsReferencePages,
  ledgerPages,
  ledgerEntryPages,
  signInPages,
  passwordPages,
  accountPages,
  peoplePages,
  problemPages,
]) {
  pages.route('/', screens)
}

/** Behind a proxy a request's own address may be another than the one that readers use. */
function isOwn(origin: string, c: Context): boolean {
  return origin === new URL(c.req.url).origin || origin === originOf(c.var.settings.baseUrl, c.req.url).origin
}
