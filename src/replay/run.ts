/**
 * A replay: a whole year of a city planned from its printed figures and acted out through the engine, in batches of whole
 * matters. The same file, scale and seed give the same record, however many lanes work on it and however often it was cut short.
 */
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Calendar } from '#kernel/calendar'
import { type Instant, localDateOf } from '#kernel/clock'
import type { Pool } from '#kernel/db'
import type { Registry } from '#kernel/domain'
import type { Engine } from '#kernel/engine'
import { PlainError } from '#kernel/errors'
import type { ReplayNote } from '../report/build.ts'
import { parseFigures } from '../report/figures.ts'
import { actBulletins, monthsOf } from './bulletins.ts'
import { importCentreStaff } from './centre-cast.ts'
import { loadCity } from './city.ts'
import { importOfficers } from './enact-agencies.ts'
import { committeeProcedure } from './enact-committees.ts'
import { disputeProcedure } from './enact-disputes.ts'
import { seatProcedure } from './enact-seats.ts'
import { jobsOf, type Phase } from './jobs.ts'
import type { Refused } from './lanes.ts'
import { type Plan, planYear } from './plan.ts'
import { type Assignment, type Reach, startThreads, type Threads } from './threads.ts'

export { contextOf } from './jobs.ts'

/** What a replay needs of an opened city. */
export type ReplayCity = {
  registry: Registry
  calendar: Calendar
  engine: Engine
  owner: Pool
  /** As the application reads; without it no bulletins are made. */
  app?: Pool
  now(): Instant
  /** How other threads reach the same database; without it all is done in this one. */
  reach?: Reach
}

export type ReplayOptions = {
  figuresText: string
  /** Name of the file, for the reader. */
  file: string
  scale: number
  seed: string
  year: number
  /** Only mediation, without the dispute centres. */
  isMediationOnly?: boolean
  /** Folder under data/cities. */
  city?: string
  /** Batches under way side by side, in all threads together; 1 keeps everything in one thread, one batch after another. */
  lanes?: number
  /** This one among them; by default two for a year of some size, as far as the machine has cores. */
  threads?: number
  /** Requests in one batch, about. */
  batchSize?: number
  /** Committees go on to be elected and mediators to be trained until today, as a demonstration wants. */
  carriedOn?: boolean
  progress?: (phase: Phase, done: number, total: number) => void
  onRefused?: (r: Refused) => void
}

export type ReplayResult = {
  acts: number
  matters: number
  seconds: number
  refused: number
  notes: string[]
  plan: Plan
}

/** State of a replay as the city remembers it. */
export type ReplayState = ReplayNote & { state: 'running' | 'done'; isMediationOnly?: boolean }

const folderOf = (city: string) => fileURLToPath(new URL(`../../data/cities/${city}/`, import.meta.url))

/** Plans a year of the city from the figures, as `runReplay` will act it out. */
export function planOf(
  city: Pick<ReplayCity, 'calendar'>,
  o: Pick<ReplayOptions, 'figuresText' | 'year' | 'scale' | 'seed' | 'city' | 'isMediationOnly'>,
): Plan {
  const figures = new Map(parseFigures(o.figuresText).map((f) => [f.id, f]))
  return planYear({
    figures,
    year: o.year,
    scale: o.scale,
    seed: o.seed,
    city: loadCity(folderOf(o.city ?? 'ningbo')),
    calendar: city.calendar,
    ...(o.isMediationOnly ? { isMediationOnly: true } : {}),
  })
}

/** Refuses a year that is not over, and one in which the law of a procedure was not in force yet. */
export function judgeYear(city: Pick<ReplayCity, 'registry' | 'now'>, year: number): void {
  const thisYear = Number(localDateOf(city.now()).slice(0, 4))
  if (year >= thisYear) throw new PlainError(`${year}年还没有结束，不能重放；最近可以重放的是${thisYear - 1}年。`)
  for (const id of [committeeProcedure, seatProcedure, disputeProcedure]) {
    const first = city.registry.procedures.get(id)![0]!
    if (first.effective.from > `${year}-01-01`)
      throw new PlainError(
        `${year}年不能重放：「${first.label}」最早的程序版本 ${first.version} 自 ${first.effective.from} 起施行，在此之前没有可以适用的版本。`,
      )
  }
}

