import pg from 'pg'
import { PlainError, readSettings } from '#kernel'
import { withCity } from './with-city.ts'

/** Runs one statement and prints its rows as JSON lines: as the city's reader, as an officer, as the owner or superuser. */
export async function sql(statement: string, options: { user?: string; as?: string }): Promise<void> {
  if (options.as && !['owner', 'superuser'].includes(options.as))
    throw new PlainError('--as 只能是 owner 或 superuser。')
  await withCity(async (city) => {
    if (options.as === 'superuser' && !city.superuserUrl)
      throw new PlainError('DATABASE_URL 指向自有的数据库：请用它自己的工具以超级用户执行。')
    if (options.as) {
      const client = new pg.Client({ connectionString: options.as === 'owner' ? city.ownerUrl : city.superuserUrl })
      await client.connect()
      try {
        await printRows(client, statement)
      } finally {
        await client.end()
      }
      return
    }
    const client = await city.app.connect()
    try {
      await client.query('begin')
      let scope = { kind: 'city' as const, value: 'city' } as Parameters<typeof readSettings>[0]
      if (options.user) {
        const { rows } = await city.owner.query(
          `select p.scope_kind, p.scope_value from auth."user" u join kernel.post p on p.officer_id = u.officer_id where u.username = $1 order by p.valid_from limit 1`,
          [options.user],
        )
        if (!rows[0]) throw new PlainError(`没有叫“${options.user}”的账号，或者这个账号没有任何职务。`)
        scope = { kind: rows[0].scope_kind, value: rows[0].scope_value }
      }
      const settings = readSettings(scope)
      await client.query(settings.text, settings.values)
      await printRows(client, statement)
      await client.query('commit')
    } finally {
      client.release(true)
    }
  })
}

/**
 * Runs what was typed and prints the rows of its last statement.
 * @throws PlainError with the database's own words where it refuses
 */
async function printRows(client: pg.ClientBase, statement: string): Promise<void> {
  const result: pg.QueryResult | pg.QueryResult[] = await client.query(statement).catch((error) => {
    if (!(error instanceof pg.DatabaseError)) throw error
    throw new PlainError(inWords(error, statement))
  })
  for (const row of (Array.isArray(result) ? result.at(-1)! : result).rows) console.log(JSON.stringify(row, exactly))
}

/** An integer beyond 2^53 is written as text, since a reader's JSON would round the number. */
const exactly = (_key: string, value: unknown) => (typeof value === 'bigint' ? String(value) : value)

/** The database's message with its code, its hint, and what stands at the place it points to. */
function inWords(error: pg.DatabaseError, statement: string): string {
  const at = Number(error.position)
  return [
    `数据库没有执行：${error.message}（${error.code}）`,
    ...(at > 0 ? [`位置：第 ${at} 个字符，“${[...statement].slice(at - 1, at + 39).join('')}”`] : []),
    ...(error.detail ? [`详情：${error.detail}`] : []),
    ...(error.hint ? [`提示：${error.hint}`] : []),
  ].join('\n')
}
