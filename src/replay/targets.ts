/**
 * What a replay must come out at: the printed figures of people's mediation, scaled, and the decoy records that show
 * that the counting rules are followed. Whatever the file does not give is made at the least that is needed and noted.
 */

import { type Figure, refuseImpossible, trueValues } from '../report/figures.ts'
import { boundsOf } from '../report/qualifier.ts'
import { halfUp, type Scale, scaleOf, times } from './allocate.ts'
import type { Demo } from './city.ts'

/** What the planner reads of a figure. */
export type FigureLike = Pick<Figure, 'id' | 'value' | 'qualifier' | 'unit' | 'line'> & Partial<Figure>

/** The ids of people's mediation that the planner knows; all others are none of its business. */
export const MEDIATION_IDS = [
  'mediation-committees',
  'mediation-committees-professional',
  'mediators',
  'disputes-mediated',
  'disputes-settled',
  'mediation-success-rate',
] as const

/** Counts at the replay's scale. `decoys.intake` follows from the identity of attempts. */
export type Targets = {
  committees: number
  professional: number
  cityLevel: number
  mediators: number
  seats: number
  fullTime: number
  mediated: number
  settled: number
  failed: number
  partial: number
  decoys: {
    notAccepted: number
    endedBeforeStart: number
    transferred: number
    merged: number
    superseded: number
    courtEntrusted: number
    courtEntrustedSettled: number
    pendingAtYearEnd: number
    carriedOver: number
    unfiledCommittees: number
    dissolvedCommittees: number
    rooms: number
    departedMediators: number
    overdueTerms: number
    invalidated: number
  }
  /** Ids that the file gives and the planner makes records for. */
  given: string[]
  notes: string[]
}

/** Attempts accepted within the year: conclusions + ended + merged + pending − carried over (chapter 4, C4). */
export function intakeOf(t: Targets): number {
  const d = t.decoys
  const concluded = t.mediated + d.superseded + d.courtEntrusted
  return concluded + d.endedBeforeStart + d.merged + d.pendingAtYearEnd - d.carriedOver
}

/**
 * Derives the targets from any subset of known ids; unknown ids are ignored. `counties` is how many counties the city
 * has. @throws PlainError where the printed figures cannot hold together.
 */
