import { fileURLToPath } from 'node:url'
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { PgTable } from 'drizzle-orm/pg-core'
import { migrate as drizzleMigrate } from 'drizzle-orm/postgres-js/migrator'
import { openDb, type Tx } from './client.ts'
import * as schema from './schema.ts'

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))
/** Any fixed number: two processes that start at once migrate one after the other. */
const migrationLock = 7_263_001

/**
 * Brings a database to this version's schema, or throws an Error that says in one line why it will not. Returns whether
 * what is read out of the ledger has to be read anew, as nobody has done so to the end since the schema is this one.
 */
export async function migrate(url: string): Promise<boolean> {
  const { db, close } = openDb(url, 1)
  try {
    await db.execute(sql`select pg_advisory_lock(${migrationLock})`)
    await refuseForeign(db)
    await drizzleMigrate(db, { migrationsFolder })
    await refuseIncomplete(db)
    return !(await isReadOut(db))
  } finally {
    await close()
  }
}

/** Says, in the transaction that has read everything out of the ledger, that this was done for the schema as it is. */
export async function markReadOut(tx: Tx): Promise<void> {
  await tx.execute(sql.raw(`comment on table records is '${knownMigrations().at(-1)}'`))
}

async function isReadOut(db: Executor): Promise<boolean> {
  const [row] = await db.execute(sql`select obj_description('records'::regclass, 'pg_class') as comment`)
  return row?.comment === knownMigrations().at(-1)
}

type Executor = Pick<Tx, 'execute'>

/** A database that another version has taken further, or whose tables came from elsewhere, is left alone. */
async function refuseForeign(db: Executor): Promise<void> {
  const applied = await appliedMigrations(db)
  const known = knownMigrations()
  if (applied.some((hash, index) => hash !== known[index])) {
    throw new Error(
      'The database was migrated by another version of Reckon: start that version, or use another database.',
    )
  }
  const present = await presentColumns(db)
  const table = tables().find(name => present.has(`${name}.id`))
  if (applied.length === 0 && table !== undefined) {
    throw new Error(
      `The database is half-migrated: it has a table "${table}" but no record of migrations. Use an empty one.`,
    )
  }
}

function knownMigrations(): string[] {
  return readMigrationFiles({ migrationsFolder }).map(migration => migration.hash)
}

async function refuseIncomplete(db: Executor): Promise<void> {
  const present = await presentColumns(db)
  const missing = wantedColumns().find(column => !present.has(column))
  if (missing !== undefined) {
    throw new Error(
      `The database is half-migrated: column "${missing}" is missing. Restore it from a backup.`,
    )
  }
  const triggers = await db.execute(
    sql`select 1 from pg_trigger where tgname = 'entries_insert_only' and tgenabled <> 'D'`,
  )
  if (triggers.length === 0) {
    throw new Error('The database is half-migrated: the trigger that keeps entries insert-only is missing.')
  }
}

async function appliedMigrations(db: Executor): Promise<unknown[]> {
  const [{ there } = { there: null }] = await db.execute(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as there`,
  )
  if (there !== true) return []
  const rows = await db.execute(sql`select hash from drizzle.__drizzle_migrations order by id`)
  return rows.map(row => row.hash)
}

async function presentColumns(db: Executor): Promise<Set<string>> {
  const rows = await db.execute(
    sql`select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`,
  )
  return new Set(rows.map(row => String(row.name)))
}

function tables(): string[] {
  return Object.values(schema).flatMap(table => (is(table, PgTable) ? getTableName(table) : []))
}

function wantedColumns(): string[] {
  return Object.values(schema).flatMap(table =>
    is(table, PgTable)
      ? Object.values(getTableColumns(table)).map(({ name }) => `${getTableName(table)}.${name}`)
      : [],
  )
}
