/**
 * What a demonstration shows as of today: matters in every state, some due soon, some overdue, each with a reason to be looked
 * at. Days are counted back from today and limits in months are among them, so that it looks alike in any year.
 */
import type { Actor } from '#kernel/access'
import { addDays, addMonths, addYears, epochMs, type Instant, localDateOf } from '#kernel/clock'
import { liveCentre } from './centre-live.ts'
import type { City, Group, Source } from './city.ts'
import type { PlannedCommittee } from './committees.ts'
import { KIND_LABEL, type PlannedDispute } from './dispute.ts'
import { earliest, later, onDay, Script, type Unit } from './enact.ts'
import { committeeScript } from './enact-committees.ts'
import { addDispute, type DisputeContext, disputeProcedure } from './enact-disputes.ts'
import { partiesOf } from './parties.ts'
import type { Plan } from './plan.ts'
import { idFor, randomFamily } from './random.ts'

/** Days before today; of a limit in months the day that puts its end so many days from today. */
type Back = number | { dueIn: number; months: number }

type LiveCase = {
  key: string
  group: Group
  kind: string
  source?: Source
  /** Waiting for whoever is named here. */
  say: string
  received: Back
  accepted?: Back
  assigned?: Back
  sessions?: Back[]
  extended?: { asked: Back; months: number }
  appraisal?: Back
  escalated?: Back
  risk?: 'LOW' | 'ESCALATING' | 'CRIMINAL_RISK'
  /** Settled in writing, with what is owed due so many days from today. */
  settled?: { on: Back; dueIn: number; performed?: Back }
  failed?: Back
  closed?: Back
  amountYuan?: number
  by?: 'public' | 'citizen'
}

const month = (dueIn: number): Back => ({ dueIn, months: 1 })

