import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { before, describe, it, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { addWorkdays, isWorkday, loadDefaultCalendar, workdaysBetween } from '#kernel/calendar'
import { addDays, addMonths, daysBetween, type Instant, type LocalDate, localDateOf } from '#kernel/clock'
import { halfUp, largestRemainder, scaleOf } from '../src/replay/allocate.ts'
import { loadCity, townsOf } from '../src/replay/city.ts'
import { entropyOf } from '../src/replay/enact.ts'
import { citizenCheck, creditCheck } from '../src/replay/people.ts'
import { type Plan, type PlannedDispute, planYear } from '../src/replay/plan.ts'
import { idFor, saltFor } from '../src/replay/random.ts'
import type { FigureLike } from '../src/replay/targets.ts'

const city = loadCity(fileURLToPath(new URL('../data/cities/ningbo', import.meta.url)))
const calendar = loadDefaultCalendar()
const YEAR = 2020

const figure = (id: string, value: string, more: Partial<FigureLike> = {}): FigureLike => ({
  id,
  value,
  qualifier: 'exact',
  unit: '件',
  line: 2,
  ...more,
})
const figuresOf = (list: FigureLike[]) => new Map(list.map((f) => [f.id, f]))

/** The six printed figures of people's mediation of 2020. */
const PRINTED = figuresOf([
  figure('mediation-committees', '3396', { unit: '个' }),
  figure('mediation-committees-professional', '175', { unit: '个' }),
  figure('mediators', '13766', { unit: '名' }),
  figure('disputes-mediated', '63601'),
  figure('disputes-settled', '62562'),
  figure('mediation-success-rate', '98.36', { unit: '%' }),
])

const plan = (scale: number | string, more: Partial<Parameters<typeof planYear>[0]> = {}): Plan =>
  planYear({ figures: PRINTED, year: YEAR, scale, seed: 'test', city, calendar, ...more })

test('an id that the plan has chosen goes to what it was chosen for, once, and again on a second try', () => {
  const at = '2020-01-01T00:00:00Z' as Instant
  const person = idFor('seed', 'person', 1, 0)
  const entropy = entropyOf('seat', { 'party/A': person })
  const back = entropy.mark!()
  const drawn = (['paper', 'party/B', 'party/A', 'party/A', 'record'] as const).map((of) => entropy.id(at, of))
  assert.equal(drawn[2], person)
  assert.equal(new Set(drawn).size, drawn.length)
  back()
  assert.equal(entropy.id(at, 'paper'), drawn[0])
  assert.equal(entropy.id(at, 'party/A'), person)
})

// ——— Counting by the rules of chapter 4 A6, from the records alone ———

const CONCLUDED = /^(SETTLED|FAILED)_/
const inYear = (at: Instant | undefined, year: number) => at?.slice(0, 4) === String(year)

/** The last concluded attempt of each root within the year; attempts entrusted by a court after docketing are left out. */
function countedBy(disputes: readonly PlannedDispute[], year: number): PlannedDispute[] {
  const last = new Map<string, PlannedDispute>()
  for (const d of disputes) {
    if (!CONCLUDED.test(d.outcome) || !inYear(d.concludedAt, year) || d.source === 'COURT_ENTRUSTED') continue
    const before = last.get(d.rootId)
    if (!before || before.concludedAt! < d.concludedAt!) last.set(d.rootId, d)
  }
  return [...last.values()]
}

const acceptedOn = (d: PlannedDispute) => d.acceptedByTransferOn ?? (d.acceptedAt && localDateOf(d.acceptedAt))

/** Attempts of the year by what became of them; a transfer is one attempt in two places. */
function attemptsBy(disputes: readonly PlannedDispute[], year: number) {
  const accepted = disputes.filter((d) => acceptedOn(d) && d.outcome !== 'TRANSFERRED_OUT')
  const own = (d: PlannedDispute) => acceptedOn(d)!.slice(0, 4)
  const end = (d: PlannedDispute) => d.concludedAt ?? d.endedBeforeStart?.at ?? d.merge?.at
  const before = accepted.filter((d) => own(d) < String(year))
  const opening = before.length
  const intake = accepted.filter((d) => own(d) === String(year)).length
  const concluded = accepted.filter((d) => inYear(d.concludedAt, year))
  const ended = accepted.filter((d) => inYear(d.endedBeforeStart?.at, year)).length
  const merged = accepted.filter((d) => inYear(d.merge?.at, year)).length
  const pending = accepted.filter((d) => end(d)!.slice(0, 4) > String(year)).length
  return { opening, intake, concluded: concluded.length, settled: full(concluded), ended, merged, pending }
}

const full = (list: readonly PlannedDispute[]) => list.filter((d) => d.outcome === 'SETTLED_FULL').length
const tally = <T>(list: readonly T[], key: (x: T) => string) => {
  const counts: Record<string, number> = {}
  for (const x of list) counts[key(x)] = (counts[key(x)] ?? 0) + 1
  return counts
}

/** C1: county, committees, professional, mediators, mediated, settled, failed. */
const C1: [string, number, number, number, number, number, number][] = [
  ['330203', 346, 19, 1403, 7042, 6927, 115],
  ['330205', 190, 9, 770, 3308, 3254, 54],
  ['330211', 166, 10, 673, 3450, 3394, 56],
  ['330206', 282, 15, 1143, 5608, 5516, 92],
  ['330212', 435, 30, 1763, 10884, 10706, 178],
  ['330213', 391, 11, 1585, 3903, 3839, 64],
  ['330281', 401, 23, 1626, 8483, 8345, 138],
  ['330282', 472, 34, 1913, 12373, 12171, 202],
  ['330226', 387, 13, 1569, 4708, 4631, 77],
  ['330225', 326, 11, 1321, 3842, 3779, 63],
]

/** C2: kind, mediated, failed. */
const KINDS = `MARRIAGE_FAMILY 7314/86; NEIGHBOUR 10176/70; HOUSE_HOMESTEAD 2862/51; CONTRACT 5088/120;
  BUSINESS_OPERATION 2226/44; DAMAGES 6996/103; TRAFFIC 9540/150; LABOUR 4770/103; MIGRANT_WAGE 1908/19; MEDICAL 573/34;
  PROPERTY_MGMT 2671/58; CONSUMER 3180/31; ECOMMERCE 763/15; TOURISM 191/3; EXPROPRIATION 891/44; FOREST_LAND 1018/30;
  VILLAGE_AFFAIRS 509/12; ENVIRONMENT 572/17; IP 127/5; OTHER 2226/44`
const MONTHS = [4198, 2671, 4579, 5342, 5597, 5851, 5724, 5724, 5979, 5470, 6233, 6233]
const SOURCES: Record<string, number> = {
  PARTY_APPLICATION: 29257,
  COMMITTEE_INITIATIVE: 13992,
  POLICE: 10812,
  COURT_DELEGATED: 4452,
  CENTRE: 1908,
  PETITION: 1590,
}
const GROUPS = { VILLAGE: 16537, RESIDENT: 11448, TOWN: 15264, PROFESSIONAL: 16536, ENTERPRISE: 2544, OTHER: 1272 }
const COMMITTEE_KINDS = {
  VILLAGE: 2120,
  RESIDENT: 780,
  TOWNSHIP: 83,
  SUBDISTRICT: 73,
  ENTERPRISE: 110,
  INSTITUTION: 20,
  REGIONAL: 20,
  INDUSTRY_PROFESSIONAL: 175,
  OTHER_ORG: 15,
}

// ——— What holds of every planned attempt ———

const WEEKENDS = new Set(['VILLAGE', 'RESIDENT'])

/** All instants of an attempt that its committee takes part in, in the order in which they must lie. */
function stepsOf(d: PlannedDispute): [string, Instant][] {
  const steps: [string, Instant | undefined][] = [
    ['received', d.receivedAt],
    ...d.consents.filter((c) => c.result === 'CONSENT').map((c): [string, Instant] => ['consent', c.at]),
    ['accepted', d.acceptedAt],
    ['assigned', d.assignedAt],
    ['rights', d.rightsAt],
    ['last session', d.sessions.at(-1)?.at],
    ...(d.agreement?.signedAt.map((s): [string, Instant] => ['signed', s.at]) ?? []),
    ['mediator signed', d.agreement?.mediatorSignedAt],
    ['sealed', d.agreement?.sealedAt],
    ['end', d.concludedAt ?? d.notAccepted?.at ?? d.endedBeforeStart?.at ?? d.merge?.at],
    ['closed', d.closedAt],
    ['archived', d.archivedAt],
  ]
  return steps.filter((s): s is [string, Instant] => s[1] !== undefined)
}

function inOfficeHours(at: Instant): boolean {
  const time = at.slice(11, 16)
  return (time >= '08:30' && time < '11:30') || (time >= '13:30' && time < '17:00')
}

/** The raw last day of the strictest limit that runs on an attempt, counted here anew. */
function strictestDue(d: PlannedDispute): LocalDate {
  const accepted = acceptedOn(d)! as LocalDate
  const received = localDateOf(d.receivedAt)
  const dues: LocalDate[] = []
  if (d.kind === 'LABOUR' || d.kind === 'MIGRANT_WAGE') dues.push(addDays(received, 15))
  else if (d.kind === 'MEDICAL') {
    const pause = d.appraisal ? workdaysBetween(calendar, addDays(d.appraisal.from, -1), d.appraisal.to) : 0
    dues.push(addWorkdays(calendar, accepted, 30 + pause).date)
  } else dues.push(addMonths(accepted, 1))
  if (d.source === 'COURT_DELEGATED') dues.push(addDays(d.referral!.courtSignedOn!, 30))
  if (d.source === 'COURT_ENTRUSTED') {
    dues.push(addDays(d.referral!.courtSignedOn!, d.referral!.courtProcedure === 'SIMPLIFIED' ? 7 : 15))
  }
  return dues.sort()[0]!
}

function faultsOf(d: PlannedDispute, p: Plan): string[] {
  const faults: string[] = []
  const must = (ok: boolean, what: string) => {
    if (!ok) faults.push(what)
  }
  const steps = stepsOf(d)
  for (let i = 1; i < steps.length; i++) {
    must(steps[i - 1]![1] < steps[i]![1], `${steps[i]![0]} not after ${steps[i - 1]![0]}`)
  }
  const committee = p.committees[d.committee]!
  for (const [name, at] of [...steps, ...d.sessions.map((s): [string, Instant] => ['session', s.at])]) {
    must(inOfficeHours(at), `${name} at ${at} outside office hours`)
    must(WEEKENDS.has(d.group) || isWorkday(calendar, localDateOf(at)), `${name} on a day off (${at})`)
  }
  for (const s of d.sessions) must(s.at > d.rightsAt! && s.at > d.assignedAt!, 'session before rights or assignment')
  must(committee.establishedOn < localDateOf(d.receivedAt), 'committee not yet there')
  must(!committee.decoy, 'committee is a decoy')
  must(d.county === committee.county && d.town.startsWith(d.county), 'place')
  must(d.parties.length >= 2 && new Set(d.parties.map((x) => x.idNo)).size === d.parties.length, 'parties')
  must(d.parties.some((x) => x.side === 'A') && d.parties.some((x) => x.side === 'B'), 'sides')
  must(d.parties.filter((x) => x.isRepresentative).length <= 5, 'more than five representatives')
  must(d.headCount >= d.parties.filter((x) => !x.guardianOf && x.guardianOf !== 0).length, 'head count below parties')
  must(d.isGroup === d.headCount >= 10, 'group flag')
  const needsLetter = /^(COURT_DELEGATED|COURT_ENTRUSTED|PETITION|PROCURATORATE|OTHER_STATE_ORGAN|CENTRE)$/.test(
    d.source,
  )
  must(!needsLetter || Boolean(d.referral?.letterNo), 'no letter of referral')
  must(!d.source.startsWith('COURT_DEL') || Boolean(d.referral?.courtSignedOn), 'court hand-over without date')
  must(!(d.kind === 'MEDICAL' && d.source === 'COMMITTEE_INITIATIVE'), 'medical on its own initiative')
  const asked = d.consents.filter((c) => c.result === 'CONSENT').map((c) => c.party)
  const people = d.parties.flatMap((x, i) => (x.guardianOf === undefined ? [i] : []))
  const everybody = d.referral?.letterNo || d.kind === 'MEDICAL' || d.kind === 'LABOUR' || d.kind === 'MIGRANT_WAGE'
  if (d.acceptedAt && everybody)
    must(
      people.every((i) => asked.includes(i)),
      'consent of a party is missing',
    )
  const mediated = CONCLUDED.test(d.outcome)
  must(mediated === Boolean(d.concludedAt), 'conclusion')
  if (mediated || d.outcome === 'ENDED_BEFORE_START') {
    must(d.mediators.length > 0, 'no mediator')
    for (const m of d.mediators) {
      const seat = seatsOf(p, d.committee).find((a) => a.person === m)
      const on = d.assignedAt!.slice(0, 10)
      must(
        Boolean(seat) &&
          seat!.startOn <= on &&
          (!seat!.endOn || seat!.endOn > localDateOf(d.concludedAt ?? d.assignedAt!)),
        'mediator not in office',
      )
    }
  }
  if (d.followUp) must(!d.mediators.includes(d.followUp.by), 'followed up by the mediator himself')
  if (d.outcome === 'SETTLED_FULL') agreementFaults(d, must)
  if (d.outcome.startsWith('FAILED')) must(d.failure?.remedyNotice === true, 'no word on remedies')
  if (d.outcome.startsWith('FAILED') && d.extensions.length > 0)
    must(d.failure!.terminationNotice, 'no notice of termination')
  if (mediated) limitFaults(d, must)
  return faults
}

function agreementFaults(d: PlannedDispute, must: (ok: boolean, what: string) => void): void {
  const a = d.agreement
  must(Boolean(a), 'no agreement')
  if (!a) return
  must(a.form === d.form, 'form')
  if (d.form === 'ORAL') {
    must(d.isInstant, 'oral and not performed at once')
    must((d.amountInvolvedFen ?? 0) < 10_000_000 && d.headCount < 10, 'major dispute settled orally')
    must(!['LABOUR', 'MIGRANT_WAGE', 'MEDICAL'].includes(d.kind) && !d.isLandContract, 'must be written')
    must(!d.isMajorComplex && !d.isDeathOrSeriousInjury, 'must be written: major')
  } else {
    must(a.signedAt.length === d.parties.length, 'a signature is missing')
    must(Boolean(a.mediatorSignedAt && a.sealedAt), 'mediator or seal is missing')
    must(a.effectiveOn === localDateOf(a.sealedAt!), 'effective on the last of signatures and seal')
  }
  must((d.amountInvolvedFen === null) === (d.amountPayableFen === null), 'payable and involved')
  must((d.amountPayableFen ?? 0) <= (d.amountInvolvedFen ?? 0), 'payable above involved')
  const sum = a.obligations.reduce((s, o) => s + (o.amountFen ?? 0), 0)
  must(sum === (d.amountPayableFen ?? 0), 'obligations do not add up')
  must(
    a.obligations.every((o) => (d.isInstant ? o.dueOn === a.effectiveOn : o.dueOn > a.effectiveOn)),
    'due dates',
  )
  if (d.confirmation) {
    const c = d.confirmation
    const raw = addDays(a.effectiveOn, 30)
    const due = isWorkday(calendar, raw) ? raw : addWorkdays(calendar, raw, 1).date
    must(c.applyDueOn === due, 'last day for confirmation')
    must(c.expectRefusal === localDateOf(c.appliedAt) > due, 'confirmation in time')
    must(a.flags.length === 0 && d.source !== 'COURT_ENTRUSTED', 'not to be confirmed')
  }
}

function limitFaults(d: PlannedDispute, must: (ok: boolean, what: string) => void): void {
  const on = localDateOf(d.concludedAt!)
  const due = strictestDue(d)
  if (d.extensions.length > 0) {
    must(on > due, 'extended for nothing')
    for (const e of d.extensions) {
      must(on <= e.newDueOn && e.newDueOn <= addMonths(e.oldDueOn, 1), 'extension too short or too long')
      must(localDateOf(e.requestedAt) <= e.oldDueOn && e.requestedAt < e.agreedAt, 'asked too late')
      must(e.requestedAt > d.assignedAt! && e.agreedAt < d.concludedAt!, 'asked out of order')
      must(e.consents.length === d.parties.length, 'extension without everybody')
    }
  } else must(d.overdue === on > due, d.overdue ? 'marked overdue and is not' : `concluded ${on} after ${due}`)
}

const seatCache = new WeakMap<Plan, Map<number, Plan['appointments']>>()
function seatsOf(p: Plan, committee: number) {
  let map = seatCache.get(p)
  if (!map) {
    map = new Map()
    for (const a of p.appointments) map.set(a.committee, [...(map.get(a.committee) ?? []), a])
    seatCache.set(p, map)
  }
  return map.get(committee) ?? []
}

function assertNoFaults(p: Plan, disputes: readonly PlannedDispute[]): void {
  const found: string[] = []
  for (const d of disputes) {
    for (const f of faultsOf(d, p))
      if (found.length < 20) found.push(`#${d.index} ${d.decoy ?? ''} ${d.kind} ${d.source}: ${f}`)
  }
  assert.deepEqual(found, [])
}

/** Chains between attempts: one root, in order, never open at two committees. */
function assertChains(disputes: readonly PlannedDispute[]): void {
  const byId = new Map(disputes.map((d) => [d.matterId, d]))
  assert.equal(byId.size, disputes.length, 'matter ids are unique')
  for (const d of disputes) {
    const earlier = d.previousMatterId ? byId.get(d.previousMatterId)! : undefined
    if (earlier) {
      assert.equal(earlier.rootId, d.rootId)
      assert.equal(earlier.supersededByMatterId, d.matterId)
      assert.ok(earlier.outcome.startsWith('FAILED'))
      assert.ok(earlier.concludedAt! < d.receivedAt && d.attemptNo === earlier.attemptNo + 1)
      assert.notEqual(earlier.committee, d.committee)
      assert.ok(earlier.index < d.index)
      assert.deepEqual(
        earlier.parties.map((x) => x.idNo),
        d.parties.map((x) => x.idNo),
      )
    }
    if (d.transferredFromMatterId) {
      const giving = byId.get(d.transferredFromMatterId)!
      assert.equal(giving.rootId, d.rootId)
      assert.equal(giving.attemptNo, d.attemptNo)
      assert.notEqual(giving.committee, d.committee)
      assert.equal(localDateOf(giving.acceptedAt!), d.acceptedByTransferOn)
      assert.equal(giving.transfer!.at, d.transfer!.at)
      assert.ok(giving.acceptedAt! < giving.transfer!.at && giving.transfer!.at < d.assignedAt!)
      assert.deepEqual(giving.parties, d.parties)
    }
    if (d.mergedIntoMatterId) {
      const into = byId.get(d.mergedIntoMatterId)!
      assert.ok(into.receivedAt < d.receivedAt && d.merge!.at < into.concludedAt!)
      assert.deepEqual(into.parties, d.parties)
    }
  }
}

describe('the year 2020 at full scale', () => {
  let p: Plan
  let disputes: PlannedDispute[]
  before(() => {
    const start = performance.now()
    p = plan(1)
    disputes = [...p.disputes]
    console.log(`plan of ${disputes.length} attempts: ${Math.round(performance.now() - start)} ms`)
  })

  it('gives the printed counts, by county', () => {
    // Of mediation all is printed; only what the centres took in is not.
    assert.equal(p.notes.length, 1)
    assert.match(p.notes[0]!, /^公布的数没有社会矛盾纠纷调处化解中心的件数/)
    const counted = countedBy(disputes, YEAR)
    const committees = p.committees.filter((c) => c.counted)
    const people = p.persons.filter((x) => x.counted)
    for (const [county, all, professional, mediators, mediated, settled, failed] of C1) {
      const here = counted.filter((d) => d.county === county)
      assert.deepEqual(
        [
          committees.filter((c) => c.county === county).length,
          committees.filter((c) => c.county === county && c.kind === 'INDUSTRY_PROFESSIONAL').length,
          people.filter((x) => x.county === county).length,
          here.length,
          full(here),
          here.length - full(here),
        ],
        [all, professional, mediators, mediated, settled, failed],
        county,
      )
    }
    assert.deepEqual([counted.length, full(counted)], [63601, 62562])
    assert.deepEqual(
      new Set(counted.map((d) => d.index)),
      new Set(disputes.filter((d) => d.counted).map((d) => d.index)),
    )
  })

  it('keeps the margins of kind, month, source, group and form', () => {
    const counted = countedBy(disputes, YEAR)
    const failed = counted.filter((d) => d.outcome !== 'SETTLED_FULL')
    const [all, bad] = [tally(counted, (d) => d.kind), tally(failed, (d) => d.kind)]
    for (const [, kind, n, f] of KINDS.matchAll(/([A-Z_]+) (\d+)\/(\d+)/g)) {
      assert.deepEqual([all[kind!], bad[kind!]], [Number(n), Number(f)], kind)
    }
    const months = tally(counted, (d) => String(Number(d.concludedAt!.slice(5, 7))))
    assert.deepEqual(
      MONTHS.map((_, m) => months[String(m + 1)]),
      MONTHS,
    )
    const sources = tally(counted, (d) => d.source)
    for (const [source, n] of Object.entries(SOURCES)) assert.equal(sources[source], n, source)
    assert.deepEqual(
      tally(counted, (d) => d.group),
      GROUPS,
    )
    const settled = counted.filter((d) => d.outcome === 'SETTLED_FULL')
    assert.deepEqual(
      tally(settled, (d) => d.form!),
      { WRITTEN: 36286, ORAL: 26276 },
    )
    assert.deepEqual(
      tally(
        p.committees.filter((c) => c.counted),
        (c) => c.kind,
      ),
      COMMITTEE_KINDS,
    )
    assert.equal(p.committees.filter((c) => c.counted && c.cityLevel).length, 8)
  })

  it('pairs kinds with the committees that take them', () => {
    const counted = countedBy(disputes, YEAR)
    const groups = (kind: string) =>
      Object.keys(
        tally(
          counted.filter((d) => d.kind === kind),
          (d) => d.group,
        ),
      ).sort()
    assert.deepEqual(groups('MEDICAL'), ['PROFESSIONAL'])
    assert.deepEqual(groups('TRAFFIC'), ['PROFESSIONAL'])
    assert.deepEqual(groups('FOREST_LAND'), ['TOWN', 'VILLAGE'])
    assert.deepEqual(groups('VILLAGE_AFFAIRS'), ['TOWN', 'VILLAGE'])
    assert.deepEqual(groups('PROPERTY_MGMT'), ['PROFESSIONAL', 'RESIDENT'])
    const delegated = counted.filter((d) => d.source === 'COURT_DELEGATED')
    assert.deepEqual(Object.keys(tally(delegated, (d) => d.group)).sort(), ['PROFESSIONAL', 'TOWN'])
  })

  it('balances attempts (opening + intake = concluded + ended + merged + pending)', () => {
    const a = attemptsBy(disputes, YEAR)
    assert.deepEqual(a, {
      opening: 1760,
      intake: 65581,
      concluded: 64651,
      settled: 62964,
      ended: 510,
      merged: 240,
      pending: 1940,
    })
    assert.equal(a.opening + a.intake, a.concluded + a.ended + a.merged + a.pending)
    assert.equal(p.intake, a.intake)
  })

  it('holds the decoys that mislead a naive count', () => {
    const n = (f: (d: PlannedDispute) => boolean) => disputes.filter(f).length
    const registered = (d: PlannedDispute) => inYear(d.receivedAt, YEAR)
    assert.equal(
      n((d) => d.outcome === 'NOT_ACCEPTED' && registered(d)),
      880,
    )
    assert.equal(
      n((d) => d.outcome === 'ENDED_BEFORE_START'),
      510,
    )
    assert.equal(
      n((d) => d.outcome === 'TRANSFERRED_OUT'),
      360,
    )
    assert.equal(
      n((d) => d.outcome === 'MERGED'),
      240,
    )
    const attempts = disputes.filter((d) => CONCLUDED.test(d.outcome) && inYear(d.concludedAt, YEAR))
    const withoutCourt = attempts.filter((d) => d.source !== 'COURT_ENTRUSTED')
    assert.equal(withoutCourt.length, 64031)
    assert.deepEqual([attempts.length, full(attempts)], [64651, 62964])
    const superseded = disputes.filter((d) => d.supersededByMatterId)
    assert.equal(superseded.length, 430)
    assert.ok(superseded.every((d) => ['VILLAGE', 'RESIDENT', 'ENTERPRISE'].includes(d.group)))
    const counted = countedBy(disputes, YEAR)
    assert.equal(counted.filter((d) => d.outcome.startsWith('SETTLED')).length, 62620)
    assert.equal(p.committees.length, 3435)
    assert.deepEqual(
      tally(
        p.committees.filter((c) => c.decoy),
        (c) => c.decoy!,
      ),
      { UNFILED: 12, DISSOLVED: 27 },
    )
    assert.equal(p.rooms.length, 268)
    assert.equal(p.persons.length, 14896)
    const asOf = `${YEAR}-12-31`
    const stock = new Set(p.committees.filter((c) => c.counted).map((c) => c.index))
    const seats = p.appointments.filter(
      (a) => stock.has(a.committee) && a.startOn <= asOf && (!a.endOn || a.endOn > asOf),
    )
    assert.deepEqual([seats.length, new Set(seats.map((s) => s.person)).size], [14690, 13766])
    assert.equal(new Set(seats.filter((s) => s.workMode === 'FULL_TIME').map((s) => s.person)).size, 1520)
    assert.ok(
      p.appointments.some((a) => a.endOn === asOf),
      'somebody leaves on the very last day',
    )
  })

  it('holds every constraint on every attempt', () => {
    assertNoFaults(p, disputes)
    assertChains(disputes)
  })

  it('has the shares of late, extended, confirmed and invalidated agreements that are asked for', () => {
    const counted = disputes.filter((d) => d.counted)
    const share = (f: (d: PlannedDispute) => boolean, of = counted) => of.filter(f).length / of.length
    const written = counted.filter((d) => d.form === 'WRITTEN' && d.outcome === 'SETTLED_FULL')
    assert.ok(share((d) => d.overdue) > 0.0005 && share((d) => d.overdue) < 0.005)
    assert.ok(share((d) => d.extensions.length > 0) > 0.005 && share((d) => d.extensions.length > 0) < 0.03)
    const confirmed = written.filter((d) => d.confirmation && !d.confirmation.expectRefusal)
    assert.equal(confirmed.length, Math.round(written.length * 0.035))
    assert.ok(written.some((d) => d.confirmation?.expectRefusal))
    assert.equal(counted.filter((d) => d.invalidation).length, 4)
  })

  it('leaves nothing open: what is pending at the end of the year is concluded in the next', () => {
    const pending = disputes.filter((d) => d.decoy === 'PENDING')
    assert.equal(pending.length, 1940)
    for (const d of pending) assert.ok(inYear(d.concludedAt, YEAR + 1) && acceptedOn(d)! <= '2020-12-31')
    assert.equal(
      p.lastConclusionOn,
      pending
        .map((d) => localDateOf(d.concludedAt!))
        .sort()
        .at(-1),
    )
  })

  it('invents people who are adults, recognisable and well numbered', () => {
    const ids = new Map<string, string>()
    const check = (id: string, who: string) => {
      assert.equal(citizenCheck(id.slice(0, 17)), id[17], id)
      assert.ok(Number(id.slice(14, 17)) >= 900, 'marked by its serial')
      assert.ok(!ids.has(id) || ids.get(id) === who, `${id} twice`)
      ids.set(id, who)
    }
    for (const x of p.persons) {
      check(x.citizenId, `mediator ${x.index}`)
      assert.match(x.name, /^.示./)
    }
    for (const a of p.appointments) {
      assert.ok(addMonths(p.persons[a.person]!.birthDate, 18 * 12) <= a.startOn, 'of age when appointed')
    }
    for (const d of disputes) {
      // A merged duplicate names the parties of the matter it is merged into.
      const root = d.decoy === 'MERGED' ? undefined : d.rootId
      d.parties.forEach((x, i) => {
        assert.match(x.name, /示/)
        if (x.type === 'ORG') assert.equal(creditCheck(x.idNo.slice(0, 17)), x.idNo[17], x.idNo)
        else if (root) check(x.idNo, `${root} ${i}`)
        const adult = x.birthDate && addMonths(x.birthDate, 18 * 12) <= localDateOf(d.receivedAt)
        if (x.type === 'PERSON') assert.equal(!adult, x.isMinor)
      })
      if (d.parties.some((x) => x.isMinor)) assert.ok(d.parties.some((x) => x.guardianOf !== undefined))
    }
  })

  it('composes every committee as the law asks, on every day it stands', () => {
    const minority = new Map(p.persons.map((x) => [x.index, x.ethnicity !== '汉族']))
    const names = new Set<string>()
    for (const c of p.committees) {
      assert.ok(c.name.endsWith('人民调解委员会') && !names.has(c.name), c.name)
      names.add(c.name)
      const seats = seatsOf(p, c.index)
      const days = [c.establishedOn, ...seats.map((s) => s.startOn), ...seats.flatMap((s) => s.endOn ?? [])]
      for (const on of new Set(days)) {
        if (c.dissolvedOn && on >= c.dissolvedOn) continue
        const members = seats.filter(
          (s) => s.role !== 'HIRED_MEDIATOR' && s.startOn <= on && (!s.endOn || s.endOn > on),
        )
        assert.ok(members.length >= 3 && members.length <= 9, `${c.name}: ${members.length} members on ${on}`)
        assert.equal(members.filter((m) => m.role === 'HEAD').length, 1)
        assert.ok(
          members.some((m) => p.persons[m.person]!.sex === 'F'),
          `${c.name}: no woman on ${on}`,
        )
        if (c.isMultiEthnicArea) assert.ok(members.some((m) => minority.get(m.person)))
        assert.equal(new Set(members.map((m) => m.person)).size, members.length)
      }
    }
    const primary = tally(
      p.appointments.filter((a) => a.isPrimary),
      (a) => String(a.person),
    )
    assert.ok(
      p.persons.every((x) => primary[x.index] === 1),
      'one primary seat each',
    )
  })

  it('dates terms, filings and training', () => {
    assert.equal(p.terms.filter((t) => t.overdue).length, 61)
    const current = p.terms.filter((t) => t.startOn <= '2020-12-31' && t.endOn <= '2020-12-31')
    const again = new Set(p.terms.filter((t) => t.no > 1 && t.startOn <= '2020-12-31').map((t) => t.committee))
    const ranOut = current.filter((t) => !again.has(t.committee) && p.committees[t.committee]!.counted)
    assert.equal(ranOut.length, 61)
    for (const t of p.terms)
      assert.equal(t.endOn, t.no === 1 && again.has(t.committee) ? t.endOn : addMonths(t.startOn, 36))
    const filed = new Set(p.filings.filter((f) => f.event === 'ESTABLISH' && f.acceptedAt).map((f) => f.committee))
    for (const c of p.committees) assert.equal(filed.has(c.index), c.decoy !== 'UNFILED', c.name)
    for (const f of p.filings) {
      if (!f.submittedAt) continue
      const due = addWorkdays(calendar, f.eventOn, 30).date
      assert.equal(localDateOf(f.submittedAt) > due, f.late)
    }
    const trained = new Set(p.trainings.filter((t) => t.on >= '2019-12-31').map((t) => t.person))
    const share = p.persons.filter((x) => x.counted && trained.has(x.index)).length / 13766
    assert.ok(share > 0.95 && share < 1)
  })
})

describe('other scales', () => {
  for (const scale of ['0.01', '0.001'] as const) {
    it(`comes out at the scaled figures at ${scale}`, () => {
      const p = plan(scale)
      const disputes = [...p.disputes]
      const s = scaleOf(scale)
      const counted = countedBy(disputes, YEAR)
      assert.deepEqual([counted.length, full(counted)], [halfUp(63601, s), halfUp(62562, s)])
      assert.equal(p.committees.filter((c) => c.counted).length, halfUp(3396, s))
      assert.equal(p.persons.filter((x) => x.counted).length, halfUp(13766, s))
      const d = p.targets.decoys
      const least = (n: number) => Math.max(1, halfUp(n, s))
      assert.deepEqual(
        [
          d.notAccepted,
          d.endedBeforeStart,
          d.transferred,
          d.merged,
          d.superseded,
          d.courtEntrusted,
          d.pendingAtYearEnd,
        ],
        [880, 510, 360, 240, 430, 620, 1940].map(least),
      )
      assert.equal(p.targets.partial, Math.min(least(58), p.targets.failed))
      const a = attemptsBy(disputes, YEAR)
      assert.equal(a.opening, least(1760))
      assert.equal(a.opening + a.intake, a.concluded + a.ended + a.merged + a.pending)
      assert.equal(a.intake, p.intake)
      assertNoFaults(p, disputes)
      assertChains(disputes)
    })
  }

  it('shares decoys out over a replay too small for the printed carriers and says so', () => {
    const p = plan('0.0001')
    const disputes = [...p.disputes]
    assert.equal(countedBy(disputes, YEAR).length, 6)
    assert.ok(p.notes.some((n) => n.includes('载体')))
    assertNoFaults(p, disputes)
  })
})

describe('the same seed', () => {
  const hashOf = (p: Plan) => {
    const h = createHash('sha256')
    for (const part of [p.committees, p.persons, p.appointments, p.terms, p.trainings, p.rooms, p.filings]) {
      h.update(JSON.stringify(part))
    }
    for (const d of p.disputes) h.update(JSON.stringify(d))
    return h.digest('hex')
  }

  it('gives the same plan, another one another', () => {
    const a = hashOf(plan(0.01))
    assert.equal(hashOf(plan('0.01')), a)
    assert.notEqual(hashOf(plan(0.01, { seed: 'other' })), a)
  })

  it('gives each dispute alone as in the row', () => {
    const p = plan(0.01)
    const row = [...p.disputes]
    for (const i of [row.length - 1, 0, 17, 300]) assert.deepEqual(p.dispute(i), row[i])
  })

  it('gives ids in the shape of version 7 with the time in front', () => {
    const id = idFor('s', 'matter', 7, Date.UTC(2020, 0, 2))
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.equal(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16), Date.UTC(2020, 0, 2))
    assert.equal(idFor('s', 'matter', 7, 1), idFor('s', 'matter', 7, 1))
    assert.notEqual(idFor('s', 'matter', 8, 1), idFor('s', 'matter', 7, 1))
    assert.notEqual(saltFor('s', 'act', 1), saltFor('t', 'act', 1))
  })
})

