import { sql } from 'drizzle-orm'

/** What can be read of an entry: its bytes, or, once these were removed, what is left of it. */
export const readableBytes = sql<Uint8Array>`case when length(entries.bytes) > 0 then entries.bytes
  else (select kept from redactions where redactions.entry_id = entries.id) end`
