/**
 * The fold: one step judged and turned into an act, in pure TypeScript over what the batch has loaded.
 *
 * The same `evolve` runs in service and in `verify`: an act's effect on facts, limits and rows is a function of the record alone.
 */
import { type Actor, isInScope } from './access.ts'
import type { Calendar } from './calendar.ts'
import { type ActRecord, actAlg, actHash, actText, commit } from './canonical.ts'
import { type Instant, type LocalDate, localDateOf } from './clock.ts'
import { checkDeclared } from './declared.ts'
import type { WordingOverride } from './document.ts'
import type { Registry } from './domain.ts'
import type { Entropy } from './entropy.ts'
import { type Basis, invariant, Refusal } from './errors.ts'
import { actorsAfter, evolve, placementAfter } from './evolve.ts'
import { declaredDay, findAction, type Prepared, parse, parseOpening } from './form.ts'
import { admitted, isOutside, judgeFiles, judgeRole, ownSight } from './judge.ts'
import { citeText } from './law.ts'
import { advanceLimits, lapseDue } from './limits.ts'
import type { ActRef, MatterState, Step } from './matter.ts'
import { issuerOf, needKey, needsOf, undeclaredNeed } from './needs.ts'
import type { Organ } from './organ.ts'
import { documentsAfter, issuePapers, judgePaper } from './paper.ts'
import { type PrivateFields, separate } from './personal.ts'
import { checkPlaces } from './places.ts'
import {
  type ActionDef,
  type AgencyRow,
  actionsIn,
  type Claim,
  type ClaimChange,
  type Context,
  type FoldedAct,
  type Handover,
  type LimitState,
  type Need,
  type ProcedureDef,
  type Rows,
} from './procedure.ts'
import { checkTarget } from './targets.ts'

/** What the batch knows of the world beyond the matter; kept up to date as its requests are folded. */
export type World = {
  matter(id: string): MatterState | undefined
  claims(kind: string, key: string): readonly Claim[]
  agency(id: string): AgencyRow | undefined
  organ(id: string, on: LocalDate): Organ | undefined
  postsOf: Context<unknown, unknown>['posts']
  party(idKind: string, idNumber: string, fresh: () => string): string
  number(series: string): number
  handover(id: string): Handover | undefined
  words(agency: string): readonly WordingOverride[]
  hmac(text: string): string
  /** See checkPlaces. */
  readonly places: ReadonlySet<string>
  readonly checkUrl: string
  /** See Desk in paper.ts. */
  readonly lacking?: ((text: string) => readonly string[]) | undefined
}

/** What one act changes, for the batch to apply and write. */
export type Effect = {
  before: MatterState | undefined
  after: MatterState
  record: ActRecord
  text: string
  hash: string
  private: PrivateFields | undefined
  rows: Rows[]
  claims: readonly ClaimChange[]
  links: readonly { to: string; kind: string }[]
  changedLimits: readonly LimitState[]
  /** The act let readers in or sent them away, or shut out those who look from above. */
  isPlacementChange: boolean
  given: Record<string, unknown>
}

const basisTexts = new WeakMap<ActionDef, readonly string[]>()
export const listOf = <T>(x: T | readonly T[]): readonly T[] => (Array.isArray(x) ? (x as readonly T[]) : [x as T])

function basisOf(action: ActionDef): readonly string[] {
  let texts = basisTexts.get(action)
  if (!texts) {
    texts = listOf<Basis>(action.basis).map((b) => citeText(b))
    basisTexts.set(action, texts)
  }
  return texts
}

export type FoldArgs = {
  registry: Registry
  calendar: Calendar
  world: World
  actor: Actor
  at: Instant
  entropy: Entropy
  step: Step
  /** The matter's id: the step's own, or the one chosen for an opening step. */
  matterId: string
  /** Form already read while the batch looked for its needs; used where the procedure version is the same. */
  prepared?: Prepared | undefined
  /** The step's needs, already loaded. */
  needs?: readonly Need[]
}

const stateLabel = (p: ProcedureDef, s: string) => p.states[s]?.label ?? s

