import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { atMost, router } from '../door.ts'
import { claimPages } from './claim.tsx'
import { comparePages } from './compare.tsx'
import { correctClaimPages } from './correct-claim.tsx'
import { correctPredictionPages } from './correct-prediction.tsx'
import { docsPages } from './docs.tsx'
import { duePages } from './due.tsx'
import { homePages } from './home.tsx'
import { logPages } from './log-prediction.tsx'
import { mergePages } from './merge.tsx'
import { methodPages } from './method.tsx'
import { predictionPages } from './predictions.tsx'
import { problemPages } from './problem.tsx'
import { punditPages } from './pundit.tsx'
import { punditsPages } from './pundits.tsx'
import { readPages } from './read.tsx'
import { session } from './session.ts'
import { signInPages } from './sign-in.tsx'
import { sourcePages } from './source.tsx'

/** The HTML door. */
export const pages = router()

const ownOnly = ["'self'"]
const nothing = ["'none'"]
pages.use(
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ownOnly,
      formAction: ownOnly,
      baseUri: nothing,
      objectSrc: nothing,
      frameAncestors: nothing,
    },
  }),
)
/** A long article comes back with all of its cards. */
const roomy = atMost(8)
const usual = atMost(1)
pages.use(csrf(), (c, next) => (c.req.path.startsWith('/read') ? roomy : usual)(c, next), session)

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
  methodPages,
  docsPages,
  signInPages,
  problemPages,
]) {
  pages.route('/', screens)
}
