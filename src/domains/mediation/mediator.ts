/**
 * Mediators' seats: one matter for one person at one committee, from appointment to the end of office (人民调解法 arts. 13 to 16;
 * 宁波市人民调解条例 arts. 13, 15, 34). The person is a party of the kernel, found by document; somebody at two committees has two
 * seats and is still one mediator.
 */

import { z } from 'zod'
import { addYears, type LocalDate } from '#kernel/clock'
import { agency, choice, day, matter, text } from '#kernel/fields'
import { law, platform } from '#kernel/law'
import {
  type ActionDef,
  type ClaimChange,
  type Context,
  type FoldedAct,
  type ProcedureDef,
  procedureOf,
  type RefusalRule,
  type Rows,
} from '#kernel/procedure'
import {
  filingActions,
  filingLimits,
  filingRefusals,
  filingRows,
  hasFilingDuty,
  openFiling,
  type WithFilings,
} from './filing.ts'
import { aidActions, aidRefusals, type Injury } from './mediator-aid.ts'
import {
  type CommitteeKind,
  type CommitteeLevel,
  electingBodies,
  filingAuthorityOf,
  isAdultOn,
  isElectedKind,
  isInOffice,
  laterOf,
  type MeetingKind,
  meetingKinds,
  misconductKinds,
  nbPmFrom,
  type OfficeRole,
  officeRoles,
  overlaps,
  pmlFrom,
  spanOfClaim,
  type WorkMode,
  workModes,
} from './organisation-kinds.ts'
import { filingPapers, seatSubject } from './papers/filing.ts'
import { appointmentPapers, dismissalPapers, removalPapers } from './papers/seat.ts'
import { mediatorPage, type PublishedRow } from './publication.ts'

const pml = law('PML_2010')
const nb = law('NB_PM_2015')

export const mediatorProcedure = 'mediation.mediator'

type EndReason = 'EXPIRE' | 'RESIGN' | 'REMOVED' | 'DISMISSED' | 'DEATH' | 'COMMITTEE_DISSOLVED'

export type SeatFacts = WithFilings & {
  agencyId: string
  committeeName: string
  committeeKind: CommitteeKind
  committeeLevel: CommitteeLevel
  establisherId: string
  partyId: string
  /** Keyed hash over committee and document, under which overlapping seats of one person are found. */
  personKey: string
  primaryKey: string
  name: string
  sex: 'male' | 'female'
  isMinority: boolean | null
  education: string | null
  specialties: readonly string[]
  isCourtRoster: boolean
  isExpert: boolean
  role: OfficeRole
  basis: 'ELECTED' | 'HIRED'
  workMode: WorkMode
  isPrimary: boolean
  startOn: LocalDate
  endOn: LocalDate | null
  endReason: EndReason | null
  termNo: number | null
  termEndOn: LocalDate | null
  contractEndOn: LocalDate | null
  electedBy: MeetingKind | null
  /** Agency that hired: only it may dismiss. */
  hiredBy: string | null
  recordedAt: string
  publishedOn: LocalDate | null
  /** The last injury at the work, where there is one. */
  injury?: Injury
}

const educations = {
  PRIMARY: '小学',
  JUNIOR: '初中',
  SENIOR: '高中（中专）',
  COLLEGE: '大专',
  BACHELOR: '本科',
  POSTGRADUATE: '研究生',
} as const

const person = z
  .strictObject({
    name: text('姓名', 50),
    idKind: choice({ resident: '居民身份证', passport: '护照', other: '其他证件' }, '证件种类').default('resident'),
    idNumber: text('证件号码', 40),
    sex: choice({ male: '男', female: '女' }, '性别'),
    birthOn: day('出生日期'),
    ethnicity: text('民族', 20).optional(),
    phone: text('电话', 40).optional(),
    politicalStatus: text('政治面貌', 20).optional(),
    education: choice(educations, '学历').optional(),
    specialties: z.array(text('专业特长', 40)).max(10).default([]).meta({ label: '专业特长' }),
    isCourtRoster: z.boolean().default(false).meta({ label: '列入人民法院特邀调解员名册' }),
    isExpert: z.boolean().default(false).meta({ label: '列入人民调解专家库' }),
  })
  .meta({ label: '本人情况' })

const seat = {
  agencyId: agency('人民调解委员会', 'mediation_committee'),
  person,
  workMode: choice(workModes, '专职或者兼职'),
  isPrimary: z.boolean().optional().meta({ label: '以本委员会为主（不填则首个任职为主）' }),
  startOn: day('任职起始日'),
}

