import { print, withCity } from './with-city.ts'

/** Opening a city migrates it; this command does that, and makes the guard of the record's tables again. */
export async function migrateCommand(options: { json?: boolean }): Promise<void> {
  await withCity(
    async (city) => {
      const { rows } = await city.owner.query(
        'select name, applied_at from public.fadu_migration order by applied_at, name',
      )
      print(options, { migrations: rows }, () => `数据库已是最新：共 ${rows.length} 个迁移。`)
    },
    { guardAgain: true },
  )
}
