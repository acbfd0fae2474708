/** What becomes of planned suits: how they end and are heard, which follow a reconsideration, and the kinds that count otherwise than they look. */
import { stepWorkdays } from '#kernel/calendar'
import type { PlannedRecon } from './admin-plan.ts'
import type { SuitPlanArgs as Args, Loss, PlannedSuit, SuitEnd } from './admin-suits-plan.ts'
import { largestRemainder } from './allocate.ts'
import { type Random, shuffle } from './random.ts'
import { dayOf, monthsOn } from './timing.ts'

/** Ends of the cases and which of them came to a sitting: judgments do, and some of the others. */
export function giveEnds(
  list: readonly PlannedSuit[],
  n: { lost: number; heard: number },
  a: Args,
  random: Random,
): void {
  const { demo } = a
  const lost = Math.min(n.lost, list.length)
  const names = Object.keys(demo.others) as SuitEnd[]
  const heard = Math.min(n.heard, list.length)
  const rest = list.length - lost
  const parts = largestRemainder(
    names.map((k) => demo.others[k]!),
    rest,
  )
  // No judgment without a sitting.
  const reject = names.indexOf('REJECT_CLAIM')
  const most = Math.max(0, heard - lost)
  if (parts[reject]! > most) {
    parts[names.indexOf('WITHDRAWN')]! += parts[reject]! - most
    parts[reject] = most
  }
  const lossNames = Object.keys(demo.losses) as Loss[]
  const lossParts = largestRemainder(
    lossNames.map((k) => demo.losses[k]!),
    lost,
  )
  const ends: SuitEnd[] = [
    ...lossNames.flatMap((k, i) => Array<SuitEnd>(lossParts[i]!).fill(k)),
    ...Array<SuitEnd>(parts[reject]!).fill('REJECT_CLAIM'),
    ...shuffle(
      names.filter((k) => k !== 'REJECT_CLAIM').flatMap((k) => Array<SuitEnd>(parts[names.indexOf(k)]!).fill(k)),
      random,
    ),
  ]
  list.forEach((s, i) => {
    s.end = ends[i]!
    if (i < heard) hear(s, a, random)
    s.isCorrected = s.end === 'WITHDRAWN' && random.chance(0.35)
    s.last = s.concluded
  })
}

/** Gives a case its sitting; of what is carried over a turn of the year it is after the turn. */
export function hear(s: PlannedSuit, { days, year }: Args, random: Random): true {
  const first = dayOf(`${year}-01-01`)
  const next = dayOf(`${year + 1}-01-01`)
  const turn =
    s.docketed < first && s.concluded >= first ? first + 4 : s.docketed < next && s.concluded >= next ? next + 4 : 0
  const low = Math.max(s.docketed + 24, turn)
  const on = days.upTo('TOWN', Math.max(low, Math.min(s.concluded - 5, low + random.int(40))))
  s.hearing = { on: Math.max(on, days.from('TOWN', Math.max(low, s.docketed + 20))), attendance: 'DEPUTY' }
  if (s.hearing.on >= s.concluded) s.concluded = days.from('TOWN', s.hearing.on + 3)
  s.last = Math.max(s.last, s.concluded)
  return true
}

/** Suits over what a reconsideration of the year left standing: the same chain, and both organs sued. */
export function followRecons(list: readonly PlannedSuit[], a: Args, random: Random): void {
  const { targets, days, recons, city, year } = a
  const able = shuffle(
    recons.filter(
      (r) =>
        (r.outcome === 'MAINTAIN' || r.outcome === 'REJECT_REQUEST') &&
        !r.group &&
        !r.organ.startsWith('tax-') &&
        r.closed >= dayOf(`${year}-01-01`),
    ),
    random,
  )
  const suits = [...list].sort((x, y) => x.concluded - y.concluded)
  let left = targets.suits.afterRecon
  for (const s of suits) {
    if (left <= 0) break
    const docketed = (r: PlannedRecon) => stepWorkdays(days.calendar, r.closed, 11)
    const i = able.findIndex(
      (r) =>
        docketed(r) + 40 <= s.concluded &&
        s.concluded <= monthsOn(docketed(r), 6) - 4 &&
        (!s.hearing || docketed(r) + 22 <= s.hearing.on),
    )
    if (i < 0) continue
    const [r] = able.splice(i, 1)
    s.docketed = docketed(r!)
    s.recon = r!.key
    s.chain = r!.matterId
    s.county = r!.county
    s.defendant = r!.respondent
    s.kind = r!.kind
    s.person = r!.person
    s.isVertical = false
    s.isCityLevel = /-330200$/.test(r!.respondent)
    s.other = { agency: r!.organ, role: 'RECON_ORGAN' }
    const isGovernment = /^gov-\d{6}$/.test(s.defendant)
    s.court = isGovernment ? `court-${city.demo.city}` : `court-${s.county}`
    s.courtLevel = isGovernment ? 'INTERMEDIATE' : 'BASIC'
    left--
  }
  if (left > 0) targets.notes.push(`复议后起诉的件数少${left}件：比例小，找不到日期相接的复议案件`)
}

/** Procurators' suits, twenty people in one suit, organs that acted together. */
export function giveKinds(own: readonly PlannedSuit[], a: Args): void {
  const vertical = own.find((s) => s.recon === undefined && !s.isVertical)
  if (vertical && !own.some((s) => s.isVertical)) {
    vertical.isVertical = true
    vertical.defendant = `tax-${vertical.county}`
    vertical.court = `court-${vertical.county}`
    vertical.courtLevel = 'BASIC'
    vertical.isCityLevel = false
  }
  const { targets } = a
  const plain = own.filter((s) => s.recon === undefined && !s.isVertical)
  const { publicInterest, mergedSuits, jointDefendants } = targets.decoys
  for (const s of plain.filter((x) => x.end !== 'MEDIATED').slice(0, publicInterest)) {
    s.suitKind = 'PUBLIC_INTEREST'
    s.kind = 'NONFEASANCE'
  }
  for (const s of plain.filter((x) => x.suitKind === 'ORDINARY').slice(0, mergedSuits)) {
    s.kind = 'EXPROPRIATION'
    s.plaintiffs = 20
  }
  const joint = plain.filter(
    (s) =>
      s.suitKind === 'ORDINARY' &&
      s.plaintiffs === 1 &&
      /^(market|housing|labour|enforcement|police)-\d{6}$/.test(s.defendant),
  )
  for (const s of joint.slice(0, jointDefendants)) {
    const place = s.defendant.slice(-6)
    const other = s.defendant.startsWith('enforcement') ? `market-${place}` : `enforcement-${place}`
    s.other = { agency: other, role: 'JOINT_ACT' }
  }
}
