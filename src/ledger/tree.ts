import { sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import type { HashReader, NodeAt } from './merkle.ts'

/** Reads hashes of the tree from the database, all that are asked for in one statement. Throws Error for one that is not there. */
export function hashReader(db: Db): HashReader {
  return async nodes => {
    const hashes = await findHashes(db, nodes)
    return hashes.map((hash, at) => {
      if (hash === null) throw new Error(`The tree has no hash for ${JSON.stringify(nodes[at])}.`)
      return hash
    })
  }
}

/** The same, with null for one that is not there. */
export async function findHashes(db: Db, nodes: NodeAt[]): Promise<(Uint8Array | null)[]> {
  if (nodes.length === 0) return []
  const asked = JSON.stringify(nodes.map(({ level, index }, at) => ({ at, level, index })))
  const rows = await db.execute<{ hash: Uint8Array | null }>(sql`
    select case level
      when 0 then (select leaf_hash from sequenced where sequenced.index = asked.index)
      else (select hash from tree_nodes where tree_nodes.level = asked.level and tree_nodes.index = asked.index)
    end as hash
    from json_to_recordset(${asked}::json) as asked(at int, level int, index bigint) order by at`)
  return rows.map(({ hash }) => hash && new Uint8Array(hash))
}
