/** What follows a conclusion: the agreement and its performance, confirmation, report, closing and filing away. */

import { nextWorkdayOnOrAfter, stepWorkdays } from '#kernel/calendar'
import { type Instant, localDateOf } from '#kernel/clock'
import type { DetailContext, Known, PlannedAgreement, PlannedDispute, PlannedObligation } from './dispute.ts'
import type { Draft } from './draft.ts'
import { pick, type Random } from './random.ts'
import { type Day, type Days, dateOf, dayOf, sitsOnWeekends, type Timeline } from './timing.ts'

export type After = {
  obligations: PlannedObligation[]
  events: { name: string; day: Day }[]
  breached: boolean
  satisfaction: number
}

/** What happens after an agreement: performance, follow-up, confirmation, a judgment that undoes it. */
export function agreementAfter(d: Draft, base: Known, ctx: DetailContext, random: Random): After {
  const { days, city } = ctx
  const { agreement } = city.demo
  const work = (day: Day) => days.from(base.group, day)
  // The share is one of all agreements; only those not performed at once can be broken.
  const { WRITTEN, ORAL } = city.demo.forms
  const exposed = (WRITTEN / (WRITTEN + ORAL)) * (1 - agreement.instantShareOfWritten)
  const breached = !base.isInstant && random.chance(agreement.breachShare / exposed)
  const obligations = obligationsOf(d, base, ctx, breached, random)
  const last = obligations.reduce((max, o) => Math.max(max, dayOf(o.dueOn)), d.ended)
  const events: { name: string; day: Day }[] = []
  if (base.isInstant) events.push({ name: 'performance', day: d.ended })
  else if (breached) events.push({ name: 'performance', day: work(last + 3 + random.int(10)) })
  else {
    const performed = obligations.reduce((max, o) => Math.max(max, dayOf(o.performedOn!)), d.ended)
    events.push({ name: 'performance', day: work(performed) })
  }
  const owed = !base.isInstant || base.riskLevel !== 'LOW'
  if (owed && random.chance(agreement.followUpShare)) {
    const day = base.isInstant
      ? d.ended + 5 + random.int(20)
      : stepWorkdays(days.calendar, Math.max(last, ...events.map((e) => e.day)), 1 + random.int(4))
    events.push({ name: 'followUp', day: work(day) })
  }
  if (d.confirmation) {
    const due = confirmationDue(d, days)
    const applied =
      d.confirmation === 'LATE'
        ? stepWorkdays(days.calendar, due, 1)
        : Math.min(due, days.from('PROFESSIONAL', d.ended + 1 + random.int(29)))
    events.push({ name: 'applied', day: applied })
    if (d.confirmation !== 'LATE')
      events.push({ name: 'result', day: days.from('PROFESSIONAL', applied + 3 + random.int(20)) })
  }
  if (d.invalidated)
    events.push({ name: 'invalidated', day: days.from('PROFESSIONAL', d.ended + 40 + random.int(100)) })
  return { obligations, events, breached, satisfaction: 3 + random.int(3) }
}

/** Thirty days from the day after it takes effect; the last day rolls (人民调解法 art. 33; chapter 4, 0.2). */
export function confirmationDue(d: Draft, days: Days): Day {
  return dayOf(nextWorkdayOnOrAfter(days.calendar, dateOf(d.ended + 30)).date)
}

function obligationsOf(
  d: Draft,
  base: Known,
  ctx: DetailContext,
  breached: boolean,
  random: Random,
): PlannedObligation[] {
  const { agreement } = ctx.city.demo
  const obligor = base.parties.findIndex((p) => p.side === 'B')
  const obligee = base.parties.findIndex((p) => p.side === 'A')
  const total = base.amountPayableFen
  const parts = base.isInstant || total === null ? 1 : 1 + random.int(3)
  const [low, high] = agreement.dueDays
  const list: PlannedObligation[] = []
  let day = d.ended
  for (let i = 0; i < parts; i++) {
    if (!base.isInstant) day += low + random.int(Math.max(1, Math.floor((high - low) / parts)))
    const share =
      total === null ? null : i === parts - 1 ? total - Math.floor(total / parts) * i : Math.floor(total / parts)
    const onTime = random.chance(agreement.performedOnTimeShare)
    const back = base.isInstant ? 0 : random.int(Math.min(5, day - d.ended))
    const performed = base.isInstant ? day : onTime ? day - back : day + 1 + random.int(10)
    const broken = breached && i === parts - 1
    list.push({
      seq: i + 1,
      obligor,
      obligee,
      content: total === null ? '停止争议行为，互不追究，今后友好相处' : '支付约定款项',
      amountFen: share,
      dueOn: dateOf(day),
      ...(broken ? {} : { performedOn: dateOf(performed) }),
    })
  }
  return list
}

