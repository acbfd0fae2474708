/**
 * Reads a query's rows as PostgreSQL's binary COPY gives them: the bytes of an act are hashed as they stand, and no field
 * becomes a JavaScript value that nobody looks at. Several times as quick as ordinary rows.
 */
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'

const signatureBytes = 19

/** One row of the stream, valid only while it is visited. Fields by position from 0. */
export class CopyRow {
  buffer: Buffer = Buffer.alloc(0)
  readonly starts: Int32Array
  readonly lengths: Int32Array

  constructor(fields: number) {
    this.starts = new Int32Array(fields)
    this.lengths = new Int32Array(fields)
  }

  isNull(i: number): boolean {
    return this.lengths[i]! < 0
  }

  /** A view of the bytes; it must not outlive the visit. */
  bytes(i: number): Buffer {
    return this.buffer.subarray(this.starts[i]!, this.starts[i]! + this.lengths[i]!)
  }

  text(i: number): string {
    return this.buffer.toString('utf8', this.starts[i]!, this.starts[i]! + this.lengths[i]!)
  }

  findText(i: number): string | null {
    return this.lengths[i]! < 0 ? null : this.text(i)
  }

  int4(i: number): number {
    return this.buffer.readInt32BE(this.starts[i]!)
  }

  int8(i: number): number {
    return Number(this.buffer.readBigInt64BE(this.starts[i]!))
  }

  uuid(i: number): string {
    const at = this.starts[i]!
    const h = this.buffer.toString('hex', at, at + 16)
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
  }
}

/**
 * Runs `copy (query) to stdout (format binary)` and shows every row to `visit`. COPY takes no parameters: the caller writes
 * only its own numbers and ids into the query.
 * @param fields number of columns of the query
 */
export async function copyRows(
  client: pg.ClientBase,
  query: string,
  fields: number,
  visit: (row: CopyRow) => void,
): Promise<void> {
  const stream = client.query(copyTo(`copy (${query}) to stdout (format binary)`))
  const row = new CopyRow(fields)
  let rest: Buffer | undefined
  let isOpen = false
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const buffer: Buffer = rest?.length ? Buffer.concat([rest, chunk]) : chunk
      row.buffer = buffer
      let at = 0
      if (!isOpen) {
        if (buffer.length < signatureBytes) {
          rest = buffer
          continue
        }
        at = signatureBytes
        isOpen = true
      }
      for (;;) {
        const next = readRow(buffer, at, row)
        if (next < 0) break
        visit(row)
        at = next
      }
      rest = buffer.subarray(at)
    }
  } catch (error) {
    // The server has to have answered before the connection can be used again.
    stream.destroy()
    throw error
  }
}

/** Where the row after the one at `at` begins; −1 where it is not wholly there or the stream ends. */
function readRow(buffer: Buffer, at: number, row: CopyRow): number {
  const end = buffer.length
  if (at + 2 > end) return -1
  const count = buffer.readInt16BE(at)
  if (count < 0) return -1
  let p = at + 2
  for (let i = 0; i < count; i++) {
    if (p + 4 > end) return -1
    const length = buffer.readInt32BE(p)
    p += 4
    row.starts[i] = p
    row.lengths[i] = length
    if (length > 0) p += length
    if (p > end) return -1
  }
  return p
}
