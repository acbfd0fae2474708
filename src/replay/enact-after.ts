/** What follows a conclusion as requests: performance, visit, the court's confirmation, report, closing and filing away. */
import { addDays, epochMs, type Instant, type LocalDate, localDateOf } from '#kernel/clock'
import type { PlannedDispute } from './dispute.ts'
import { countyJustice, courtLiaison, earliest, later, latest, officer, onDay } from './enact.ts'
import { addAct, type Case, isInOffice, mediatorActor, paperOf, seatOf } from './enact-disputes.ts'
import { idFor } from './random.ts'

export const confirmationProcedure = 'mediation.confirmation'

/** From here on the law of civil procedure speaks of the court that invited the mediation (民事诉讼法 2021). */
const INVITING_FROM = '2022-01-01'

export function addAftermath(c: Case): void {
  const { d, head } = c
  if (d.agreement && d.performance && !d.isInstant) addPerformance(c)
  if (d.followUp) addFollowUp(c)
  if (d.confirmation) addConfirmation(c)
  if (d.invalidation)
    addAct(c, countyJustice(c.committee.county), d.invalidation.at, 'invalidate', {
      result: 'VOID',
      judgment: paperOf(d.invalidation.at, { number: d.invalidation.judgmentNo }),
      toldJusticeOn: localDateOf(d.invalidation.at),
    })
  if (d.feedbackAt) addByHost(c, d.feedbackAt, 'feedback', { report: paperOf(d.feedbackAt) })
  // Nobody closes a file where the head has left and there is no other.
  const heads = c.ctx.heads[d.committee]!
  if (d.closedAt && isInOffice(heads, localDateOf(d.closedAt))) {
    addAct(c, head, d.closedAt, 'close', {})
    if (d.archivedAt && isInOffice(heads, localDateOf(d.archivedAt)))
      addAct(c, head, latest(d.archivedAt, later(d.closedAt, 1)), 'archive', { pages: 6 + (c.parties.length % 20) })
  }
}

/** By the mediator of the matter, by the head where he has left, by nobody where both have. */
function addByHost(c: Case, at: Instant, action: string, input: object): void {
  const on = localDateOf(at)
  const [host] = c.d.mediators
  const isThere = host !== undefined && isInOffice(seatOf(c.ctx, c.d.committee, host), on)
  const actor = isThere
    ? mediatorActor(c.ctx, c.d.committee, host)
    : isInOffice(c.ctx.heads[c.d.committee], on)
      ? c.head
      : undefined
  if (actor) addAct(c, actor, at, action, input)
}

function addPerformance(c: Case): void {
  const { d } = c
  const { obligations } = d.agreement!
  const recorded = d.performance!.at
  const last = obligations.reduce<LocalDate>(
    (m, o) => (o.performedOn && o.performedOn > m ? o.performedOn : m),
    '' as LocalDate,
  )
  // Nobody performs what a judgment has undone.
  const isStanding = (at: Instant) => d.invalidation === undefined || at < d.invalidation.at
  const days = new Map<LocalDate, number[]>()
  for (const o of obligations) if (o.performedOn) days.set(o.performedOn, [...(days.get(o.performedOn) ?? []), o.seq])
  for (const [performedOn, seqs] of days) {
    const at = performedOn === last && d.performance!.state === 'PERFORMED' ? recorded : onDay(performedOn, 10 * 3600)
    if (isStanding(at)) addByHost(c, at, 'perform', { obligations: seqs, performedOn, proof: { date: performedOn } })
  }
  const broken = obligations.filter((o) => !o.performedOn).map((o) => o.seq)
  if (broken.length && isStanding(recorded))
    addByHost(c, recorded, 'breach', { obligations: broken, urgedOn: localDateOf(recorded) })
}

function addFollowUp(c: Case): void {
  const { d, ctx, committee } = c
  const f = d.followUp!
  const on = localDateOf(f.at)
  const isThere = isInOffice(seatOf(ctx, d.committee, f.by), on)
  const station = `justice-station-${committee.town}`
  const actor = isThere
    ? mediatorActor(ctx, d.committee, f.by)
    : officer(station, 'justice_station', { kind: 'town', value: committee.town })
  addAct(c, actor, f.at, 'followUp', {
    performance: f.performed ? 'FULL' : 'PARTIAL',
    satisfaction: f.satisfaction,
    ...(f.hiddenRisk ? { hiddenRisk: '双方仍有怨言，已提请网格员关注' } : {}),
    record: { date: on },
  })
}

function addConfirmation(c: Case): void {
  const { d, script, committee } = c
  const k = d.confirmation!
  if (c.ctx.confirmationFrom !== undefined && localDateOf(k.appliedAt) < c.ctx.confirmationFrom) return
  addApplication(c, k)
  if (k.expectRefusal) return
  const on = localDateOf(k.appliedAt)
  const matterId = idFor(c.ctx.seed, 'confirmation', d.matterId, epochMs(k.appliedAt))
  const applied = later(k.appliedAt, 60)
  const connection =
    d.source === 'COURT_DELEGATED' ? (on < INVITING_FROM ? 'DELEGATING' : 'INVITING') : 'ORGANISATION_SEAT'
  script.add(c.host, applied, {
    matterId,
    procedure: confirmationProcedure,
    action: 'apply',
    input: {
      disputeMatterId: d.matterId,
      committeeAgencyId: committee.id,
      courtAgencyId: k.court,
      courtConnection: connection,
      applicants: c.parties.length,
      papers: [{ kind: '司法确认申请书', date: on }],
    },
  })
  if (!k.resultAt) return
  const court = courtLiaison(k.court)
  const resultOn = localDateOf(k.resultAt)
  if (k.result === 'NOT_ACCEPTED') {
    script.add(court, k.resultAt, {
      matterId,
      action: 'notAccept',
      input: { reason: '申请材料不齐，未在限期内补正', ruling: { date: resultOn } },
    })
    return
  }
  const docketed = earliest(later(k.resultAt, -60), onDay(addDays(on, 2), 9 * 3600))
  script.add(court, latest(docketed, later(applied, 60)), { matterId, action: 'accept', input: { caseNo: k.caseNo } })
  if (k.result === 'WITHDRAWN')
    script.add(court, k.resultAt, { matterId, action: 'withdraw', input: { reason: '申请人撤回' } })
  else
    script.add(court, k.resultAt, {
      matterId,
      action: 'recordResult',
      input: {
        result: k.result,
        ruling: { date: resultOn, number: k.caseNo },
        ...(k.result === 'DISMISSED' ? { reason: '协议内容不明确，无法确认' } : {}),
        notifiedOn: resultOn,
      },
    })
}

function addApplication(c: Case, k: NonNullable<PlannedDispute['confirmation']>): void {
  c.script.add(
    c.host,
    k.appliedAt,
    {
      matterId: c.d.matterId,
      action: 'applyConfirm',
      input: { applicants: c.seqs, courtAgencyId: k.court, application: paperOf(k.appliedAt) },
    },
    k.expectRefusal ? { refusedBy: 'mediation.confirmLate' } : {},
  )
}
