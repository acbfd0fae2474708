/** A case comes in: docketed by the court, its copy received by each organ sued, its defence taken in hand, its court doubted. */

import type { LocalDate } from '#kernel/clock'
import { chainClaim, chainNeed, knownChain } from '#kernel/dispute-chain'
import type { Organ } from '#kernel/organ'
import type { AgencyRow, Need } from '#kernel/procedure'
import { type FirstMatter, reconsiderFirst } from './before-suit.ts'
import { answersFor, areDefendantsRight, firstCourtOf, type GovernmentAct } from './defendants.ts'
import {
  action,
  agencyOf,
  type DefendantFact,
  dayOf,
  defendantOf,
  judgeDay,
  judgeDefendant,
  leadingOf,
  restPhase,
  type SuitContext,
  type SuitFacts,
  withDefendant,
} from './facts.ts'
import * as forms from './forms.ts'
import type { Level, OrganKind } from './kinds.ts'
import { adl, int, platform, recon2023 } from './law.ts'
import { assignmentPapers } from './papers/defence.ts'
import { head, organs, records, supervisors } from './roles.ts'
import { inactionFrom, mayBeSummary, suingDue } from './suing.ts'

type DefendantInput = {
  agencyId?: string | undefined
  name?: string | undefined
  role: DefendantFact['role']
  level?: Level | undefined
  kind?: OrganKind | undefined
  isVertical: boolean
}
type Known = { name: string; level: Level; kind: OrganKind; isVertical: boolean }

/** What the city's data say of an organ: its level, its kind and whose it is; where they know none, what its place tells. */
function knownOf(a: AgencyRow, o: Organ | undefined): Known {
  const level = o
    ? o.level === 'STATE' || o.level === 'PROVINCE'
      ? 'ABOVE'
      : o.level
    : a.town_code
      ? 'TOWN'
      : a.county_code
        ? 'COUNTY'
        : 'CITY'
  const isGovernment = o ? o.kind === 'GOVERNMENT' : a.kind === 'government'
  const isAuthorised = o?.kind === 'DISPATCHED_BODY' || o?.kind === 'AUTHORIZED_ORG'
  // A street office is an organ sent by the district, and its heads are counted as those of a town.
  const isTown = level === 'TOWN' && (o ? isGovernment || o.kind === 'DISPATCHED_ORGAN' : a.kind === 'town-government')
  return {
    name: a.name,
    level,
    kind: isTown ? 'TOWN' : isGovernment ? 'GOVERNMENT' : isAuthorised ? 'AUTHORISED' : 'DEPARTMENT',
    isVertical: o !== undefined && o.vertical !== 'NONE',
  }
}
const needsOf = (list: readonly DefendantInput[]): Need[] =>
  list.flatMap((d) => (d.agencyId ? [{ agency: d.agencyId }, { organ: d.agencyId }] : []))
const knownAgencies = (ctx: SuitContext, list: readonly DefendantInput[]): Record<string, Known> =>
  Object.fromEntries(
    list.flatMap((d) => {
      const row = d.agencyId ? ctx.agency(d.agencyId) : undefined
      return row ? [[row.agency_id, knownOf(row, ctx.organ(row.agency_id))]] : []
    }),
  )
function defendantFact(d: DefendantInput, known: Record<string, Known>): DefendantFact {
  const row = d.agencyId === undefined ? undefined : known[d.agencyId]
  return {
    agencyId: d.agencyId ?? null,
    name: row?.name ?? d.name ?? '',
    role: d.role,
    level: d.level ?? row?.level ?? 'ABOVE',
    kind: d.kind ?? row?.kind ?? 'DEPARTMENT',
    isVertical: d.isVertical || (row?.isVertical ?? false),
    copyOn: null,
    answeredOn: null,
    evidenceOn: null,
    extension: null,
    extensionOn: null,
    obstacleOn: null,
    appeal: null,
    servedOn: null,
  }
}
const judgeKnown = (ctx: SuitContext, list: readonly DefendantInput[]) => {
  for (const [i, d] of list.entries()) {
    if (d.agencyId && !ctx.agency(d.agencyId))
      ctx.refuse('litigation.notDefendant', '没有这个机关', { field: `defendants.${i}.agencyId` })
    if (d.agencyId && list.findIndex((x) => x.agencyId === d.agencyId) !== i)
      ctx.refuse('litigation.alreadyDefendant', undefined, { field: `defendants.${i}.agencyId` })
  }
}

