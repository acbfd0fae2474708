/** Keeping the record of an opened city: sealing, verifying, exporting. */
import type { Finding, Sealed, Sealing, VerifyResult } from '#kernel'
import { exportTo, seal, startSealing as startLoop, systemClock, verifyDatabase } from '#kernel'
import { checkGuard, unguarded } from '../../db/record-guard.ts'
import { fileRows } from '../files/rows.ts'
import { openFileStore } from '../files/store.ts'
import { verifyFiles } from '../files/verify.ts'
import { type City, cityName, origin } from './city.ts'
import type { Watch } from './jobs.ts'
import { startProgress } from './progress.ts'

const clockOf = (city: City) => ({ now: city.now })
const sealOptions = (city: City) => ({
  pool: city.app,
  signer: city.signer,
  keys: city.keys,
  outsideDir: city.home.checkpointsDir,
  clock: clockOf(city),
})

/** Seals everything that is not sealed yet; `adopt` accepts a new folder of copies. */
export const sealAll = (city: City, adopt = false): Promise<Sealed> => seal({ ...sealOptions(city), adopt })

export const sealEveryMs = 5 * 60_000

/** Seals every few minutes when there is something new, and once more when it is stopped. */
export const startSealing = (city: City, watch?: Watch, everyMs = sealEveryMs): Sealing =>
  startLoop({
    ...sealOptions(city),
    everyMs,
    onTurn: () => watch?.done(),
    onError: (e) => {
      watch?.failed(e)
      console.error('封存没有完成：', e.message)
    },
  })

const structure = (message: string): Finding => ({ kind: 'structure', message })

/** The result where the structure is such that nothing can be read. */
export const unreadable = (message: string): Omit<VerifyResult, 'counts'> & { counts: object } => ({
  ok: false,
  findings: [structure(message)],
  notes: [],
  counts: {},
})

/** The database's codes for a table, column, function or type that is not as the program knows it. */
const isOtherStructure = (error: unknown): boolean =>
  ['42P01', '42703', '42883', '42804', '42704'].includes(String((error as { code?: unknown }).code))

/** Verifies the database with the keys and outside copies of its home. */
export async function verifyCity(
  city: City,
  options: { columns: boolean; json: boolean },
): Promise<VerifyResult | ReturnType<typeof unreadable>> {
  try {
    return await verifyAll(city, options)
  } catch (error) {
    if (!isOtherStructure(error)) throw error
    return unreadable(`数据库的结构被改动过，读不出记录：${(error as Error).message}`)
  }
}

async function verifyAll(city: City, options: { columns: boolean; json: boolean }): Promise<VerifyResult> {
  let bar: ReturnType<typeof startProgress> | undefined
  let step = ''
  const result = await verifyDatabase({
    pool: city.owner,
    keys: city.keys,
    registry: city.registry,
    outsideDir: city.home.checkpointsDir,
    columns: options.columns,
    progress: (name, done, total) => {
      if (name !== step) {
        bar?.done()
        step = name
        bar = startProgress({ label: name, total, json: options.json })
      }
      bar?.set(done)
    },
  })
  bar?.done()
  // The bytes of files are read again as well: their hashes stand in the acts.
  const store = await openFileStore({ dir: city.home.filesDir, hmacKey: city.secrets.hmacKey, clock: systemClock })
  const files = await verifyFiles(fileRows(city.owner), store)
  const guard = await checkGuard(city.owner)
  const findings: Finding[] = [
    ...result.findings,
    ...files.findings.map((f) => ({
      kind: 'file' as const,
      table: 'kernel.file',
      matter: f.matterId,
      message: f.says,
    })),
    ...guard.faults.map(structure),
  ]
  return {
    ...result,
    ok: findings.length === 0,
    findings,
    notes: [...result.notes, ...(guard.isUnguarded ? [unguarded] : [])],
  }
}

/** Exports the record to a new folder. */
export const exportCity = (city: City, dir: string, withPrivate: boolean): Promise<{ acts: number; sealed: number }> =>
  exportTo(dir, {
    pool: city.owner,
    origin,
    city: cityName,
    keys: city.keys,
    clock: clockOf(city),
    outsideDir: city.home.checkpointsDir,
    private: withPrivate,
  })
