/** The mediation itself: who mediates, the sessions, appraisal and extensions, and how it ends. */
import { epochMs, type Instant, instantAt, type LocalDate } from '#kernel/clock'
import { countDue, months } from '#kernel/limit'
import type { ActionDef, Context, FoldedAct, Need, Rows } from '#kernel/procedure'
import { agreementFact, agreementRows, agreementTextRows, givenForAgreement, judgeAgreement } from './agreement.ts'
import { concludingClaims } from './dispute-claims.ts'
import { action, concluded, handlers, judgePeople, judgeSeqs, pendingStates, withPapers } from './dispute-common.ts'
import {
  type DisputeFacts,
  findAgreement,
  isCourtReferral,
  isOnPlatform,
  missingParties,
  refusing,
} from './dispute-facts.ts'
import * as forms from './dispute-forms.ts'
import type { RiskLevel, Violence } from './dispute-kinds.ts'
import { invited, labour, medical, nb, nbMedical, platform, pml, violence } from './dispute-law.ts'
import { limitsOfClock } from './dispute-limits.ts'
import { crowdedSides, needsAppraisal, needsInsurer } from './dispute-rules.ts'
import { isInOffice, spanOfClaim } from './organisation-kinds.ts'
import { agreementPapers, endingPapers, failurePapers } from './papers/ending.ts'
import { appraisalPapers, escalationPapers, extensionPapers, rightsPapers, shamPapers } from './papers/process.ts'
import { settledClaim, settlingNeeds } from './settled-before.ts'

type Assigning = {
  hostMediatorId: string
  otherMediatorIds: string[]
  mode: string
  conflict: string
  objecting: number[]
  bothAccept: boolean
}
const idsOf = (input: Assigning): string[] => [...new Set([input.hostMediatorId, ...input.otherMediatorIds])]
const seatNeeds = (input: Assigning, at: { placement: { agencyId: string } | null }): Need[] =>
  idsOf(input).map((m) => ({ claim: 'mediation.seat', key: `${at.placement!.agencyId}/${m}` }))

function judgeAssignment(ctx: Context<DisputeFacts, Assigning>): void {
  const { facts, input } = ctx
  if (input.conflict === 'PARTY' || input.conflict === 'AGENT' || input.conflict === 'RELATIVE')
    ctx.refuse('mediation.A16', '声明有应当回避的关系', { field: 'conflict' })
  if (input.conflict === 'INTEREST' && !input.bothAccept)
    ctx.refuse('mediation.mediatorInterest', undefined, { field: 'bothAccept' })
  for (const m of idsOf(input)) {
    if (facts.parties.some((p) => p.partyId === m))
      ctx.refuse('mediation.A16', '本人是当事人', { field: 'hostMediatorId' })
    const inOffice = ctx.claims('mediation.seat', `${facts.agencyId}/${m}`).some((c) => {
      const span = spanOfClaim(c.value)
      return isInOffice(span.startOn, span.endOn, ctx.declaredOn)
    })
    if (!inOffice) ctx.refuse('mediation.A16', '不是本委员会在任调解员', { field: 'hostMediatorId' })
  }
  if (input.objecting.length)
    ctx.refuse('mediation.mediatorObjected', isCourtReferral(facts) ? '不同意指定的视为不同意调解' : undefined, {
      field: 'objecting',
    })
}

const assignmentRows = (act: FoldedAct<Assigning & { reason?: string }>): Rows => ({
  'mediation.assignment': idsOf(act.payload).map((m) => ({
    matter_id: act.matter,
    act_n: act.n,
    mediator_id: m,
    is_host: m === act.payload.hostMediatorId,
    mode: act.payload.mode,
    conflict: act.payload.conflict,
    replaced_reason: act.payload.reason ?? null,
    assigned_on: act.declaredOn,
  })),
})

