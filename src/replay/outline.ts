/** The undated part of an attempt: dispute, parties, referral, mediators, amounts and what decides the form. */

import type { PlannedCommittee } from './committees.ts'
import { type Base, type DetailContext, KIND_LABEL, type Referral } from './dispute.ts'
import { type Draft, firstOf } from './draft.ts'
import { partiesOf } from './parties.ts'
import { idFor, pick, pickKey, type Random } from './random.ts'
import { type Day, dateOf } from './timing.ts'

export function baseOf(
  d: Draft,
  ctx: DetailContext,
  rootFamily: (index: number) => Random,
  random: Random,
  idOf: (d: Draft) => string,
): Base {
  const committee = ctx.committees[d.committee]!
  const { demo } = ctx.city
  const band = demo.headCounts[d.head]!
  const dispute = firstOf(d)
  const root = rootFamily(dispute.rootIndex)
  // What belongs to the dispute comes from the root's stream, in a fixed order, so that every attempt agrees on it.
  const headCount = band.from + root.int(band.to - band.from + 1)
  const towns = ctx.names.towns.get(committee.county) ?? [committee.town]
  const rootTown = towns[root.int(towns.length)]!
  const first = d.previous ?? d.transferredFrom ?? d
  const county = ctx.committees[dispute.committee]!.county
  const parties = partiesOf({
    root: dispute.ordinal,
    kind: d.kind,
    headCount,
    county,
    countyName: ctx.names.county.get(county) ?? '',
    year: ctx.year,
    random: root,
  })
  const town = committee.level === 'COUNTY' || committee.level === 'CITY' ? rootTown : committee.town
  const [a, b] = [parties.find((p) => p.side === 'A')!, parties.find((p) => p.side === 'B')!]
  return {
    index: d.index,
    rootIndex: d.rootIndex,
    rootId: idFor(ctx.seed, 'root', first.key, Date.parse(`${dateOf(first.received)}T00:00:00Z`)),
    matterId: idOf(d),
    attemptNo: d.attemptNo,
    ...(d.decoy ? { decoy: d.decoy } : {}),
    counted: d.counted,
    carriedOver: d.carriedOver,
    ...(d.previous ? { previousMatterId: idOf(d.previous) } : {}),
    ...(d.supersededBy ? { supersededByMatterId: idOf(d.supersededBy) } : {}),
    ...(d.transferredFrom ? { transferredFromMatterId: idOf(d.transferredFrom) } : {}),
    ...(d.transferredTo
      ? { transferredToMatterId: idOf(d.transferredTo), transferredToCommittee: d.transferredTo.committee }
      : {}),
    ...(d.mergedInto ? { mergedIntoMatterId: idOf(d.mergedInto) } : {}),
    county: committee.county,
    town,
    committee: d.committee,
    committeeKind: committee.kind,
    group: committee.group,
    mediators: mediatorsOf(d, ctx, random),
    source: d.source,
    ...referralOf(d, committee, ctx, root),
    kind: d.kind,
    outcome: d.outcome,
    parties,
    headCount,
    isGroup: headCount >= 10,
    summary: `${a.name}与${b.name}因${KIND_LABEL[d.kind] ?? d.kind}发生纠纷，请求调解（模拟数据）`,
    amountInvolvedFen: null,
    amountPayableFen: null,
    isInstant: false,
    isLandContract: false,
    isDeathOrSeriousInjury: false,
    isMajorComplex: false,
    riskLevel: pickKey(demo.risk, random),
    quickOral: false,
    overdue: d.overdue,
  }
}

/** One or two of the committee's people who were in office when the matter was accepted. */
function mediatorsOf(d: Draft, ctx: DetailContext, random: Random): number[] {
  if (d.accepted === undefined || d.outcome === 'MERGED') return []
  const inOffice = (s: { since: Day; until?: Day }) => s.since <= d.accepted! && (s.until ?? d.ended + 1) > d.ended
  const serving = ctx.serving[d.committee]!.filter(inOffice)
  if (serving.length === 0) return []
  const first = pick(serving, random).person
  const second = random.chance(0.15) ? pick(serving, random).person : first
  return second === first ? [first] : [first, second]
}

