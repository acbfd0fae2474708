/** A mediator's seat as requests: taken, trained, published, continued in a new term, left. */
import type { Instant, LocalDate } from '#kernel/clock'
import { epochMs } from '#kernel/clock'
import type { PlannedCommittee, PlannedFiling } from './committees.ts'
import { countyJustice, later, latest, onDay, type Script } from './enact.ts'
import { establisherOf } from './enact-agencies.ts'
import { addFiling, bureauOf, MEETING, takeOn } from './enact-committees.ts'
import type { PlannedAppointment, PlannedPerson, PlannedTraining } from './mediators.ts'

export const seatProcedure = 'mediation.mediator'

const EDUCATION: Readonly<Record<string, string>> = {
  小学: 'PRIMARY',
  初中: 'JUNIOR',
  高中: 'SENIOR',
  大专: 'COLLEGE',
  本科: 'BACHELOR',
  研究生: 'POSTGRADUATE',
}

export type SeatContext = {
  seed: string
  persons: readonly PlannedPerson[]
  trainings: ReadonlyMap<number, PlannedTraining[]>
  agencyName: (id: string) => string
  committee: PlannedCommittee
  /** Filings of the committee that nobody has taken yet. */
  filings: PlannedFiling[]
  /** The filing of its establishment. */
  established: PlannedFiling | undefined
  /** Elections after the first, with their instants. */
  elections: ReadonlyMap<LocalDate, Instant>
  termOf: (on: LocalDate) => number
}

/** Adds the acts of one seat. `rank` keeps the entries of one day apart. */
export function addSeat(script: Script, a: PlannedAppointment, rank: number, ctx: SeatContext): void {
  const { committee: c, established } = ctx
  const person = ctx.persons[a.person]!
  const matterId = a.id
  const by = establisherOf(c)
  const isHired = a.role === 'HIRED_MEDIATOR'
  const isFirst = a.startOn === c.establishedOn
  const taken = isFirst ? later(c.establishedAt, 30 + rank) : onDay(a.startOn, 10 * 3600 + rank)
  script.add(
    by,
    taken,
    {
      matterId,
      procedure: seatProcedure,
      action: isHired ? 'hire' : 'appointMember',
      input: {
        agencyId: c.id,
        person: {
          name: person.name,
          idKind: 'resident',
          idNumber: person.citizenId,
          sex: person.sex === 'F' ? 'female' : 'male',
          birthOn: person.birthDate,
          ethnicity: person.ethnicity,
          phone: person.phone,
          politicalStatus: person.political,
          education: EDUCATION[person.education],
          specialties: person.specialty,
          isCourtRoster: person.isCourtRoster,
          isExpert: person.isExpert,
        },
        workMode: a.workMode,
        isPrimary: a.isPrimary,
        startOn: a.startOn,
        ...(isHired
          ? { isGoodCharacterDeclared: true }
          : { role: a.role, basis: a.basis, meetingKind: MEETING[c.meetingKind] }),
      },
    },
    { ids: { [`party/${person.citizenId}`]: person.id } },
  )
  const until = a.endOn === undefined ? undefined : onDay(a.endOn, 16 * 3600 + rank)
  // Who was hired when the committee was set up is filed together with it.
  const filing = isHired ? (takeOn(ctx.filings, 'HIRE', a.startOn) ?? (isFirst ? established : undefined)) : undefined
  if (filing) addFiling(script, matterId, c, filing, taken, () => '1')
  // The committee's filing names its members; their own pages come with it.
  else if (established?.webPublishedAt) {
    const at = latest(later(established.webPublishedAt, 60 + rank), later(taken, 60))
    if (until === undefined || at < until) script.add(bureauOf(c), at, { matterId, action: 'publishWeb', input: {} })
  }
  if (a.isPrimary)
    for (const t of ctx.trainings.get(a.person) ?? []) {
      const at = latest(t.at, later(taken, 120))
      if (until !== undefined && at >= until) continue
      script.add(countyJustice(c.county), at, {
        matterId,
        action: 'train',
        input: { trainedOn: t.on, hours: t.hours, kind: t.kind, organiser: ctx.agencyName(t.organiser) },
      })
    }
  if (!isHired)
    for (const [on, at] of ctx.elections)
      if (on > a.startOn && (a.endOn === undefined || a.endOn > on))
        script.add(by, later(at, 30 + rank), { matterId, action: 'renew', input: {} })
  if (until !== undefined) addEnd(script, a, until, matterId, ctx)
}

function addEnd(script: Script, a: PlannedAppointment, at: Instant, matterId: string, ctx: SeatContext): void {
  const by = establisherOf(ctx.committee)
  const endOn = a.endOn!
  switch (a.endReason) {
    case 'EXPIRE':
      // Nobody leaves before the others are elected.
      script.add(by, at, { matterId, action: 'expire', input: { endOn } })
      return
    case 'DEATH':
      script.add(by, at, { matterId, action: 'recordDeath', input: { endOn } })
      return
    case 'COMMITTEE_DISSOLVED':
      script.add(by, at, { matterId, action: 'endWithCommittee', input: { endOn } })
      return
    case 'DISMISSED': {
      const input = {
        reason: 'CONTRACT',
        contractDocId: `聘用合同-${epochMs(at) % 100_000}`,
        finding: '长期不能到岗，符合聘用合同约定的解聘情形',
        endOn,
      }
      script.add(by, at, { matterId, action: 'dismiss', input })
      const filing = takeOn(ctx.filings, 'DISMISS', endOn)
      if (filing) addFiling(script, matterId, ctx.committee, filing, at, () => '2')
      return
    }
    default:
      script.add(by, at, { matterId, action: 'resign', input: { endOn } })
  }
}
