/**
 * Committees: establishing, filing, terms, rectification and dissolution (人民调解法 arts. 7 to 10; 宁波市人民调解条例 arts. 9 to 14, 32).
 *
 * A committee is a matter and an agency node at once: the establishing act makes the node, and everything the committee later
 * handles is placed at it. A mediation room is part of its committee and never one itself. Filing is a notice: an unfiled
 * committee may mediate, but is not yet counted.
 */

import { z } from 'zod'
import { addDays, daysBetween, type LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { agency, choice, day, from, place, text } from '#kernel/fields'
import { law, platform } from '#kernel/law'
import { days } from '#kernel/limit'
import { type Context, type FoldedAct, type ProcedureDef, procedureOf, type RefusalRule } from '#kernel/procedure'
import { staysIn } from '#kernel/targets'
import { nearClaims } from './committee-near.ts'
import {
  filingActions,
  filingLimits,
  filingRefusals,
  filingRows,
  hasFilingDuty,
  openFiling,
  type WithFilings,
} from './filing.ts'
import {
  type CommitteeKind,
  type CommitteeLevel,
  type Composition,
  committeeKinds,
  committeeLevels,
  compositionDefects,
  type EstablisherKind,
  electingBodies,
  establisherKinds,
  filingAuthorityOf,
  headsField,
  isAdministrative,
  laterOf,
  type MeetingKind,
  meetingKinds,
  nbPmFrom,
  pmlFrom,
  professionalFields,
  termEndOn,
} from './organisation-kinds.ts'
import { changePapers, dissolvePapers, electPapers, establishPapers, rectifyPapers } from './papers/committee.ts'
import { committeeSubject, filingPapers } from './papers/filing.ts'
import { committeePage, type PublishedRow } from './publication.ts'

const pml = law('PML_2010')
const nb = law('NB_PM_2015')

export const committeeProcedure = 'mediation.committee'

type Status = 'UNFILED' | 'FILING' | 'ACTIVE' | 'DISSOLVED'
type Term = { no: number; startOn: LocalDate; endOn: LocalDate; meetingKind: MeetingKind }
type Room = {
  name: string
  kind: 'STATIONED' | 'PERSONAL'
  hostAgencyId: string | null
  address: string
  openedOn: LocalDate
  closedOn: LocalDate | null
}

export type CommitteeFacts = WithFilings & {
  agencyId: string
  name: string
  kind: CommitteeKind
  level: CommitteeLevel
  field: string | null
  establisherId: string
  establisherName: string
  establisherKind: EstablisherKind
  countyCode: string
  townCode: string | null
  zoneCode: string | null
  address: string
  phone: string | null
  isMultiEthnicArea: boolean
  isImported: boolean
  establishedOn: LocalDate
  recordedAt: string
  dissolvedOn: LocalDate | null
  successorId: string | null
  firstFiledOn: LocalDate | null
  filedKnownAt: string | null
  term: Term
  composition: Composition
  rooms: { readonly [id: string]: Room }
  /** Last day set for putting right, while an order stands. */
  rectifyingUntil: LocalDate | null
  /** The order in force: day given, number of the act, text. */
  rectifyOrder: { n: number; orderedOn: LocalDate; untilOn: LocalDate; violation: string; finding: string } | null
  publishedOn: LocalDate | null
}

/** The committee's standing as chapter and register name it. */
export function statusOf(f: CommitteeFacts): Status {
  if (f.dissolvedOn !== null) return 'DISSOLVED'
  if (f.firstFiledOn !== null) return 'ACTIVE'
  return f.filings['1']?.state === 'SUBMITTED' ? 'FILING' : 'UNFILED'
}

/** State of the matter: a dissolved committee's matter stays open until its dissolution is filed and the court knows. */
function stateOf(f: CommitteeFacts): string {
  const status = statusOf(f)
  if (status !== 'DISSOLVED') return status
  const dissolution = Object.values(f.filings).find((x) => x.event === 'DISSOLVE')
  const isDone = dissolution?.state === 'ACCEPTED' && dissolution.courtNoticeOn !== null
  return isDone || !hasFilingDuty(f.dissolvedOn as LocalDate) ? 'CLOSED' : 'DISSOLVED'
}

const composition = z
  .strictObject({
    memberCount: headsField('委员人数'),
    headCount: headsField('其中主任'),
    deputyCount: headsField('其中副主任').default(0),
    womanCount: headsField('其中妇女'),
    minorityCount: headsField('其中人数较少民族').default(0),
  })
  .meta({ label: '组成' })

const establishInput = z.strictObject({
  name: text('委员会名称', 100),
  kind: choice(committeeKinds, '类型'),
  level: choice(committeeLevels, '层级'),
  field: choice(professionalFields, '行业、专业领域').optional(),
  establisherId: agency('设立单位'),
  establisherKind: choice(establisherKinds, '设立单位性质'),
  countyCode: place('所在区县（市）', 'county'),
  townCode: place('所在乡镇（街道）', 'town').optional(),
  zoneCode: agency('所在开发园区', 'functional-zone').optional(),
  address: text('办公地点'),
  phone: text('办公电话', 40).optional(),
  isMultiEthnicArea: z.boolean().default(false).meta({ label: '多民族居住的地区' }),
  establishedOn: day('设立日期'),
  termNo: z.int().min(1).max(99).default(1).meta({ label: '届次' }),
  termStartOn: day('本届任期起始日').optional(),
  meetingKind: choice(meetingKinds, '推选机构'),
  composition,
  isImported: z.boolean().default(false).meta({ label: '本平台启用前已设立' }),
})

const changeInput = z.strictObject({
  changedOn: day('变更日期'),
  name: text('委员会名称', 100).optional(),
  address: text('办公地点').optional(),
  phone: text('办公电话', 40).optional(),
  composition: composition.optional(),
})

const { action, define } = procedureOf<CommitteeFacts>()

const refusals: Record<string, RefusalRule> = {
  ...filingRefusals,
  'mediation.A03': { label: '委员会组成不合规定', basis: [pml(8, 2), pml(8, 3)], severity: 'BLOCK' },
  'mediation.committee.name': { label: '名称应当含有“人民调解委员会”', basis: [nb(14), pml(7)] },
  'mediation.committee.professional': {
    label: '行业性、专业性人民调解委员会由行业协会或者其他社会团体设立，行政机关不得自行设立',
    basis: [nb(10, 1), pml(34)],
  },
  'mediation.committee.field': { label: '行业性、专业性人民调解委员会应填写所属领域', basis: nb(10, 1) },
  'mediation.committee.electionBody': { label: '推选机构不对', basis: pml(9, 1) },
  'mediation.committee.term': { label: '新一届任期的起始日不对', basis: pml(9, 2) },
  'mediation.committee.establisher': { label: '只能由本委员会的设立单位办理', basis: nb(13, 1) },
  'mediation.committee.day': { label: '日期不对', basis: platform('事由发生日不得晚于登记日，也不得早于设立日') },
  'mediation.committee.rectify': { label: '责令改正须有违法事实记录', basis: nb(32) },
  'mediation.committee.noOrder': { label: '没有正在执行的责令改正', basis: nb(32) },
  'mediation.committee.open': {
    label: '还有未办结的调解件，应先移转其他委员会',
    basis: [nb(18, 1), platform('撤销委员会前，未结的调解件先移转')],
  },
  'mediation.committee.successor': {
    label: '村（居）民委员会依法应当设立人民调解委员会，撤销须有合并接续的委员会',
    basis: [pml(8, 1), nb(9)],
  },
  'mediation.committee.roomUnchanged': {
    label: '没有变更的内容',
    basis: [nb(13, 1), platform('名称、地点、派驻单位至少变更一项')],
  },
  'mediation.committee.room': { label: '没有这个正在运行的调解工作室', basis: nb(12, 1) },
}

type Ctx = Context<CommitteeFacts, any>

const checkName = (ctx: Ctx, name: string) => {
  if (!name.includes('人民调解委员会')) ctx.refuse('mediation.committee.name', undefined, { field: 'name' })
}
const checkComposition = (ctx: Ctx, c: Composition, isMultiEthnicArea: boolean) => {
  const defects = compositionDefects(c, isMultiEthnicArea)
  if (defects.length)
    ctx.refuse('mediation.A03', defects.join('；'), {
      allowed: ['委员三至九人，主任一人，有妇女成员，多民族居住的地区有人数较少民族的成员'],
      field: 'composition',
    })
}
const checkBody = (ctx: Ctx, kind: CommitteeKind, body: MeetingKind) => {
  const right = electingBodies(kind)
  if (!right.includes(body))
    ctx.refuse(
      'mediation.committee.electionBody',
      `${committeeKinds[kind]}的委员由${right.map((b) => meetingKinds[b]).join('、')}产生`,
      {
        allowed: right.map((b) => meetingKinds[b]),
        field: 'meetingKind',
      },
    )
}
/** An event lies between the establishing and the day it is entered. */
const checkDay = (ctx: Ctx, on: LocalDate, field: string) => {
  if (on > ctx.declaredOn || (ctx.facts.establishedOn && on < ctx.facts.establishedOn))
    ctx.refuse('mediation.committee.day', on, { field })
}
const checkEstablisher = (ctx: Ctx) => {
  if (ctx.actor.agency !== ctx.facts.establisherId) ctx.refuse('mediation.committee.establisher')
}

const establish = action({
  label: '设立',
  by: ['establisher'],
  to: stateOf,
  among: ['UNFILED', 'ACTIVE'],
  basis: [pml(8), pml(34), nb(9), nb(10)],
  input: establishInput,
  place: (i, ids) => ({
    agencyId: ids.newAgencyId(),
    townCode: i.townCode ?? null,
    countyCode: i.countyCode,
    reader: [`a:${i.establisherId}`],
  }),
  needs: (i) => [{ agency: i.establisherId }],
  title: (i) => i.name,
  guard: (ctx) => {
    const i = ctx.input
    if (!ctx.agency(i.establisherId) || ctx.actor.agency !== i.establisherId)
      ctx.refuse('mediation.committee.establisher', undefined, { field: 'establisherId' })
    checkDay(ctx, i.establishedOn, 'establishedOn')
    checkName(ctx, i.name)
    if (i.kind === 'INDUSTRY_PROFESSIONAL') {
      if (i.field === undefined) ctx.refuse('mediation.committee.field', undefined, { field: 'field' })
      // What an administrative organ set up before the platform exists and is mediating; supervision asks for a check instead.
      if (isAdministrative(i.establisherKind) && !i.isImported)
        ctx.refuse('mediation.committee.professional', undefined, {
          allowed: ['由行业协会或者其他社会团体设立'],
          field: 'establisherKind',
        })
    }
    checkComposition(ctx, i.composition, i.isMultiEthnicArea)
    checkBody(ctx, i.kind, i.meetingKind)
    const start = i.termStartOn ?? i.establishedOn
    if (start < i.establishedOn || start > ctx.declaredOn)
      ctx.refuse('mediation.committee.term', start, { field: 'termStartOn' })
  },
  given: (ctx) => ({ establisherName: ctx.agency(ctx.input.establisherId)?.name ?? '' }),
  apply: (_, act) => {
    const i = act.payload
    const startOn = i.termStartOn ?? i.establishedOn
    return {
      agencyId: act.given.agencyId,
      name: i.name,
      kind: i.kind,
      level: i.level,
      field: i.field ?? null,
      establisherId: i.establisherId,
      establisherName: act.given.establisherName,
      establisherKind: i.establisherKind,
      countyCode: i.countyCode,
      townCode: i.townCode ?? null,
      zoneCode: i.zoneCode ?? null,
      address: i.address,
      phone: i.phone ?? null,
      isMultiEthnicArea: i.isMultiEthnicArea,
      isImported: i.isImported,
      establishedOn: i.establishedOn,
      recordedAt: act.recordedAt,
      dissolvedOn: null,
      successorId: null,
      firstFiledOn: null,
      filedKnownAt: null,
      term: { no: i.termNo, startOn, endOn: termEndOn(startOn), meetingKind: i.meetingKind },
      composition: i.composition,
      rooms: {},
      rectifyingUntil: null,
      rectifyOrder: null,
      publishedOn: null,
      ...openFiling({ filings: {}, touched: '' }, 'ESTABLISH', i.establishedOn),
    }
  },
  rows: (act, f) => ({ 'kernel.agency': [agencyRow(act, f)], 'mediation.term': [termRow(act, f)] }),
  claims: (_, f) => claimsOf(f),
  issues: establishPapers,
})

const change = action({
  label: '变更',
  by: ['establisher'],
  in: ['ACTIVE'],
  to: stateOf,
  among: ['ACTIVE'],
  basis: nb(13, 1),
  input: changeInput,
  guard: (ctx) => {
    checkEstablisher(ctx)
    checkDay(ctx, ctx.input.changedOn, 'changedOn')
    if (ctx.input.name !== undefined) checkName(ctx, ctx.input.name)
    if (ctx.input.composition) checkComposition(ctx, ctx.input.composition, ctx.facts.isMultiEthnicArea)
  },
  apply: (f, act) => {
    const i = act.payload
    return {
      ...f,
      name: i.name ?? f.name,
      address: i.address ?? f.address,
      phone: i.phone ?? f.phone,
      composition: i.composition ?? f.composition,
      ...openFiling(f, 'CHANGE', i.changedOn),
    }
  },
  rows: (act, f, before) => (f.name === before.name ? {} : { 'kernel.agency': [agencyRow(act, f)] }),
  claims: (_, f) => nearClaims(f),
  issues: changePapers,
})

const elect = action({
  label: '换届',
  by: ['establisher'],
  in: ['UNFILED', 'FILING', 'ACTIVE'],
  to: stateOf,
  among: staysIn(['UNFILED', 'FILING', 'ACTIVE']),
  basis: [pml(9), nb(13, 1)],
  input: z.strictObject({
    startOn: day('新一届任期起始日'),
    meetingKind: choice(meetingKinds, '推选机构'),
    composition,
  }),
  needs: (_, at) => bothNeeds(at.placement?.agencyId),
  guard: (ctx) => {
    checkEstablisher(ctx)
    checkDay(ctx, ctx.input.startOn, 'startOn')
    if (ctx.input.startOn <= ctx.facts.term.startOn)
      ctx.refuse('mediation.committee.term', `应晚于本届的起始日 ${ctx.facts.term.startOn}`, { field: 'startOn' })
    checkBody(ctx, ctx.facts.kind, ctx.input.meetingKind)
    checkComposition(ctx, ctx.input.composition, ctx.facts.isMultiEthnicArea)
  },
  apply: (f, act) => {
    const { startOn, meetingKind, composition } = act.payload
    return {
      ...f,
      composition,
      term: { no: f.term.no + 1, startOn, endOn: termEndOn(startOn), meetingKind },
      ...openFiling(f, 'CHANGE', startOn),
    }
  },
  rows: (act, f) => ({ 'mediation.term': [termRow(act, f)] }),
  claims: (_, f) => claimsOf(f),
  issues: electPapers,
})

const rectifyViolations = {
  ESTABLISHMENT: '设立、变更不符合规定',
  NAME_OR_SEAL: '名称、标识或者印章不符合规定',
  OTHER: '其他不符合法律、法规规定的行为',
} as const

const orderRectify = action({
  label: '责令改正',
  by: ['county_justice', 'city_justice'],
  in: ['ACTIVE'],
  basis: [nb(32), platform('改正期限未另定的为三十日')],
  input: z.strictObject({
    violation: choice(rectifyViolations, '情形'),
    finding: z.string().trim().max(2000).meta({ label: '违法事实' }),
    until: day('改正期限末日').optional(),
  }),
  guard: (ctx) => {
    if (ctx.input.finding === '') ctx.refuse('mediation.committee.rectify', undefined, { field: 'finding' })
    if (ctx.input.until !== undefined && ctx.input.until <= ctx.declaredOn)
      ctx.refuse('mediation.committee.day', '改正期限应晚于责令之日', { field: 'until' })
  },
  needs: (_, at) => bothNeeds(at.placement?.agencyId),
  apply: (f, act) => {
    const untilOn = act.payload.until ?? addDays(act.declaredOn, 30)
    const { violation, finding } = act.payload
    return {
      ...f,
      touched: '',
      rectifyOrder: { n: act.n, orderedOn: act.declaredOn, untilOn, violation, finding },
      rectifyingUntil: untilOn,
    }
  },
  rows: (act, f) => ({ 'mediation.rectification': [rectificationRow(act, f, null)] }),
  claims: (_, f) => claimsOf(f),
  issues: rectifyPapers(rectifyViolations),
})

const endRectify = action({
  label: '确认改正',
  by: ['county_justice', 'city_justice'],
  in: ['ACTIVE'],
  basis: nb(32),
  input: z.strictObject({ result: text('改正情况', 2000) }),
  guard: (ctx) => {
    if (ctx.facts.rectifyingUntil === null) ctx.refuse('mediation.committee.noOrder')
  },
  needs: (_, at) => bothNeeds(at.placement?.agencyId),
  apply: (f) => ({ ...f, touched: '', rectifyingUntil: null }),
  rows: (act, f) => ({ 'mediation.rectification': [rectificationRow(act, f, act.declaredOn)] }),
  claims: (_, f) => claimsOf(f),
})

const dissolve = action({
  label: '撤销',
  by: ['establisher'],
  in: ['UNFILED', 'FILING', 'ACTIVE'],
  to: stateOf,
  among: ['DISSOLVED', 'CLOSED'],
  basis: nb(13, 1),
  input: z.strictObject({
    dissolvedOn: day('撤销日期'),
    reason: text('撤销原因', 500),
    successorId: agency('合并接续的人民调解委员会', 'mediation_committee').optional(),
  }),
  needs: (i, at) => {
    const id = at.placement?.agencyId
    return [
      ...bothNeeds(id),
      ...(id ? [{ claim: 'mediation.open', key: id }] : []),
      ...(i.successorId !== undefined && i.successorId !== id
        ? [{ claim: 'mediation.committee', key: i.successorId }, { agency: i.successorId }]
        : []),
    ]
  },
  guard: (ctx) => {
    checkEstablisher(ctx)
    checkDay(ctx, ctx.input.dissolvedOn, 'dissolvedOn')
    if (ctx.claims('mediation.open', ctx.facts.agencyId).length > 0)
      ctx.refuse('mediation.committee.open', undefined, { allowed: ['先将未结的调解件移转'] })
    const { kind, agencyId } = ctx.facts
    if (kind === 'VILLAGE' || kind === 'RESIDENT') {
      const id = ctx.input.successorId
      const successor = id === undefined || id === agencyId ? undefined : ctx.claims('mediation.committee', id)[0]
      if (!successor || successor.value?.split('|')[1] === 'DISSOLVED')
        ctx.refuse('mediation.committee.successor', undefined, {
          field: 'successorId',
          allowed: ['填明合并接续的人民调解委员会'],
        })
    }
  },
  given: (ctx) => {
    const { successorId } = ctx.input
    return successorId === undefined ? {} : { successorName: ctx.agency(successorId)?.name ?? successorId }
  },
  apply: (f, act) => ({
    ...f,
    dissolvedOn: act.payload.dissolvedOn,
    successorId: act.payload.successorId ?? null,
    rectifyingUntil: null,
    ...openFiling(f, 'DISSOLVE', act.payload.dissolvedOn),
  }),
  rows: (act, f) => ({
    'kernel.agency': [agencyRow(act, f)],
    // Taken down at once: a page of a committee that no longer exists misleads.
    ...(f.publishedOn === null ? {} : { 'kernel.published': [pageOf(f, act, act.declaredOn)] }),
  }),
  claims: (_, f) => claimsOf(f),
  issues: dissolvePapers,
})

const roomId = from(z.uuid().meta({ label: '工作室' }), 'mediation.room')

const openRoom = action({
  label: '设立调解工作室',
  by: ['establisher'],
  in: ['UNFILED', 'FILING', 'ACTIVE'],
  to: stateOf,
  among: staysIn(['UNFILED', 'FILING', 'ACTIVE']),
  basis: [nb(12, 1), nb(13, 1)],
  input: z.strictObject({
    name: text('工作室名称', 100),
    kind: choice({ STATIONED: '派驻', PERSONAL: '个人品牌' }, '类别'),
    hostAgencyId: agency('派驻单位').optional(),
    address: text('办公地点'),
    openedOn: day('设立日期'),
  }),
  guard: (ctx) => {
    checkEstablisher(ctx)
    checkDay(ctx, ctx.input.openedOn, 'openedOn')
  },
  given: (ctx) => ({ roomId: ctx.newId() }),
  apply: (f, act) => {
    const { name, kind, hostAgencyId, address, openedOn } = act.payload
    const room: Room = { name, kind, hostAgencyId: hostAgencyId ?? null, address, openedOn, closedOn: null }
    return {
      ...f,
      rooms: { ...f.rooms, [act.given.roomId]: room },
      ...openFiling(f, 'ROOM_ESTABLISH', openedOn, act.given.roomId),
    }
  },
  rows: (act, f) => ({ 'mediation.room': [roomRow(act, f, act.given.roomId)] }),
})

const changeRoom = action({
  label: '变更调解工作室',
  by: ['establisher'],
  in: ['UNFILED', 'FILING', 'ACTIVE'],
  to: stateOf,
  among: staysIn(['UNFILED', 'FILING', 'ACTIVE']),
  basis: nb(13, 1),
  input: z.strictObject({
    roomId,
    changedOn: day('变更日期'),
    name: text('工作室名称', 100).optional(),
    address: text('办公地点').optional(),
    hostAgencyId: agency('派驻单位').optional(),
  }),
  guard: (ctx) => {
    const { roomId: id, changedOn, name, address, hostAgencyId } = ctx.input
    checkEstablisher(ctx)
    checkDay(ctx, changedOn, 'changedOn')
    const room = ctx.facts.rooms[id]
    if (!room || room.closedOn !== null) return ctx.refuse('mediation.committee.room', undefined, { field: 'roomId' })
    if (changedOn < room.openedOn) ctx.refuse('mediation.committee.day', '早于设立日期', { field: 'changedOn' })
    const isSame = [name ?? room.name, address ?? room.address, hostAgencyId ?? room.hostAgencyId].every(
      (x, i) => x === [room.name, room.address, room.hostAgencyId][i],
    )
    if (isSame) ctx.refuse('mediation.committee.roomUnchanged', undefined, { field: 'address' })
  },
  apply: (f, act) => {
    const { roomId: id, changedOn, name, address, hostAgencyId } = act.payload
    const room = f.rooms[id] as Room
    const changed: Room = {
      ...room,
      name: name ?? room.name,
      address: address ?? room.address,
      hostAgencyId: hostAgencyId ?? room.hostAgencyId,
    }
    return { ...f, rooms: { ...f.rooms, [id]: changed }, ...openFiling(f, 'ROOM_CHANGE', changedOn, id) }
  },
  rows: (act, f) => ({ 'mediation.room': [roomRow(act, f, act.payload.roomId)] }),
})

const closeRoom = action({
  label: '撤销调解工作室',
  by: ['establisher'],
  in: ['UNFILED', 'FILING', 'ACTIVE'],
  to: stateOf,
  among: staysIn(['UNFILED', 'FILING', 'ACTIVE']),
  basis: nb(13, 1),
  input: z.strictObject({
    roomId,
    closedOn: day('撤销日期'),
  }),
  guard: (ctx) => {
    checkEstablisher(ctx)
    checkDay(ctx, ctx.input.closedOn, 'closedOn')
    const room = ctx.facts.rooms[ctx.input.roomId]
    if (!room || room.closedOn !== null) ctx.refuse('mediation.committee.room', undefined, { field: 'roomId' })
  },
  apply: (f, act) => {
    const { roomId, closedOn } = act.payload
    return {
      ...f,
      rooms: { ...f.rooms, [roomId]: { ...(f.rooms[roomId] as Room), closedOn } },
      ...openFiling(f, 'ROOM_DISSOLVE', closedOn, roomId),
    }
  },
  rows: (act, f) => ({ 'mediation.room': [roomRow(act, f, act.payload.roomId)] }),
})

/** The claims of a committee that others look at: its standing, and its establisher with the present term. */
function claimsOf(f: CommitteeFacts) {
  const { no, startOn, endOn } = f.term
  return [
    {
      kind: 'mediation.committee',
      key: f.agencyId,
      exclusive: true,
      value: `${f.kind}|${statusOf(f)}|${f.rectifyingUntil === null ? 0 : 1}`,
    },
    {
      kind: 'mediation.establishment',
      key: f.agencyId,
      exclusive: true,
      value: [f.establisherId, no, startOn, endOn, f.isMultiEthnicArea ? 1 : 0, f.level, f.kind].join('|'),
    },
    ...nearClaims(f),
  ]
}

/** Both claims are written together, so both are locked together; of a committee being opened nobody else knows. */
const bothNeeds = (agencyId: string | undefined) =>
  !agencyId
    ? []
    : ['mediation.committee', 'mediation.establishment'].map((claim) => ({ claim, key: agencyId, exclusive: true }))

function agencyRow(act: FoldedAct, f: CommitteeFacts) {
  return {
    agency_id: f.agencyId,
    name: f.name,
    kind: 'mediation_committee',
    parent_id: f.establisherId,
    county_code: f.countyCode,
    town_code: f.townCode,
    zone_code: f.zoneCode,
    matter_id: act.matter,
    valid_from: f.establishedOn,
    valid_to: f.dissolvedOn,
  }
}

function termRow(act: FoldedAct, f: CommitteeFacts) {
  const { composition: c, term } = f
  return {
    matter_id: act.matter,
    no: term.no,
    committee_id: f.agencyId,
    start_on: term.startOn,
    end_on: term.endOn,
    meeting_kind: term.meetingKind,
    member_count: c.memberCount,
    woman_count: c.womanCount,
    minority_count: c.minorityCount,
  }
}

function roomRow(act: FoldedAct, f: CommitteeFacts, id: string) {
  const room = f.rooms[id] as Room
  return {
    room_id: id,
    matter_id: act.matter,
    committee_id: f.agencyId,
    name: room.name,
    kind: room.kind,
    host_agency_id: room.hostAgencyId,
    address: room.address,
    opened_on: room.openedOn,
    closed_on: room.closedOn,
  }
}

function rectificationRow(act: FoldedAct, f: CommitteeFacts, endedOn: LocalDate | null) {
  const order = f.rectifyOrder as NonNullable<CommitteeFacts['rectifyOrder']>
  return {
    matter_id: act.matter,
    n: order.n,
    ordered_on: order.orderedOn,
    until_on: order.untilOn,
    violation: order.violation,
    finding: order.finding,
    ended_on: endedOn,
  }
}

function pageOf(f: CommitteeFacts, act: FoldedAct, withdrawnOn: LocalDate | null = null): PublishedRow {
  return {
    kind: committeeProcedure,
    id: f.agencyId,
    matter_id: act.matter,
    published_on: f.publishedOn ?? act.declaredOn,
    withdrawn_on: withdrawnOn,
    content: committeePage(f),
  }
}

const starters = ['establish', 'change', 'elect', 'dissolve', 'openRoom', 'changeRoom', 'closeRoom']

/** One version of the procedure. Before the city's regulation filing rested on the earlier rules and had no number of days. */
function committeeVersion(of: {
  version: string
  effective: ProcedureDef['effective']
  filingBasis: readonly Basis[]
}): ProcedureDef<any> {
  return define({
    id: committeeProcedure,
    version: of.version,
    label: '人民调解委员会',
    effective: of.effective,
    // What existed when the statute came goes on under it (人民调解法 art. 35), so older committees are taken in by its first day.
    decidedBy: (i: z.output<typeof establishInput>) => laterOf(i.establishedOn, pmlFrom),
    decidedByLabel: '设立日期',
    turns: {
      limits: {
        filing: ['establisher'],
        courtNotice: ['county_justice', 'city_justice'],
        webPublish: ['county_justice', 'city_justice'],
        rectify: ['county_justice', 'city_justice'],
      },
      states: { FILING: ['county_justice', 'city_justice'] },
    },
    states: {
      UNFILED: { label: '未备案' },
      FILING: { label: '备案办理中' },
      ACTIVE: { label: '已备案' },
      DISSOLVED: { label: '已撤销（待备案、通报）' },
      CLOSED: { label: '已撤销', final: true },
    },
    initial: {} as CommitteeFacts,
    actions: {
      establish,
      ...filingActions<CommitteeFacts>({
        basis: of.filingBasis,
        papers: filingPapers(committeeSubject),
        states: ['UNFILED', 'FILING', 'ACTIVE', 'DISSOLVED'],
        to: stateOf,
        moves: {
          file: { UNFILED: ['FILING'] },
          acceptFiling: { FILING: ['ACTIVE'] },
          returnFiling: { FILING: ['UNFILED'] },
          notifyCourt: { DISSOLVED: ['CLOSED'] },
        },
        authority: (f) => filingAuthorityOf(f.kind, f.level),
        accepted: (f, act) =>
          f.firstFiledOn === null && f.filings[f.touched]?.event === 'ESTABLISH'
            ? { ...f, firstFiledOn: act.declaredOn, filedKnownAt: act.recordedAt }
            : f,
        claims: claimsOf,
        needs: bothNeeds,
        published: (f, act) => ({ ...f, publishedOn: f.publishedOn ?? act.declaredOn }),
        page: (f, act) => pageOf(f, act, f.dissolvedOn === null ? null : act.declaredOn),
      }),
      change,
      elect,
      orderRectify,
      endRectify,
      openRoom,
      changeRoom,
      closeRoom,
      dissolve,
    },
    limits: {
      ...filingLimits<CommitteeFacts>(starters),
      rectify: {
        label: '改正',
        after: ['orderRectify'],
        within: (f) => days(f.rectifyOrder ? daysBetween(f.rectifyOrder.orderedOn, f.rectifyOrder.untilOn) : 30),
        roll: false,
        met: ['endRectify'],
        basis: [nb(32), platform('改正期限未另定的为三十日')],
      },
    },
    refusals,
    rows: (act, f) => ({
      'mediation.committee': [
        {
          matter_id: act.matter,
          committee_id: f.agencyId,
          name: f.name,
          kind: f.kind,
          level: f.level,
          field: f.field,
          establisher_id: f.establisherId,
          establisher_kind: f.establisherKind,
          zone_code: f.zoneCode,
          address: f.address,
          phone: f.phone,
          is_multi_ethnic_area: f.isMultiEthnicArea,
          is_imported: f.isImported,
          established_on: f.establishedOn,
          dissolved_on: f.dissolvedOn,
          state: statusOf(f),
          filing_authority: filingAuthorityOf(f.kind, f.level),
          first_filed_on: f.firstFiledOn,
          filed_known_at: f.filedKnownAt,
          recorded_at: f.recordedAt,
          rectifying_until: f.rectifyingUntil,
          successor_id: f.successorId,
        },
      ],
      'mediation.filing': filingRows(act, f),
    }),
    title: (f) => f.name,
  })
}

export const committeeProcedures: readonly ProcedureDef[] = [
  committeeVersion({
    version: 'PML_2010',
    effective: { from: pmlFrom, to: nbPmFrom },
    filingBasis: [pml(10), platform('2015年6月1日前的备案按当时的规定补录，不计期限')],
  }),
  committeeVersion({ version: 'NB_PM_2015', effective: { from: nbPmFrom }, filingBasis: [nb(13, 1), nb(13, 3)] }),
]