describe('any file', () => {
  const only = (...ids: string[]) => figuresOf(ids.map((id) => PRINTED.get(id)!))
  const run = (figures: Map<string, FigureLike>, more: Partial<Parameters<typeof planYear>[0]> = {}) => {
    const p = plan(0.01, { figures, ...more })
    const disputes = [...p.disputes]
    assertNoFaults(p, disputes)
    assertChains(disputes)
    return { p, disputes, counted: countedBy(disputes, more.year ?? YEAR) }
  }

  it('with settled alone takes it for mediated', () => {
    const { counted, p } = run(only('disputes-settled'))
    assert.deepEqual([counted.length, full(counted)], [626, 626])
    assert.ok(p.notes.some((n) => n.includes('调处数')))
  })

  it('with a rate alone makes no disputes', () => {
    const { disputes, p } = run(only('mediation-success-rate'))
    assert.deepEqual([disputes.length, p.committees.length, p.persons.length], [0, 0, 0])
    assert.ok(p.notes.some((n) => n.includes('只给调解成功率而没有件数')))
  })

  it('with mediated and a rate finds a settled count that shows this rate', () => {
    const figures = only('disputes-mediated', 'mediation-success-rate')
    const p = plan(1, { figures })
    const shown = (p.targets.settled / p.targets.mediated) * 100
    assert.equal(shown.toFixed(2), '98.36')
  })

  it('without committees makes the fewest carriers and names them', () => {
    const { p, counted } = run(only('disputes-mediated', 'disputes-settled'))
    assert.equal(counted.length, 636)
    assert.equal(p.committees.filter((c) => c.counted).length, 20)
    assert.equal(p.persons.filter((x) => x.counted).length, 60)
    assert.ok(p.notes.some((n) => n.includes('人民调解委员会数')))
    assert.ok(p.notes.some((n) => n.includes('人民调解员数')))
  })

  it('with committees alone makes no disputes', () => {
    const { p, disputes } = run(only('mediation-committees'))
    assert.equal(disputes.length, 0)
    assert.equal(p.committees.filter((c) => c.counted).length, 34)
  })

  it('knows nothing of other ids', () => {
    const figures = new Map([...PRINTED, ['legal-aid-cases', figure('legal-aid-cases', '10105')] as const])
    assert.deepEqual(plan(0.01, { figures }).dispute(3), plan(0.01).dispute(3))
    assert.equal(plan(0.01, { figures: figuresOf([figure('x', '7')]) }).disputeCount, 0)
  })

  it('lets a printed zero be zero', () => {
    const figures = figuresOf([
      figure('mediation-committees', '100', { unit: '个' }),
      figure('mediation-committees-professional', '0', { unit: '个' }),
      figure('mediators', '400', { unit: '名' }),
      figure('disputes-mediated', '0'),
      figure('disputes-settled', '0'),
    ])
    const { p, counted } = run(figures, { scale: 1 })
    assert.equal(counted.length, 0)
    assert.equal(p.committees.filter((c) => c.counted && c.kind === 'INDUSTRY_PROFESSIONAL').length, 0)
    const nobody = figuresOf([
      figure('mediation-committees', '5', { unit: '个' }),
      figure('mediators', '0', { unit: '名' }),
    ])
    const bare = plan(1, { figures: nobody })
    assert.equal(bare.persons.filter((x) => x.counted).length, 0)
    const asOf = '2020-12-31'
    assert.equal(
      bare.appointments.filter((a) => bare.committees[a.committee]!.counted && (!a.endOn || a.endOn > asOf)).length,
      0,
    )
  })

  it('refuses what cannot be', () => {
    const figures = figuresOf([figure('disputes-mediated', '10'), figure('disputes-settled', '11', { line: 3 })])
    assert.throws(() => plan(1, { figures }), /第3行.*第2行/)
    assert.throws(() => plan(0), RangeError)
  })

  it('runs in another year', () => {
    for (const year of [2012, 2023, 2025]) {
      const { counted, disputes } = run(PRINTED, { year })
      assert.deepEqual([counted.length, full(counted)], [636, 626])
      const a = attemptsBy(disputes, year)
      assert.equal(a.opening + a.intake, a.concluded + a.ended + a.merged + a.pending)
    }
  })

  it('holds for any subset, scale, year and number', () => {
    const ids = [...PRINTED.keys()]
    fc.assert(
      fc.property(
        fc.record({
          ids: fc.subarray(ids),
          committees: fc.integer({ min: 0, max: 60 }),
          professional: fc.integer({ min: 0, max: 60 }),
          mediators: fc.integer({ min: 0, max: 300 }),
          mediated: fc.integer({ min: 0, max: 250 }),
          settled: fc.integer({ min: 0, max: 250 }),
          scale: fc.constantFrom(1, 0.5, 0.1, 0.01),
          year: fc.integer({ min: 2008, max: 2025 }),
          seed: fc.string({ maxLength: 4 }),
        }),
        (c) => {
          // The sizes are bent into what a file may say; what it may not is the test above.
          const mediated = c.committees === 0 && c.ids.includes('mediation-committees') ? 0 : c.mediated
          const value: Record<string, number> = {
            'mediation-committees': c.committees,
            'mediation-committees-professional': Math.min(c.professional, c.committees),
            mediators: c.committees === 0 ? 0 : c.mediators,
            'disputes-mediated': mediated,
            'disputes-settled': Math.min(c.settled, mediated),
          }
          const figures = figuresOf(c.ids.map((id) => (id in value ? figure(id, String(value[id])) : PRINTED.get(id)!)))
          const p = plan(c.scale, { figures, year: c.year, seed: c.seed })
          const disputes = [...p.disputes]
          const counted = countedBy(disputes, c.year)
          assert.deepEqual([counted.length, full(counted)], [p.targets.mediated, p.targets.settled])
          const s = scaleOf(c.scale)
          if (c.ids.includes('disputes-mediated')) assert.equal(counted.length, halfUp(mediated, s))
          if (c.ids.includes('mediators'))
            assert.equal(p.persons.filter((x) => x.counted).length, halfUp(value.mediators!, s))
          const a = attemptsBy(disputes, c.year)
          assert.equal(a.opening + a.intake, a.concluded + a.ended + a.merged + a.pending)
          assert.equal(a.intake, p.intake)
          assertNoFaults(p, disputes)
          assertChains(disputes)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('sharing out', () => {
  it('adds up and stays within one of the quota', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 100_000 }),
        (weights, total) => {
          const parts = largestRemainder(weights, total)
          const sum = weights.reduce((a, b) => a + b, 0)
          assert.equal(
            parts.reduce((a, b) => a + b, 0),
            total,
          )
          for (const [i, n] of parts.entries()) if (sum > 0) assert.ok(Math.abs(n - (total * weights[i]!) / sum) < 1)
        },
      ),
    )
  })

  it('gives equal remainders to the earlier row and rounds halves up', () => {
    assert.deepEqual(largestRemainder([1, 1, 1], 2), [1, 1, 0])
    assert.equal(halfUp(25, scaleOf(0.1)), 3)
    assert.equal(halfUp(24, scaleOf('0.1')), 2)
    assert.equal(daysBetween('2020-01-31' as LocalDate, '2020-02-29' as LocalDate), 29)
  })
})

describe('the places of the city', () => {
  it('are ten counties and 158 units, two of which are like towns for statistics alone', () => {
    const units = city.places.filter((x) => x.level === 'town')
    const towns = townsOf(city)
    assert.equal(city.places.filter((x) => x.level === 'county').length, 10)
    assert.deepEqual(
      tally(towns, (x) => x.kind),
      { street: 73, town: 73, township: 10 },
    )
    assert.deepEqual(
      units.filter((x) => !towns.includes(x)).map((x) => [x.code, x.kind]),
      [
        ['330206401', 'similar'],
        ['330282402', 'similar'],
      ],
    )
    assert.equal(units.length, 158)
    assert.ok(plan(0.1).committees.every((c) => c.town[6] !== '4'))
    assert.ok(towns.every((x) => /^\d{9}$/.test(x.code) && x.code.startsWith(x.parent) && x.code[6] !== '4'))
    assert.ok(city.places.every((x) => !x.validFromKnown))
  })

  it('have their agencies, zones counting in one of the ten counties', () => {
    const text = readFileSync(new URL('../data/cities/ningbo/agencies.json', import.meta.url), 'utf8')
    const file: {
      agencies: { id: string; kind: string; countedIn?: string }[]
      supervision: { agency: string; parent: string }[]
    } = JSON.parse(text)
    const ids = new Set(file.agencies.map((a) => a.id))
    assert.equal(ids.size, file.agencies.length)
    const kinds = tally(file.agencies, (a) => a.kind)
    assert.deepEqual(
      [kinds['justice-bureau'], kinds['justice-station'], kinds.court, kinds['dispute-centre']],
      [11, 156, 11, 10],
    )
    for (const a of file.agencies.filter((x) => x.kind === 'functional-zone')) {
      assert.ok(city.demo.counties.some((c) => c.place === a.countedIn))
    }
    for (const s of file.supervision) assert.ok(ids.has(s.agency) && ids.has(s.parent), s.agency)
    const p = plan(0.01)
    for (const d of p.disputes) if (d.referral) assert.ok(ids.has(d.referral.agency), d.referral.agency)
    for (const c of p.committees)
      assert.ok(ids.has(c.filingAuthority) && (!c.establisher.agency || ids.has(c.establisher.agency)))
  })
})
