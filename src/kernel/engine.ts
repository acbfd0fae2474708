/**
 * The one way in: `perform` is `performMany` with one request. Load, fold, write.
 *
 * Waiting single requests are coalesced into the next batch; each is still judged under its own caller's scope, which the
 * locking query applies to (caller, matter). A batch equals its requests one after another in the given order.
 */
import {
  type Actor,
  callerPredicate,
  isInScope,
  kernelTables,
  type Placement,
  type Scope,
  systemActor,
  writeSettings,
} from './access.ts'
import { Batch } from './batch.ts'
import { encodeRows } from './binary-rows.ts'
import type { Calendar } from './calendar.ts'
import { type LocalDate, localDateOf } from './clock.ts'
import { coalescing, Failure } from './coalesce.ts'
import {
  allOf,
  type Client,
  ConnectionLost,
  inPipeline,
  insertSql,
  inTransaction,
  type Pool,
  tableShapes,
} from './db.ts'
import type { Registry } from './domain.ts'
import { type Entropy, randomEntropy } from './entropy.ts'
import { eraseSql, eraseValues, isErasure } from './erase.ts'
import { problemOf, Refusal } from './errors.ts'
import { faultPoint } from './fault.ts'
import { actRef, type Effect, findLapse, foldStep, heardStep, publicGiven } from './fold.ts'
import { declaredDay, findAction, type Prepared, parse, parseOpening } from './form.ts'
import { hmacSm3 } from './hmac.ts'
import { loadNeeds, loadUnheard, lockLate } from './load.ts'
import type { ActionRequest, Answer, MatterState, Snapshot, Step } from './matter.ts'
import { scopeColumns } from './matter-rows.ts'
import { needsOf } from './needs.ts'
import { type Preview, previewing } from './preview.ts'
import type { Need } from './procedure.ts'
import { recountStep } from './recount.ts'
import { isText, keyTaken, retries } from './retry.ts'

export type EngineOptions = {
  /** A pipelined pool (see openPool); any other works with more round trips. */
  pool: Pool
  registry: Registry
  calendar: Calendar
  /** Key of the keyed hashes (32 bytes hex), kept outside the database. */
  hmacKey: string
  /** Where the public asks whether a paper is ours; the paper's code follows. */
  checkUrl?: string
  /** Characters that papers cannot be printed with: an act whose paper has one is refused, and nothing is half done. */
  lacking?: (text: string) => readonly string[]
  /** Told of every refusal: the security log, and the tests that every refusal is reached. */
  onRefusal?: (refusal: Refusal, actor: Actor, step: Step | undefined) => void
  /** Told of every error that nobody foresaw, once for each request that failed by it. */
  onError?: (error: unknown, request: ActionRequest) => void
  /** Largest coalesced batch. */
  coalesce?: number
}

export type Engine = {
  perform(request: ActionRequest): Promise<Answer>
  /** Judges a request as `perform` would and writes nothing; a refusal is told and not logged. */
  preview(request: ActionRequest): Promise<Preview>
  /**
   * Answers row by row; a row that fails by an unforeseen error answers `kernel.error` and keeps none of the others back.
   * @throws the error where no row was answered, and ConnectionLost where the database went away
   */
  performMany(requests: readonly ActionRequest[]): Promise<Answer[]>
  /** Counts the limits of these matters anew by the calendar that the engine counts with. Returns how many acts were made. */
  recount(matterIds: readonly string[], at: ActionRequest['at']): Promise<number>
  /** Takes a calendar that was announced further. */
  setCalendar(calendar: Calendar): void
  /** Gives the matters' due lapses without any request: what the daily tick does. Returns how many acts were made. */
  lapse(matterIds: readonly string[], at: ActionRequest['at']): Promise<number>
  hmac(text: string): string
  /** Where the public asks after a paper; its code follows. */
  readonly checkUrl: string
  readonly registry: Registry
  readonly calendar: Calendar
}

