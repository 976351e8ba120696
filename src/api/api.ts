import { etag } from 'hono/etag'
import { router } from '../door.ts'
import { accountApi } from './account.ts'
import { accuracyApi } from './accuracy.ts'
import { claimsApi } from './claims.ts'
import { ledgerApi } from './ledger.ts'
import { predictionsApi } from './predictions.ts'
import { punditsApi } from './pundits.ts'
import { readingsApi } from './readings.ts'
import { scalesApi } from './scales.ts'
import { sourcesApi } from './sources.ts'
import { windowsApi } from './windows.ts'

/** The JSON door, under /api/v1. */
export const api = router()

/** The nouns, in the order a newcomer needs them. */
const resources = [
  {
    name: 'Predictions',
    description: 'Who said what, in which words and how sure, logged from a source.',
    router: predictionsApi,
  },
  {
    name: 'Claims',
    description: 'What was predicted: its evidence, what happened, and disputes about that.',
    router: claimsApi,
  },
  { name: 'Pundits', description: 'Whoever predicts: people and organisations.', router: punditsApi },
  {
    name: 'Accuracy',
    description: 'How often what was said came true, and what that rests on.',
    router: accuracyApi,
  },
  {
    name: 'Sources',
    description: 'The articles, broadcasts and posts that were logged from.',
    router: sourcesApi,
  },
  { name: 'Reading', description: 'Forecasts found in a text. Nothing is written.', router: readingsApi },
  { name: 'Deadlines', description: 'Wordings of deadlines read as dates.', router: windowsApi },
  { name: 'Scales', description: 'What words such as “likely” count as.', router: scalesApi },
  {
    name: 'Ledger',
    description: 'Every entry that was ever made, with signed checkpoints and proofs.',
    router: ledgerApi,
  },
  { name: 'Account', description: 'Whose a key is and what it may do.', router: accountApi },
]

api.get('*', etag())
for (const { name, router } of resources) {
  for (const definition of router.openAPIRegistry.definitions) {
    if (definition.type === 'route') definition.route.tags = [name]
  }
  api.route('/', router)
}

api.openAPIRegistry.registerComponent('securitySchemes', 'key', {
  type: 'http',
  scheme: 'bearer',
  description:
    'Your API key, made on your account page for read, log or resolve. It has the role you have at the moment. Reading the record needs none.',
})

const description = {
  openapi: '3.1.0',
  info: {
    title: 'Reckon',
    version: '1',
    description:
      'A ledger of forecasts made in commentary: who said what, how sure, and what happened. Probabilities are 0 to 1 everywhere. Dates are calendar dates in UTC. Errors are application/problem+json (RFC 9457).',
  },
  servers: [{ url: '/api/v1' }],
  tags: resources.map(({ name, description }) => ({ name, description })),
}

/** The OpenAPI 3.1 document of all of it. */
export function openApi() {
  return api.getOpenAPI31Document(description)
}

api.get('/openapi.json', c => c.json(openApi()))