/** The cases, in the order in which a reader would be shown them. */
const CASES: readonly LiveCase[] = [
  { key: 'new', group: 'TOWN', kind: 'NEIGHBOUR', say: '屋檐滴水影响邻居外墙', received: 0 },
  { key: 'new-2', group: 'RESIDENT', kind: 'PROPERTY_MGMT', say: '地下车库渗水的赔偿', received: 1, amountYuan: 2600 },
  { key: 'decide', group: 'TOWN', kind: 'CONTRACT', say: '装修合同尾款', received: 2, amountYuan: 18_000 },
  {
    key: 'consent',
    group: 'TOWN',
    kind: 'HOUSE_HOMESTEAD',
    source: 'COMMITTEE_INITIATIVE',
    say: '建房间距，委员会主动上门，等待双方同意',
    received: 2,
  },
  {
    key: 'consent-police',
    group: 'TOWN',
    kind: 'DAMAGES',
    source: 'POLICE',
    say: '公安机关委托，等待双方同意',
    received: 1,
    amountYuan: 3200,
  },
  {
    key: 'assign',
    group: 'TOWN',
    kind: 'BUSINESS_OPERATION',
    say: '店面转让费',
    received: 2,
    accepted: 1,
    amountYuan: 36_000,
  },
  {
    key: 'assigned',
    group: 'TOWN',
    kind: 'MARRIAGE_FAMILY',
    say: '老人赡养',
    received: 4,
    accepted: 4,
    assigned: 3,
    risk: 'ESCALATING',
  },
  {
    key: 'sitting',
    group: 'TOWN',
    kind: 'DAMAGES',
    say: '电动自行车碰撞受伤',
    received: 9,
    accepted: 9,
    assigned: 8,
    sessions: [6],
    amountYuan: 7800,
  },
  {
    key: 'sitting-village',
    group: 'VILLAGE',
    kind: 'FOREST_LAND',
    say: '山林界址',
    received: 12,
    accepted: 11,
    assigned: 11,
    sessions: [9, 3],
  },
  {
    key: 'due-soon',
    group: 'TOWN',
    kind: 'HOUSE_HOMESTEAD',
    say: '合用宅基地分割',
    received: month(2),
    accepted: month(2),
    assigned: month(2),
    sessions: [20, 8],
  },
  {
    key: 'due-today',
    group: 'RESIDENT',
    kind: 'NEIGHBOUR',
    say: '噪声',
    received: month(0),
    accepted: month(0),
    assigned: month(0),
    sessions: [14],
  },
  {
    key: 'overdue',
    group: 'TOWN',
    kind: 'CONTRACT',
    say: '租赁押金，超过一个月未结',
    received: month(-6),
    accepted: month(-6),
    assigned: month(-6),
    sessions: [25],
    amountYuan: 5000,
  },
  {
    key: 'overdue-village',
    group: 'VILLAGE',
    kind: 'VILLAGE_AFFAIRS',
    say: '股份分红，超过一个月未结',
    received: month(-15),
    accepted: month(-15),
    assigned: month(-15),
    sessions: [30],
  },
  {
    key: 'overdue-extended',
    group: 'TOWN',
    kind: 'EXPROPRIATION',
    say: '拆迁过渡费，合意延期后又超过',
    received: { dueIn: -4, months: 2 },
    accepted: { dueIn: -4, months: 2 },
    assigned: { dueIn: -4, months: 2 },
    sessions: [50],
    extended: { asked: 40, months: 1 },
    amountYuan: 42_000,
  },
  {
    key: 'labour',
    group: 'TOWN',
    kind: 'LABOUR',
    say: '加班工资，十五日将满',
    received: 13,
    accepted: 13,
    assigned: 12,
    sessions: [9],
    amountYuan: 9600,
  },
  {
    key: 'court',
    group: 'PROFESSIONAL',
    kind: 'TRAFFIC',
    source: 'COURT_DELEGATED',
    say: '法院立案前委派',
    received: 24,
    accepted: 23,
    assigned: 23,
    sessions: [15],
    amountYuan: 38_000,
  },
  {
    key: 'court-new',
    group: 'PROFESSIONAL',
    kind: 'CONTRACT',
    source: 'COURT_DELEGATED',
    say: '法院立案前委派，等待双方同意',
    received: 1,
    amountYuan: 21_000,
  },
  {
    key: 'medical',
    group: 'PROFESSIONAL',
    kind: 'MEDICAL',
    say: '手术并发症，正在鉴定',
    received: 30,
    accepted: 28,
    assigned: 27,
    sessions: [22],
    appraisal: 12,
    amountYuan: 150_000,
  },
  {
    key: 'risk',
    group: 'TOWN',
    kind: 'NEIGHBOUR',
    say: '多次扬言动手，尚未报告',
    received: 3,
    accepted: 3,
    assigned: 3,
    risk: 'CRIMINAL_RISK',
  },
  {
    key: 'risk-told',
    group: 'TOWN',
    kind: 'DAMAGES',
    say: '多人聚集，已报告公安机关',
    received: 5,
    accepted: 5,
    assigned: 5,
    sessions: [4],
    escalated: 4,
    risk: 'CRIMINAL_RISK',
  },
  {
    key: 'citizen',
    group: 'TOWN',
    kind: 'CONSUMER',
    say: '预付卡退费',
    received: 6,
    accepted: 5,
    assigned: 5,
    sessions: [2],
    amountYuan: 1200,
    by: 'citizen',
  },
  {
    key: 'public',
    group: 'TOWN',
    kind: 'CONSUMER',
    say: '网购家具质量，公众在网上申请',
    received: 0,
    amountYuan: 980,
    by: 'public',
  },
  {
    key: 'performing',
    group: 'TOWN',
    kind: 'CONTRACT',
    say: '已达成协议，分期履行',
    received: 20,
    accepted: 20,
    assigned: 19,
    sessions: [8],
    settled: { on: 8, dueIn: 12 },
    amountYuan: 12_000,
  },
  {
    key: 'visit',
    group: 'TOWN',
    kind: 'DAMAGES',
    say: '履行期已过，没有履行记录也没有回访',
    received: 60,
    accepted: 60,
    assigned: 59,
    sessions: [50],
    settled: { on: 50, dueIn: -20 },
    closed: 45,
    amountYuan: 4500,
  },
  {
    key: 'file',
    group: 'TOWN',
    kind: 'NEIGHBOUR',
    say: '达成协议后四十日未归档',
    received: 52,
    accepted: 52,
    assigned: 51,
    sessions: [41],
    settled: { on: 41, dueIn: -30, performed: 31 },
    closed: 38,
  },
  {
    key: 'report-back',
    group: 'TOWN',
    kind: 'CONTRACT',
    source: 'PETITION',
    say: '信访委托，结论后未反馈',
    received: 25,
    accepted: 24,
    assigned: 24,
    sessions: [12],
    failed: 11,
  },
  {
    key: 'failed',
    group: 'TOWN',
    kind: 'BUSINESS_OPERATION',
    say: '调解不成，待结件',
    received: 16,
    accepted: 16,
    assigned: 15,
    sessions: [10],
    failed: 2,
  },
]