const appointInput = z.strictObject({
  ...seat,
  role: choice({ HEAD: officeRoles.HEAD, DEPUTY: officeRoles.DEPUTY, MEMBER: officeRoles.MEMBER }, '职务'),
  basis: choice({ ELECTED: '推选', HIRED: '聘任' }, '产生方式'),
  meetingKind: choice(meetingKinds, '推选机构'),
})
const hireInput = z.strictObject({
  ...seat,
  basis: choice({ ELECTED: '推选', HIRED: '聘任' }, '产生方式').default('HIRED'),
  contractEndOn: day('聘期届满日（不含当日）').optional(),
  isGoodCharacterDeclared: z
    .literal(true, '聘任单位应当声明拟聘人员公道正派、热心人民调解工作')
    .meta({ label: '已声明公道正派、热心人民调解工作' }),
})
type Seating = z.output<typeof appointInput> | z.output<typeof hireInput>

const personal: ActionDef['personal'] = [
  { path: 'person.idNumber', label: '证件号码', mask: 'citizenId', purpose: '核对身份，避免一人重复登记' },
  { path: 'person.birthOn', label: '出生日期', mask: 'birthDate', purpose: '核对是否成年', basis: pml(14, 1) },
  { path: 'person.ethnicity', label: '民族', mask: 'drop', purpose: '核对多民族居住地区的组成', basis: pml(8, 3) },
  { path: 'person.phone', label: '电话', mask: 'phone', purpose: '联系' },
  { path: 'person.politicalStatus', label: '政治面貌', mask: 'drop', purpose: '队伍情况统计' },
]

const { action, define } = procedureOf<SeatFacts>()
type Ctx = Context<SeatFacts, any>

const refusals: Record<string, RefusalRule> = {
  ...filingRefusals,
  ...aidRefusals,
  'mediation.mediator.adult': { label: '人民调解员应当由成年公民担任', basis: pml(14, 1) },
  'mediation.mediator.basis': {
    label: '委员由推选或者设立单位聘任产生，其他调解员由人民调解委员会聘任，不得混记',
    basis: [pml(9, 1), pml(13)],
  },
  'mediation.mediator.electionBody': { label: '推选机构不对', basis: pml(9, 1) },
  'mediation.mediator.overlap': {
    label: '该人在本委员会已有重叠的任职',
    basis: platform('同一人在同一委员会同时只有一条任职记录'),
  },
  'mediation.mediator.head': { label: '人民调解委员会设主任一人，本委员会该期间已有主任', basis: pml(8, 2) },
  'mediation.mediator.nine': { label: '人民调解委员会委员至多九人', basis: pml(8, 2) },
  'mediation.mediator.committee': { label: '没有这个正在运行的人民调解委员会', basis: pml(13) },
  'mediation.mediator.establisher': { label: '只能由本委员会的设立单位办理', basis: nb(13, 1) },
  'mediation.mediator.hirer': { label: '解聘只能由原聘任单位作出', basis: [pml(15), nb(34)] },
  'mediation.mediator.elector': {
    label: '推选产生的委员只能由原推选单位罢免，人民调解委员会和司法行政机关不得直接罢免',
    basis: [pml(15), nb(34)],
  },
  'mediation.mediator.reason': {
    label: '调解成功率低不是罢免、解聘的法定事由',
    basis: [pml(15), nb(34)],
  },
  'mediation.mediator.facts': { label: '批评教育、责令改正须有事实记录', basis: [pml(15), nb(34)] },
  'mediation.mediator.host': {
    label: '名下还有未办结的调解件，应先改派',
    basis: platform('离任前，名下未结的调解件先改派'),
  },
  'mediation.mediator.term': {
    label: '任期（聘期）尚未届满，也没有改选',
    basis: [pml(9, 2), platform('届满未改选的，原任继续履职至改选')],
  },
  'mediation.mediator.newTerm': { label: '没有新的一届可以连任', basis: pml(9, 2) },
  'mediation.mediator.day': { label: '日期不对', basis: platform('事由发生日不得晚于登记日，离任日不得早于任职日') },
  'mediation.mediator.notDissolved': { label: '委员会没有撤销', basis: nb(13, 1) },
  'mediation.mediator.mode': { label: '与现在的登记相同', basis: nb(15, 1) },
}

/** What the committee's claim says of its establisher, term and kind. */
function establishmentOf(value: string | null) {
  const [establisherId = '', no = '0', startOn = '', endOn = '', isMulti = '0', level = 'VILLAGE', kind = 'VILLAGE'] = (
    value ?? ''
  ).split('|')
  return {
    establisherId,
    termNo: Number(no),
    termStartOn: startOn as LocalDate,
    termEndOn: endOn as LocalDate,
    isMultiEthnicArea: isMulti === '1',
    level: level as CommitteeLevel,
    kind: kind as CommitteeKind,
  }
}

const personKeyText = (i: Seating) => `mediation.person|${i.agencyId}|${i.person.idKind}|${i.person.idNumber}`
const primaryKeyText = (i: Seating) => `mediation.primary|${i.person.idKind}|${i.person.idNumber}`

