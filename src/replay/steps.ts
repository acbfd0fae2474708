/** The dated steps of an attempt, by how it ended. */

import { stepWorkdays } from '#kernel/calendar'
import { type Instant, localDateOf } from '#kernel/clock'
import { afterAt, agreementAfter, agreementAt, closed, closing } from './aftermath.ts'
import { type Base, type DetailContext, type Known, type PlannedConsent, type Steps, settledOf } from './dispute.ts'
import type { Draft } from './draft.ts'
import { pick, pickKey, type Random, randomFamily } from './random.ts'
import { isLabour } from './schedule.ts'
import { type Day, dateOf, soonAfter, Timeline } from './timing.ts'

export function steps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  if (d.outcome === 'NOT_ACCEPTED') return notAcceptedSteps(d, base, ctx, random)
  if (d.outcome === 'TRANSFERRED_OUT') return transferredSteps(d, base, ctx, random)
  if (d.outcome === 'MERGED') return mergedSteps(d, base, ctx, random)
  if (d.outcome === 'ENDED_BEFORE_START') return endedSteps(d, base, ctx, random)
  return mediatedSteps(d, base, ctx, random)
}

const asksEverybody = (d: Draft) => d.source === 'COMMITTEE_INITIATIVE' || d.kind === 'MEDICAL' || isLabour(d.kind)

/** Who has to be asked: everybody where the committee or another body began, the other side where one side applied. */
function consenting(d: Draft, base: Base): number[] {
  const all = base.parties.map((_, i) => i).filter((i) => !base.parties[i]!.guardianOf)
  if (base.referral && base.referral.mode !== 'INFORMED') return all
  if (asksEverybody(d)) return all
  return all.filter((i) => base.parties[i]!.side !== 'A')
}

const CHANNELS = ['当面', '电话', '书面'] as const

function notAcceptedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const reason =
    d.source === 'COMMITTEE_INITIATIVE' ? 'PARTY_REFUSED' : pickKey(ctx.city.demo.notAcceptedReasons, random)
  const line = new Timeline(ctx.hours).add('received', d.received)
  const refusing = base.parties.findIndex((p) => p.side === 'B')
  if (reason === 'PARTY_REFUSED') line.add('refused', d.ended)
  line.add('notAccepted', d.ended)
  closing(line, d, base, ctx, random)
  const at = line.resolve(random)
  return {
    receivedAt: at.get('received')!,
    consents:
      reason === 'PARTY_REFUSED'
        ? [{ party: refusing, at: at.get('refused')!, result: 'REFUSE_EXPLICIT', channel: pick(CHANNELS, random) }]
        : [],
    sessions: [],
    extensions: [],
    notAccepted: { at: at.get('notAccepted')!, reason },
    ...closed(at),
  }
}

/** Up to acceptance and assignment. */
function opening(line: Timeline, d: Draft, base: Known, until: Day): void {
  line.add('received', d.received)
  for (const i of consenting(d, base)) line.add(`consent ${i}`, Math.min(d.accepted!, until))
  line.add('accepted', d.accepted!)
}

function consentsAt(at: Map<string, Instant>, d: Draft, base: Known, random: Random): PlannedConsent[] {
  return consenting(d, base).map((i) => ({
    party: i,
    at: at.get(`consent ${i}`)!,
    result: 'CONSENT',
    channel: pick(CHANNELS, random),
  }))
}

function transferredSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const line = new Timeline(ctx.hours)
  opening(line, d, base, d.ended)
  const at = line.resolve(random)
  return {
    receivedAt: at.get('received')!,
    consents: consentsAt(at, d, base, random),
    sessions: [],
    extensions: [],
    acceptedAt: at.get('accepted')!,
    mediators: [],
    transfer: { at: handOverAt(d, ctx), on: dateOf(d.ended) },
  }
}

/** The time of a hand-over is that of its giving matter, whichever side asks. */
function handOverAt(giving: Draft, ctx: DetailContext): Instant {
  const line = new Timeline(ctx.hours).addHandOver('handOver', giving.ended)
  return line.resolve(randomFamily(ctx.seed, 'hand-over')(giving.key)).get('handOver')!
}

function mergedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const line = new Timeline(ctx.hours)
  opening(line, d, base, d.ended)
  line.addHandOver('merged', d.ended)
  const at = line.resolve(random)
  return {
    receivedAt: at.get('received')!,
    consents: consentsAt(at, d, base, random),
    sessions: [],
    extensions: [],
    acceptedAt: at.get('accepted')!,
    merge: { at: at.get('merged')! },
  }
}

function endedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const reason = pickKey(ctx.city.demo.endedReasons, random)
  const line = new Timeline(ctx.hours)
  opening(line, d, base, d.ended)
  line.add('assigned', d.accepted!)
  if (reason === 'PARTY_REFUSED') line.add('refused', d.ended)
  line.add('ended', d.ended)
  closing(line, d, base, ctx, random)
  const at = line.resolve(random)
  const consents = consentsAt(at, d, base, random)
  if (reason === 'PARTY_REFUSED') {
    const party = base.parties.findIndex((p) => p.side === 'B')
    consents.push({ party, at: at.get('refused')!, result: 'REFUSE_EXPLICIT', channel: pick(CHANNELS, random) })
  }
  return {
    receivedAt: at.get('received')!,
    consents,
    sessions: [],
    extensions: [],
    acceptedAt: at.get('accepted')!,
    assignedAt: at.get('assigned')!,
    endedBeforeStart: { at: at.get('ended')!, reason },
    ...closed(at),
  }
}

const SESSION_MODES = { ONSITE: 45, OFFICE: 48, ONLINE: 4, PHONE: 3 } as const