export type Live = {
  units: Unit[]
  committees: PlannedCommittee[]
  /** People and parties for whom accounts are made. */
  people: {
    town: PlannedCommittee
    mediator: string
    head: string
    court: string
    citizen: { partyId: string; name: string }
  }
}

/** The live matters as of `now`, at committees of the plan. */
export function liveOf(
  plan: Plan,
  city: City,
  ctx: DisputeContext,
  serving: readonly (readonly number[])[],
  now: Instant,
): Live {
  const seed = `${plan.seed}/live`
  const today = localDateOf(now)
  const family = randomFamily(seed, 'live')
  const stock = plan.committees.filter((c) => c.counted && serving[c.index]!.length >= 2)
  // The town whose county also has a professional committee, where there is one: its people see the most of it.
  const professional = stock.find((c) => c.group === 'PROFESSIONAL')
  const town =
    stock.find((c) => c.group === 'TOWN' && c.county === professional?.county) ??
    stock.find((c) => c.group === 'TOWN') ??
    stock[0]!
  const committeeFor = (g: Group) =>
    g === 'TOWN'
      ? town
      : (stock.find((c) => c.group === g && c.county === town.county) ?? stock.find((c) => c.group === g) ?? town)
  const head = ctx.heads[town.index]!.person
  const mediator = serving[town.index]!.find((p) => p !== head) ?? head
  let citizen = { partyId: '', name: '' }

  const units: Unit[] = CASES.map((k, i) => {
    const committee = committeeFor(k.group)
    const random = family(i)
    const at = (back: Back, second: number): Instant => {
      const on = typeof back === 'number' ? addDays(today, -back) : addMonths(addDays(today, back.dueIn), -back.months)
      // What would lie later than now on today's own day was just entered.
      return earliest(onDay(on, second), later(now, -600 + second / 120))
    }
    const hour = 3600
    const receivedAt = at(k.received, 8.5 * hour + i * 60)
    const matterId = idFor(seed, k.key, 0, epochMs(receivedAt))
    const parties = partiesOf({
      root: 60_000 + i,
      kind: k.kind,
      headCount: 2,
      county: committee.county,
      countyName: city.places.find((p) => p.code === committee.county)?.name ?? '',
      year: Number(today.slice(0, 4)),
      random,
    }).filter((p) => p.guardianOf === undefined)
    const host =
      committee.index === town.index
        ? mediator
        : serving[committee.index]!.find((p) => p !== ctx.heads[committee.index]!.person)!
    const amount = k.amountYuan === undefined ? null : k.amountYuan * 100
    const concludedAt = k.settled
      ? at(k.settled.on, 15 * hour)
      : k.failed === undefined
        ? undefined
        : at(k.failed, 15 * hour)
    const acceptedAt = k.accepted === undefined ? undefined : at(k.accepted, 10 * hour)
    const dueOn = k.settled && addDays(today, k.settled.dueIn)
    const court = `court-${committee.county}`
    const dispute: PlannedDispute = {
      index: -1,
      rootIndex: -1,
      rootId: matterId,
      matterId,
      attemptNo: 1,
      counted: false,
      carriedOver: false,
      county: committee.county,
      town: committee.town,
      committee: committee.index,
      committeeKind: committee.kind,
      group: committee.group,
      mediators: acceptedAt ? [host] : [],
      source: k.source ?? 'PARTY_APPLICATION',
      ...(k.source === 'COURT_DELEGATED'
        ? {
            referral: {
              agency: court,
              mode: 'DELEGATED' as const,
              letterNo: `示诉前委派〔${today.slice(0, 4)}〕${100 + i}号`,
              courtSignedOn: localDateOf(receivedAt),
            },
          }
        : k.source === 'POLICE'
          ? {
              referral: {
                agency: `police-${committee.county}`,
                mode: 'ENTRUSTED' as const,
                letterNo: `示公委调〔${today.slice(0, 4)}〕${100 + i}号`,
              },
            }
          : k.source === 'PETITION'
            ? {
                referral: {
                  agency: `petition-${committee.county}`,
                  mode: 'ENTRUSTED' as const,
                  letterNo: `示信委调〔${today.slice(0, 4)}〕${100 + i}号`,
                },
              }
            : {}),
      kind: k.kind,
      outcome: 'SETTLED_FULL',
      ...(k.settled ? { form: 'WRITTEN' as const } : {}),
      parties,
      headCount: parties.length,
      isGroup: false,
      summary: `${KIND_LABEL[k.kind]}纠纷：${k.say}（模拟数据）`,
      amountInvolvedFen: amount,
      amountPayableFen: amount,
      isInstant: false,
      isLandContract: false,
      isDeathOrSeriousInjury: false,
      isMajorComplex: (amount ?? 0) >= 10_000_000,
      riskLevel: k.risk ?? 'LOW',
      quickOral: false,
      overdue: false,
      receivedAt,
      consents: acceptedAt
        ? parties.flatMap((p, n) =>
            p.side === 'A' && k.source === undefined
              ? []
              : [{ party: n, at: later(acceptedAt, -1200 + n * 60), result: 'CONSENT' as const, channel: '当面' }],
          )
        : [],
      ...(acceptedAt ? { acceptedAt } : {}),
      ...(k.assigned === undefined ? {} : { assignedAt: at(k.assigned, 11 * hour) }),
      ...(k.sessions ? { rightsAt: at(k.sessions[0]!, 13.5 * hour) } : {}),
      sessions: (k.sessions ?? []).map((s, n) => ({
        at: at(s, 14 * hour + n * 60),
        mode: 'OFFICE',
        place: committee.address,
      })),
      ...(k.escalated === undefined
        ? {}
        : {
            escalation: {
              at: at(k.escalated, 14.5 * hour),
              toAgency: `police-${committee.county}`,
              kind: 'PUBLIC_SECURITY' as const,
            },
          }),
      ...(k.appraisal === undefined
        ? {}
        : { appraisal: { from: localDateOf(at(k.appraisal, 9 * hour)), to: addDays(today, 10) } }),
      extensions: k.extended
        ? [
            {
              clock: 'GENERAL',
              requestedAt: at(k.extended.asked, 15 * hour),
              consents: [],
              agreedAt: at(k.extended.asked, 16 * hour),
              oldDueOn: today,
              newDueOn: addMonths(addMonths(localDateOf(acceptedAt!), 1), k.extended.months),
            },
          ]
        : [],
      ...(k.settled && concludedAt && dueOn
        ? {
            agreement: {
              form: 'WRITTEN' as const,
              scope: 'FULL' as const,
              signedAt: parties.map((_, party) => ({ party, at: concludedAt })),
              mediatorSignedAt: concludedAt,
              sealedAt: concludedAt,
              effectiveOn: localDateOf(concludedAt),
              obligations: [
                {
                  seq: 1,
                  obligor: parties.findIndex((p) => p.side === 'B'),
                  obligee: 0,
                  content: amount === null ? '清除妨碍，恢复原状' : '支付约定款项',
                  amountFen: amount,
                  dueOn,
                  ...(k.settled.performed === undefined
                    ? {}
                    : { performedOn: localDateOf(at(k.settled.performed, 9 * hour)) }),
                },
              ],
              flags: [],
              content: `${parties.map((p) => p.name).join('、')}就纠纷达成一致`,
            },
            ...(k.settled.performed === undefined
              ? {}
              : { performance: { at: at(k.settled.performed, 10 * hour), state: 'PERFORMED' as const } }),
          }
        : {}),
      ...(concludedAt && !k.settled
        ? {
            failure: {
              at: concludedAt,
              reason: 'FAILED_NO_AGREEMENT',
              remedyNotice: true as const,
              terminationNotice: true,
            },
          }
        : {}),
      ...(concludedAt ? { concludedAt } : {}),
      ...(k.closed === undefined ? {} : { closedAt: at(k.closed, 16 * hour) }),
    }
    if (k.by === 'citizen')
      citizen = {
        partyId: idFor(seed, 'party', `${parties[0]!.idType}/${parties[0]!.idNo}`, epochMs(receivedAt)),
        name: parties[0]!.name,
      }
    const script = new Script(seed)
    if (k.by === 'public') addPublic(script, dispute, committee, seed)
    else addDispute(script, dispute, { ...ctx, seed })
    return script.unit(now)
  })

  const { committees, units: offices } = newCommittees(plan, city, ctx, { town, seed, now, not: [head, mediator] })
  return {
    units: [...offices, ...units, ...liveCentre(plan, town, seed, now)],
    committees,
    people: {
      town,
      mediator: ctx.persons[mediator]!.id,
      head: ctx.persons[head]!.id,
      court: `court-${committeeFor('PROFESSIONAL').county}`,
      citizen,
    },
  }
}