const seatNeeds: ActionDef<SeatFacts, Seating>['needs'] = (i, at) => [
  { party: 'person', idKind: i.person.idKind, idNumber: i.person.idNumber },
  { agency: i.agencyId },
  { claim: 'mediation.committee', key: i.agencyId },
  { claim: 'mediation.establishment', key: i.agencyId },
  { claim: 'mediation.person', key: at.hmac(personKeyText(i)), exclusive: true },
  { claim: 'mediation.primary', key: at.hmac(primaryKeyText(i)), exclusive: true },
  // Heads and the number of members are judged together, so whoever joins the committee waits for his turn.
  ...('role' in i ? [{ claim: 'mediation.member', key: i.agencyId, exclusive: true }] : []),
]

const establishment = (ctx: Ctx, agencyId: string) => {
  const claim = ctx.claims('mediation.establishment', agencyId)[0]
  const standing = ctx.claims('mediation.committee', agencyId)[0]?.value?.split('|')[1]
  if (!claim || standing === undefined || standing === 'DISSOLVED')
    ctx.refuse('mediation.mediator.committee', undefined, { field: 'agencyId' })
  return establishmentOf(claim?.value ?? null)
}

function checkSeat(ctx: Ctx, i: Seating): void {
  if (i.startOn > ctx.declaredOn) ctx.refuse('mediation.mediator.day', i.startOn, { field: 'startOn' })
  if (!isAdultOn(i.person.birthOn, i.startOn))
    ctx.refuse('mediation.mediator.adult', undefined, { field: 'person.birthOn' })
  const span = { startOn: i.startOn, endOn: null }
  if (ctx.claims('mediation.person', ctx.hmac(personKeyText(i))).some((c) => overlaps(spanOfClaim(c.value), span)))
    ctx.refuse('mediation.mediator.overlap')
}

function seatGiven(ctx: Ctx, i: Seating) {
  const at = establishmentOf(ctx.claims('mediation.establishment', i.agencyId)[0]?.value ?? null)
  const primaryKey = ctx.hmac(primaryKeyText(i))
  const others = ctx.claims('mediation.primary', primaryKey).filter((c) => {
    const span = spanOfClaim(c.value)
    return isInOffice(span.startOn, span.endOn, i.startOn)
  })
  return {
    partyId: ctx.party('person'),
    personKey: ctx.hmac(personKeyText(i)),
    primaryKey,
    isPrimary: i.isPrimary ?? others.length === 0,
    committeeName: ctx.agency(i.agencyId)?.name ?? '',
    committeeKind: at.kind,
    committeeLevel: at.level,
    establisherId: at.establisherId,
    termNo: at.termNo,
    termStartOn: at.termStartOn,
    termEndOn: at.termEndOn,
    // Ethnicity itself stays private; a committee of a multi-ethnic area must show one such member, so only there is it kept.
    isMinority: at.isMultiEthnicArea ? i.person.ethnicity !== undefined && !/^汉族?$/.test(i.person.ethnicity) : null,
    hiredBy: ctx.actor.agency,
  }
}

/** Facts of a new seat; `isCovered` where the committee's own filing of its term names the member already. */
function seated(
  act: FoldedAct,
  more: Pick<SeatFacts, 'role' | 'basis' | 'termNo' | 'termEndOn' | 'contractEndOn' | 'electedBy' | 'hiredBy'>,
  isCovered: boolean,
): SeatFacts {
  const i = act.payload as Seating
  const g = act.given
  const none = { filings: {}, touched: '' }
  return {
    agencyId: i.agencyId,
    committeeName: g.committeeName,
    committeeKind: g.committeeKind,
    committeeLevel: g.committeeLevel,
    establisherId: g.establisherId,
    partyId: g.partyId,
    personKey: g.personKey,
    primaryKey: g.primaryKey,
    name: i.person.name,
    sex: i.person.sex,
    isMinority: g.isMinority,
    education: i.person.education ?? null,
    specialties: i.person.specialties,
    isCourtRoster: i.person.isCourtRoster,
    isExpert: i.person.isExpert,
    workMode: i.workMode,
    isPrimary: g.isPrimary,
    startOn: i.startOn,
    endOn: null,
    endReason: null,
    recordedAt: act.recordedAt,
    publishedOn: null,
    ...more,
    ...(isCovered ? none : openFiling(none, more.role === 'HIRED_MEDIATOR' ? 'HIRE' : 'APPOINT', i.startOn)),
  }
}

const statusRow = (act: FoldedAct, f: SeatFacts, since: LocalDate) => ({
  matter_id: act.matter,
  since,
  party_id: f.partyId,
  work_mode: f.workMode,
  is_primary: f.isPrimary,
})

