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
        for (const row of lastRows(await client.query(statement))) console.log(JSON.stringify(row))
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
      for (const row of lastRows(await client.query(statement))) console.log(JSON.stringify(row))
      await client.query('commit')
    } finally {
      client.release(true)
    }
  })
}

const lastRows = (result: pg.QueryResult | pg.QueryResult[]) =>
  Array.isArray(result) ? result.at(-1)!.rows : result.rows
