import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { atMost, router } from '../door.ts'
import { claimPages } from './claim.tsx'
import { comparePages } from './compare.tsx'
import { correctClaimPages } from './correct-claim.tsx'
import { correctPredictionPages } from './correct-prediction.tsx'
import { crawlerPages } from './crawlers.ts'
import { docsPages } from './docs.tsx'
import { duePages } from './due.tsx'
import { embedPages } from './embed.tsx'
import { homePages } from './home.tsx'
import { logPages } from './log-prediction.tsx'
import { mergePages } from './merge.tsx'
import { methodPages } from './method.tsx'
import { predictionPages } from './predictions.tsx'
import { problemPages } from './problem.tsx'
import { punditPages } from './pundit.tsx'
import { punditsPages } from './pundits.tsx'
import { session } from './session.ts'
import { signInPages } from './sign-in.tsx'
import { sourcePages } from './source.tsx'
import { topicPages } from './topic.tsx'
import { topicsPages } from './topics.tsx'

/** The HTML door. */
export const pages = router()

const ownOnly = ["'self'"]
const nothing = ["'none'"]
const policy = { defaultSrc: ownOnly, formAction: ownOnly, baseUri: nothing, objectSrc: nothing }
const framedByNobody = secureHeaders({ contentSecurityPolicy: { ...policy, frameAncestors: nothing } })
const framedByAnybody = secureHeaders({
  contentSecurityPolicy: { ...policy, frameAncestors: ['*'] },
  crossOriginResourcePolicy: 'cross-origin',
  xFrameOptions: false,
})
pages.use((c, next) => (c.req.path.startsWith('/embed/') ? framedByAnybody : framedByNobody)(c, next))
pages.use(csrf(), atMost(1), session)

for (const screens of [
  homePages,
  duePages,
  logPages,
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
  signInPages,
  problemPages,
]) {
  pages.route('/', screens)
}