function posts(act: FoldedAct, f: SeatFacts): Rows {
  const post = (role: string) => ({
    officer_id: f.partyId,
    role,
    scope_kind: 'agency',
    scope_value: f.agencyId,
    agency_id: f.agencyId,
    valid_from: f.startOn,
    valid_to: f.endOn,
    matter_id: act.matter,
  })
  return { 'kernel.post': [post('mediator'), ...(f.role === 'HEAD' ? [post('committee_head')] : [])] }
}

const seatRows = (act: FoldedAct, f: SeatFacts): Rows => ({
  ...posts(act, f),
  'kernel.officer': [{ officer_id: f.partyId, name: f.name, party_id: f.partyId, valid_from: null, valid_to: null }],
  'mediation.seat_status': [statusRow(act, f, f.startOn)],
  'mediation.seat_personal': [
    {
      matter_id: act.matter,
      id_number: act.personal('/person/idNumber') ?? null,
      birth_on: act.personal('/person/birthOn') ?? null,
      ethnicity: act.personal('/person/ethnicity') ?? null,
      phone: act.personal('/person/phone') ?? null,
      political_status: act.personal('/person/politicalStatus') ?? null,
      seen_by: [`p:${f.partyId}`],
    },
  ],
})

/** Claims of a seat: who holds it, for disputes and for other seats of the same person or committee. */
function seatClaims(f: SeatFacts): ClaimChange[] {
  const span = `${f.startOn}|${f.endOn ?? ''}`
  return [
    { kind: 'mediation.seat', key: `${f.agencyId}/${f.partyId}`, value: span },
    { kind: 'mediation.person', key: f.personKey, value: span },
    ...(f.isPrimary ? [{ kind: 'mediation.primary', key: f.primaryKey, value: span }] : []),
    ...(f.role === 'HIRED_MEDIATOR' ? [] : [{ kind: 'mediation.member', key: f.agencyId, value: `${span}|${f.role}` }]),
  ]
}

const readersOf = (i: Seating, ctx: Ctx) => {
  const { establisherId } = establishmentOf(ctx.claims('mediation.establishment', i.agencyId)[0]?.value ?? null)
  return establisherId === '' ? [] : [`a:${establisherId}`]
}

const appointMember = action({
  label: '选任委员',
  by: ['establisher'],
  to: 'ACTIVE',
  basis: [pml(9), pml(13), pml(14, 1), nb(13, 1)],
  input: appointInput,
  personal,
  place: (i) => i.agencyId,
  readers: readersOf,
  needs: seatNeeds,
  guard: (ctx) => {
    const i = ctx.input
    const at = establishment(ctx, i.agencyId)
    if (ctx.actor.agency !== at.establisherId) ctx.refuse('mediation.mediator.establisher')
    checkSeat(ctx, i)
    const bodies = electingBodies(at.kind)
    if (!bodies.includes(i.meetingKind))
      ctx.refuse('mediation.mediator.electionBody', undefined, {
        allowed: bodies.map((b) => meetingKinds[b]),
        field: 'meetingKind',
      })
    if ((i.basis === 'ELECTED') !== isElectedKind(at.kind))
      ctx.refuse(
        'mediation.mediator.basis',
        isElectedKind(at.kind) ? '本委员会的委员由推选产生' : '本委员会的委员由设立单位聘任',
        { field: 'basis' },
      )
    const span = { startOn: i.startOn, endOn: null }
    const colleagues = ctx.claims('mediation.member', i.agencyId).filter((c) => overlaps(spanOfClaim(c.value), span))
    if (i.role === 'HEAD' && colleagues.some((c) => c.value?.endsWith('|HEAD')))
      ctx.refuse('mediation.mediator.head', undefined, { field: 'role' })
    if (colleagues.length >= 9) ctx.refuse('mediation.mediator.nine')
  },
  given: (ctx) => seatGiven(ctx, ctx.input),
  apply: (_, act) => {
    const { role, basis, meetingKind, startOn } = act.payload
    const { termNo, termEndOn, termStartOn, hiredBy } = act.given
    return seated(
      act,
      {
        role,
        basis,
        termNo,
        termEndOn,
        contractEndOn: null,
        electedBy: meetingKind,
        hiredBy: basis === 'HIRED' ? hiredBy : null,
      },
      // The filing of the committee's establishing or election lists its members; who joins later is filed alone.
      startOn === termStartOn,
    )
  },
  rows: seatRows,
  claims: (_, f) => seatClaims(f),
  issues: appointmentPapers,
})

