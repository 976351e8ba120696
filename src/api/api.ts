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

api.get('*', etag())
for (const resource of [
  predictionsApi,
  claimsApi,
  punditsApi,
  accuracyApi,
  sourcesApi,
  scalesApi,
  windowsApi,
  accountApi,
  ledgerApi,
  readingsApi,
])
  api.route('/', resource)

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
}

/** The OpenAPI 3.1 document of all of it. */
export function openApi() {
  return api.getOpenAPI31Document(description)
}

api.get('/openapi.json', c => c.json(openApi()))
