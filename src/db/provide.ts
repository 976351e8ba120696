import { setTimeout as pause } from 'node:timers/promises'
import postgres from 'postgres'
import { sqlState } from './client.ts'
import { startEmbedded } from './embedded/start.ts'

interface ProvidedDatabase {
  url: string
  /** False when another Reckon is at work on the same data folder. */
  alone: boolean
  /** Stops the embedded server, unless somebody else uses it. */
  release(): Promise<void>
}

/** Held by whoever looks after the embedded server, for as long as they live: their connection must not be renewed. */
const caretakerLock = 7_263_002

/** The database at `url`, or, without one, the embedded Postgres of the data folder. */
export async function provideDatabase(url: string | undefined, dataDir: string): Promise<ProvidedDatabase> {
  if (url !== undefined) {
    await assertReachable(url)
    return { url, alone: true, release: async () => {} }
  }
  const embedded = await startEmbedded(dataDir)
  const caretaker = postgres(embedded.url, { max: 1, fetch_types: false, max_lifetime: null })
  const alone = await becomeCaretaker(caretaker, embedded.adopted)
  return {
    url: embedded.url,
    alone,
    async release() {
      await caretaker.end({ timeout: 5 })
      if (alone) await embedded.stop()
    },
  }
}

/** An adopted server may take a moment to notice that the process which held the lock has died. */
async function becomeCaretaker(caretaker: postgres.Sql, adopted: boolean): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const [row] = await caretaker`select pg_try_advisory_lock(${caretakerLock}) as got`
    if (row?.got === true) return true
    if (!adopted || attempt === 20) return false
    await pause(100)
  }
}

async function assertReachable(url: string): Promise<void> {
  const client = postgres(url, { max: 1, fetch_types: false, connect_timeout: 10, onnotice: () => {} })
  try {
    await client`select 1`
  } catch (error) {
    const { host } = new URL(url)
    const reason = sqlState(error) ?? (error instanceof Error && 'code' in error ? error.code : error)
    const said = error instanceof postgres.PostgresError ? ` (${error.message})` : ''
    throw new Error(`The database of DATABASE_URL at ${host} cannot be reached: ${reason}${said}`)
  } finally {
    await client.end({ timeout: 1 })
  }
}