const hire = action({
  label: '聘任调解员',
  by: ['committee_head', 'establisher'],
  to: 'ACTIVE',
  basis: [pml(13), pml(14, 1), nb(13, 1), nb(15)],
  input: hireInput,
  personal,
  place: (i) => i.agencyId,
  readers: readersOf,
  needs: seatNeeds,
  guard: (ctx) => {
    const i = ctx.input
    const at = establishment(ctx, i.agencyId)
    if (ctx.actor.agency !== i.agencyId && ctx.actor.agency !== at.establisherId)
      ctx.refuse('mediation.mediator.establisher')
    if (i.basis !== 'HIRED')
      ctx.refuse('mediation.mediator.basis', '受聘人员的产生方式是聘任', { field: 'basis', allowed: ['聘任'] })
    checkSeat(ctx, i)
    if (i.contractEndOn !== undefined && i.contractEndOn <= i.startOn)
      ctx.refuse('mediation.mediator.day', i.contractEndOn, { field: 'contractEndOn' })
  },
  given: (ctx) => seatGiven(ctx, ctx.input),
  apply: (_, act) =>
    seated(
      act,
      {
        role: 'HIRED_MEDIATOR',
        basis: 'HIRED',
        termNo: null,
        termEndOn: null,
        // The law gives no length; three years unless the contract says otherwise.
        contractEndOn: act.payload.contractEndOn ?? addYears(act.payload.startOn, 3),
        electedBy: null,
        hiredBy: act.given.hiredBy,
      },
      false,
    ),
  rows: seatRows,
  claims: (_, f) => seatClaims(f),
  issues: appointmentPapers,
})

const train = action({
  label: '培训',
  isForMany: true,
  by: ['county_justice', 'city_justice'],
  in: ['ACTIVE'],
  basis: [pml(14, 2), nb(15, 2)],
  input: z.strictObject({
    trainedOn: day('培训日期'),
    hours: z.int().min(1).max(400).meta({ label: '学时' }),
    kind: choice({ PRE_POST: '岗前培训', ANNUAL: '年度培训', SPECIAL: '专题培训' }, '类别'),
    organiser: text('组织单位', 100),
  }),
  guard: (ctx) => {
    if (ctx.input.trainedOn > ctx.declaredOn)
      ctx.refuse('mediation.mediator.day', ctx.input.trainedOn, { field: 'trainedOn' })
  },
  apply: (f) => ({ ...f, touched: '' }),
  rows: (act, f) => ({
    'mediation.training': [
      {
        matter_id: act.matter,
        n: act.n,
        party_id: f.partyId,
        trained_on: act.payload.trainedOn,
        hours: act.payload.hours,
        kind: act.payload.kind,
        organiser: act.payload.organiser,
        recorded_at: act.recordedAt,
      },
    ],
  }),
})

const misconductFields = {
  kind: choice(misconductKinds, '行为'),
  finding: z.string().trim().max(2000).meta({ label: '事实' }),
  disputeId: matter('有关的调解件', 'mediation.dispute').optional(),
  verifiedOn: day('查实日期').optional(),
}

const misconductRow = (
  act: FoldedAct,
  f: SeatFacts,
  of: { kind: string; severity: 'MINOR' | 'SERIOUS'; action: string },
) => ({
  matter_id: act.matter,
  n: act.n,
  party_id: f.partyId,
  kind: of.kind,
  severity: of.severity,
  action: of.action,
  dispute_id: act.payload.disputeId ?? null,
  verified_on: act.payload.verifiedOn ?? null,
  acted_on: act.declaredOn,
})

const admonish = action({
  label: '批评教育、责令改正',
  by: ['committee_head'],
  in: ['ACTIVE'],
  basis: [pml(15), nb(34)],
  input: z.strictObject(misconductFields),
  guard: (ctx) => {
    if (ctx.input.finding === '') ctx.refuse('mediation.mediator.facts', undefined, { field: 'finding' })
  },
  apply: (f) => ({ ...f, touched: '' }),
  rows: (act, f) => ({
    'mediation.misconduct': [
      misconductRow(act, f, { kind: act.payload.kind, severity: 'MINOR', action: 'ADMONISHED' }),
    ],
  }),
})

const endReasons = { ...misconductKinds, LOW_SUCCESS_RATE: '调解成功率低', CONTRACT: '聘用合同约定的其他情形' } as const
const endFields = {
  reason: choice(endReasons, '事由'),
  finding: z.string().trim().min(1, '请写明事实').max(2000).meta({ label: '事实' }),
  contractDocId: text('聘用合同', 80).optional(),
  endOn: day('离任日（当日起不再任职）'),
  disputeId: misconductFields.disputeId,
  verifiedOn: misconductFields.verifiedOn,
}

const hostNeed = (at: { facts: SeatFacts | undefined }) => [
  ...seatLocks(at),
  ...(at.facts ? [{ claim: 'mediation.host', key: `${at.facts.agencyId}/${at.facts.partyId}` }] : []),
]
const seatLocks = (at: { facts: SeatFacts | undefined }) =>
  at.facts
    ? [
        { claim: 'mediation.seat', key: `${at.facts.agencyId}/${at.facts.partyId}`, exclusive: true },
        { claim: 'mediation.person', key: at.facts.personKey, exclusive: true },
        { claim: 'mediation.primary', key: at.facts.primaryKey, exclusive: true },
        ...(at.facts.role === 'HIRED_MEDIATOR'
          ? []
          : [{ claim: 'mediation.member', key: at.facts.agencyId, exclusive: true }]),
      ]
    : []

