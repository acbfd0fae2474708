/** Whether the tables that the migrations made are there: a database that somebody has cut must say so before anything else. */
import type pg from 'pg'
import { PlainError } from '../src/kernel/errors.ts'

/** A database without tables that it must have. */
export class TablesMissing extends PlainError {
  readonly tables: readonly string[]
  constructor(tables: readonly string[]) {
    super(missingSentence(tables))
    this.tables = tables
  }
}

export const missingSentence = (tables: readonly string[]): string =>
  `数据库里缺少 ${tables.length} 个表（${tables.join('、')}）：被删除或者改了名。请从备份中恢复数据库。`

/** The tables that these files make, by schema and name. */
export function tablesMadeBy(files: readonly { text: string }[]): string[] {
  const made = files.flatMap((f) => [...f.text.matchAll(/^create table (?:if not exists )?([\w".]+)/gim)])
  return made.map((m) => m[1]!.replaceAll('"', ''))
}

/** Those of the tables that the database does not have. Asks the catalogue, which every login may read. */
export async function findMissing(db: Pick<pg.Client, 'query'>, tables: readonly string[]): Promise<string[]> {
  const { rows } = await db.query(
    `select t.name from unnest($1::text[]) as t(name)
     where not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and n.nspname || '.' || c.relname = t.name) order by 1`,
    [tables],
  )
  return rows.map((r) => r.name as string)
}
