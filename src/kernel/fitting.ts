/** Rows derived from altered acts may hold what no column takes (a day that does not exist): they are found, not stumbled over. */
import type pg from 'pg'
import type { TableShape } from './db.ts'
import type { Finding } from './record-check.ts'

type Row = Record<string, unknown>

/** Class 22 of PostgreSQL's errors: a value that is none of its type. */
const isDataError = (error: unknown): boolean => /^22/.test((error as { code?: string }).code ?? '')

/**
 * Runs `work` on the rows; where a value fits no column, the rows are halved until the ones at fault stand alone, are named as
 * findings, and the others go on.
 */
export async function withFitting<T>(
  client: pg.ClientBase,
  shape: TableShape,
  column: string,
  rows: readonly Row[],
  findings: Finding[],
  work: (rows: readonly Row[]) => Promise<T>,
): Promise<T> {
  await client.query('savepoint fitting')
  try {
    const done = await work(rows)
    await client.query('release savepoint fitting')
    return done
  } catch (error) {
    await client.query('rollback to savepoint fitting')
    if (!isDataError(error)) throw error
  }
  return work(await fittingRows(client, shape, column, rows, findings))
}

async function fittingRows(
  client: pg.ClientBase,
  shape: TableShape,
  column: string,
  rows: readonly Row[],
  findings: Finding[],
): Promise<Row[]> {
  await client.query('savepoint fitting')
  try {
    // Every value is read, or the planner would leave out what is not asked for.
    await client.query(`select count(e::text) from json_populate_recordset(null::${shape.table}, $1) e`, [
      JSON.stringify(rows),
    ])
    await client.query('release savepoint fitting')
    return [...rows]
  } catch (error) {
    await client.query('rollback to savepoint fitting')
    if (!isDataError(error)) throw error
    if (rows.length === 1) {
      const matter = String(rows[0]![column])
      findings.push({
        kind: 'derived',
        table: shape.table,
        matter,
        message: `表 ${shape.table} 中事项 ${matter} 的行无法由记录推导：${(error as Error).message}`,
      })
      return []
    }
    const half = rows.length >> 1
    return [
      ...(await fittingRows(client, shape, column, rows.slice(0, half), findings)),
      ...(await fittingRows(client, shape, column, rows.slice(half), findings)),
    ]
  }
}
