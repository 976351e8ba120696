import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import type { TestProject } from 'vitest/node'
import { buildClient } from '../src/client/build.ts'
import { openDb } from '../src/db/client.ts'
import { startEmbedded } from '../src/db/embedded/start.ts'
import { migrate } from '../src/db/migrate.ts'
import { rebuild } from '../src/rebuild.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this run, by its maintenance database. */
    serverUrl: string
    /** A migrated, empty database that each test file copies. */
    template: string
    /** Whether the server goes when the run is over, and with it what is left in it. */
    passing: boolean
  }
}

/** What browsers fetch, built once, and one Postgres for the run: that of DATABASE_URL, or an embedded one. */
export default async function setup(project: TestProject) {
  await buildClient()
  const given = process.env.DATABASE_URL
  const dataDir = await mkdtemp(join(tmpdir(), 'reckon-test-'))
  // Open to pass through, so that as root the cluster can stay in it.
  await chmod(dataDir, 0o711)
  const embedded = given === undefined ? await startEmbedded(dataDir) : undefined
  const serverUrl = given ?? embedded?.url ?? ''
  const template = `reckon_template_${process.pid}`
  const sql = postgres(serverUrl, { max: 1 })
  if (embedded !== undefined) await hurry(sql, new URL(embedded.url).password)
  await sql.unsafe(`create database ${template}`)
  await migrate(databaseUrl(serverUrl, template))
  const { db, close } = openDb(databaseUrl(serverUrl, template), 1)
  await rebuild(db)
  await close()
  project.provide('serverUrl', serverUrl)
  project.provide('template', template)
  project.provide('passing', embedded !== undefined)
  return async () => {
    await sql.unsafe(`drop database ${template}`)
    await sql.end()
    await embedded?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** For a server whose data nobody will miss: it waits for no disk, tidies nothing up, and hashes its password once. */
async function hurry(sql: postgres.Sql, password: string): Promise<void> {
  await sql`alter system set synchronous_commit = off`
  await sql`alter system set full_page_writes = off`
  await sql`alter system set autovacuum = off`
  await sql`select pg_reload_conf()`
  await sql`set scram_iterations = 1`
  await sql.unsafe(`alter user postgres password '${password}'`)
}

function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}
