/** A committee's life as requests: established, filed, elected again, its rooms and people, dissolved. */
import type { Actor } from '#kernel/access'
import type { Instant, LocalDate } from '#kernel/clock'
import { epochMs } from '#kernel/clock'
import type { PlannedCommittee, PlannedFiling, PlannedRoom, PlannedTerm } from './committees.ts'
import { type ChosenIds, countyJustice, later, latest, officer, onDay, Script } from './enact.ts'
import { establisherId, establisherOf } from './enact-agencies.ts'
import { addSeat, type SeatContext } from './enact-seats.ts'
import type { PlannedAppointment, PlannedPerson, PlannedTraining } from './mediators.ts'
import type { Plan } from './plan.ts'
import { idFor } from './random.ts'

export const committeeProcedure = 'mediation.committee'

const FIELD: Readonly<Record<string, string>> = {
  医疗: 'MEDICAL',
  道路交通: 'TRAFFIC',
  劳动: 'LABOUR',
  物业: 'PROPERTY_MGMT',
  消费: 'CONSUMER',
  知识产权: 'IP',
  金融: 'FINANCE',
  旅游: 'TOURISM',
  环境保护: 'ENVIRONMENT',
  建设工程: 'CONSTRUCTION',
  校园: 'CAMPUS',
  涉外: 'FOREIGN',
  婚姻家庭: 'MARRIAGE_FAMILY',
}
const ESTABLISHER: Readonly<Record<string, string>> = {
  村民委员会: 'VILLAGERS_COMMITTEE',
  居民委员会: 'RESIDENTS_COMMITTEE',
  乡镇: 'TOWNSHIP_GOVERNMENT',
  街道: 'SUBDISTRICT_OFFICE',
  企业: 'ENTERPRISE',
  事业单位: 'INSTITUTION',
  '市场、园区管理单位': 'OTHER_ORGANISATION',
  行业协会: 'INDUSTRY_ASSOCIATION',
  社会团体: 'SOCIAL_ORGANISATION',
}
export const MEETING: Readonly<Record<string, string>> = {
  村民会议: 'VILLAGERS_MEETING',
  村民代表会议: 'VILLAGE_REPRESENTATIVES',
  居民会议: 'RESIDENTS_MEETING',
  职工大会: 'STAFF_MEETING',
  职代会: 'STAFF_CONGRESS',
  工会: 'TRADE_UNION',
  设立单位聘任: 'ESTABLISHER',
}

/** All that is planned for one committee. */
export type CommitteePlan = {
  committee: PlannedCommittee
  terms: PlannedTerm[]
  filings: PlannedFiling[]
  rooms: PlannedRoom[]
  appointments: PlannedAppointment[]
}

/** Sorts what is planned by committee. */
export function byCommittee(plan: Plan): CommitteePlan[] {
  const lists: CommitteePlan[] = plan.committees.map((committee) => ({
    committee,
    terms: [],
    filings: [],
    rooms: [],
    appointments: [],
  }))
  for (const t of plan.terms) lists[t.committee]!.terms.push(t)
  for (const f of plan.filings) lists[f.committee]!.filings.push(f)
  for (const r of plan.rooms) lists[r.committee]!.rooms.push(r)
  for (const a of plan.appointments) lists[a.committee]!.appointments.push(a)
  return lists
}

/** The matter of a committee; its agency has the planned id. */
export const committeeMatter = (seed: string, c: PlannedCommittee): string =>
  idFor(seed, 'committee-matter', c.index, epochMs(c.establishedAt))

/** The bureau that takes a committee's filings. */
export function bureauOf(c: PlannedCommittee): Actor {
  return c.cityLevel
    ? officer(c.filingAuthority, 'city_justice', { kind: 'city', value: 'city' })
    : countyJustice(c.county)
}

/** Who may be asked for persons and their training while committees are enacted. */
export type StaffContext = {
  seed: string
  persons: readonly PlannedPerson[]
  trainings: ReadonlyMap<number, PlannedTraining[]>
  agencyName: (id: string) => string
}

/** A committee while its acts are being written: what carries it on adds to them. */
export type CommitteeLife = {
  script: Script
  matterId: string
  plan: CommitteePlan
  agencyName: (id: string) => string
  /** Adds an act of the establisher's that opens a filing, and the filing's own steps. */
  withFiling: (at: Instant, step: object, filing: PlannedFiling | undefined, ids?: ChosenIds) => void
}