export function agreementAt(
  d: Draft,
  base: Known,
  at: Map<string, Instant>,
  obligations: PlannedObligation[],
  random: Random,
): PlannedAgreement {
  const written = base.form === 'WRITTEN'
  const identity = d.kind === 'MARRIAGE_FAMILY' && !d.confirmation && random.chance(0.1)
  const [a, b] = [base.parties.find((p) => p.side === 'A')!, base.parties.find((p) => p.side === 'B')!]
  return {
    form: written ? 'WRITTEN' : 'ORAL',
    scope: d.outcome === 'SETTLED_PARTIAL' ? 'PARTIAL' : 'FULL',
    signedAt: written ? base.parties.map((_, party) => ({ party, at: at.get(`signed ${party}`)! })) : [],
    ...(written ? { mediatorSignedAt: at.get('mediatorSigned')!, sealedAt: at.get('sealed')! } : {}),
    effectiveOn: localDateOf(at.get('sealed') ?? at.get('concluded')!),
    obligations,
    flags: identity ? ['IDENTITY_RELATION'] : [],
    content: identity
      ? `${a.name}、${b.name}同意到婚姻登记机关办理手续，并就财产和子女抚养达成一致`
      : `${a.name}、${b.name}就纠纷达成一致${d.outcome === 'SETTLED_PARTIAL' ? '（部分事项）' : ''}`,
  }
}

export function afterAt(
  after: After,
  at: Map<string, Instant>,
  d: Draft,
  base: Known,
  ctx: DetailContext,
  random: Random,
): Partial<PlannedDispute> {
  const followUp = at.get('followUp')
  const applied = at.get('applied')
  const serving = ctx.serving[d.committee]!.filter((s) => !base.mediators.includes(s.person))
  const court = `court-${base.county}`
  const year = (t: Instant) => t.slice(0, 4)
  return {
    performance: { at: at.get('performance')!, state: after.breached ? 'BREACHED' : 'PERFORMED' },
    ...(followUp && serving.length > 0
      ? {
          followUp: {
            at: followUp,
            by: pick(serving, random).person,
            performed: !after.breached,
            satisfaction: after.breached ? 1 + random.int(2) : after.satisfaction,
            hiddenRisk: random.chance(0.01),
          },
        }
      : {}),
    ...(applied
      ? {
          confirmation: {
            applyDueOn: dateOf(confirmationDue(d, ctx.days)),
            appliedAt: applied,
            court,
            expectRefusal: d.confirmation === 'LATE',
            ...(at.has('result')
              ? {
                  result:
                    d.confirmation === 'OTHER'
                      ? pick(['WITHDRAWN', 'NOT_ACCEPTED'] as const, random)
                      : (d.confirmation as 'VALID' | 'DISMISSED'),
                  resultAt: at.get('result')!,
                  caseNo: `（${year(applied)}）示诉前调确${1 + (d.key % 99_999)}号`,
                }
              : {}),
          },
        }
      : {}),
    ...(at.has('invalidated')
      ? {
          invalidation: {
            at: at.get('invalidated')!,
            court,
            judgmentNo: `（${year(at.get('invalidated')!)}）示民初${1 + (d.key % 99_999)}号`,
          },
        }
      : {}),
  }
}

/** Adds what follows every end: report to whoever referred it, closing and filing away, among the later events. */
export function closing(
  line: Timeline,
  d: Draft,
  base: Known,
  ctx: DetailContext,
  random: Random,
  more: { name: string; day: Day }[] = [],
): void {
  const { days, city } = ctx
  const { demo } = city
  const step = (n: number) => stepWorkdays(days.calendar, d.ended, n)
  const events = [...more]
  const referred = base.referral && base.referral.mode !== 'INFORMED'
  if (referred)
    events.push({
      name: 'feedback',
      day: random.chance(demo.feedbackLateShare) ? step(4 + random.int(4)) : step(1 + random.int(3)),
    })
  const close = sitsOnWeekends(base.group) && random.chance(0.3) ? d.ended : step(1 + random.int(6))
  const late = random.chance(demo.archiveLateShare)
  const archive = late
    ? days.from(base.group, d.ended + 31 + random.int(10))
    : days.upTo(base.group, Math.max(close, d.ended + 8 + random.int(22)))
  events.push({ name: 'closed', day: close }, { name: 'archived', day: Math.max(close, archive) })
  // Stable: what was named first on the same day happens first.
  events.sort((a, b) => a.day - b.day)
  for (const e of events) line.add(e.name, e.day)
}

export function closed(at: Map<string, Instant>): Pick<PlannedDispute, 'feedbackAt' | 'closedAt' | 'archivedAt'> {
  return {
    ...(at.has('feedback') ? { feedbackAt: at.get('feedback')! } : {}),
    closedAt: at.get('closed')!,
    archivedAt: at.get('archived')!,
  }
}
