import { isUnreachable } from './db/client.ts'
import { isMigrated } from './db/migrated.ts'
import { router } from './door.ts'

/** For whoever keeps Reckon running. */
export const health = router()

/** This process is alive; whether it can do anything is what /readyz says. */
health.get('/healthz', c => c.json({ status: 'alive' }))

health.get('/readyz', async c => {
  const reason = await whyNot(() => isMigrated(c.var.deps.db))
  if (reason === undefined) return c.json({ status: 'ready' })
  return c.json({ status: 'not ready', reason }, 503, { 'Retry-After': '5' })
})

async function whyNot(migrated: () => Promise<boolean>): Promise<string | undefined> {
  try {
    return (await migrated()) ? undefined : 'The database is not at this version’s schema.'
  } catch (error) {
    return isUnreachable(error)
      ? 'The database did not answer.'
      : 'The database is not at this version’s schema.'
  }
}