const assign = action({
  label: '指派或者选择调解员',
  by: ['committee_head', 'party', 'mediator'],
  in: ['ACCEPTED'],
  to: 'ASSIGNED',
  basis: [pml(19), pml(23, 1, 1), nb(21)],
  input: forms.assign,
  needs: seatNeeds,
  guard: (ctx) => {
    if (ctx.actor.role === 'mediator' && !ctx.input.authorisation)
      ctx.refuse('mediation.byAuthorisation', undefined, { field: 'authorisation' })
    judgeAssignment(ctx)
  },
  apply: (f, act) => ({
    ...f,
    assignedOn: act.declaredOn,
    mediators: idsOf(act.payload),
    hostMediatorId: act.payload.hostMediatorId,
  }),
  rows: assignmentRows,
  claims: (_act, after) => after.mediators.map((m) => ({ kind: 'mediation.host', key: `${after.agencyId}/${m}` })),
  document: '调解员指派（选择）确认',
})

const replaceMediator = action({
  label: '更换调解员',
  by: ['committee_head', 'party'],
  in: ['ASSIGNED', 'IN_MEDIATION'],
  basis: [pml(19), pml(23, 1, 1), invited(13), invited(15)],
  input: forms.replaceMediator,
  needs: seatNeeds,
  guard: judgeAssignment,
  apply: (f, act) => ({ ...f, mediators: idsOf(act.payload), hostMediatorId: act.payload.hostMediatorId }),
  rows: assignmentRows,
  claims: (_act, after, before) => [
    ...before.mediators
      .filter((m) => !after.mediators.includes(m))
      .map((m) => ({ kind: 'mediation.host', key: `${after.agencyId}/${m}`, release: true })),
    ...after.mediators.map((m) => ({ kind: 'mediation.host', key: `${after.agencyId}/${m}` })),
  ],
  document: '更换调解员记录',
})

const informRights = action({
  label: '告知权利义务',
  by: handlers,
  in: ['ASSIGNED', 'IN_MEDIATION'],
  basis: [pml(23), pml(24), invited(14, 3)],
  input: forms.informRights,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    const missing = ctx.input.informed ? missingParties(ctx.facts, ctx.input.informed) : []
    if (missing.length)
      ctx.refuse('mediation.rightsNotInformed', `缺第${missing.join('、')}号当事人`, { field: 'informed' })
    if (isOnPlatform(ctx.facts) && !ctx.input.isShamWarned)
      ctx.refuse('mediation.shamWarning', undefined, { field: 'isShamWarned' })
  },
  apply: (f, act) => withPapers({ ...f, rightsInformedOn: f.rightsInformedOn ?? act.declaredOn }, '权利义务告知书'),
  issues: rightsPapers,
})