/** The next lapse of a matter that the law has worked by the day, as the system's step; nothing where none is due. */
export function findLapse(matter: MatterState, today: LocalDate): { step: Step; limit: string } | undefined {
  const lapse = lapseDue(matter.procedure, matter.limits, today)
  if (!lapse) return undefined
  const declaredOn = lapse.on < matter.lastOn ? matter.lastOn : lapse.on
  return { step: { matterId: matter.id, action: lapse.action, input: {}, declaredOn }, limit: lapse.limit.id }
}

/** The system's step by which a matter hears the answer to one of its offers. */
export function heardStep(matter: MatterState, h: Handover): Step | undefined {
  const a = h.answer!
  const action = matter.procedure.hears?.[a.state]
  if (action === undefined) return undefined
  return {
    matterId: matter.id,
    action,
    input: { handover: h.id, state: a.state, n: a.n, matter: a.matter, on: a.on, facts: a.facts },
    declaredOn: a.on < matter.lastOn ? matter.lastOn : a.on,
  }
}

/**
 * Judges one step and returns its effect.
 * @throws Refusal when the law, the form, the state or the caller's reach does not allow it.
 */
export function foldStep(args: FoldArgs, engineGiven: Record<string, unknown> = {}): Effect {
  const { registry, world, actor, at, entropy, step, matterId } = args
  const today = localDateOf(at)
  const declaredOn = declaredDay(step, at)
  const matter = world.matter(matterId)
  if (step.procedure === undefined && !matter)
    throw new Refusal('missing', 'kernel.matter', '没有这件事项，或者您无权查看')
  if (step.procedure !== undefined && matter && !step.matterId)
    throw new Error(`invariant: fresh id ${matterId} is taken`)
  if (step.procedure !== undefined && matter) throw new Refusal('conflict', 'kernel.exists', '这件事项已经登记')
  if (declaredOn > today)
    throw new Refusal('input', 'kernel.declaredOn', `发生日 ${declaredOn} 晚于今天 ${today}`, {
      fields: [{ path: 'declaredOn', message: '不得晚于今天' }],
    })

  // Nobody outside says of himself that he came earlier than he did: from the day of a filing limits run and rights are kept.
  if (declaredOn < today && isOutside(actor.role))
    throw new Refusal('input', 'kernel.declaredOn', `在线提出的，以提出的当天 ${today} 为准`, {
      fields: [{ path: 'declaredOn', message: '以提出的当天为准' }],
    })

  let p: ProcedureDef
  let def: ActionDef
  let input: any
  if (matter) {
    p = matter.procedure
    const found = findAction(p, step.action)
    if (!found?.in)
      throw new Refusal(
        found ? 'state' : 'missing',
        found ? 'kernel.state' : 'kernel.action',
        found ? '这件事项已经登记' : `「${p.label}」没有这种动作：${step.action}`,
      )
    def = found
    if (step.seen !== undefined && step.seen !== matter.n)
      throw new Refusal(
        'conflict',
        'kernel.changed',
        `您看到的是第 ${step.seen} 步时的情况，这件事项现在已到第 ${matter.n} 步，状态是「${stateLabel(p, matter.state)}」；请重新打开后再办`,
      )
    judgeRole(p, def, actor, matter.state)
    if (!def.in!.includes(matter.state))
      throw new Refusal('state', 'kernel.state', `现在是「${stateLabel(p, matter.state)}」，不能「${def.label}」`, {
        basis: def.basis,
        allowed: actionsIn(p, matter.state)
          .filter((a) => p.actions[a]!.by.includes(actor.role))
          .map((a) => p.actions[a]!.label),
      })
    if (declaredOn < matter.lastOn && !step.late)
      throw new Refusal(
        'input',
        'kernel.late',
        `发生日 ${declaredOn} 早于上一步的 ${matter.lastOn}；补录须写明理由和证据`,
        {
          fields: [{ path: 'declaredOn', message: '早于上一步' }],
        },
      )
    input = args.prepared?.p === p ? args.prepared.input : parse(def, step.input, step.action)
  } else {
    const opening = args.prepared ?? parseOpening(registry, step, declaredOn)
    p = opening.p
    def = opening.def
    input = opening.input
    judgeRole(p, def, actor, null)
    if (declaredOn < today && !step.late && actor.role !== 'system')
      throw new Refusal('input', 'kernel.late', `发生日 ${declaredOn} 早于登记的今天 ${today}；补录须写明理由和证据`, {
        fields: [{ path: 'late', message: '早于今天的，须写明理由和证据' }],
      })
  }
  checkPlaces(def, input, world.places)
  if (step.late && (!step.late.reason.trim() || !step.late.evidence.trim()))
    throw new Refusal('input', 'kernel.late', '补录须写明理由和证据', {
      fields: [{ path: 'late', message: '理由和证据都要填写' }],
    })

  let placement = matter?.placement ?? null
  let agencyId: string | undefined
  if (!matter) {
    const place = def.place!(input, { newAgencyId: () => (agencyId ??= entropy.id(at, 'agency')) })
    if (typeof place === 'string') {
      const agency = world.agency(place)
      if (!agency) throw new Refusal('input', 'kernel.agency', `没有这个机构：${place}`)
      placement = { agencyId: place, townCode: agency.town_code, countyCode: agency.county_code, reader: null }
    } else placement = place
  }
  const needs =
    args.needs ?? needsOf({ world, matterId, def, input, facts: matter?.facts, placement, declaredOn, actor })
  const isDeclared = (key: string) => needs.some((n) => needKey(n) === key)

  const documents = matter?.documents ?? []
  const files = judgeFiles(def, step)
  const ctx: Context<any, any> = {
    input,
    facts: matter ? matter.facts : p.initial,
    matterId,
    state: matter?.state ?? null,
    filedOn: matter?.filedOn ?? declaredOn,
    placement,
    actor,
    declaredOn,
    recordedAt: at,
    today,
    calendar: args.calendar,
    limits: matter?.limits ?? [],
    documents,
    files,
    isLate: step.late !== undefined,
    claims: (kind, key) => (isDeclared(`${kind}\u0000${key}`) ? world.claims(kind, key) : undeclaredNeed(kind, key)),
    agency: (id) => world.agency(id),
    organ: (id) => world.organ(id, declaredOn),
    posts: (id) => (isDeclared(`officer\u0000${id}`) ? world.postsOf(id) : undeclaredNeed('officer', id)),
    party: (name) => {
      const need = needs.find((n) => 'party' in n && n.party === name) ?? undeclaredNeed('party', name)
      invariant('party' in need, 'a need found by the name of a party is one')
      return world.party(need.idKind, need.idNumber, () => entropy.id(at, `party/${need.idNumber}`))
    },
    number: (series) => (isDeclared(series) ? world.number(series) : undeclaredNeed('series', series)),
    handover: (id) => {
      if (!isDeclared(`handover\u0000${id}`)) undeclaredNeed('handover', id)
      const h = world.handover(id)
      return h && (h.toAgency === ctx.placement?.agencyId || h.fromMatter === matterId) ? h : undefined
    },
    newId: () => entropy.id(at, 'record'),
    hmac: world.hmac,
    refuse: (rule, detail, more) => {
      const known = p.refusals[rule]
      invariant(known, `refusal ${rule} is not declared by ${p.id}`)
      throw new Refusal('guard', rule, detail ? `${known.label}：${detail}` : known.label, {
        basis: known.basis,
        ...(more?.allowed ? { allowed: more.allowed } : {}),
        ...(more?.field ? { fields: [{ path: more.field, message: detail ?? known.label }] } : {}),
      })
    },
  }
  def.guard?.(ctx)
  if (!matter) {
    const readers = def.readers?.(input, ctx) ?? []
    if (readers.length) placement = { ...placement!, reader: [...new Set([...(placement!.reader ?? []), ...readers])] }
    ctx.placement = placement
    if (!isInScope(actor.scope, placement!))
      throw new Refusal('scope', 'kernel.scope', '不在您的管辖或者经办范围内', { basis: def.basis })
  }
  const readers = matter && def.admits ? admitted(placement!, def.admits(ctx)) : undefined
  const isConfined =
    matter !== undefined && (placement!.townCode ?? placement!.countyCode) !== null && def.confines?.(ctx) === true
  placement = placementAfter(placement!, { readers, confined: isConfined })
  const given: Record<string, unknown> = {
    ...(agencyId ? { agencyId } : {}),
    ...def.given?.(ctx),
    ...engineGiven,
    ...(step.late ? { late: step.late } : {}),
    ...(matter
      ? {}
      : {
          placement: {
            agency: placement!.agencyId,
            town: placement!.townCode,
            county: placement!.countyCode,
            reader: placement!.reader,
          },
        }),
  }
  let secrets = separate(input, def.personal, () => entropy.salt())
  if (files.length) {
    secrets ??= {}
    for (const [i, f] of files.entries()) secrets[`#/files/${i}/private`] = { salt: entropy.salt(), value: f.private }
  }
  if (readers) given.readers = readers
  if (isConfined) given.confined = true
  const voids = def.voids?.(ctx)
  if (voids?.length) {
    for (const id of voids) judgePaper(documents, id, '作废')
    given.voids = voids
  }
  const service = def.serves?.(ctx)
  if (service) {
    judgePaper(documents, service.document, '送达')
    given.service = service
  }
  if (def.internal) given.internal = true
  const seenBy = secrets && [...new Set([...ownSight(actor, placement!), ...(def.addressed?.(ctx) ?? [])])]
  if (seenBy?.length) given.seenBy = seenBy
  const n = (matter?.n ?? 0) + 1
  const act: FoldedAct = {
    matter: matterId,
    n,
    action: step.action,
    actor: actor.id,
    capacity: actor.role,
    agency: actor.agency,
    declaredOn,
    recordedAt: at,
    given,
    payload: input,
    personal: (pointer) => secrets?.[pointer]?.value,
    files: files.map((f, i) => ({
      id: f.id,
      label: f.label,
      type: f.type,
      sizeBytes: f.sizeBytes,
      hash: f.hash,
      private: commit(secrets![`#/files/${i}/private`]!.salt, f.private),
    })),
  }
  const issue =
    def.issues &&
    ((facts: unknown) => {
      const by = issuerOf(actor, placement)!
      secrets ??= {}
      const issued = issuePapers(
        def,
        act,
        facts,
        {
          by,
          byName: world.agency(by)?.name ?? by,
          letter: world.agency(by)?.letter ?? '',
          number: ctx.number,
          hmac: world.hmac,
          checkUrl: world.checkUrl,
          lacking: world.lacking,
          entropy,
          words: world.words(by),
        },
        secrets,
      )
      if (issued.length) given.documents = issued
    })
  const next = evolve(p, matter, act, issue)
  checkTarget(p, def, matter?.state ?? null, next.state)
  if (secrets && Object.keys(secrets).length === 0) secrets = undefined
  const moved = advanceLimits(
    p,
    matter?.limits ?? [],
    next.facts,
    act,
    { from: matter?.state ?? null, to: next.state },
    args.calendar,
  )
  if (moved.changed.length) given.limits = moved.changed
  const record: ActRecord = {
    alg: actAlg,
    matter: matterId,
    n,
    prev: matter?.head ?? '',
    procedure: p.id,
    version: p.version,
    action: step.action,
    actor: actor.id,
    capacity: actor.role,
    agency: actor.agency,
    declaredOn,
    recordedAt: at,
    basis: basisOf(def),
    given,
    payload: input,
    files: act.files,
  }
  const text = actText(record)
  checkDeclared(registry, next.rows, next.links)
  const hash = actHash(text)
  const after: MatterState = {
    id: matterId,
    procedure: p,
    state: next.state,
    placement: placement!,
    number: (given.number as string | undefined) ?? matter?.number ?? null,
    filedOn: matter?.filedOn ?? declaredOn,
    lastOn: matter && matter.lastOn > declaredOn ? matter.lastOn : declaredOn,
    ...actorsAfter(matter, actor.id),
    n,
    head: hash,
    facts: next.facts,
    limits: moved.limits,
    documents: documentsAfter(documents, act),
  }
  return {
    before: matter,
    after,
    record,
    text,
    hash,
    private: secrets,
    rows: next.rows,
    claims: next.claims,
    links: next.links,
    changedLimits: moved.changed,
    isPlacementChange: readers !== undefined || isConfined,
    given,
  }
}

export const actRef = (e: Effect): ActRef => ({
  matterId: e.after.id,
  n: e.record.n,
  action: e.record.action,
  state: e.after.state,
  hash: e.hash,
})

/** What a caller is told of the engine's additions: not who else reads the matter, which is nobody's business. */
export function publicGiven(given: Record<string, unknown>): Record<string, unknown> {
  const { placement: _p, readers: _r, seenBy: _s, ...rest } = given
  return rest
}
