/**
 * A replay: a whole year of a city planned from its printed figures and acted out through the engine, in batches of whole
 * matters. The same file, scale and seed give the same record, however many lanes work on it and however often it was cut short.
 */
import { fileURLToPath } from 'node:url'
import type { Calendar } from '#kernel/calendar'
import { type Instant, localDateOf } from '#kernel/clock'
import type { Pool } from '#kernel/db'
import type { Registry } from '#kernel/domain'
import type { Engine } from '#kernel/engine'
import { PlainError } from '#kernel/errors'
import type { ReplayNote } from '../report/build.ts'
import { parseFigures } from '../report/figures.ts'
import { type CarryOn, carryOn } from './carry-on.ts'
import { loadCity } from './city.ts'
import { Script } from './enact.ts'
import { confirmationProcedure } from './enact-after.ts'
import { importOfficers } from './enact-agencies.ts'
import { byCommittee, type CommitteePlan, committeeProcedure, committeeScript } from './enact-committees.ts'
import { addDispute, type DisputeContext, disputeProcedure, type Seat } from './enact-disputes.ts'
import { seatProcedure } from './enact-seats.ts'
import { divide, type Job, type Refused, runLanes } from './lanes.ts'
import { type Plan, planYear } from './plan.ts'

/** What a replay needs of an opened city. */
export type ReplayCity = { registry: Registry; calendar: Calendar; engine: Engine; owner: Pool; now(): Instant }