const holdSession = action({
  label: '开会调解',
  by: handlers,
  in: ['ASSIGNED', 'IN_MEDIATION'],
  to: 'IN_MEDIATION',
  basis: [pml(20), pml(21, 2), pml(22), nb(20), nb(22, 1)],
  input: forms.holdSession,
  guard: (ctx) => {
    const { facts, input } = ctx
    if (facts.isSuspended) ctx.refuse('mediation.suspended')
    if (facts.rightsInformedOn === null)
      ctx.refuse('mediation.rightsNotInformed', undefined, { allowed: ['告知权利义务'] })
    if (refusing(facts).length) ctx.refuse('mediation.A05', `第${refusing(facts).join('、')}号当事人`)
    judgeSeqs(ctx, input.attendees, 'attendees')
    const absent = missingParties(facts, input.attendees)
    if (facts.sessions === 0 && absent.length)
      ctx.refuse('mediation.partyAbsent', `缺第${absent.join('、')}号当事人`, { field: 'attendees' })
    if (crowdedSides(facts.parties, input.attendees).length)
      ctx.refuse('mediation.tooManyRepresentatives', undefined, { field: 'attendees' })
    if (needsInsurer(facts) && !facts.insurerNotifiedOn && !input.insurerNotifiedOn)
      ctx.refuse('mediation.insurer', undefined, { field: 'insurerNotifiedOn' })
    if (input.insurerNotifiedOn && input.insurerNotifiedOn > ctx.declaredOn)
      ctx.refuse('mediation.dates', undefined, { field: 'insurerNotifiedOn' })
    if (input.invitedCount > 0 && !input.isInvitationAgreed)
      ctx.refuse('mediation.inviteWithoutConsent', undefined, { field: 'isInvitationAgreed' })
    if (input.isPublic) {
      const needsAll = facts.kind === 'MEDICAL' || isCourtReferral(facts)
      if (input.publicObjectors.length || (needsAll && missingParties(facts, input.publicConsents).length))
        ctx.refuse('mediation.publicAgainstWill', undefined, { field: 'isPublic', allowed: ['不公开进行'] })
    }
  },
  given: (ctx) => ({
    sessionNo: ctx.facts.sessions + 1,
    ...(needsAppraisal(ctx.facts) && !ctx.facts.appraisals.length ? { isAppraisalMissing: true } : {}),
  }),
  tells: (given) =>
    given.isAppraisalMissing
      ? ['索赔十万元以上的医疗纠纷应当先鉴定（宁波市医疗纠纷预防与处置条例第三十六条），尚无鉴定登记']
      : [],
  apply: (f, act) => {
    // Who comes to the first session has taken part of his own will: it stands as acceptance.
    const came = Object.fromEntries(
      act.payload.attendees
        .filter((s) => f.consents[s]?.result !== 'CONSENT')
        .map((s) => [s, { on: act.declaredOn, result: 'CONSENT' as const }]),
    )
    const next = {
      ...f,
      sessions: act.given.sessionNo,
      firstSessionOn: f.firstSessionOn ?? act.declaredOn,
      insurerNotifiedOn: act.payload.insurerNotifiedOn ?? f.insurerNotifiedOn,
      consents: { ...f.consents, ...came },
    }
    return act.payload.record ? withPapers(next, '人民调解记录') : next
  },
  rows: (act) => ({
    'mediation.session': [
      {
        matter_id: act.matter,
        no: act.given.sessionNo,
        held_on: act.declaredOn,
        started_at: act.payload.startedAt ? instantAt(act.declaredOn, act.payload.startedAt) : null,
        mode: act.payload.mode,
        attendee_count: act.payload.attendees.length,
        invited_count: act.payload.invitedCount,
        is_public: act.payload.isPublic,
        has_record: act.payload.record !== undefined,
      },
    ],
  }),
  document: '人民调解记录',
})

/** What was found of violence at home stays found; what is worse replaces it. */
function withViolence(f: DisputeFacts, act: FoldedAct<{ violence: Violence }>): DisputeFacts {
  const { violence } = act.payload
  return gravity[violence] > gravity[f.violence] ? { ...f, violence, violenceFoundOn: act.declaredOn } : f
}
const gravity: Record<Violence, number> = { NONE: 0, FOUND: 1, INCAPABLE: 2 }

const investigate = action({
  label: '咨询、询问、核实',
  internal: true,
  by: handlers,
  in: pendingStates,
  basis: [nb(22, 2), violence(10)],
  input: forms.investigate,
  personal: [
    { path: 'subject', label: '向谁核实', mask: 'drop', purpose: '了解纠纷事实' },
    { path: 'content', label: '核实的内容', mask: 'drop', purpose: '了解纠纷事实' },
  ],
  apply: (f, act) => withPapers(withViolence(f, act), '调查记录'),
  document: '调查记录',
})

