/** Rows of kernel.file, which the engine writes with the act that names the file. */
import type { Client, Db } from '#kernel/db'
import { type Named, placeKey } from './store.ts'

export type FileRow = {
  fileId: string
  matterId: string
  label: string
  type: string
  sizeBytes: number
  hash: string
  /** Null once erased by law, together. */
  stored: string | null
  name: string | null
  salt: string | null
}
/** With the matter of the erasure that last emptied a private value of the file's act. */
export type CheckedRow = FileRow & { erasedBy: string | null }

const rowOf = (r: Record<string, any>): FileRow => ({
  fileId: r.file_id,
  matterId: r.matter_id,
  label: r.label,
  type: r.type,
  sizeBytes: r.size_bytes,
  hash: r.hash,
  stored: r.stored,
  name: r.name,
  salt: r.salt,
})

/** A file of a matter as the caller's scope shows it. */
export async function findFile(client: Client, matterId: string, fileId: string): Promise<FileRow | undefined> {
  const { rows } = await client.query({
    name: 'file-of-matter',
    text: 'select * from kernel.file where matter_id = $1 and file_id = $2',
    values: [matterId, fileId],
  })
  return rows[0] && rowOf(rows[0])
}

/** Which contents of these matters are still named; to be asked with a pool that sees every row. */
export const namedBy =
  (db: Db): Named =>
  async (matterIds) => {
    const { rows } = await db.query(
      'select matter_id, stored from kernel.file where matter_id = any ($1::uuid[]) and stored is not null',
      [matterIds],
    )
    return new Set(rows.map((r) => placeKey({ matterId: r.matter_id, stored: r.stored })))
  }

/** All rows in order of their id, a thousand at a time; to be asked with a pool that sees every row. */
export async function* fileRows(db: Db): AsyncGenerator<CheckedRow> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const { rows } = await db.query(
      `select f.*, p.erased_by from kernel.file f left join kernel.act_private p on p.matter_id = f.matter_id and p.n = f.n
       where f.file_id > $1 order by f.file_id limit 1000`,
      [after],
    )
    yield* rows.map((r) => ({ ...rowOf(r), erasedBy: r.erased_by as string | null }))
    if (rows.length < 1000) return
    after = rows.at(-1)!.file_id
  }
}
