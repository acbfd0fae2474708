/** Matters of a dispute centre around today, for a demonstration: some in every state, one late at triage, a petition near its last day. */
import type { Actor } from '#kernel/access'
import { addDays, epochMs, type Instant, localDateOf } from '#kernel/clock'
import type { Channel } from '../domains/centre/kinds.ts'
import { matterProcedure, petitionProcedure, staffOf, unitOf } from './centre-cast.ts'
import type { PlannedCentre } from './centre-plan.ts'
import { paperAt } from './centre-steps.ts'
import type { PlannedCommittee } from './committees.ts'
import { type ChosenIds, earliest, later, officerId, onDay, Script, type Unit } from './enact.ts'
import { identityOf, personName, phoneOf } from './people.ts'
import type { Plan } from './plan.ts'
import { idFor, randomFamily } from './random.ts'

/** Acts of the way through a unit, in order, with the second of the day on which each is done. */
const SECONDS = {
  registered: 8.6,
  triaged: 9.2,
  dispatched: 9.8,
  received: 10.4,
  returned: 11,
  convened: 13.6,
  accepted: 14.2,
  submitted: 14.8,
  reviewed: 15.4,
  replied: 16,
  visited: 16.4,
  closed: 16.8,
} as const
type Step = keyof typeof SECONDS

type LiveMatter = {
  key: string
  channel: Channel
  kind: string
  say: string
  /** Days before today. */
  steps: Partial<Record<Step, number>> & { registered: number }
  /** What it is, where it is not a complaint that the town handles. */
  is?: 'CIVIL' | 'PETITION' | 'ADMIN'
  /** Offered to another procedure. */
  offered?: number
  /** What the petition office and the town's government have done with it. */
  petition?: { received: number; transferred: number; notified: number; heard: number }
  /** Day on which the administrative act was known. */
  known?: number
  satisfaction?: number
}

const MATTERS: readonly LiveMatter[] = [
  { key: 'new', channel: 'VISIT', kind: '占道经营', say: '菜场门口占道经营', steps: { registered: 0 } },
  { key: 'new-online', channel: 'ONLINE', kind: '油烟噪声', say: '夜间油烟、噪声', steps: { registered: 0 } },
  {
    key: 'late',
    channel: 'HOTLINE_12345',
    kind: '违法建设',
    say: '屋顶搭建，登记后一直没有分流',
    steps: { registered: 12 },
  },
  {
    key: 'triaged',
    channel: 'PHONE',
    kind: '消防通道',
    say: '消防通道被堵，等待交办',
    steps: { registered: 1, triaged: 1 },
  },
  {
    key: 'admin',
    channel: 'VISIT',
    kind: '行政处罚',
    say: '对行政处罚不服，复议期限剩余不到十五日',
    is: 'ADMIN',
    known: 50,
    steps: { registered: 1, triaged: 1 },
  },
  {
    key: 'offered',
    channel: 'VISIT',
    kind: '邻里相处',
    say: '楼上渗水，已转人民调解，等待委员会接收',
    is: 'CIVIL',
    steps: { registered: 1, triaged: 1 },
    offered: 1,
  },
  {
    key: 'offered-police',
    channel: 'POLICE_110',
    kind: '损害赔偿',
    say: '琐事推搡的赔偿，已转人民调解，等待委员会接收',
    is: 'CIVIL',
    steps: { registered: 2, triaged: 2 },
    offered: 2,
  },
  {
    key: 'dispatched',
    channel: 'GRID',
    kind: '占道经营',
    say: '网格上报，等待签收',
    steps: { registered: 2, triaged: 1, dispatched: 1 },
  },
  {
    key: 'returned',
    channel: 'HOTLINE_12345',
    kind: '物业管理',
    say: '承办单位申请退回，等待核实',
    steps: { registered: 3, triaged: 3, dispatched: 2, returned: 1 },
  },
  {
    key: 'received',
    channel: 'VISIT',
    kind: '油烟噪声',
    say: '已签收，等待受理',
    steps: { registered: 3, triaged: 3, dispatched: 2, received: 1 },
  },
  {
    key: 'handled',
    channel: 'HOTLINE_12345',
    kind: '违法建设',
    say: '现场已核实，正在办理',
    steps: { registered: 7, triaged: 7, dispatched: 6, received: 6, accepted: 5 },
  },
  {
    key: 'overdue',
    channel: 'ONLINE',
    kind: '违法建设',
    say: '办理期限已过，还没有报结果',
    steps: { registered: 40, triaged: 40, dispatched: 39, received: 38, accepted: 38 },
  },
  {
    key: 'joint',
    channel: 'VISIT',
    kind: '物业管理',
    say: '物业与违建交织，会商后等待确定主办',
    steps: { registered: 5, triaged: 5, dispatched: 4, returned: 2, convened: 1 },
  },
  {
    key: 'submitted',
    channel: 'PHONE',
    kind: '占道经营',
    say: '已报结果，等待审核',
    steps: { registered: 9, triaged: 9, dispatched: 8, received: 8, accepted: 7, submitted: 1 },
  },
  {
    key: 'reviewed',
    channel: 'VISIT',
    kind: '消防通道',
    say: '已审核，等待答复',
    steps: { registered: 10, triaged: 10, dispatched: 9, received: 9, accepted: 8, submitted: 2, reviewed: 1 },
  },
  {
    key: 'replied',
    channel: 'ONLINE',
    kind: '油烟噪声',
    say: '已答复，等待回访',
    steps: {
      registered: 12,
      triaged: 12,
      dispatched: 11,
      received: 11,
      accepted: 10,
      submitted: 4,
      reviewed: 3,
      replied: 3,
    },
  },
  {
    key: 'visited',
    channel: 'HOTLINE_12345',
    kind: '违法建设',
    say: '回访不满意，等待重新办理或者复核后销号',
    steps: {
      registered: 14,
      triaged: 14,
      dispatched: 13,
      received: 13,
      accepted: 12,
      submitted: 6,
      reviewed: 5,
      replied: 5,
      visited: 1,
    },
    satisfaction: 2,
  },
  {
    key: 'closed',
    channel: 'VISIT',
    kind: '占道经营',
    say: '已办结销号',
    steps: {
      registered: 16,
      triaged: 16,
      dispatched: 15,
      received: 15,
      accepted: 14,
      submitted: 8,
      reviewed: 7,
      replied: 7,
      visited: 4,
      closed: 3,
    },
  },
  {
    key: 'petition-new',
    channel: 'PETITION_TRANSFER',
    kind: '道路配套',
    say: '已转信访部门，等待接收',
    is: 'PETITION',
    steps: { registered: 1, triaged: 1 },
    offered: 1,
  },
  {
    key: 'petition-due',
    channel: 'VISIT',
    kind: '历史遗留产权',
    say: '信访事项办理期限将满',
    is: 'PETITION',
    steps: { registered: 62, triaged: 62 },
    offered: 62,
    petition: { received: 61, transferred: 60, notified: 57, heard: 50 },
  },
]