const checkEnd = (ctx: Ctx) => {
  if (ctx.input.endOn < ctx.facts.startOn || ctx.input.endOn > ctx.declaredOn)
    ctx.refuse('mediation.mediator.day', ctx.input.endOn, { field: 'endOn' })
}
const checkHost = (ctx: Ctx) => {
  if (ctx.claims('mediation.host', `${ctx.facts.agencyId}/${ctx.facts.partyId}`).length > 0)
    ctx.refuse('mediation.mediator.host', undefined, { allowed: ['先改派名下未结的调解件'] })
}

const endsNow = (f: SeatFacts, act: FoldedAct, endReason: EndReason): SeatFacts => ({
  ...f,
  endOn: act.payload.endOn,
  endReason,
  touched: '',
})
const endRows = (act: FoldedAct, f: SeatFacts): Rows => ({
  ...posts(act, f),
  ...(f.publishedOn === null ? {} : { 'kernel.published': [pageOf(f, act)] }),
})

const remove = action({
  label: '罢免',
  by: ['establisher', 'committee_head'],
  in: ['ACTIVE'],
  to: (f) => settledState(f, 'REMOVED'),
  among: ['REMOVED', 'ENDED'],
  basis: [pml(15), nb(34), nb(13, 1)],
  input: z.strictObject({ ...endFields, meetingKind: choice(meetingKinds, '作出罢免的单位') }),
  needs: (_, at) => seatLocks(at),
  guard: (ctx) => {
    const f = ctx.facts
    if (f.basis !== 'ELECTED')
      ctx.refuse('mediation.mediator.hirer', '本人是聘任的，应由聘任单位解聘', { allowed: ['解聘'] })
    const right = f.electedBy === null ? '原推选单位' : meetingKinds[f.electedBy]
    if (
      ctx.actor.role !== 'establisher' ||
      ctx.actor.agency !== f.establisherId ||
      ctx.input.meetingKind !== f.electedBy
    )
      ctx.refuse('mediation.mediator.elector', `应由${right}罢免`, {
        allowed: [`由${right}罢免，设立单位办理备案`],
        field: 'meetingKind',
      })
    if (ctx.input.reason === 'LOW_SUCCESS_RATE' || ctx.input.reason === 'CONTRACT')
      ctx.refuse('mediation.mediator.reason', undefined, { allowed: Object.values(misconductKinds), field: 'reason' })
    checkEnd(ctx)
  },
  apply: (f, act) => ({ ...endsNow(f, act, 'REMOVED'), ...openFiling(f, 'REMOVE', act.payload.endOn) }),
  rows: (act, f) => ({
    ...endRows(act, f),
    'mediation.misconduct': [
      misconductRow(act, f, { kind: act.payload.reason, severity: 'SERIOUS', action: 'REMOVED' }),
    ],
  }),
  claims: (_, f) => seatClaims(f),
  issues: removalPapers,
})

const dismiss = action({
  label: '解聘',
  by: ['committee_head', 'establisher'],
  in: ['ACTIVE'],
  to: (f) => settledState(f, 'DISMISSED'),
  among: ['DISMISSED', 'ENDED'],
  basis: [pml(15), nb(34), nb(13, 1)],
  input: z.strictObject(endFields),
  needs: (_, at) => seatLocks(at),
  guard: (ctx) => {
    const f = ctx.facts
    if (f.basis !== 'HIRED')
      ctx.refuse('mediation.mediator.elector', '本人是推选产生的，应由原推选单位罢免', { allowed: ['罢免'] })
    if (ctx.actor.agency !== f.hiredBy) ctx.refuse('mediation.mediator.hirer')
    const { reason, contractDocId } = ctx.input
    if ((reason === 'LOW_SUCCESS_RATE' || reason === 'CONTRACT') && contractDocId === undefined)
      ctx.refuse('mediation.mediator.reason', '聘用合同另有约定的，应附合同', {
        allowed: ['附聘用合同', ...Object.values(misconductKinds)],
        field: 'contractDocId',
      })
    checkEnd(ctx)
  },
  apply: (f, act) => ({ ...endsNow(f, act, 'DISMISSED'), ...openFiling(f, 'DISMISS', act.payload.endOn) }),
  rows: (act, f) => ({
    ...endRows(act, f),
    ...(act.payload.reason === 'LOW_SUCCESS_RATE' || act.payload.reason === 'CONTRACT'
      ? {}
      : {
          'mediation.misconduct': [
            misconductRow(act, f, { kind: act.payload.reason, severity: 'SERIOUS', action: 'DISMISSED' }),
          ],
        }),
  }),
  claims: (_, f) => seatClaims(f),
  issues: dismissalPapers,
})