export type ReplayOptions = {
  figuresText: string
  /** Name of the file, for the reader. */
  file: string
  scale: number
  seed: string
  year: number
  /** Folder under data/cities. */
  city?: string
  lanes?: number
  /** Requests in one batch, about. */
  batchSize?: number
  /** Committees go on to be elected and mediators to be trained until today, as a demonstration wants. */
  carriedOn?: boolean
  progress?: (phase: 'committees' | 'disputes', done: number, total: number) => void
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
export type ReplayState = ReplayNote & { state: 'running' | 'done' }

/** Disputes of so many indexes may pass each other; what hangs on another waits for the next such window. */
const WINDOW = 2000

const folderOf = (city: string) => fileURLToPath(new URL(`../../data/cities/${city}/`, import.meta.url))

/** Plans a year of the city from the figures, as `runReplay` will act it out. */
export function planOf(
  city: Pick<ReplayCity, 'calendar'>,
  o: Pick<ReplayOptions, 'figuresText' | 'year' | 'scale' | 'seed' | 'city'>,
): Plan {
  const figures = new Map(parseFigures(o.figuresText).map((f) => [f.id, f]))
  return planYear({
    figures,
    year: o.year,
    scale: o.scale,
    seed: o.seed,
    city: loadCity(folderOf(o.city ?? 'ningbo')),
    calendar: city.calendar,
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
async function judgeHome(owner: Pool, note: ReplayState): Promise<ReplayState | undefined> {
  const kept = await readSetting(owner, 'replay')
  const known = kept === undefined ? undefined : (JSON.parse(kept) as ReplayState)
  const elsewhere = '请换一个 FADU_HOME；数据库标为演示的，也可以加 --fresh 重建。'
  if (
    known &&
    (known.year !== note.year ||
      known.scale !== note.scale ||
      known.seed !== note.seed ||
      known.figures !== note.figures)
  )
    throw new PlainError(
      `这个数据目录里已有一次重放（${known.file}，${known.year}年，比例 ${known.scale}，种子 ${known.seed}），不能再放入另一次。${elsewhere}`,
    )
  if (!known) {
    const { rowCount } = await owner.query('select 1 from kernel.matter limit 1')
    if (rowCount) throw new PlainError(`这个数据目录里已有不是由重放产生的事项，不能与重放混在一起。${elsewhere}`)
  }
  return known
}

/**
 * Acts a year out, or goes on where it was cut short.
 * @throws PlainError where the figures, the year or the home do not allow it, or a request was refused that should not be
 */
export async function runReplay(city: ReplayCity, options: ReplayOptions): Promise<ReplayResult> {
  const started = performance.now()
  const { figuresText: figures, file, scale, seed, year } = options
  judgeYear(city, year)
  const plan = planOf(city, options)
  const note: ReplayState = { file, year, scale, seed, figures, notes: plan.notes, state: 'running' }
  const known = await judgeHome(city.owner, note)
  const matters = async () => Number((await city.owner.query('select count(*) n from kernel.matter')).rows[0].n)
  const result = async (acts: number, refused: number): Promise<ReplayResult> => ({
    acts,
    matters: await matters(),
    seconds: (performance.now() - started) / 1000,
    refused,
    notes: plan.notes,
    plan,
  })
  if (known?.state === 'done') return result(0, 0)
  await writeSetting(city.owner, 'replay', JSON.stringify(note))
  // Nobody in it exists: whoever looks at this city is told so.
  await writeSetting(city.owner, 'demonstration', 'yes')
  const { acts, refused } = await actOut(city, plan, options, known !== undefined)
  await city.owner.query('analyze')
  await writeSetting(city.owner, 'replay', JSON.stringify({ ...note, state: 'done' }))
  return result(acts, refused)
}

/** Acts a plan out: committees with their people, then disputes. */
export async function actOut(
  city: ReplayCity,
  plan: Plan,
  options: Pick<ReplayOptions, 'lanes' | 'batchSize' | 'progress' | 'onRefused' | 'carriedOn'>,
  isResumed: boolean,
): Promise<{ acts: number; refused: number }> {
  const { lanes = 2, batchSize = 1000, progress, onRefused } = options
  await importOfficers(city.owner, plan.committees)
  const recorded = new Map<string, number>()
  if (isResumed)
    for (const r of (await city.owner.query('select matter_id, last_n from kernel.matter')).rows)
      recorded.set(r.matter_id, r.last_n)
  const total = { acts: 0, refused: 0 }
  const run = async (phase: 'committees' | 'disputes', jobs: Job[], units: number) => {
    let done = 0
    progress?.(phase, 0, units)
    await runLanes(jobs, {
      engine: city.engine,
      batchSize,
      lanes,
      recorded,
      onDone: (n, acts, refused) => {
        done += n
        total.acts += acts
        total.refused += refused
        progress?.(phase, done, units)
      },
      ...(onRefused ? { onRefused } : {}),
    })
  }
  const until = city.now()
  const nameOf = await agencyNames(city.owner)
  const committees = byCommittee(plan)
  const carry = options.carriedOn ? carryOn(plan, city.calendar, localDateOf(until)) : () => {}
  await run('committees', committeeJobs(plan, committees, nameOf, lanes, until, carry), committees.length)
  // The database's statistics know nothing of what just came; the plans of the next phase rest on them.
  await city.owner.query('analyze')
  const first = city.registry.procedures.get(confirmationProcedure)![0]!
  const ctx = { ...contextOf(plan, committees, nameOf), confirmationFrom: first.effective.from }
  const jobs = disputeJobs(plan, ctx, lanes, until)
  await run('disputes', jobs, jobs.length)
  return total
}

/** Names of the agencies that were imported. */
export async function agencyNames(owner: Pool): Promise<(id: string) => string> {
  const { rows } = await owner.query('select agency_id, name from kernel.agency where matter_id is null')
  const names = new Map<string, string>(rows.map((r) => [r.agency_id, r.name]))
  return (id) => names.get(id) ?? id
}

function committeeJobs(
  plan: Plan,
  committees: CommitteePlan[],
  agencyName: (id: string) => string,
  lanes: number,
  until: Instant,
  carry: CarryOn,
): Job[] {
  const trainings = Map.groupBy(plan.trainings, (t) => t.person)
  const ctx = { seed: plan.seed, persons: plan.persons, trainings, agencyName }
  const weights = new Map<string, number>()
  for (const c of committees)
    weights.set(c.committee.county, (weights.get(c.committee.county) ?? 0) + c.appointments.length)
  // People sit on committees of one county as a rule, so lanes by county seldom wait for each other.
  const lane = divide(weights, lanes)
  return committees.map((c, id) => ({
    lane: lane.get(c.committee.county)!,
    window: 0,
    id,
    after: [],
    make: () => committeeScript(c, ctx, carry).unit(until),
  }))
}

/** Who acts in disputes, from the seats of the plan. */
export function contextOf(plan: Plan, committees: CommitteePlan[], agencyName: (id: string) => string): DisputeContext {
  const seat = (a: Plan['appointments'][number]): Seat => ({ person: a.person, startOn: a.startOn, endOn: a.endOn })
  return {
    seed: plan.seed,
    committees: plan.committees,
    persons: plan.persons,
    heads: committees.map((c) => seat(c.appointments.find((a) => a.role === 'HEAD')!)),
    seats: committees.map((c) => new Map(c.appointments.map((a) => [a.person, seat(a)]))),
    agencyName,
  }
}

/** Disputes in the order in which they came in; a matter merged into another is one unit with it. */
function disputeJobs(plan: Plan, ctx: DisputeContext, lanes: number, until: Instant): Job[] {
  const { outline } = plan
  const unitOf = outline.map((o, i) => o.mergedInto ?? i)
  const members = new Map<number, number[]>()
  unitOf.forEach((u, i) => {
    members.set(u, [...(members.get(u) ?? []), i])
  })
  const window = new Map<number, number>()
  const after = new Map<number, number[]>()
  for (const [u, list] of members) {
    window.set(u, Math.floor(u / WINDOW))
    after.set(
      u,
      list.flatMap((i) => outline[i]!.after.map((a) => unitOf[a]!)),
    )
  }
  // What hangs on another goes to a later window than that one; chains are short.
  for (let moved = true; moved; ) {
    moved = false
    for (const [u, list] of after)
      for (const a of list)
        if (window.get(u)! <= window.get(a)!) {
          window.set(u, window.get(a)! + 1)
          moved = true
        }
  }
  const weights = new Map<string, number>()
  for (const o of outline) {
    const { county } = plan.committees[o.committee]!
    weights.set(county, (weights.get(county) ?? 0) + 1)
  }
  const lane = divide(weights, lanes)
  return [...members]
    .map(
      ([u, list]): Job => ({
        lane: lane.get(plan.committees[outline[u]!.committee]!.county)!,
        window: window.get(u)!,
        id: u,
        after: after.get(u)!,
        make: () => {
          const script = new Script(plan.seed)
          for (const i of list) addDispute(script, plan.dispute(i), ctx)
          return script.unit(until)
        },
      }),
    )
    .sort((a, b) => a.window - b.window || a.id - b.id)
}