/** From acceptance to conclusion and after. */
function mediatedSteps(d: Draft, base: Known, ctx: DetailContext, random: Random): Steps {
  const { days } = ctx
  const line = new Timeline(ctx.hours)
  const moved = d.transferredFrom
  // Matters that came by transfer begin here on the day after the hand-over.
  const begin = moved ? moved.ended + 1 : d.accepted!
  const dayIn = (low: Day, high: Day) => {
    const wished = low + (high > low ? random.int(high - low + 1) : 0)
    const day = days.from(base.group, wished)
    return day <= high ? day : high
  }
  if (!moved) opening(line, d, base, d.ended)
  const assigned = dayIn(begin, Math.min(d.ended, Math.max(begin, stepWorkdays(days.calendar, begin, 1))))
  line.add('assigned', assigned)
  const sessionDays = sessionsOf(d, assigned, base, dayIn, random)
  const asked = extensionDay(d, sessionDays, assigned, base, ctx)
  const rights = Math.min(sessionDays[0]!, ...(asked === undefined ? [] : [asked]))
  line.add('rights', Math.max(assigned, rights))
  const agreed = settledOf(d)
  const signing = signingDay(d, sessionDays.at(-1)!, base, ctx, random)
  const middle: { name: string; day: Day }[] = sessionDays.map((day, i) => ({ name: `session ${i}`, day }))
  if (asked !== undefined) middle.push({ name: 'asked', day: asked }, { name: 'agreed', day: asked })
  middle.sort((x, y) => x.day - y.day)
  for (const s of middle) line.add(s.name, s.day)
  if (agreed && base.form === 'WRITTEN') {
    for (const i of base.parties.keys()) line.add(`signed ${i}`, signing)
    line.add('mediatorSigned', signing).add('sealed', d.ended)
  }
  line.add('concluded', d.ended)
  const after = agreed ? agreementAfter(d, base, ctx, random) : undefined
  closing(line, d, base, ctx, random, after?.events)
  const at = line.resolve(random)
  const concludedAt = at.get('concluded')!
  const firstSession = at.get('session 0')!
  return {
    receivedAt: moved ? handOverAt(moved, ctx) : at.get('received')!,
    consents: moved ? [] : consentsAt(at, d, base, random),
    ...(moved
      ? { transfer: { at: handOverAt(moved, ctx), on: dateOf(moved.ended) }, acceptedByTransferOn: dateOf(d.accepted!) }
      : { acceptedAt: at.get('accepted')! }),
    assignedAt: at.get('assigned')!,
    rightsAt: at.get('rights')!,
    sessions: sessionDays.map((_, i) => {
      const mode = pickKey(SESSION_MODES, random)
      return {
        at: at.get(`session ${i}`)!,
        mode,
        place: mode === 'ONSITE' ? '纠纷现场' : ctx.committees[d.committee]!.address,
      }
    }),
    ...(base.riskLevel === 'CRIMINAL_RISK'
      ? {
          escalation: {
            at: soonAfter(firstSession, random),
            toAgency: `police-${base.county}`,
            kind: random.chance(0.8) ? ('PUBLIC_SECURITY' as const) : ('CRIMINAL' as const),
          },
        }
      : {}),
    ...(d.appraisal ? { appraisal: { from: dateOf(d.appraisal.from), to: dateOf(d.appraisal.to) } } : {}),
    extensions: d.extensions.map((e) => ({
      clock: e.clock,
      requestedAt: at.get('asked')!,
      consents: base.parties.map((_, party) => ({ party, on: localDateOf(at.get('asked')!) })),
      agreedAt: at.get('agreed')!,
      oldDueOn: dateOf(e.oldDue),
      newDueOn: dateOf(e.newDue),
    })),
    quickOral: base.form === 'ORAL' && d.accepted === d.ended && !moved && random.chance(0.5),
    ...(agreed
      ? {
          agreement: agreementAt(d, base, at, after!.obligations, random),
          sealOn: localDateOf(at.get('sealed') ?? concludedAt),
        }
      : {
          failure: {
            at: concludedAt,
            reason: d.outcome,
            remedyNotice: true as const,
            terminationNotice: d.extensions.length > 0 || d.outcome === 'FAILED_PARTY_QUIT',
          },
        }),
    concludedAt,
    ...(after ? afterAt(after, at, d, base, ctx, random) : {}),
    ...closed(at),
  }
}

/** One to three sessions, the last as a rule on the day of the conclusion. */
function sessionsOf(d: Draft, assigned: Day, base: Known, dayIn: (l: Day, h: Day) => Day, random: Random): Day[] {
  const length = d.ended - assigned
  const many = base.form === 'ORAL' || length < 2 ? 1 : 1 + random.int(length < 8 ? 2 : 3)
  const list = [d.ended]
  for (let i = 1; i < many; i++) list.push(dayIn(assigned, d.ended))
  return list.sort((a, b) => a - b)
}

/** The day on which everybody asks for more time: before the old last day, after the assignment. */
function extensionDay(d: Draft, sessions: Day[], assigned: Day, base: Known, ctx: DetailContext): Day | undefined {
  if (d.extensions.length === 0) return undefined
  const oldDue = Math.min(...d.extensions.map((e) => e.oldDue))
  const day = Math.max(assigned, ctx.days.upTo(base.group, oldDue - 1))
  // The clock is extended while mediation is under way: at least one session lies before.
  if (sessions[0]! > day) sessions.unshift(assigned)
  return day
}

function signingDay(d: Draft, lastSession: Day, base: Known, ctx: DetailContext, random: Random): Day {
  if (!random.chance(ctx.city.demo.agreement.lateSealShare)) return Math.max(lastSession, d.ended)
  return Math.max(lastSession, ctx.days.upTo(base.group, d.ended - 1 - random.int(2)))
}