const appraise = action({
  label: '鉴定起止',
  by: handlers,
  in: ['ACCEPTED', 'ASSIGNED', 'IN_MEDIATION'],
  basis: [medical(34, 1), medical(38)],
  input: forms.appraise,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    const { facts, input } = ctx
    const running = facts.appraisals.find((a) => a.to === null)
    if (!input.startOn && !input.endOn) ctx.refuse('mediation.appraisalDates', '没有日期', { field: 'startOn' })
    if (input.startOn && running) ctx.refuse('mediation.appraisalDates', '上一次鉴定还没有结束日', { field: 'startOn' })
    if (input.startOn && input.startOn > ctx.declaredOn)
      ctx.refuse('mediation.appraisalDates', '开始日晚于今天的登记', { field: 'startOn' })
    const from = input.startOn ?? running?.from
    if (input.endOn && (!from || input.endOn < from || input.endOn > ctx.declaredOn))
      ctx.refuse('mediation.appraisalDates', undefined, { field: 'endOn' })
    if (input.startOn && !input.isJointlyEntrusted && missingParties(facts, input.consents).length)
      ctx.refuse('mediation.appraisalConsent', undefined, { field: 'consents' })
  },
  apply: (f, act) => {
    const { startOn, endOn } = act.payload
    if (startOn)
      return { ...f, appraisals: [...f.appraisals, { no: f.appraisals.length + 1, from: startOn, to: endOn ?? null }] }
    return { ...f, appraisals: f.appraisals.map((a) => (a.to === null ? { ...a, to: endOn! } : a)) }
  },
  rows: (act, after) => ({
    'mediation.appraisal': after.appraisals
      .slice(-1)
      .map((a) => ({ matter_id: act.matter, no: a.no, from_on: a.from, to_on: a.to })),
  }),
  issues: appraisalPapers,
})

const riskAfter: Record<string, RiskLevel> = {
  PUBLIC_SECURITY: 'CRIMINAL_RISK',
  CRIMINAL: 'CRIMINAL_RISK',
  GROUP: 'ESCALATING',
  SUICIDE_RISK: 'ESCALATING',
}

const reportEscalation = action({
  label: '激化风险报告',
  internal: true,
  by: handlers,
  in: pendingStates,
  basis: [pml(25), violence(10), violence(14), platform('发现后两小时内报告，时数由本市设定')],
  input: forms.reportEscalation,
  personal: [{ path: 'measures', label: '预防措施', mask: 'drop', purpose: '防止矛盾激化' }, ...forms.peoplePersonal],
  guard: (ctx) => {
    judgePeople(ctx)
    if (ctx.facts.kind === 'MARRIAGE_FAMILY' && !ctx.input.isViolenceAsked)
      ctx.refuse('mediation.familyViolence', undefined, { field: 'isViolenceAsked' })
    const { discoveredAt, reportedAt, violence: found, isToPolice } = ctx.input
    if (found === 'INCAPABLE' && !isToPolice)
      ctx.refuse('mediation.violenceReport', undefined, { field: 'isToPolice', allowed: ['向公安机关报案'] })
    const [from, to, now] = [discoveredAt, reportedAt, ctx.recordedAt].map((x) =>
      x ? epochMs(x as Instant) : undefined,
    )
    if ((to ?? now!) > now! || (from ?? 0) > (to ?? now!))
      ctx.refuse('mediation.dates', '发现在报告之前，报告不晚于登记', { field: 'discoveredAt' })
  },
  given: (ctx) => ({ reportNo: ctx.facts.escalations + 1 }),
  apply: (f, act) => {
    const risk = riskAfter[act.payload.kind]!
    return {
      ...withViolence(f, act),
      escalations: act.given.reportNo,
      riskLevel: f.riskLevel === 'CRIMINAL_RISK' ? f.riskLevel : risk,
    }
  },
  rows: (act) => ({
    'mediation.escalation': [
      {
        matter_id: act.matter,
        no: act.given.reportNo,
        reported_on: act.declaredOn,
        discovered_at: act.payload.discoveredAt ?? act.payload.reportedAt ?? act.recordedAt,
        reported_at: act.payload.reportedAt ?? act.recordedAt,
        kind: act.payload.kind,
        to_agency: act.payload.toAgency,
        receipt: act.payload.receipt ?? null,
        is_to_police: act.payload.isToPolice,
        violence: act.payload.violence,
      },
    ],
  }),
  issues: escalationPapers,
})