export async function readSetting(owner: Pool, key: string): Promise<string | undefined> {
  const { rows } = await owner.query('select value from kernel.setting where key = $1', [key])
  return rows[0]?.value
}
export async function writeSetting(owner: Pool, key: string, value: string): Promise<void> {
  await owner.query(
    'insert into kernel.setting values ($1, $2) on conflict (key) do update set value = excluded.value',
    [key, value],
  )
}

/** One replay for a city: another one, or matters that no replay made, are not mixed with it. */
async function judgeHome(owner: Pool, note: Omit<ReplayState, 'notes' | 'state'>): Promise<ReplayState | undefined> {
  const kept = await readSetting(owner, 'replay')
  const known = kept === undefined ? undefined : (JSON.parse(kept) as ReplayState)
  const elsewhere = '请换一个 FADU_HOME；数据库标为演示的，也可以加 --fresh 重建。'
  if (
    known &&
    (known.year !== note.year ||
      known.scale !== note.scale ||
      known.seed !== note.seed ||
      known.figures !== note.figures ||
      (known.isMediationOnly ?? false) !== (note.isMediationOnly ?? false))
  )
    throw new PlainError(
      `这个数据目录里已有一次重放（${known.file}，${known.year}年，比例 ${known.scale}，种子 ${known.seed}${known.isMediationOnly ? '，只有人民调解' : ''}），不能再放入另一次。${elsewhere}`,
    )
  if (!known) {
    const { rowCount } = await owner.query('select 1 from kernel.matter limit 1')
    if (rowCount) throw new PlainError(`这个数据目录里已有不是由重放产生的事项，不能与重放混在一起。${elsewhere}`)
  }
  return known
}

/** Threads gain nothing where starting one takes as long as the work: below this share of a year all runs in one. */
const THREADS_FROM = 0.05
/** After so many acts the database's statistics are made anew, and for the readers when so much of the last phase is done. */
const LOOK_AFTER = 5000
const LAST_LOOK = 0.85
/** More would only wait for the database. */
const MOST_THREADS = 4

/** How many threads and how many lanes in each. What is told of refusals, or brings an engine only, is told in one thread. */
function divisionOf(city: ReplayCity, o: ReplayOptions): { threads: number; lanes: number } {
  const few = !city.reach || o.onRefused !== undefined || o.lanes === 1
  const wished = o.threads ?? (o.scale < THREADS_FROM ? 1 : Math.min(availableParallelism(), MOST_THREADS))
  const threads = few ? 1 : wished
  return { threads, lanes: Math.ceil((o.lanes ?? 2 * threads) / threads) }
}

/**
 * Acts a year out, or goes on where it was cut short.
 * @throws PlainError where the figures, the year or the home do not allow it, or a request was refused that should not be
 */