/** A filing by somebody who has no account, as the public page sends it. */
function addPublic(script: Script, d: PlannedDispute, committee: PlannedCommittee, seed: string): void {
  const filer = idFor(seed, 'public-filer', 0, epochMs(d.receivedAt))
  const actor: Actor = {
    id: `public:${filer}`,
    role: 'public',
    scope: { kind: 'reader', value: `p:${filer}` },
    agency: 'public',
  }
  script.add(actor, d.receivedAt, {
    matterId: d.matterId,
    procedure: disputeProcedure,
    action: 'apply',
    input: {
      committeeAgencyId: committee.id,
      kind: d.kind,
      place: d.town,
      amountInvolvedFen: d.amountInvolvedFen,
      parties: d.parties.map((p) => ({
        side: p.side,
        kind: p.type === 'PERSON' ? 'PERSON' : 'ORGANISATION',
        name: p.name,
        phone: p.phone,
      })),
      summary: d.summary,
      demand: '退货退款',
    },
  })
}

/** Committees of the last weeks: one filed and waiting to be registered, one that has not been filed in time. */
function newCommittees(
  plan: Plan,
  city: City,
  ctx: DisputeContext,
  { town, seed, now, not }: { town: PlannedCommittee; seed: string; now: Instant; not: readonly number[] },
): { committees: PlannedCommittee[]; units: Unit[] } {
  const today = localDateOf(now)
  const county = city.places.find((p) => p.code === town.county)?.name ?? ''
  const made = [
    { name: '示新园区', back: 12, filedBack: 1 },
    { name: '示旧市场', back: 75, filedBack: undefined },
  ].map(({ name, back, filedBack }, i) => {
    const establishedOn = addDays(today, -back)
    const establishedAt = onDay(establishedOn, 9 * 3600)
    const index = 1_000_000 + i
    const committee: PlannedCommittee = {
      ...town,
      index,
      id: idFor(seed, 'committee', i, epochMs(establishedAt)),
      name: `${county}${name}人民调解委员会`,
      shortName: name,
      kind: 'REGIONAL',
      group: 'OTHER',
      level: 'TOWN',
      establisher: { name: `${county}${name}管理服务中心`, kind: '市场、园区管理单位' },
      isMultiEthnicArea: false,
      establishedOn,
      establishedAt,
      meetingKind: '设立单位聘任',
      counted: false,
    }
    // People of the county who sit on it besides, but not those who have accounts: one post is easier to look at.
    const able = plan.persons.filter((p) => p.county === town.county && p.counted && !not.includes(p.index))
    const women = able.filter((p) => p.sex === 'F')
    const others = able.filter((p) => p.sex === 'M')
    const members = [others[i]!, women[i]!, others[i + 2]!]
    const roles = ['HEAD', 'DEPUTY', 'MEMBER'] as const
    const filing = {
      index: -1,
      id: idFor(seed, 'filing', i, 0),
      committee: index,
      event: 'ESTABLISH' as const,
      eventOn: establishedOn,
      late: filedBack === undefined,
      ...(filedBack === undefined
        ? {}
        : { submittedAt: earliest(onDay(addDays(today, -filedBack), 10 * 3600), later(now, -300)) }),
    }
    const script = committeeScript(
      {
        committee,
        terms: [
          {
            committee: index,
            no: 1,
            startOn: establishedOn,
            endOn: addYears(establishedOn, 3),
            meetingKind: '设立单位聘任',
            overdue: false,
            members: members.map((m, r) => ({ person: m.index, role: roles[r]! })),
          },
        ],
        filings: [filing],
        rooms: [],
        appointments: members.map((m, r) => ({
          index: -1,
          id: idFor(seed, 'appointment', i * 10 + r, epochMs(establishedAt)),
          person: m.index,
          committee: index,
          role: roles[r]!,
          workMode: 'PART_TIME',
          basis: 'HIRED',
          startOn: establishedOn,
          isPrimary: false,
        })),
      },
      { seed, persons: plan.persons, trainings: new Map(), agencyName: ctx.agencyName },
    )
    return { committee, unit: script.unit(now) }
  })
  return { committees: made.map((m) => m.committee), units: made.map((m) => m.unit) }
}

/** The people in office at each committee of the plan, today. */
export function servingToday(plan: Plan): number[][] {
  const lists: number[][] = plan.committees.map(() => [])
  for (const a of plan.appointments) if (a.endOn === undefined) lists[a.committee]!.push(a.person)
  return lists
}