const extend = action({
  label: '延长调解期限',
  by: ['committee_head'],
  in: ['ACCEPTED', 'ASSIGNED', 'IN_MEDIATION'],
  basis: [nb(27), labour(14, 3), medical(38), invited(27)],
  input: forms.extend,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    const { facts, input } = ctx
    judgeSeqs(ctx, input.consents, 'consents')
    const missing = missingParties(facts, input.consents)
    if (missing.length)
      ctx.refuse('mediation.A08', `缺第${missing.join('、')}号当事人`, {
        field: 'consents',
        allowed: ['由双方共同要求后办理'],
      })
    const old = runningDue(ctx, input.clock)
    if (old === undefined) return ctx.refuse('mediation.noSuchClock', undefined, { field: 'clock' })
    if (input.requestedOn > ctx.declaredOn) ctx.refuse('mediation.dates', undefined, { field: 'requestedOn' })
    const most = countDue({ span: months(1), start: old, roll: false, calendar: ctx.calendar }).raw
    if (input.newDueOn <= old || (input.clock === 'GENERAL' && input.newDueOn > most))
      ctx.refuse('mediation.extensionLength', `原到期日${old}`, {
        field: 'newDueOn',
        allowed: input.clock === 'GENERAL' ? [`${most}以前`] : [],
      })
  },
  given: (ctx) => ({
    extensionNo: ctx.facts.extensions + 1,
    oldDueOn: runningDue(ctx, ctx.input.clock)!,
  }),
  apply: (f, act) => ({
    ...f,
    extensions: act.given.extensionNo,
    extendedTo: { ...f.extendedTo, [act.payload.clock]: act.payload.newDueOn },
  }),
  rows: (act) => ({
    'mediation.extension': [
      {
        matter_id: act.matter,
        no: act.given.extensionNo,
        clock: act.payload.clock,
        requested_on: act.payload.requestedOn,
        committee_agreed_on: act.declaredOn,
        consent_count: act.payload.consents.length,
        old_due_on: act.given.oldDueOn,
        new_due_on: act.payload.newDueOn,
        is_after_due: act.payload.requestedOn > act.given.oldDueOn,
      },
    ],
  }),
  issues: extensionPapers,
})

/** The last day of the clock as it now runs. */
function runningDue(ctx: Context<DisputeFacts, unknown>, clock: keyof typeof limitsOfClock): LocalDate | undefined {
  return ctx.limits.find((l) => limitsOfClock[clock].includes(l.id) && l.state === 'running')?.due
}

const suspendSuspectedSham = action({
  label: '疑为虚假调解，中止',
  internal: true,
  by: handlers,
  in: ['IN_MEDIATION'],
  basis: [invited(18, 1), platform('其他件参照特邀调解；中止不停期限')],
  input: forms.suspend,
  personal: [
    { path: 'ground', label: '疑为虚假调解的情形', mask: 'drop', purpose: '报告审查' },
    ...forms.peoplePersonal,
  ],
  guard: (ctx) => {
    judgePeople(ctx)
    if (ctx.facts.isSuspended) ctx.refuse('mediation.suspended')
  },
  apply: (f) => withPapers({ ...f, isSuspended: true }, '疑似虚假调解报告单'),
  issues: shamPapers,
})

const resume = action({
  label: '审查后恢复调解',
  internal: true,
  by: ['court_liaison', 'committee_head'],
  in: ['IN_MEDIATION'],
  basis: invited(18, 2),
  input: forms.resume,
  guard: (ctx) => {
    if (!ctx.facts.isSuspended) ctx.refuse('mediation.notSuspended')
  },
  apply: (f) => ({ ...f, isSuspended: false }),
})