/** All acts of a committee and of the seats on it, in order. */
export function committeeScript(
  plan: CommitteePlan,
  ctx: StaffContext,
  more: (life: CommitteeLife) => void = () => {},
): Script {
  const { committee: c, terms, rooms, appointments } = plan
  const script = new Script(ctx.seed)
  const matterId = committeeMatter(ctx.seed, c)
  const by = establisherOf(c)
  const filings = [...plan.filings]
  let opened = 0
  /** Adds an act that opens a filing, and the filing's own steps with the number it will have. */
  const withFiling = (at: Instant, step: object, filing: PlannedFiling | undefined, ids?: ChosenIds) => {
    let filingId = ''
    script.add(
      by,
      at,
      () => {
        filingId = String(++opened)
        return { matterId, ...step } as never
      },
      ids ? { ids } : {},
    )
    if (filing) addFiling(script, matterId, c, filing, at, () => filingId)
  }
  const take = (event: PlannedFiling['event'], room?: number): PlannedFiling | undefined => {
    const i = filings.findIndex((f) => f.event === event && f.room === room)
    return i < 0 ? undefined : filings.splice(i, 1)[0]
  }
  const first = terms[0]!
  const established = take('ESTABLISH')
  withFiling(
    c.establishedAt,
    {
      procedure: committeeProcedure,
      action: 'establish',
      declaredOn: c.establishedOn,
      input: {
        name: c.name,
        kind: c.kind,
        level: c.level,
        ...(c.kind === 'INDUSTRY_PROFESSIONAL' ? { field: FIELD[c.field ?? ''] ?? 'OTHER' } : {}),
        establisherId: establisherId(c),
        establisherKind: ESTABLISHER[c.establisher.kind],
        countyCode: c.county,
        townCode: c.town,
        address: c.address,
        phone: c.phone,
        isMultiEthnicArea: c.isMultiEthnicArea,
        establishedOn: c.establishedOn,
        meetingKind: MEETING[c.meetingKind],
        composition: compositionOf(first, ctx.persons),
      },
    },
    established,
    { agency: c.id },
  )
  const elections = new Map<LocalDate, Instant>()
  for (const t of terms.slice(1)) {
    const at = onDay(t.startOn, 9 * 3600)
    elections.set(t.startOn, at)
    withFiling(
      at,
      {
        action: 'elect',
        input: { startOn: t.startOn, meetingKind: MEETING[t.meetingKind], composition: compositionOf(t, ctx.persons) },
      },
      takeOn(filings, 'CHANGE', t.startOn),
    )
  }
  for (const r of rooms)
    withFiling(
      onDay(r.openedOn, 10 * 3600),
      {
        action: 'openRoom',
        input: {
          name: r.name,
          kind: r.kind,
          ...(r.hostAgency ? { hostAgencyId: r.hostAgency } : {}),
          address: c.address,
          openedOn: r.openedOn,
        },
      },
      take('ROOM_ESTABLISH', r.index),
      { record: r.id },
    )
  if (c.dissolvedOn)
    withFiling(
      onDay(c.dissolvedOn, 14 * 3600),
      { action: 'dissolve', input: { dissolvedOn: c.dissolvedOn, reason: '设立单位注销' } },
      take('DISSOLVE'),
    )
  const seats: SeatContext = {
    ...ctx,
    committee: c,
    filings,
    established,
    elections,
    termOf: (on) => terms.findLastIndex((t) => t.startOn <= on),
  }
  appointments.forEach((a, rank) => {
    addSeat(script, a, rank, seats)
  })
  more({ script, matterId, plan, withFiling, agencyName: ctx.agencyName })
  return script
}

/** The filing with this event and day, taken out of the list. */
export function takeOn(
  filings: PlannedFiling[],
  event: PlannedFiling['event'],
  on: LocalDate,
): PlannedFiling | undefined {
  const i = filings.findIndex((f) => f.event === event && f.eventOn === on)
  return i < 0 ? undefined : filings.splice(i, 1)[0]
}

/** Submission, registration, notice to the court and publication of one filing, each at its planned instant. */
export function addFiling(
  script: Script,
  matterId: string,
  c: PlannedCommittee,
  f: Pick<PlannedFiling, 'submittedAt' | 'acceptedAt' | 'courtNoticeAt' | 'webPublishedAt' | 'event'>,
  opened: Instant,
  filingId: () => string,
): void {
  if (!f.submittedAt) return
  const bureau = bureauOf(c)
  const submitted = latest(f.submittedAt, later(opened, 60))
  script.add(establisherOf(c), submitted, () => ({
    matterId,
    action: 'file',
    input: { filingId: filingId(), authorityId: c.filingAuthority, materials: ['NAME', 'MEMBERS', 'OFFICE'] },
  }))
  if (f.acceptedAt)
    script.add(bureau, f.acceptedAt, () => ({ matterId, action: 'acceptFiling', input: { filingId: filingId() } }))
  if (f.courtNoticeAt)
    script.add(bureau, f.courtNoticeAt, () => ({
      matterId,
      action: 'notifyCourt',
      input: { filingId: filingId(), courtId: c.cityLevel ? 'court-330200' : `court-${c.county}` },
    }))
  if (f.webPublishedAt && f.event !== 'DISSOLVE' && f.event !== 'DISMISS')
    script.add(bureau, f.webPublishedAt, () => ({ matterId, action: 'publishWeb', input: { filingId: filingId() } }))
}

export function compositionOf(term: PlannedTerm, persons: readonly PlannedPerson[]) {
  const people = term.members.map((m) => persons[m.person]!)
  return {
    memberCount: term.members.length,
    headCount: term.members.filter((m) => m.role === 'HEAD').length,
    deputyCount: term.members.filter((m) => m.role === 'DEPUTY').length,
    womanCount: people.filter((p) => p.sex === 'F').length,
    minorityCount: people.filter((p) => p.ethnicity !== '汉族').length,
  }
}