const endOnly = z.strictObject({ endOn: endFields.endOn, note: text('说明', 500).optional() })

const resign = action({
  label: '辞任',
  by: ['mediator', 'committee_head', 'establisher'],
  in: ['ACTIVE'],
  to: 'ENDED',
  basis: pml(9, 2),
  input: endOnly,
  needs: (_, at) => hostNeed(at),
  guard: (ctx) => {
    checkEnd(ctx)
    checkHost(ctx)
  },
  apply: (f, act) => endsNow(f, act, 'RESIGN'),
  rows: endRows,
  claims: (_, f) => seatClaims(f),
})

const expire = action({
  label: '届满离任',
  by: ['establisher', 'committee_head', 'system'],
  in: ['ACTIVE'],
  to: 'ENDED',
  basis: [pml(9, 2), platform('届满未改选的不自动离任，改选之日起未连任的离任')],
  input: endOnly,
  needs: (_, at) => [
    ...hostNeed(at),
    ...(at.placement ? [{ claim: 'mediation.establishment', key: at.placement.agencyId }] : []),
  ],
  guard: (ctx) => {
    const f = ctx.facts
    checkEnd(ctx)
    const now = establishmentOf(ctx.claims('mediation.establishment', f.agencyId)[0]?.value ?? null)
    const isOver =
      f.termNo === null
        ? f.contractEndOn !== null && f.contractEndOn <= ctx.input.endOn
        : now.termNo > f.termNo && now.termStartOn <= ctx.input.endOn
    if (!isOver) ctx.refuse('mediation.mediator.term')
    checkHost(ctx)
  },
  apply: (f, act) => endsNow(f, act, 'EXPIRE'),
  rows: endRows,
  claims: (_, f) => seatClaims(f),
})

const recordDeath = action({
  label: '登记死亡',
  by: ['establisher', 'committee_head'],
  in: ['ACTIVE'],
  to: 'ENDED',
  basis: pml(16),
  input: endOnly,
  needs: (_, at) => seatLocks(at),
  guard: checkEnd,
  apply: (f, act) => endsNow(f, act, 'DEATH'),
  rows: endRows,
  claims: (_, f) => seatClaims(f),
})

const endWithCommittee = action({
  label: '委员会撤销离任',
  by: ['establisher', 'system'],
  in: ['ACTIVE'],
  to: 'ENDED',
  basis: nb(13, 1),
  input: endOnly,
  needs: (_, at) => [
    ...seatLocks(at),
    ...(at.placement ? [{ claim: 'mediation.committee', key: at.placement.agencyId }] : []),
  ],
  guard: (ctx) => {
    if (ctx.claims('mediation.committee', ctx.facts.agencyId)[0]?.value?.split('|')[1] !== 'DISSOLVED')
      ctx.refuse('mediation.mediator.notDissolved')
    checkEnd(ctx)
  },
  apply: (f, act) => endsNow(f, act, 'COMMITTEE_DISSOLVED'),
  rows: endRows,
  claims: (_, f) => seatClaims(f),
})

const renew = action({
  label: '连任',
  by: ['establisher'],
  in: ['ACTIVE'],
  basis: pml(9, 2),
  input: z.strictObject({}),
  needs: (_, at) => (at.placement ? [{ claim: 'mediation.establishment', key: at.placement.agencyId }] : []),
  guard: (ctx) => {
    const now = establishmentOf(ctx.claims('mediation.establishment', ctx.facts.agencyId)[0]?.value ?? null)
    if (ctx.facts.termNo === null || now.termNo <= ctx.facts.termNo) ctx.refuse('mediation.mediator.newTerm')
  },
  given: (ctx) => {
    const now = establishmentOf(ctx.claims('mediation.establishment', ctx.facts.agencyId)[0]?.value ?? null)
    return { termNo: now.termNo, termEndOn: now.termEndOn }
  },
  apply: (f, act) => ({ ...f, touched: '', termNo: act.given.termNo, termEndOn: act.given.termEndOn }),
})

const makePrimary = action({
  label: '改以本委员会为主',
  by: ['establisher', 'committee_head', 'county_justice', 'city_justice'],
  in: ['ACTIVE'],
  basis: platform('一人在多个委员会任职的，只归一个主要委员会计数'),
  input: z.strictObject({}),
  needs: (_, at) => seatLocks(at),
  // The latest declaration counts, so no act on the other seat is needed for there to be exactly one.
  apply: (f) => ({ ...f, touched: '', isPrimary: true }),
  rows: (act, f) => ({ 'mediation.seat_status': [statusRow(act, f, act.declaredOn)] }),
  claims: (_, f) => seatClaims(f),
})