const settle = action({
  label: '达成协议',
  by: handlers,
  in: ['IN_MEDIATION'],
  to: 'SETTLED',
  basis: [pml(28), pml(29, 2), pml(30), nb(24), invited(24, 3)],
  input: forms.settle,
  personal: forms.agreementPersonal,
  needs: (_input, at) => settlingNeeds(at.facts),
  guard: (ctx) => {
    if (ctx.facts.isSuspended) ctx.refuse('mediation.suspended', undefined, { allowed: ['审查后恢复调解', '终止调解'] })
    judgeAgreement(ctx)
  },
  given: givenForAgreement,
  apply: (f, act) => {
    const a = agreementFact(act, act.payload.scope)
    const outcome = act.payload.scope === 'FULL' ? 'SETTLED_FULL' : 'SETTLED_PARTIAL'
    const next = concluded({ ...f, agreements: [a] }, act, outcome, null, a.effectiveOn)
    return withPapers(
      { ...next, isQuickOral: f.isQuickOral && a.form === 'ORAL' },
      a.form === 'WRITTEN' ? '人民调解协议书' : '口头协议登记表',
    )
  },
  rows: (act, after) => {
    const a = findAgreement(after)!
    return { ...agreementRows(act.matter, a), ...agreementTextRows(act, a, after) }
  },
  claims: (act, after) => [...concludingClaims(act, after), settledClaim(after)],
  issues: agreementPapers,
})

const fail = action({
  label: '终止调解（调解不成）',
  by: handlers,
  in: ['IN_MEDIATION'],
  to: 'FAILED',
  basis: [pml(26), nb(23), nb(27)],
  input: forms.fail,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    const { facts, input } = ctx
    if (!input.cause) ctx.refuse('mediation.A11', '没有终止事由', { field: 'cause' })
    if (input.cause === 'SUPERVENING' && !input.supervening)
      ctx.refuse('mediation.A11', '没有写明使调解不能进行的事由', { field: 'supervening' })
    if (!input.remedyNotice) ctx.refuse('mediation.A11', '没有告知其他解决途径', { field: 'remedyNotice' })
    if ((facts.extensions > 0 || input.cause === 'PARTY_QUIT') && !input.terminationNotice)
      ctx.refuse('mediation.A11', '没有终止调解通知书', { field: 'terminationNotice' })
  },
  apply: (f, act) => {
    const { cause, supervening, remedyNotice, terminationNotice } = act.payload
    const next = concluded(f, act, `FAILED_${cause!}`, supervening ?? cause!)
    return withPapers(
      { ...next, remedyNoticeOn: remedyNotice!.on, isSuspended: false },
      '途径告知',
      ...(terminationNotice ? ['终止调解通知书'] : []),
    )
  },
  claims: concludingClaims,
  issues: failurePapers,
})

const withdraw = action({
  label: '撤回申请或者会前终结',
  by: ['party', ...handlers],
  in: ['REGISTERED', 'AWAITING_CONSENT', 'ACCEPTED', 'ASSIGNED'],
  to: 'ENDED_BEFORE_START',
  basis: [pml(23, 1, 2), medical(31, 4), nbMedical(31)],
  input: forms.withdraw,
  personal: forms.peoplePersonal,
  guard: (ctx) => {
    judgePeople(ctx)
    const { facts, input } = ctx
    if (ctx.actor.role === 'party' && input.reason !== 'WITHDRAWN')
      ctx.refuse('mediation.withdrawReason', undefined, { field: 'reason' })
    if (input.reason === 'EXPIRED' && !input.remedyNotice)
      ctx.refuse('mediation.A11', '期满的须告知其他解决途径', { field: 'remedyNotice' })
    if (facts.kind === 'MEDICAL' && !input.writtenReason)
      ctx.refuse('mediation.writtenReason', undefined, { field: 'writtenReason' })
  },
  apply: (f, act) => {
    const next = concluded(f, act, 'ENDED_BEFORE_START', act.payload.reason)
    return withPapers({ ...next, remedyNoticeOn: act.payload.remedyNotice?.on ?? null }, '撤回（终结）记录')
  },
  claims: concludingClaims,
  document: '撤回（终结）记录',
  issues: endingPapers,
})

export const mediation: Record<string, ActionDef<DisputeFacts>> = {
  assign,
  replaceMediator,
  informRights,
  holdSession,
  investigate,
  appraise,
  reportEscalation,
  extend,
  suspendSuspectedSham,
  resume,
  settle,
  fail,
  withdraw,
}