/** The organ of this city at which the case is placed: the leading one, else the first that is one of ours. */
function placedAt(list: readonly DefendantInput[]): string {
  const lead = leadingOf(list)?.agencyId
  return lead ?? list.find((d) => d.agencyId !== undefined)!.agencyId!
}

type Earlier = { parentId?: string | undefined; recon?: { matterId?: string | undefined } | undefined }
/** The matters before this one in the dispute, the nearest first. */
const earlierOf = (i: Earlier): string[] => [i.parentId, i.recon?.matterId].filter((id) => id !== undefined)
/** The chain of what came before; what somebody typed only where the platform does not know it; else a new one begins. */
function chainOf(ctx: SuitContext<Earlier & { chainId?: string | undefined }>): string {
  const earlier = earlierOf(ctx.input)
  return knownChain(ctx, earlier) ?? ctx.input.chainId ?? earlier[0] ?? ctx.matterId
}

type Asked = {
  firstMatter?: FirstMatter | undefined
  actOn?: LocalDate | undefined
  docketedOn: LocalDate
  suit?: { filedOn: LocalDate } | undefined
  governmentAct?: GovernmentAct | undefined
}
const firstAnswer = (i: Asked) => reconsiderFirst(i.firstMatter!, i.actOn, i.suit?.filedOn ?? i.docketedOn)
/** Who answers for what a government did, in words, where that is not the government that was docketed. */
function isGovernmentDoubtful(i: Asked, docketed: readonly DefendantFact[]): string | null {
  if (!i.governmentAct) return null
  const isGovernment = docketed.some((d) => d.kind === 'GOVERNMENT' && d.role !== 'RECON_ORGAN')
  const { organ } = answersFor(i.governmentAct, i.docketedOn)
  if (!isGovernment || organ === 'GOVERNMENT') return null
  return organ === 'DECIDER' ? '作出书面决定的机关' : '具体实施的部门、机构'
}