/** Invented people of the live matters, apart from those of the year. */
const PEOPLE_FROM = 450_000

const TRIAGE = {
  COMPLAINT: {
    signals: { isEnforcementRequest: true },
    subjectKind: 'COMPLAINT_ILLEGAL',
    path: 'ENFORCEMENT_COMPLAINT',
    reach: { span: 'VILLAGES' },
  },
  CIVIL: { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' },
  PETITION: { signals: {}, subjectKind: 'PETITION_REQUEST', path: 'PETITION' },
  ADMIN: { signals: { isAgainstAdministrativeAct: true }, subjectKind: 'ADMIN_DISPUTE', path: 'RECONSIDERATION' },
} as const

/** The live matters of the centre of the town's county; none where it has no centre. */
export function liveCentre(plan: Plan, town: PlannedCommittee, seed: string, now: Instant): Unit[] {
  const centre = plan.centre?.centres.find((c) => c.level === 'COUNTY' && c.county === town.county)
  return centre ? MATTERS.map((m, i) => unitFor(m, i, centre, town, seed, now)) : []
}

function unitFor(
  m: LiveMatter,
  i: number,
  centre: PlannedCentre,
  town: PlannedCommittee,
  seed: string,
  now: Instant,
): Unit {
  const random = randomFamily(seed, 'centre-live')(i)
  const at = (back: number, hour: number): Instant =>
    // What would lie later than now on today's own day was just entered.
    earliest(onDay(addDays(localDateOf(now), -back), hour * 3600 + i * 20), later(now, -600 + hour * 30))
  const time = (step: Step) => at(m.steps[step]!, SECONDS[step])
  const registeredAt = time('registered')
  const matterId = idFor(seed, 'centre-live', m.key, epochMs(registeredAt))
  const script = new Script(seed)
  const gov = `gov-${town.town}`
  const is = m.is ?? 'COMPLAINT'
  const add = (by: Actor, when: Instant, action: string, input: object, ids?: ChosenIds) =>
    script.add(
      by,
      when,
      { matterId, action, input, ...(action === 'register' ? { procedure: matterProcedure } : {}) },
      ids ? { ids } : {},
    )
  const petitioner = {
    name: personName(random),
    idKind: 'resident',
    idNumber: identityOf(town.county, 'F', PEOPLE_FROM + i, 'party', Number(now.slice(0, 4))).citizenId,
    phone: phoneOf(PEOPLE_FROM + i),
    address: `${centre.countyName}示例路${1 + i}号`,
  }
  const [reception, dispatcher, director, visitor] = (
    ['centre_reception', 'centre_dispatcher', 'centre_director', 'visit_back'] as const
  ).map((role) => staffOf(centre, role)) as [Actor, Actor, Actor, Actor]
  const summary = `${m.say}（模拟数据）`
  const known = m.known === undefined ? undefined : addDays(localDateOf(now), -m.known)
  add(reception, registeredAt, 'register', {
    centreAgencyId: centre.id,
    channel: m.channel,
    place: town.town,
    kind: m.kind,
    petitioners: [petitioner],
    counterparties: [{ name: is === 'ADMIN' ? '作出处罚的机关' : personName(random) }],
    summary,
    ...(known ? { adminActKnownOn: known, isRemedyTold: true } : {}),
  })
  const by: Record<Exclude<Step, 'registered'>, () => void> = {
    triaged: () => add(dispatcher, time('triaged'), 'triage', TRIAGE[is]),
    dispatched: () => add(dispatcher, time('dispatched'), 'dispatch', { units: [{ agencyId: gov, kind: 'LEAD' }] }),
    received: () =>
      add(unitOf(gov, 'handler'), time('received'), 'receive', {
        handlers: [{ officerId: officerId(gov, 'handler'), conflict: 'NONE' }],
      }),
    returned: () =>
      add(unitOf(gov, 'handler_head'), time('returned'), 'objectReturn', {
        reason: '主要涉及物业服务，属住建部门职责',
        properUnit: '区县（市）住房和城乡建设局',
      }),
    convened: () =>
      add(director, time('convened'), 'convene', {
        units: [gov, `police-${town.county}`],
        leadUnit: gov,
        conclusion: '由镇街主办，公安配合',
      }),
    accepted: () => add(unitOf(gov, 'handler'), time('accepted'), 'accept', { as: 'ADMINISTRATIVE' }),
    submitted: () =>
      add(unitOf(gov, 'handler'), time('submitted'), 'submitResult', {
        kind: 'REPLY',
        issuerAgencyId: gov,
        documentNo: `示复〔${now.slice(0, 4)}〕${900 + i}号`,
        documentOn: localDateOf(time('submitted')),
      }),
    reviewed: () => add(dispatcher, time('reviewed'), 'review', { opinion: '事实清楚，同意' }),
    replied: () =>
      add(unitOf(gov, 'handler'), time('replied'), 'reply', { channel: 'WRITTEN', content: '已到现场处理并告知' }),
    visited: () =>
      add(visitor, time('visited'), 'visitBack', {
        isReached: true,
        satisfaction: m.satisfaction ?? 5,
        isResolved: (m.satisfaction ?? 5) > 2,
      }),
    closed: () => add(dispatcher, time('closed'), 'close', { closeCode: 'SUPPORTED_EXECUTED' }),
  }
  for (const step of Object.keys(by) as (keyof typeof by)[]) if (m.steps[step] !== undefined) by[step]()
  if (m.offered !== undefined) {
    const offerAt = at(m.offered, 9.6)
    const offerId = idFor(seed, 'centre-live-offer', m.key, epochMs(offerAt))
    const isPetition = is === 'PETITION'
    const target = isPetition
      ? { path: 'PETITION', targetAgencyId: `petition-${town.county}`, procedure: petitionProcedure }
      : { path: 'PEOPLES_MEDIATION', targetAgencyId: town.id, procedure: 'mediation.dispute' }
    add(dispatcher, offerAt, 'handoff', { ...target, receipt: paperAt(offerAt, '移送、引导单') }, { record: offerId })
    if (m.petition) addPetition(script, m, { at, offerId, town, seed, petitioner, summary })
  }
  return script.unit(now)
}

function addPetition(
  script: Script,
  m: LiveMatter,
  o: {
    at: (back: number, hour: number) => Instant
    offerId: string
    town: PlannedCommittee
    seed: string
    petitioner: object
    summary: string
  },
): void {
  const { at, town, seed } = o
  const p = m.petition!
  const office = unitOf(`petition-${town.county}`, 'petition_officer')
  const gov = `gov-${town.town}`
  const receivedAt = at(p.received, 9)
  const matterId = idFor(seed, 'centre-live-petition', m.key, epochMs(receivedAt))
  const notifiedAt = at(p.notified, 10)
  script
    .add(office, receivedAt, {
      matterId,
      procedure: petitionProcedure,
      action: 'receivePetition',
      input: {
        agencyId: `petition-${town.county}`,
        handover: o.offerId,
        source: 'CENTRE',
        receivedOn: localDateOf(at(m.steps.registered, 9)),
        channel: 'VISIT',
        category: 'REQUEST',
        petitioners: [o.petitioner],
        place: town.town,
        kind: m.kind,
        summary: o.summary,
      },
    })
    .add(office, at(p.transferred, 10), { matterId, action: 'transfer', input: { toAgencyId: gov } })
    .add(unitOf(gov, 'handler'), notifiedAt, {
      matterId,
      action: 'notifyReceipt',
      input: {
        item: '6',
        runsClose: true,
        path: '按信访程序调查核实，出具处理意见',
        notice: paperAt(notifiedAt, '信访事项受理告知书'),
      },
    })
    .add(unitOf(gov, 'handler'), at(p.heard, 10), {
      matterId,
      action: 'hearPetitioner',
      input: { conflict: 'NONE', record: '信访人陈述了经过和诉求' },
    })
}