/** Tables that a row of an act may go to, with the order in which they are written. */
/** What nearly every batch writes. */
const alwaysWritten = ['kernel.act', 'kernel.act_private', 'kernel.matter', 'kernel.matter_limit', 'kernel.claim']
const enginesOwn = [
  'kernel.matter',
  'kernel.act',
  'kernel.act_private',
  'kernel.matter_limit',
  'kernel.claim',
  'kernel.matter_link',
  'kernel.handover',
  'kernel.handover_answer',
  'kernel.document',
  'kernel.document_void',
  'kernel.service',
  'kernel.file',
  'kernel.wording',
  'kernel.calendar_notice',
  'kernel.finding',
  'kernel.party',
  'kernel.agency',
  'kernel.officer',
  'kernel.post',
  'kernel.certificate',
  'kernel.number_series',
  'kernel.published',
  'kernel.request_key',
]

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
// Names of prepared statements are counted over all engines, since two may share a pool.
let statements = 0
const scopeKey = (s: Scope, matterId: string) => `${s.kind}\u0000${s.value}\u0000${matterId}`

/** `reached`: the step that is being judged, so the one that a refusal meets. */
type Work = { request: ActionRequest; ids: string[]; prepared: (Prepared | undefined)[]; reached: number }

export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { pool, registry } = options
  let { calendar } = options
  const domainTables = registry.domains.flatMap((d) => d.tables)
  const underPolicy = new Set([...kernelTables, ...domainTables].map((t) => t.table))
  // A matter's rows say where it belongs and who reads it; of acts that is found at the matter, since acts are never changed.
  const followers = [...kernelTables, ...domainTables].filter(
    (t) => t.write === 'upsert' && t.matter !== null && t.table !== 'kernel.matter',
  )
  const isAppended = (t: { write: string }) => t.write === 'append'
  const appendOnly = new Set([...kernelTables, ...domainTables].filter(isAppended).map((t) => t.table))
  appendOnly.add('kernel.request_key')
  const shapes = await tableShapes(pool, [...enginesOwn, ...domainTables.map((t) => t.table)])
  const hmac = hmacSm3(options.hmacKey)
  const places = await inTransaction(pool, async (client) => {
    await client.query(writeSettings([]))
    return new Set<string>((await client.query('select code from kernel.place')).rows.map((r) => r.code))
  })
  // An opening step chose the id of a matter that its caller may not see.
  const taken = () => new Refusal('conflict', 'kernel.exists', '这个编号已经用过，请换一个编号')
  const { contentHash, replayed } = retries(hmac)
  const checkUrl = options.checkUrl ?? 'http://localhost:8080/check/'
  const newBatch = () =>
    new Batch(
      hmac,
      (t) => shapeOf(t).key,
      (t) => underPolicy.has(t),
      checkUrl,
      options.lacking,
      places,
    )
  const shapeOf = (table: string) => {
    const shape = shapes.get(table)
    if (!shape) throw new Error(`invariant: table ${table} is not declared`)
    return shape
  }

  async function lockMatters(
    client: Client,
    batch: Batch,
    pairs: { id: string; scope: Scope }[],
    visible: Set<string>,
  ) {
    if (!pairs.length) return
    const unique = [...new Map(pairs.map((p) => [scopeKey(p.scope, p.id), p])).values()]
    const { rows } = await client.query({
      name: 'lock-matters',
      text: `select r.kind, r.value, m.matter_id, m.procedure, m.version, m.state, m.number, m.filed_on, m.last_on, m.last_n, m.head, m.snapshot, m.filed_by, m.last_actor,
               m.agency_id, m.town_code, m.county_code, m.reader
             from json_to_recordset($1) as r(id uuid, kind text, value text)
               join kernel.matter m on m.matter_id = r.id
             where ${callerPredicate('m', 'r.kind', 'r.value')}
             order by m.matter_id for update of m`,
      values: [JSON.stringify(unique.map((p) => ({ id: p.id, kind: p.scope.kind, value: p.scope.value })))],
    })
    for (const r of rows) {
      visible.add(scopeKey({ kind: r.kind, value: r.value }, r.matter_id))
      if (!batch.matters.has(r.matter_id)) batch.matters.set(r.matter_id, matterOf(registry, r))
    }
  }

  /** Reads the answers that matters of the batch have yet to record. */
  async function hearAnswers(client: Client, batch: Batch) {
    const givers = [...batch.matters.values()].filter((m) => m.procedure.hears).map((m) => m.id)
    if (givers.length) await loadUnheard(client, batch, givers)
  }

  /** Reads the forms of opening steps, which need no matter, and names the agencies and actors that the batch will ask for. */
  function readOpenings(batch: Batch, works: Work[]) {
    const openings = new Map<string, { p: Prepared['p']; place: string | Placement | null }>()
    const agencies: Need[] = []
    const actors = new Set<string>()
    for (const w of works) {
      if (w.request.actor.role !== 'system' && w.request.actor.role !== 'public') actors.add(w.request.actor.id)
      for (let i = 0; i < w.request.steps.length; i++) {
        const step = w.request.steps[i]!
        if (!step.procedure) continue
        try {
          const prepared = parseOpening(registry, step, declaredDay(step, w.request.at))
          w.prepared[i] = prepared
          const place = prepared.def.place!(prepared.input, { newAgencyId: () => '' })
          openings.set(w.ids[i]!, { p: prepared.p, place })
          if (typeof place === 'string') agencies.push({ agency: place })
        } catch (e) {
          if (!(e instanceof Refusal)) throw e // the fold will refuse it in its turn
        }
      }
    }
    return { openings, load: (client: Client) => loadNeeds(client, batch, agencies, actors) }
  }

  /** Reads the other forms and loads what the whole batch needs, as far as it can be known before the fold. */
  async function prefetch(
    client: Client,
    batch: Batch,
    works: Work[],
    openings: Map<string, { p: Prepared['p']; place: string | Placement | null }>,
  ) {
    const needs: Need[] = []
    for (const w of works)
      for (let i = 0; i < w.request.steps.length; i++) {
        const step = w.request.steps[i]!
        const id = w.ids[i]!
        try {
          const declaredOn = declaredDay(step, w.request.at)
          const known = batch.matters.get(id)
          if (known || !step.procedure) {
            const p = known?.procedure ?? openings.get(id)?.p
            const def = p && findAction(p, step.action)
            if (!p || !def?.in) continue
            w.prepared[i] = { p, def, input: parse(def, step.input, step.action) }
          }
          const prepared = w.prepared[i]
          if (!prepared) continue
          const place = known?.placement ?? openings.get(id)?.place ?? null
          needs.push(
            ...needsOf({
              world: batch,
              matterId: id,
              def: prepared.def,
              input: prepared.input,
              facts: known?.facts,
              placement: typeof place === 'string' ? placementOf(batch, place) : place,
              declaredOn,
              actor: w.request.actor,
            }),
          )
        } catch (e) {
          // The fold will refuse it in its turn; facts that are not there yet are asked again there.
          if (!(e instanceof Refusal || e instanceof TypeError)) throw e
        }
      }
    await loadNeeds(client, batch, needs, [])
  }

  async function foldRequest(
    client: Client,
    batch: Batch,
    w: Work,
    visible: Set<string>,
  ): Promise<{ effects: Effect[] }> {
    const { request } = w
    const { actor, at } = request
    const entropy = request.entropy ?? randomEntropy
    const effects: Effect[] = []
    if (request.key !== undefined && !isText(request.key))
      throw new Refusal('input', 'kernel.key', '请求编号含有不能保存的字符，请换一个编号')
    if (
      actor.role !== 'system' &&
      actor.role !== 'public' &&
      !batch.holdsPost(actor.id, actor.role, actor.scope, localDateOf(at))
    )
      throw new Refusal('scope', 'kernel.post', '您现在不担任这一职务，不能以它的名义办理')
    // A matter that only a neighbour in the batch may see is to this caller as if it were not there.
    const hidden = new Set<string>()
    let isTaken = false
    for (const matterId of new Set(w.ids)) {
      const known = batch.matters.get(matterId)
      if (!known) continue
      // A matter opened earlier in this very batch is judged by the same predicate, in memory.
      const seen =
        visible.has(scopeKey(actor.scope, matterId)) ||
        (batch.openedHere.has(matterId) && isInScope(actor.scope, known.placement))
      if (!seen) {
        hidden.add(matterId)
        continue
      }
      await giveDue(client, batch, matterId, at, entropy)
    }
    // What the law has worked by itself stands, whatever becomes of the request.
    batch.mark()
    const world: Batch = hidden.size
      ? Object.create(batch, { matter: { value: (id: string) => (hidden.has(id) ? undefined : batch.matter(id)) } })
      : batch
    for (let i = 0; i < request.steps.length; i++) {
      const step = request.steps[i]!
      w.reached = i
      const matterId = w.ids[i]!
      const matter = world.matter(matterId)
      const isNew = !matter
      let prepared = w.prepared[i]
      // Where an earlier request of the batch opened the matter, its version is known only now.
      if (matter ? prepared?.p !== matter.procedure : !prepared) prepared = findPrepared(matter, step, at)
      let needs: readonly Need[] | undefined
      if (prepared && (matter || step.procedure !== undefined)) {
        needs = await loadStepNeeds(client, batch, matter, step, matterId, prepared, at, actor)
      }
      const effect = foldStep({ registry, calendar, world, actor, at, entropy, step, matterId, prepared, needs })
      batch.apply(effect)
      if (hidden.delete(matterId)) isTaken = true
      if (isNew) batch.open(matterId)
      if (isErasure(effect)) {
        if (request.steps.length > 1) throw new Refusal('input', 'record.alone', '删除个人信息须单独提交')
        await eraseValues(client, registry, batch, effect, actor.scope)
      }
      effects.push(effect)
    }
    // Alone, the request would have failed here on the record's unique key.
    if (isTaken) throw taken()
    return { effects }
  }

  /** What stands before any request: answers to the matter's offers, and lapses that the law has worked by the day, as acts of the system. */
  async function giveDue(
    client: Client,
    batch: Batch,
    matterId: string,
    at: ActionRequest['at'],
    entropy: Entropy,
  ): Promise<void> {
    for (let guard = 0; guard < 32; guard++) {
      const matter = batch.matter(matterId)
      if (!matter) return
      const lapse = findLapse(matter, localDateOf(at))
      const answers = batch.unheard.get(matterId)
      const answer = answers?.[0] && heardStep(matter, answers[0])
      // What came first is recorded first.
      const isAnswer = answer !== undefined && (!lapse || answer.declaredOn! <= lapse.step.declaredOn!)
      if (answers?.length && (isAnswer || answer === undefined)) answers.shift()
      const step = isAnswer ? answer : lapse?.step
      if (!step) {
        if (answers?.length) continue
        return
      }
      const prepared = findPrepared(matter, step, at)
      const needs = prepared && (await loadStepNeeds(client, batch, matter, step, matterId, prepared, at, systemActor))
      batch.apply(
        foldStep(
          {
            registry,
            calendar,
            world: batch,
            actor: systemActor,
            at,
            entropy,
            step,
            matterId,
            prepared,
            needs,
          },
          isAnswer ? {} : { lapsed: lapse!.limit },
        ),
      )
    }
    throw new Error(`invariant: lapses of ${matterId} do not end`)
  }

  /** Where the calendar moves a matter's limits, an act of the system says so. */
  async function giveRecount(client: Client, batch: Batch, matterId: string, at: ActionRequest['at']) {
    const matter = batch.matter(matterId)
    const step = matter && recountStep(matter, calendar)
    if (!step) return
    const prepared = findPrepared(matter, step, at)
    const needs = prepared && (await loadStepNeeds(client, batch, matter, step, matterId, prepared, at, systemActor))
    const args = { registry, calendar, world: batch, actor: systemActor, at, entropy: randomEntropy }
    batch.apply(foldStep({ ...args, step, matterId, prepared, needs }))
  }

  /** The step's form read under the version its matter runs or will run under; nothing where the fold refuses the step anyway. */
  function findPrepared(matter: MatterState | undefined, step: Step, at: ActionRequest['at']): Prepared | undefined {
    try {
      if (!matter) return step.procedure === undefined ? undefined : parseOpening(registry, step, declaredDay(step, at))
      const def = findAction(matter.procedure, step.action)
      return def?.in && { p: matter.procedure, def, input: parse(def, step.input, step.action) }
    } catch (e) {
      if (!(e instanceof Refusal)) throw e
      return undefined
    }
  }

  /** Needs as they stand at this point, where earlier requests of the batch may have changed the facts. */
  function stepNeeds(
    batch: Batch,
    matter: MatterState | undefined,
    step: Step,
    matterId: string,
    prepared: Prepared,
    at: ActionRequest['at'],
    actor: Actor,
  ): readonly Need[] {
    const declaredOn = declaredDay(step, at)
    const place = matter ? matter.placement : prepared.def.place!(prepared.input, { newAgencyId: () => '' })
    const placement = typeof place === 'string' ? placementOf(batch, place) : place
    return needsOf({
      world: batch,
      matterId,
      def: prepared.def,
      input: prepared.input,
      facts: matter?.facts,
      placement,
      declaredOn,
      actor,
    })
  }

  async function loadStepNeeds(
    client: Client,
    batch: Batch,
    matter: MatterState | undefined,
    step: Step,
    matterId: string,
    prepared: Prepared,
    at: ActionRequest['at'],
    actor: Actor,
  ) {
    const place = matter ? null : prepared.def.place!(prepared.input, { newAgencyId: () => '' })
    if (typeof place === 'string' && !batch.agencies.has(place)) await loadNeeds(client, batch, [{ agency: place }], [])
    const needs = stepNeeds(batch, matter, step, matterId, prepared, at, actor)
    const missing = needs.filter((n) => !isLoaded(batch, n) && !batch.locksLate(n))
    if (missing.length) await loadNeeds(client, batch, missing, [])
    return needs
  }

  const isLoaded = (batch: Batch, n: Need): boolean => {
    if ('claim' in n) return batch.isClaimReady(n.claim, n.key, n.exclusive ?? false, n.lockOnly ?? false)
    if ('series' in n) return batch.series.has(n.series)
    if ('agency' in n) return batch.agencies.has(n.agency)
    if ('organ' in n) return batch.organs.has(n.organ)
    if ('handover' in n) return batch.handovers.has(n.handover)
    if ('officer' in n) return batch.posts.has(n.officer)
    if ('words' in n) return batch.wordings.has(n.words)
    return batch.partiesAsked.has(batch.partyKey(n.idKind, n.idNumber))
  }

  /** Writes everything; the main statement alone need not be waited for where nothing follows it. */
  async function write(client: Client, batch: Batch, last: (query: Promise<unknown>) => void) {
    const rows = new Map<string, Record<string, unknown>[]>()
    if (batch.acts.length) rows.set('kernel.act', batch.acts)
    if (batch.privates.length) rows.set('kernel.act_private', batch.privates)
    const changed = new Set(batch.acts.map((a) => a.matter_id as string))
    if (changed.size) rows.set('kernel.matter', batch.matterRows(changed))
    for (const [table, byKey] of batch.out) if (byKey.size) rows.set(table, [...byKey.values()])
    if (batch.touchedSeries.size)
      rows.set(
        'kernel.number_series',
        [...batch.touchedSeries].map((series) => ({ series, last: batch.series.get(series) })),
      )
    // What is released goes first, so that its exclusive holder's successor finds the place free.
    rows.get('kernel.claim')?.sort((a: any, b: any) => Number(b.is_released) - Number(a.is_released))
    if (!rows.size) return
    // The kernel's own tables are always named, empty or not: fewer kinds of statement, each planned once.
    const tables = [...new Set([...alwaysWritten, ...rows.keys()])].sort()
    const locked = lockLate(client, batch)
    const main = client.query({
      ...writeStatement(tables),
      values: tables.map((t) => encodeRows(shapeOf(t).rowType, shapeOf(t).all, rows.get(t) ?? [])),
    })
    const written = locked ? allOf([locked, main] as const) : main
    if (!batch.moved.size && !batch.erasures.length) return last(written)
    await written
    if (batch.moved.size) {
      const changes = JSON.stringify([...batch.moved].map(([id, p]) => ({ id, ...scopeColumns(p) })))
      for (const t of followers)
        await client.query(
          `update ${t.table} t set town_code = r.town_code, county_code = r.county_code, reader = r.reader
           from json_to_recordset($1) as r(id uuid, town_code text, county_code text, reader text[])
           where t.${t.matter ?? 'matter_id'} = r.id
             and (t.reader, t.town_code, t.county_code) is distinct from (r.reader, r.town_code, r.county_code)`,
          [changes],
        )
    }
    if (batch.erasures.length) {
      const { rowCount } = await client.query(eraseSql, [JSON.stringify(batch.erasures)])
      if (rowCount !== batch.erasures.length) throw new Error('invariant: every emptied row is there')
    }
  }

  const writeStatements = new Map<string, { name: string; text: string }>()
  /** One statement that writes all these tables, prepared under a name of its own. */
  function writeStatement(tables: string[]): { name: string; text: string } {
    const key = tables.join()
    let known = writeStatements.get(key)
    if (!known) {
      known = {
        name: `write:${statements++}`,
        text: `with ${tables.map((t, i) => `w${i} as (${insertSql(shapeOf(t), i + 1, appendOnly.has(t))})`).join(', ')} select 1`,
      }
      writeStatements.set(key, known)
    }
    return known
  }

  /** @param look shown what the one request would do, before anything is written; it throws, so that nothing is */
  async function runBatch(requests: readonly ActionRequest[], look?: (effects: Effect[]) => never): Promise<Answer[]> {
    return inPipeline(pool, async (client, last) => {
      const settings = client.query({ name: 'write-settings', ...writeSettings(requests.map((r) => r.actor.scope)) })
      const batch = newBatch()
      const visible = new Set<string>()
      const works: Work[] = requests.map((request) => ({
        request,
        ids: request.steps.map((s) => s.matterId ?? (request.entropy ?? randomEntropy).id(request.at, 'matter')),
        prepared: [],
        reached: 0,
      }))
      const pairs = works.flatMap((w) =>
        w.request.steps.flatMap((s, k) =>
          s.matterId && uuid.test(s.matterId) ? [{ id: w.ids[k]!, scope: w.request.actor.scope }] : [],
        ),
      )
      const { openings, load } = readOpenings(batch, works)
      // One after another on the connection, sent together.
      const [, done] = await allOf([
        settings,
        replayed(client, requests),
        lockMatters(client, batch, pairs, visible),
        load(client),
      ] as const)
      await hearAnswers(client, batch)
      const fresh = done.size ? works.filter((_, i) => !done.has(i)) : works
      await prefetch(client, batch, fresh, openings)
      const answers: Answer[] = []
      const keysHere = new Map<string, { content: string; answer: Answer }>()
      for (let i = 0; i < works.length; i++) {
        const w = works[i]!
        const before = done.get(i)
        if (before) {
          answers.push(before)
          continue
        }
        const key = w.request.key === undefined ? undefined : `${w.request.actor.id}\u0000${w.request.key}`
        const content = key === undefined ? '' : contentHash(w.request)
        const twin = key === undefined ? undefined : keysHere.get(key)
        if (twin) {
          answers.push(twin.content === content ? twin.answer : keyTaken())
          continue
        }
        batch.mark()
        try {
          const { effects } = await foldRequest(client, batch, w, visible)
          look?.(effects)
          const answer: Answer = {
            ok: true,
            acts: effects.map(actRef),
            given: effects.map((e) => publicGiven(e.given)),
          }
          if (key !== undefined) {
            keysHere.set(key, { content, answer })
            batch.row(
              'kernel.request_key',
              { actor: w.request.actor.id, key: w.request.key!, content, answer: JSON.stringify(answer) },
              null,
            )
          }
          answers.push(answer)
        } catch (error) {
          if (!(error instanceof Refusal) || look) throw error
          batch.undo()
          options.onRefusal?.(error, w.request.actor, w.request.steps[w.reached])
          answers.push({ ok: false, problem: problemOf(error) })
        }
      }
      // A refusal may be the shadow of the same request sent twice, whose other copy was committed while this one waited.
      for (const [i, answer] of await replayed(client, requests, (i) => !answers[i]!.ok && !done.has(i)))
        answers[i] = answer
      faultPoint('before-write')
      await write(client, batch, last)
      faultPoint('after-write')
      return answers
    })
  }

  /**
   * Runs a list in one transaction; after an unforeseen error it is halved until the row stands alone. What a half has
   * committed is answered and never run again, and a commit whose end is not known is repeated only where keys make that safe.
   */
  async function settle(requests: readonly ActionRequest[], attempt = 0): Promise<(Answer | Failure)[]> {
    if (!requests.length) return []
    // An erasure reads what is committed, so nothing else may stand in its transaction.
    const alone = requests.length > 1 ? requests.findIndex((r) => r.steps.some((s) => s.action === 'erase')) : -1
    if (alone >= 0)
      return [
        ...(await settle(requests.slice(0, alone))),
        ...(await settle([requests[alone]!])),
        ...(await settle(requests.slice(alone + 1))),
      ]
    const rewinds = requests.map((r) => r.entropy?.mark?.())
    try {
      const answers = await runBatch(requests)
      faultPoint('after-commit')
      return answers
    } catch (error) {
      for (const rewind of rewinds.reverse()) rewind?.()
      const code = (error as { code?: string }).code ?? ''
      const isLost = error instanceof ConnectionLost
      const again = isLost
        ? attempt < 1 && (!error.mayHaveCommitted || requests.every((r) => r.key !== undefined))
        : attempt < 5 && (code === '40P01' || code === '40001' || (requests.length === 1 && code === '23505'))
      if (again) return settle(requests, attempt + 1)
      // Which of the two the database says first depends on the order in which it takes the tables.
      const isExisting = code === '42501' || (error as { constraint?: string }).constraint === 'act_matter_id_n_key'
      if (
        requests.length === 1 &&
        isExisting &&
        requests[0]!.steps.some((s) => s.procedure !== undefined && s.matterId !== undefined)
      )
        return [{ ok: false, problem: problemOf(taken()) }]
      if (requests.length === 1 || isLost || code === '53100') {
        for (const r of requests) options.onError?.(error, r)
        return requests.map(() => new Failure(error))
      }
      const half = requests.length >> 1
      return [...(await settle(requests.slice(0, half))), ...(await settle(requests.slice(half)))]
    }
  }

  async function performMany(requests: readonly ActionRequest[]): Promise<Answer[]> {
    const settled = await settle(requests)
    const failures = settled.filter((a) => a instanceof Failure)
    const lost =
      failures.find((f) => f.error instanceof ConnectionLost) ??
      (failures.length === requests.length ? failures[0] : undefined)
    if (lost) throw lost.error
    return settled.map((a) => (a instanceof Failure ? { ok: false, problem: problemOf(a.error) } : a))
  }

  /** One matter whose lapse fails keeps no other from lapsing; the first error is thrown when all have had their turn. */
  async function bySystem(
    matterIds: readonly string[],
    at: ActionRequest['at'],
    isRecount: boolean,
    attempt = 0,
  ): Promise<number> {
    try {
      return await inPipeline(pool, async (client, last) => {
        const scope: Scope = { kind: 'city', value: 'city' }
        await client.query({ name: 'write-settings', ...writeSettings([scope]) })
        const batch = newBatch()
        await lockMatters(
          client,
          batch,
          matterIds.map((id) => ({ id, scope })),
          new Set(),
        )
        await hearAnswers(client, batch)
        for (const id of matterIds) {
          if (isRecount) await giveRecount(client, batch, id, at)
          await giveDue(client, batch, id, at, randomEntropy)
        }
        await write(client, batch, last)
        return batch.acts.length
      })
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if ((code === '40P01' || code === '40001') && attempt < 5) return bySystem(matterIds, at, isRecount, attempt + 1)
      if (matterIds.length <= 1 || error instanceof ConnectionLost || code === '53100') throw error
      const half = matterIds.length >> 1
      const [one, two] = [matterIds.slice(0, half), matterIds.slice(half)]
      const first = await bySystem(one, at, isRecount).catch((e) => new Failure(e))
      const second = await bySystem(two, at, isRecount)
      if (first instanceof Failure) throw first.error
      return first + second
    }
  }

  return {
    registry,
    get calendar() {
      return calendar
    },
    setCalendar: (to) => {
      calendar = to
    },
    hmac,
    checkUrl,
    perform: coalescing(settle, options.coalesce),
    performMany,
    preview: previewing(runBatch),
    lapse: (matterIds, at) => bySystem(matterIds, at, false),
    recount: (matterIds, at) => bySystem(matterIds, at, true),
  }
}

const placementOf = (batch: Batch, agencyId: string): Placement | null => {
  const a = batch.agency(agencyId)
  return a ? { agencyId, townCode: a.town_code, countyCode: a.county_code, reader: null } : null
}

/** A matter's row as the engine holds it. */
export function matterOf(registry: Registry, r: any): MatterState {
  const snapshot = JSON.parse(r.snapshot) as Snapshot
  return {
    id: r.matter_id,
    procedure: registry.procedure(r.procedure, r.version),
    state: r.state,
    placement: { agencyId: r.agency_id, townCode: r.town_code, countyCode: r.county_code, reader: r.reader },
    number: r.number,
    filedOn: r.filed_on as LocalDate,
    lastOn: r.last_on as LocalDate,
    filedBy: r.filed_by,
    lastActor: r.last_actor,
    n: r.last_n,
    head: r.head,
    facts: snapshot.facts,
    limits: snapshot.limits,
    documents: snapshot.documents ?? [],
  }
}