const recordDocketing = action({
  label: '登记立案',
  by: records,
  to: 'DOCKETED',
  basis: [adl(51), adl(44, 2), recon2023(23, 1), int(53)],
  input: forms.docketing,
  personal: [{ path: 'plaintiffs.*.name', label: '原告', mask: 'name', purpose: '辨认案件、办理应诉' }],
  // Of co-defendants the case belongs where the organ that made the act does, whatever the order in which they are named.
  place: (i) => placedAt(i.defendants),
  readers: (i) => i.defendants.flatMap((d) => (d.agencyId ? [`a:${d.agencyId}`] : [])),
  needs: (i) => [
    { claim: 'litigation.caseNo', key: i.caseNo, exclusive: true },
    ...earlierOf(i).map(chainNeed),
    ...needsOf(i.defendants),
  ],
  guard: (ctx) => {
    const { input } = ctx
    if (ctx.claims('litigation.caseNo', input.caseNo).length)
      ctx.refuse('litigation.caseNoTaken', undefined, { field: 'caseNo' })
    judgeDay(ctx, 'docketedOn', input.docketedOn)
    judgeDay(ctx, 'appealReceivedOn', input.appealReceivedOn)
    judgeKnown(ctx, input.defendants)
  },
  given: (ctx) => {
    const { input } = ctx
    const { suit } = input
    const known = knownAgencies(ctx, input.defendants)
    const facts = input.defendants.map((d) => defendantFact(d, known))
    const due = suit && suingDue({ ...without(suit) }, ctx.calendar)
    return {
      // A suit is known by the court's number: lists and searches show it, and the court's own list is compared by it.
      number: input.caseNo,
      known,
      chain: chainOf(ctx),
      reconFirst: input.instance === 'FIRST' && !input.recon && input.firstMatter ? firstAnswer(input) : null,
      answersFor: isGovernmentDoubtful(input, facts),
      isSuedEarly:
        suit?.ground === 'INACTION' && suit.appliedOn !== undefined
          ? suit.filedOn <= inactionFrom(suit.appliedOn, ctx.calendar).due
          : false,
      suingDue: due?.due ?? null,
      isSuedLate: suit && due ? suit.filedOn > due.due && !due.provisional : false,
      isSummaryDoubtful:
        input.procedure === 'SUMMARY' &&
        !mayBeSummary({
          ground: input.summaryGround ?? 'AGREED',
          amountFen: input.amountFen,
          isRemandedOrRetried: input.origin === 'REMAND' || input.instance === 'RETRIAL',
        }),
      expectedCourt: input.instance === 'FIRST' ? firstCourtOf(facts).level : null,
    }
  },
  tells: (given) => [
    ...(given.isSuedLate ? [`起诉期限的末日是${given.suingDue}，起诉可能已经逾期，请在答辩时核对`] : []),
    ...(given.reconFirst === 'YES' ? ['这类行为须先申请行政复议，登记的起诉没有经过复议，请在答辩时核对'] : []),
    ...(given.reconFirst === 'PERSON' ? ['这类行为是否须先申请行政复议有争议，请承办人判断'] : []),
    ...(given.answersFor ? [`登记的被告是政府，这类行为的被告一般是${given.answersFor}，请核对`] : []),
    ...(given.isSuedEarly ? ['机关收到申请还没有满两个月，起诉可能过早，请核对'] : []),
    ...(given.isSummaryDoubtful ? ['适用简易程序的理由与登记的情况不符，请核对'] : []),
  ],
  claims: (a, after) => [
    { kind: 'litigation.caseNo', key: a.payload.caseNo, exclusive: true },
    chainClaim(a.matter, after.chainId),
  ],
  links: (a) => [
    ...(a.payload.suedActId ? [{ to: a.payload.suedActId, kind: 'CHALLENGED_IN_COURT' }] : []),
    ...(a.payload.recon?.matterId ? [{ to: a.payload.recon.matterId, kind: 'SUED' }] : []),
    ...(a.payload.parentId ? [{ to: a.payload.parentId, kind: parentLink[a.payload.origin ?? 'APPEAL'] }] : []),
  ],
  apply: (f, a) => {
    const i = a.payload
    return {
      ...f,
      caseNo: i.caseNo,
      court: i.court,
      courtLevel: i.courtLevel,
      instance: i.instance,
      suitKind: i.suitKind,
      procedure: i.procedure,
      actKind: i.actKind,
      actOn: i.actOn ?? null,
      docketedOn: i.docketedOn,
      docketedAt: a.recordedAt,
      appealReceivedOn: i.appealReceivedOn ?? null,
      origin: i.origin ?? null,
      parentId: i.parentId ?? null,
      isBySecond: i.isBySecond,
      isAppellant: i.isAppellant,
      chainId: a.given.chain,
      groupKey: i.groupKey ?? null,
      recon: i.recon ? { outcome: i.recon.outcome, over: i.recon.over } : null,
      expectedCourt: a.given.expectedCourt,
      defendants: i.defendants.map((d) => defendantFact(d, a.given.known)),
    }
  },
  rows: (a) => ({
    'litigation.plaintiff_personal': a.payload.plaintiffs.map((p, i) => ({
      matter_id: a.matter,
      no: i + 1,
      kind: p.kind,
      name: a.personal(`/plaintiffs/${i}/name`) ?? null,
      seen_by: null,
    })),
  }),
})
const parentLink = {
  APPEAL: 'APPEALED_FROM',
  REMAND: 'REMANDED_FROM',
  ORDERED: 'REMANDED_FROM',
  RETRIAL: 'RETRIED_FROM',
}
const without = <T extends object>(o: T) =>
  Object.fromEntries(Object.entries(o).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const before = ['DOCKETED', 'COPY_RECEIVED', 'ANSWERED', 'HEARING_SET', 'HEARD'] as const

const recordCopy = action({
  label: '登记收到副本',
  by: [...records],
  in: before,
  to: (f) => f.phase,
  among: {
    DOCKETED: ['COPY_RECEIVED'],
    COPY_RECEIVED: ['COPY_RECEIVED'],
    ANSWERED: ['COPY_RECEIVED'],
    HEARING_SET: ['HEARING_SET'],
    HEARD: ['HEARD'],
  },
  basis: [adl(67, 1), int(108, 2)],
  input: forms.copy,
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    if (d.copyOn !== null) ctx.refuse('litigation.copyTwice')
    judgeDay(ctx, 'receivedOn', ctx.input.receivedOn, ctx.facts.docketedOn)
    if (ctx.input.days !== undefined && ctx.facts.procedure !== 'SUMMARY')
      ctx.refuse('litigation.answerDays', undefined, { field: 'days' })
  },
  apply: (f, a) => {
    const after = withDefendant(f, agencyOf(a), { copyOn: a.payload.receivedOn })
    const isWaiting = f.phase === 'HEARING_SET' || f.phase === 'HEARD'
    return { ...after, answerDays: a.payload.days ?? f.answerDays, phase: isWaiting ? f.phase : restPhase(after) }
  },
})