export function targetsOf(
  figures: ReadonlyMap<string, FigureLike>,
  scaleValue: number | string,
  demo: Demo,
  counties: number,
): Targets {
  const known = MEDIATION_IDS.flatMap((id) => {
    const figure = figures.get(id)
    return figure ? [complete(figure)] : []
  })
  refuseImpossible(known)
  const values = trueValues(known)
  const scale = scaleOf(scaleValue)
  const notes: string[] = []
  const printed = (id: (typeof MEDIATION_IDS)[number]) => values.get(id)
  const scaled = (value: bigint | undefined) => (value === undefined ? undefined : halfUp(value, scale))

  const disputes = disputesOf(figures, printed('disputes-mediated'), printed('disputes-settled'), demo, notes)
  const mediated = scaled(disputes?.mediated) ?? 0
  const settled = Math.min(scaled(disputes?.settled) ?? 0, mediated)
  const failed = mediated - settled
  const carriers = Math.min(counties, Math.max(1, mediated))

  const committeesPrinted = printed('mediation-committees')
  const professionalPrinted = printed('mediation-committees-professional')
  const mediatorsPrinted = printed('mediators')
  let professional = scaled(professionalPrinted)
  let committees = scaled(committeesPrinted)
  const needed = disputes !== undefined || mediatorsPrinted !== undefined || professionalPrinted !== undefined
  if (committees === undefined) {
    const others = disputes !== undefined ? 2 * carriers : mediatorsPrinted !== undefined ? 1 : 0
    committees = needed ? (professional ?? 0) + others : 0
    if (committees > 0) notes.push(`文件未给人民调解委员会数：按最小需要设${committees}个`)
  } else if (
    committees === 0 &&
    committeesPrinted! > 0n &&
    needed &&
    (mediated > 0 || (scaled(mediatorsPrinted) ?? 0) > 0)
  ) {
    committees = 1
    notes.push('比例过小，人民调解委员会四舍五入为0：保留1个作为载体')
  }
  if (professional === undefined) {
    const share = times(scale, committeesPrinted ?? 0n, demo.reference.committees)
    professional = committeesPrinted === undefined ? 0 : halfUp(demo.reference.professional, share)
    if (committees > 0) notes.push(`文件未给行业性、专业性组织数：按演示份额设${professional}个`)
  }
  professional = Math.min(professional, committees)

  let mediators = scaled(mediatorsPrinted)
  if (mediators === undefined) {
    mediators = 3 * committees
    if (committees > 0) notes.push(`文件未给人民调解员数：每个委员会按法定最少3名委员，共${mediators}名`)
  }
  if (committees === 0) mediators = 0
  const ofMediators =
    mediatorsPrinted === undefined ? undefined : times(scale, mediatorsPrinted, demo.reference.mediators)
  const seats = Math.max(mediators, 3 * committees, ofMediators ? halfUp(demo.decoys.seats, ofMediators) : 0)

  const ofDisputes = disputes && committees > 0 ? times(scale, disputes.mediated, demo.reference.mediated) : undefined
  const ofCommittees =
    committeesPrinted === undefined || committees === 0
      ? undefined
      : times(scale, committeesPrinted, demo.reference.committees)
  const decoy = (n: number, by: Scale | undefined) => (by ? Math.max(1, halfUp(n, by)) : 0)
  const d = demo.decoys
  const courtEntrusted = decoy(d.courtEntrusted, ofDisputes)
  const carriedOver = Math.min(mediated, decoy(d.carriedOver, ofDisputes))
  const inYear = mediated - carriedOver
  return {
    committees,
    professional,
    cityLevel: ofCommittees ? halfUp(demo.professional.cityLevel.fields.length, ofCommittees) : 0,
    mediators,
    seats,
    fullTime: Math.min(mediators, ofMediators ? halfUp(demo.mediators.fullTime, ofMediators) : 0),
    mediated,
    settled,
    failed,
    partial: Math.min(failed, decoy(d.partial, ofDisputes)),
    decoys: {
      notAccepted: decoy(d.notAccepted, ofDisputes),
      endedBeforeStart: decoy(d.endedBeforeStart, ofDisputes),
      transferred: Math.min(inYear, decoy(d.transferred, ofDisputes)),
      merged: Math.min(inYear, decoy(d.merged, ofDisputes)),
      superseded: Math.min(inYear, decoy(d.superseded, ofDisputes)),
      courtEntrusted,
      courtEntrustedSettled: Math.min(courtEntrusted, decoy(d.courtEntrustedSettled, ofDisputes)),
      // Somebody must be in office to conclude them in the year after.
      pendingAtYearEnd: mediators > 0 ? decoy(d.pendingAtYearEnd, ofDisputes) : 0,
      carriedOver,
      unfiledCommittees: decoy(d.unfiledCommittees, ofCommittees),
      dissolvedCommittees: decoy(d.dissolvedCommittees, ofCommittees),
      rooms: decoy(d.rooms, ofCommittees),
      departedMediators: decoy(d.departedMediators, ofMediators && committees > 0 ? ofMediators : undefined),
      overdueTerms: decoy(demo.terms.overdue, ofCommittees),
      invalidated: decoy(demo.agreement.invalidated, ofDisputes),
    },
    given: known.map((f) => f.id),
    notes,
  }
}

type Disputes = { mediated: bigint; settled: bigint }

/** Disputes of the year before scaling, or nothing where the file says nothing of them. */
function disputesOf(
  figures: ReadonlyMap<string, FigureLike>,
  mediated: bigint | undefined,
  settled: bigint | undefined,
  demo: Demo,
  notes: string[],
): Disputes | undefined {
  const rate = figures.get('mediation-success-rate')
  if (mediated === undefined && settled === undefined) {
    if (rate) notes.push('文件只给调解成功率而没有件数：不据以生成纠纷')
    return undefined
  }
  if (mediated === undefined) {
    notes.push('文件未给调处数：以调解成功数为调处数')
    return { mediated: settled!, settled: settled! }
  }
  if (settled !== undefined) return { mediated, settled }
  const fromRate = rate && mediated > 0n ? settledByRate(rate, mediated) : undefined
  if (fromRate !== undefined) {
    notes.push('文件未给调解成功数：取与已公布成功率相符的最小件数')
    return { mediated, settled: fromRate }
  }
  notes.push('文件未给调解成功数：按演示份额生成')
  const share = times({ num: 1n, den: 1n }, demo.reference.settled, demo.reference.mediated)
  return { mediated, settled: BigInt(halfUp(mediated, share)) }
}

function settledByRate(rate: FigureLike, mediated: bigint): bigint | undefined {
  try {
    const { pick } = boundsOf(rate.qualifier, rate.value, rate.unit, mediated)
    return pick < 0n || pick > mediated ? undefined : pick
  } catch {
    return undefined
  }
}

function complete(figure: FigureLike): Figure {
  return { system: '', label: figure.id, scope: 'city', relation: '', ...figure }
}
