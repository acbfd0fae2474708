/** Acting requests out in batches: several lanes side by side, each in its own order, waiting only for what it names. */
import type { Engine } from '#kernel/engine'
import { PlainError, type Problem } from '#kernel/errors'
import type { PlannedRequest, Unit } from './enact.ts'

/** A unit of work in a lane. */
export type Job = {
  /** Lanes do not divide what one place must see in order. */
  lane: number
  /** A batch never holds jobs of two windows. */
  window: number
  id: number
  /** Jobs of earlier windows that must be done first, whatever their lane. */
  after: readonly number[]
  make: () => Unit
}

export type Refused = { request: PlannedRequest; problem: Problem }

export type LaneOptions = {
  engine: Pick<Engine, 'performMany'>
  batchSize: number
  /** So many lanes run here, from this one on (0 unless other threads run the others). */
  lanes: number
  firstLane?: number
  elsewhere?: Elsewhere
  /** Acts that are already recorded, by matter: a replay that was cut short goes on after them. */
  recorded: ReadonlyMap<string, number>
  onDone: (units: number, acts: number, refused: number) => void
  /** Told of a refusal that the plan does not know; without it the first one ends the run. */
  onRefused?: (r: Refused) => void
}

/** The threads that run the other lanes of the same jobs. */
export type Elsewhere = {
  /** Tells them which jobs, of those that somebody there waits for, are done here. */
  tell(done: readonly number[]): void
  /** Says whom to tell of jobs that are done there, and of what ends the run. Called before the first batch. */
  listen(open: (done: readonly number[]) => void, fail: (error: unknown) => void): void
}

/** What of a unit is not recorded yet. */
export function remaining(unit: Unit, recorded: ReadonlyMap<string, number>): PlannedRequest[] {
  if (recorded.size === 0) return unit.requests
  const seen = new Map<string, number>()
  const left = unit.requests.filter((r) => {
    const id = r.steps[0]!.matterId!
    const n = seen.get(id) ?? unit.before?.get(id) ?? 0
    if (r.refusedBy) return n >= (recorded.get(id) ?? 0)
    // A lapse may be on record without what turned to the matter after it.
    const from = n + (r.lapses ?? 0)
    seen.set(id, from + r.steps.length)
    return from >= (recorded.get(id) ?? 0)
  })
  return left.every((r) => r.refusedBy) ? [] : left
}

const words = (r: Refused): string => {
  const [step] = r.request.steps
  const input = step!.input as { kind?: string; source?: string }
  return `${r.request.at.slice(0, 10)} ${step!.procedure ?? ''} ${step!.action}（${r.request.actor.role}${input.kind ? `，${input.kind}` : ''}）：${r.problem.title}（事项 ${step!.matterId}）`
}

/** Runs all jobs. @throws PlainError with the first refusal that the plan does not know, in words. */
export async function runLanes(jobs: readonly Job[], options: LaneOptions): Promise<void> {
  const { elsewhere, firstLane = 0 } = options
  const isHere = (lane: number) => lane >= firstLane && lane < firstLane + options.lanes
  const gates = new Map<number, { promise: Promise<void>; open: () => void; fail: (e: unknown) => void }>()
  const awaitedElsewhere = new Set<number>()
  for (const j of jobs)
    for (const id of j.after)
      if (!isHere(j.lane)) awaitedElsewhere.add(id)
      else if (!gates.has(id)) {
        const gate = Promise.withResolvers<void>()
        gate.promise.catch(() => {})
        gates.set(id, { promise: gate.promise, open: gate.resolve, fail: gate.reject })
      }
  let failed = false
  const fail = (error: unknown) => {
    failed = true
    for (const g of gates.values()) g.fail(error)
  }
  elsewhere?.listen((done) => {
    for (const id of done) gates.get(id)?.open()
  }, fail)

  const judge = (requests: PlannedRequest[], answers: Awaited<ReturnType<Engine['performMany']>>) => {
    let acts = 0
    let refused = 0
    answers.forEach((answer, i) => {
      const request = requests[i]!
      if (answer.ok) acts += answer.acts.length
      if (answer.ok && request.refusedBy)
        throw new Error(`expected a refusal under ${request.refusedBy}: ${JSON.stringify(request.steps[0])}`)
      if (answer.ok) return
      if (request.refusedBy && answer.problem.type.endsWith(`:${request.refusedBy}`)) {
        refused++
        return
      }
      const r = { request, problem: answer.problem }
      if (!options.onRefused) throw new PlainError(`重放在这一步被拒绝，已停止：${words(r)}`, 1)
      options.onRefused(r)
    })
    return { acts, refused }
  }

  const runLane = async (lane: number) => {
    let batch: PlannedRequest[] = []
    let ids: number[] = []
    let waits: Promise<void>[] = []
    const flush = async () => {
      if (!ids.length) return
      const [requests, done, gated] = [batch, ids, waits]
      batch = []
      ids = []
      waits = []
      await Promise.all(gated)
      if (failed) return
      const counts = requests.length
        ? judge(requests, await options.engine.performMany(requests))
        : { acts: 0, refused: 0 }
      for (const id of done) gates.get(id)?.open()
      const told = done.filter((id) => awaitedElsewhere.has(id))
      if (told.length) elsewhere?.tell(told)
      options.onDone(done.length, counts.acts, counts.refused)
    }
    let window = -1
    for (const job of jobs) {
      if (job.lane !== lane) continue
      if (failed) return
      if (batch.length >= options.batchSize || job.window !== window) await flush()
      window = job.window
      for (const id of job.after) waits.push(gates.get(id)!.promise)
      batch.push(...remaining(job.make(), options.recorded))
      ids.push(job.id)
    }
    await flush()
  }

  const ended = await Promise.allSettled(
    Array.from({ length: options.lanes }, (_, i) =>
      runLane(firstLane + i).catch((error) => {
        fail(error)
        throw error
      }),
    ),
  )
  const first = ended.find((e) => e.status === 'rejected')
  if (first) throw first.reason
}

/** Divides places over lanes by their weight, the heaviest first; the same places always fall alike. */
export function divide(weights: ReadonlyMap<string, number>, lanes: number): Map<string, number> {
  const load = new Array<number>(lanes).fill(0)
  const lane = new Map<string, number>()
  const order = [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  for (const [place, weight] of order) {
    const least = load.indexOf(Math.min(...load))
    lane.set(place, least)
    load[least]! += weight
  }
  return lane
}