const addDefendant = action({
  label: '登记法院追加被告、第三人机关',
  by: [...records],
  in: before,
  basis: [int(134, 1), adl(29, 1)],
  input: forms.addDefendant,
  needs: (i) => needsOf([i.defendant]),
  guard: (ctx) => {
    const { agencyId } = ctx.input.defendant
    judgeKnown(ctx, [ctx.input.defendant])
    if (agencyId && defendantOf(ctx.facts, agencyId)) ctx.refuse('litigation.alreadyDefendant')
    judgeDay(ctx, 'addedOn', ctx.input.addedOn, ctx.facts.docketedOn)
  },
  given: (ctx) => ({ known: knownAgencies(ctx, [ctx.input.defendant]) }),
  admits: (ctx) => ({ in: ctx.input.defendant.agencyId ? [`a:${ctx.input.defendant.agencyId}`] : [] }),
  apply: (f, a) => ({ ...f, defendants: [...f.defendants, defendantFact(a.payload.defendant, a.given.known)] }),
})

const assign = action({
  label: '应诉审批',
  by: [head],
  in: ['COPY_RECEIVED', 'ANSWERED', 'HEARING_SET', 'HEARD'],
  basis: [adl(67, 1), platform('收到应诉通知后由负责人确定承办人和代理人')],
  input: forms.assign,
  internal: true,
  personal: [
    { path: 'officers', label: '承办人', mask: 'name', purpose: '确定承办人' },
    { path: 'counsel', label: '委托代理人', mask: 'name', purpose: '确定代理人' },
    { path: 'opinion', label: '应诉意见', mask: 'drop', purpose: '应诉审批' },
  ],
  guard: (ctx) => void judgeDefendant(ctx),
  apply: (f) => f,
  issues: assignmentPapers,
})

const objectJurisdiction = action({
  label: '提出管辖异议',
  by: organs,
  in: ['COPY_RECEIVED', 'ANSWERED'],
  basis: int(10, 1),
  input: forms.objection,
  personal: [{ path: 'grounds', label: '异议理由', mask: 'drop', purpose: '提出管辖异议' }],
  guard: (ctx) => {
    const { facts, input } = ctx
    if (facts.origin !== null || facts.instance !== 'FIRST') ctx.refuse('litigation.objectionRemanded')
    const d = judgeDefendant(ctx)
    if (d.copyOn === null) ctx.refuse('litigation.noCopy')
    const filedOn = input.filedOn ?? ctx.declaredOn
    judgeDay(ctx, 'filedOn', filedOn, d.copyOn)
    judgeLate(ctx, 'jurisdiction', d.agencyId!, filedOn, 'litigation.objectionLate')
  },
  apply: (f) => f,
})

/** A right of an organ is used by its last day, which counts by the day of posting; a day still uncertain lets it pass. */
export function judgeLate(ctx: SuitContext, limit: string, subject: string, on: string, rule: string): void {
  const l = ctx.limits.find((x) => x.id === limit && x.subject === subject)
  if (l && !l.provisional && on > l.due) ctx.refuse(rule, `末日为${l.due}`)
}

const recordInterference = action({
  label: '登记干预、阻碍立案的情况',
  by: supervisors,
  in: before,
  basis: adl(3, 2),
  input: forms.interference,
  internal: true,
  personal: [{ path: 'what', label: '情况', mask: 'drop', purpose: '监督' }],
  guard: (ctx) => judgeDay(ctx, 'on', ctx.input.on),
  apply: (f, a) => ({ ...f, interferedOn: dayOf(a) }),
})

/** Whether the docketed defendants are other than the outcome of the reconsideration makes them. */
export const areDefendantsDoubtful = (f: SuitFacts): boolean =>
  f.recon !== null &&
  isFirstSuit(f) &&
  !areDefendantsRight(
    f.defendants.map((d) => d.role),
    f.recon.outcome,
    f.recon.over,
  )
const isFirstSuit = (f: SuitFacts) => f.instance === 'FIRST'

export const intake = {
  recordDocketing,
  recordCopy,
  addDefendant,
  assign,
  objectJurisdiction,
  recordInterference,
}