/** Drawn from the root's stream after the parties: a transferred matter came with the letter that the first one had. */
function referralOf(d: Draft, c: PlannedCommittee, ctx: DetailContext, random: Random): { referral?: Referral } {
  const year = dateOf(d.received).slice(0, 4)
  const letter = (word: string) => `示${word}〔${year}〕${1 + (d.key % 9_999_999)}号`
  const signed = { courtSignedOn: dateOf(d.received) }
  switch (d.source) {
    case 'COURT_DELEGATED':
      return { referral: { agency: `court-${c.county}`, mode: 'DELEGATED', letterNo: letter('诉前委派'), ...signed } }
    case 'COURT_ENTRUSTED':
      return {
        referral: {
          agency: `court-${c.county}`,
          mode: 'ENTRUSTED',
          letterNo: letter('委托调解'),
          ...signed,
          courtProcedure: d.courtProcedure ?? 'ORDINARY',
        },
      }
    case 'COURT_INFORMED':
      return { referral: { agency: `court-${c.county}`, mode: 'INFORMED' } }
    case 'POLICE':
      return random.chance(ctx.city.demo.policeWithLetter)
        ? { referral: { agency: `police-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('公委调') } }
        : { referral: { agency: `police-${c.county}`, mode: 'INFORMED' } }
    case 'PETITION':
      return { referral: { agency: `petition-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('信委调') } }
    case 'PROCURATORATE':
      return { referral: { agency: `procuratorate-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('检委调') } }
    case 'OTHER_STATE_ORGAN':
      return { referral: { agency: `gov-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('政委调') } }
    case 'CENTRE':
      return { referral: { agency: `centre-${c.county}`, mode: 'ENTRUSTED', letterNo: letter('中心流转') } }
    case 'HOTLINE':
      return { referral: { agency: `hotline-${ctx.city.demo.city}`, mode: 'INFORMED' } }
    default:
      return {}
  }
}

/** Amounts and the traits that decide the form, consistent with it (宁波市人民调解条例 art. 24; chapter 4, A4.4). */
export function facts(d: Draft, base: Base, ctx: DetailContext, random: Random) {
  const { demo } = ctx.city
  const kind = demo.kinds[d.kind]!
  const settled = d.outcome === 'SETTLED_FULL' || d.outcome === 'SETTLED_PARTIAL'
  const form = settled ? (d.written ? ('WRITTEN' as const) : ('ORAL' as const)) : undefined
  let involved: number | null = null
  if (random.chance(kind.amountShare)) {
    do {
      const yuan = kind.amountMedianYuan * Math.exp(demo.amountSigma * random.normal())
      involved = Math.max(50, yuan > 5000 ? Math.round(yuan / 100) * 100 : Math.round(yuan / 10) * 10) * 100
    } while (form === 'ORAL' && involved >= MAJOR_FEN)
  }
  const grave = d.written && (d.kind === 'TRAFFIC' || d.kind === 'MEDICAL') && random.chance(0.03)
  const [low, high] = demo.agreement.payableShare
  const payable =
    settled && involved !== null ? Math.round((involved * (low + (high - low) * random.next())) / 100) * 100 : null
  const isInstant = settled && (form === 'ORAL' || random.chance(demo.agreement.instantShareOfWritten))
  const kept = {
    ...(form ? { form } : {}),
    amountInvolvedFen: involved,
    amountPayableFen: payable,
    isInstant,
    isLandContract: d.kind === 'FOREST_LAND' && d.written && random.chance(0.4),
    isDeathOrSeriousInjury: grave,
    isMajorComplex: grave || base.headCount >= 10 || (involved ?? 0) >= MAJOR_FEN,
  }
  return { ...kept, kept }
}

/** From this amount on a dispute is major: 100,000 yuan (a convention of the platform). */
const MAJOR_FEN = 10_000_000