export async function runReplay(city: ReplayCity, options: ReplayOptions): Promise<ReplayResult> {
  const started = performance.now()
  const { figuresText: figures, file, scale, seed, year } = options
  judgeYear(city, year)
  const { isMediationOnly = false } = options
  const mark = { file, year, scale, seed, figures, ...(isMediationOnly ? { isMediationOnly } : {}) }
  const known = await judgeHome(city.owner, mark)
  const isDone = known?.state === 'done'
  const assignment: Assignment = {
    reach: city.reach!,
    wanted: { figuresText: figures, year, scale, seed, city: options.city, isMediationOnly },
    calendar: city.calendar,
    until: city.now(),
    carriedOn: options.carriedOn ?? false,
    batchSize: options.batchSize ?? 1000,
    ...(isDone ? { threads: 1, lanes: 1 } : divisionOf(city, options)),
  }
  // The threads plan while this one does.
  const threads = startThreads(assignment)
  try {
    const plan = planOf(city, options)
    const assumed = plan.admin ? { assumedYears: [year - 1] } : {}
    const note: ReplayState = { ...mark, notes: plan.notes, ...assumed, state: 'running' }
    const matters = async () => Number((await city.owner.query('select count(*) n from kernel.matter')).rows[0].n)
    const result = async (acts: number, refused: number): Promise<ReplayResult> => ({
      acts,
      matters: await matters(),
      seconds: (performance.now() - started) / 1000,
      refused,
      notes: plan.notes,
      plan,
    })
    if (isDone) return await result(0, 0)
    await writeSetting(city.owner, 'replay', JSON.stringify(note))
    // Nobody in it exists: whoever looks at this city is told so.
    await writeSetting(city.owner, 'demonstration', 'yes')
    const { acts, refused } = await actOut(city, plan, assignment, threads, options, known !== undefined)
    const bulletins =
      plan.admin && city.app
        ? await actBulletins({ ...city, app: city.app }, plan.cityCode, seed, monthsOf(year), city.now())
        : 0
    await writeSetting(city.owner, 'replay', JSON.stringify({ ...note, state: 'done' }))
    return await result(acts + bulletins, refused)
  } finally {
    await threads.close()
  }
}

/** Acts a plan out: committees with their people, then disputes; around them what the dispute centres do. */
async function actOut(
  city: ReplayCity,
  plan: Plan,
  assignment: Assignment,
  threads: Threads,
  options: Pick<ReplayOptions, 'progress' | 'onRefused'>,
  isResumed: boolean,
): Promise<{ acts: number; refused: number }> {
  const { progress, onRefused } = options
  await importOfficers(city.owner, plan.committees)
  if (plan.centre) await importCentreStaff(city.owner, plan.centre.centres)
  const recorded = new Map<string, number>()
  if (isResumed)
    for (const r of (await city.owner.query('select matter_id, last_n from kernel.matter')).rows)
      recorded.set(r.matter_id, r.last_n)
  const names = await namesOf(city.owner)
  const { registry } = city
  const total = { acts: 0, refused: 0 }
  // Statements planned while the tables were empty read them whole, until the database has looked at them again; nobody waits for it.
  const looks: Promise<unknown>[] = []
  const look = () => {
    const looked = city.owner.query('analyze')
    looked.catch(() => {})
    looks.push(looked)
  }
  const last: Phase = plan.admin ? 'suits' : plan.centre ? 'outcomes' : 'disputes'
  let isLastLook = false
  const run = async (phase: Phase) => {
    const jobs = jobsOf(phase, { ...assignment, plan, registry, names })
    let done = 0
    progress?.(phase, 0, jobs.length)
    await threads.run(
      phase,
      jobs,
      { names, recorded },
      {
        engine: city.engine,
        batchSize: assignment.batchSize,
        lanes: assignment.lanes,
        recorded,
        onDone: (n, acts, refused) => {
          done += n
          total.acts += acts
          total.refused += refused
          if (looks.length === 0 && total.acts >= LOOK_AFTER) look()
          if (phase === last && !isLastLook && done >= LAST_LOOK * jobs.length) {
            isLastLook = true
            look()
          }
          progress?.(phase, done, jobs.length)
        },
        ...(onRefused ? { onRefused } : {}),
      },
    )
  }
  await run('committees')
  look()
  await run('disputes')
  if (plan.centre) {
    await run('matters')
    await run('outcomes')
  }
  if (plan.admin) {
    await run('reconsiderations')
    await run('suits')
  }
  await Promise.all(looks)
  return total
}

/** Names of the agencies that were imported, by id. */
async function namesOf(owner: Pool): Promise<Map<string, string>> {
  const { rows } = await owner.query('select agency_id, name from kernel.agency where matter_id is null')
  return new Map(rows.map((r) => [r.agency_id, r.name]))
}

/** The same as a function; an agency that nobody knows is called by its id. */
export async function agencyNames(owner: Pool): Promise<(id: string) => string> {
  const names = await namesOf(owner)
  return (id) => names.get(id) ?? id
}
