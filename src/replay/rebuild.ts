/** Rebuilding a database that is marked as a demonstration: everything in it goes, and it is founded anew. */
import { existsSync, renameSync } from 'node:fs'
import { PlainError } from '#kernel/errors'
import { type City, openCity } from '../server/city.ts'
import { findRunning } from '../server/running.ts'

/** Empties the city and opens it again. @throws PlainError where it is no demonstration, or is being served. */
export async function rebuild(city: City): Promise<City> {
  const { rows } = await city.owner.query(
    `select key, value from kernel.setting where key in ('demonstration', 'replay')`,
  )
  const setting = Object.fromEntries(rows.map((r) => [r.key, r.value]))
  const used = await city.owner.query('select 1 from kernel.matter limit 1')
  if (used.rowCount && setting.demonstration !== 'yes')
    throw new PlainError('--fresh 只能重建标为演示的数据库；这个数据库没有标为演示，不能清空。请换一个 FADU_HOME。')
  const running = findRunning(city.home)
  if (running)
    throw new PlainError(`平台正在使用这个数据目录（进程 ${running.pid}）。请先运行 ./fadu stop，再加 --fresh 重建。`)
  const client = await city.owner.connect()
  try {
    await city.mayMigrate(client)
    const schemas = await client.query(
      `select nspname from pg_namespace where nspowner = (select oid from pg_roles where rolname = current_user) and nspname !~ '^(public$|pg_)'`,
    )
    for (const s of schemas.rows) await client.query(`drop schema if exists ${JSON.stringify(s.nspname)} cascade`)
    await client.query('drop table if exists public.fadu_migration')
  } finally {
    // The key stays with its session, so the session ends.
    client.release(true)
  }
  // The signed heads of the record that is gone must not stand beside the new one.
  const { checkpointsDir, dir } = city.home
  const instant = city
    .now()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14)
  const homePath = dir
  await city.close()
  if (existsSync(checkpointsDir)) renameSync(checkpointsDir, `${checkpointsDir}-${instant}`)
  return openCity({ homePath, log: () => {} })
}