const changeMode = action({
  label: '专职、兼职变更',
  by: ['committee_head', 'establisher'],
  in: ['ACTIVE'],
  basis: nb(15, 1),
  input: z.strictObject({ workMode: choice(workModes, '专职或者兼职') }),
  guard: (ctx) => {
    if (ctx.input.workMode === ctx.facts.workMode) ctx.refuse('mediation.mediator.mode')
  },
  apply: (f, act) => ({ ...f, touched: '', workMode: act.payload.workMode }),
  rows: (act, f) => ({ 'mediation.seat_status': [statusRow(act, f, act.declaredOn)] }),
})

/** The public page; taken down with the end of office. */
function pageOf(f: SeatFacts, act: FoldedAct): PublishedRow {
  return {
    kind: mediatorProcedure,
    id: act.matter,
    matter_id: act.matter,
    published_on: f.publishedOn ?? act.declaredOn,
    withdrawn_on: f.endOn === null ? null : act.declaredOn,
    content: mediatorPage(f),
  }
}

/** A seat that ended by removal or dismissal stays open until that is filed and the court knows; before the regulation there was no such duty. */
function settledState(f: SeatFacts, ended: 'REMOVED' | 'DISMISSED'): string {
  return f.endOn !== null && !hasFilingDuty(f.endOn) ? 'ENDED' : ended
}

const filedState = (f: SeatFacts): string => {
  if (f.endOn === null) return 'ACTIVE'
  const last = Object.values(f.filings).find((x) => x.event === 'REMOVE' || x.event === 'DISMISS')
  if (last?.state === 'ACCEPTED' && last.courtNoticeOn !== null) return 'ENDED'
  return f.endReason === 'REMOVED' ? 'REMOVED' : 'DISMISSED'
}

const authority = (f: SeatFacts) => filingAuthorityOf(f.committeeKind, f.committeeLevel)

const mediatorVersion = (
  version: string,
  effective: ProcedureDef['effective'],
  filingBasis: readonly ReturnType<typeof pml>[],
): ProcedureDef<any> =>
  define({
    id: mediatorProcedure,
    version,
    label: '人民调解员任职',
    effective,
    decidedBy: (i: Seating) => laterOf(i.startOn, pmlFrom),
    decidedByLabel: '任职起始日',
    turns: {
      limits: {
        filing: ['establisher'],
        courtNotice: ['county_justice', 'city_justice'],
        webPublish: ['county_justice', 'city_justice'],
      },
    },
    states: {
      ACTIVE: { label: '在任' },
      REMOVED: { label: '已罢免（待备案、通报）' },
      DISMISSED: { label: '已解聘（待备案、通报）' },
      ENDED: { label: '已离任', final: true },
    },
    initial: {} as SeatFacts,
    actions: {
      appointMember,
      hire,
      ...filingActions<SeatFacts>({
        basis: filingBasis,
        papers: filingPapers(seatSubject),
        states: ['ACTIVE', 'REMOVED', 'DISMISSED'],
        to: filedState,
        moves: { notifyCourt: { REMOVED: ['ENDED'], DISMISSED: ['ENDED'] } },
        authority,
        published: (f, act) => ({ ...f, publishedOn: f.publishedOn ?? act.declaredOn }),
        page: pageOf,
        publishesWithoutFiling: true,
      }),
      train,
      admonish,
      changeMode,
      makePrimary,
      renew,
      remove,
      dismiss,
      resign,
      expire,
      recordDeath,
      endWithCommittee,
      ...aidActions,
    },
    limits: filingLimits<SeatFacts>(['appointMember', 'hire', 'remove', 'dismiss']),
    refusals,
    rows: (act, f) => ({
      'mediation.seat': [
        {
          matter_id: act.matter,
          party_id: f.partyId,
          committee_id: f.agencyId,
          name: f.name,
          sex: f.sex,
          is_minority: f.isMinority,
          education: f.education,
          specialties: f.specialties,
          is_court_roster: f.isCourtRoster,
          is_expert: f.isExpert,
          role: f.role,
          basis: f.basis,
          work_mode: f.workMode,
          start_on: f.startOn,
          end_on: f.endOn,
          end_reason: f.endReason,
          term_no: f.termNo,
          term_end_on: f.termEndOn,
          contract_end_on: f.contractEndOn,
          elected_by: f.electedBy,
          hired_by: f.hiredBy,
          recorded_at: f.recordedAt,
        },
      ],
      'mediation.filing': filingRows(act, f),
    }),
    title: (f) => `${f.committeeName}：${f.name}`,
  })

export const mediatorProcedures: readonly ProcedureDef[] = [
  mediatorVersion('PML_2010', { from: pmlFrom, to: nbPmFrom }, [
    pml(10),
    platform('2015年6月1日前的备案按当时的规定补录，不计期限'),
  ]),
  mediatorVersion('NB_PM_2015', { from: nbPmFrom }, [nb(13, 1), nb(13, 3)]),
]
