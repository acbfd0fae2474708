/** After the attempt: performance, visits, modification, correction, the file and what is reported back. */
import { followerOf } from '#kernel/access'
import type { ActionDef, ClaimChange, Context, FoldedAct, Rows } from '#kernel/procedure'
import {
  agreementFact,
  agreementIn,
  agreementRows,
  agreementTextRows,
  givenForAgreement,
  judgeAgreement,
  withObligations,
} from './agreement.ts'
import { confirmationKey } from './dispute-claims.ts'
import { action, everyState, fileStates, handlers, judgePeople, settledStates, withPapers } from './dispute-common.ts'
import { type AgreementFact, type DisputeFacts, findAgreement, isJointlyApplied, isSettled } from './dispute-facts.ts'
import * as forms from './dispute-forms.ts'
import { invited, nb, platform, pml } from './dispute-law.ts'
import { agreementPapers, feedbackPapers } from './papers/ending.ts'
import { unsettledClaim } from './settled-before.ts'
import { subsidyRefusal } from './subsidy.ts'

const ofAgreement = { in: settledStates, by: ['party', ...handlers] } as const

function judgeObligationSeqs(ctx: Context<DisputeFacts, { obligations: number[] }>): void {
  const a = agreementIn(ctx)
  const unknown = ctx.input.obligations.find((s) => !a.obligations.some((o) => o.seq === s))
  if (unknown !== undefined) ctx.refuse('mediation.obligation', `没有第${unknown}项`, { field: 'obligations' })
}

const replaceAgreement = (f: DisputeFacts, a: AgreementFact): DisputeFacts => ({
  ...f,
  agreements: [...f.agreements.slice(0, -1), a],
})
const currentRows = (act: FoldedAct, after: DisputeFacts): Rows => agreementRows(act.matter, findAgreement(after)!)

const perform = action({
  ...ofAgreement,
  label: '履行',
  basis: pml(31),
  input: forms.perform,
  guard: (ctx) => {
    judgeObligationSeqs(ctx)
    if (ctx.input.receivedBy === 'COMMITTEE')
      ctx.refuse('mediation.collectsPayment', undefined, { field: 'receivedBy' })
    if (ctx.input.performedOn > ctx.declaredOn) ctx.refuse('mediation.dates', undefined, { field: 'performedOn' })
  },
  apply: (f, act) =>
    replaceAgreement(
      f,
      withObligations(findAgreement(f)!, act.payload.obligations, { performedOn: act.payload.performedOn }),
    ),
  rows: currentRows,
  document: '履行凭证',
})

const breach = action({
  ...ofAgreement,
  label: '未按约履行',
  basis: [pml(31), pml(32)],
  input: forms.breach,
  personal: [{ path: 'note', label: '情况', mask: 'drop', purpose: '督促履行' }],
  guard: (ctx) => {
    judgeObligationSeqs(ctx)
    const early = agreementIn(ctx).obligations.find(
      (o) => ctx.input.obligations.includes(o.seq) && (o.dueOn >= ctx.declaredOn || o.performedOn !== null),
    )
    if (early) ctx.refuse('mediation.dates', `第${early.seq}项履行期未过或者已经履行`, { field: 'obligations' })
  },
  apply: (f, act) =>
    replaceAgreement(f, withObligations(findAgreement(f)!, act.payload.obligations, { breachedOn: act.declaredOn })),
  rows: currentRows,
})

const followUp = action({
  label: '回访',
  internal: true,
  by: [...handlers, 'justice_station'],
  in: settledStates,
  basis: [pml(31, 2), platform('由本件调解员以外的人回访')],
  input: forms.followUp,
  personal: [{ path: 'hiddenRisk', label: '隐患', mask: 'drop', purpose: '防止纠纷反复' }],
  guard: (ctx) => {
    if (!isSettled(ctx.facts)) ctx.refuse('mediation.notSettled')
    if (ctx.facts.mediators.includes(ctx.actor.id)) ctx.refuse('mediation.followUpByHandler')
  },
  given: (ctx) => ({ visitNo: ctx.facts.followUps + 1 }),
  apply: (f, act) => withPapers({ ...f, followUps: act.given.visitNo }, '回访记录'),
  rows: (act, after) => ({
    'mediation.follow_up': [
      {
        matter_id: act.matter,
        no: act.given.visitNo,
        agreement_no: findAgreement(after)!.no,
        visited_on: act.declaredOn,
        visitor_id: act.actor,
        performance: act.payload.performance,
        satisfaction: act.payload.satisfaction ?? null,
        has_hidden_risk: act.payload.hiddenRisk !== undefined,
      },
    ],
  }),
  document: '回访记录',
})

/** What the parties have applied for is no longer the agreement in force, so no court is asked to confirm it. */
const withdrawnConfirmation = (act: FoldedAct, _after: DisputeFacts, before: DisputeFacts): ClaimChange[] =>
  isJointlyApplied(before)
    ? [{ kind: 'mediation.confirm', key: confirmationKey(act.matter, findAgreement(before)!.no), release: true }]
    : []

const modify = action({
  ...ofAgreement,
  label: '变更协议',
  basis: [pml(33, 3), platform('变更协议不产生新的调解件')],
  input: forms.modify,
  personal: forms.agreementPersonal,
  guard: (ctx) => {
    if (!isSettled(ctx.facts)) ctx.refuse('mediation.notSettled')
    judgeAgreement(ctx)
  },
  given: givenForAgreement,
  apply: (f, act) => {
    const a = agreementFact(act, findAgreement(f)!.scope)
    const before = f.agreements.map((x, i) =>
      i === f.agreements.length - 1 && x.state !== 'INVALIDATED' ? { ...x, state: 'MODIFIED' as const } : x,
    )
    return withPapers({ ...f, agreements: [...before, a] }, a.form === 'WRITTEN' ? '人民调解协议书' : '口头协议登记表')
  },
  claims: withdrawnConfirmation,
  rows: (act, after) => {
    const a = findAgreement(after)!
    const now = agreementRows(act.matter, a)
    const old = agreementRows(act.matter, after.agreements.at(-2)!)
    return {
      ...agreementTextRows(act, a, after),
      'mediation.agreement': [...old['mediation.agreement']!, ...now['mediation.agreement']!],
      'mediation.obligation': now['mediation.obligation']!,
    }
  },
  issues: agreementPapers,
})

const invalidate = action({
  label: '登记生效判决对协议的变更、撤销或者确认无效',
  by: ['court_liaison', 'county_justice'],
  in: settledStates,
  basis: nb(26),
  input: forms.invalidate,
  guard: (ctx) => {
    agreementIn(ctx)
    if (!ctx.input.judgment) ctx.refuse('mediation.judgment', undefined, { field: 'judgment' })
  },
  apply: (f, act) => replaceAgreement(f, { ...findAgreement(f)!, state: 'INVALIDATED', invalidatedOn: act.declaredOn }),
  claims: (act, after, before) => [...withdrawnConfirmation(act, after, before), unsettledClaim(after)],
  rows: currentRows,
})

const correctable = {
  kind: 'kind',
  place: 'place',
  headCount: 'head_count',
  amountInvolvedFen: 'amount_involved_fen',
} as const

const correctRecord = action({
  label: '更正记录',
  internal: true,
  by: ['county_justice'],
  in: everyState,
  basis: platform('录入错误或者虚构的，附证据更正；原值保留，新版统计剔除虚构的件'),
  input: forms.correctRecord,
  guard: (ctx) => {
    const { facts, input } = ctx
    if (input.requestedBy === ctx.actor.id || facts.mediators.includes(ctx.actor.id))
      ctx.refuse('mediation.selfApproval', undefined, { field: 'requestedBy' })
    if (!input.evidence) ctx.refuse('mediation.correctionEvidence', undefined, { field: 'evidence' })
    if (input.ground === 'ENTRY_ERROR' && Object.keys(input.changes).length === 0)
      ctx.refuse('mediation.correctionEvidence', '没有更正的内容', { field: 'changes' })
  },
  given: (ctx) => ({ correctionNo: ctx.facts.corrections + 1 }),
  apply: (f, act) => {
    const { ground, changes } = act.payload
    const next = { ...f, ...(ground === 'ENTRY_ERROR' ? changes : {}), corrections: act.given.correctionNo }
    return ground === 'FABRICATED'
      ? { ...next, isFabricated: true, excludedAt: f.excludedAt ?? act.recordedAt }
      : { ...next, headCount: Math.max(next.headCount, f.parties.length) }
  },
  claims: (_act, after, before) =>
    after.isFabricated && !before.isFabricated && isSettled(after) ? [unsettledClaim(after)] : [],
  rows: (act, after, before) => {
    const changed: { field: string; old_value: string | null; new_value: string | null }[] = Object.entries(
      correctable,
    ).flatMap(([fact, column]) => {
      const key = fact as keyof typeof correctable
      return before[key] === after[key]
        ? []
        : [{ field: column, old_value: textOf(before[key]), new_value: textOf(after[key]) }]
    })
    if (act.payload.ground === 'FABRICATED')
      changed.push({ field: 'is_fabricated', old_value: String(before.isFabricated), new_value: 'true' })
    return {
      'mediation.correction': changed.map((c) => ({
        matter_id: act.matter,
        no: act.given.correctionNo,
        ground: act.payload.ground,
        approved_on: act.declaredOn,
        approved_by: act.actor,
        requested_by: act.payload.requestedBy,
        known_at: act.recordedAt,
        ...c,
      })),
    }
  },
  document: '更正单',
})
const textOf = (value: string | number | null): string | null => (value === null ? null : String(value))

/** The papers without which a file may not be closed. */
export function requiredPapers(f: DisputeFacts): string[] {
  const out: string[] = []
  if (f.acceptedOn !== null && f.transferredFromId === null) out.push('人民调解受理登记表')
  if (f.referralMode === 'ENTRUSTED' && f.hasLetter && f.transferredFromId === null) out.push('委托调解函')
  if (f.sessions > 0) out.push('权利义务告知书', '人民调解记录')
  if (isSettled(f)) out.push(findAgreement(f)!.form === 'WRITTEN' ? '人民调解协议书' : '口头协议登记表')
  if (f.outcome?.startsWith('FAILED')) out.push('途径告知')
  return out
}

const close = action({
  label: '结件',
  by: ['committee_head'],
  in: fileStates,
  to: 'CLOSED',
  basis: [pml(27), nb(14)],
  input: forms.close,
  guard: (ctx) => {
    const have = [...ctx.facts.papers, ...ctx.input.extraPapers.map((p) => p.kind)]
    const missing = requiredPapers(ctx.facts).filter((p) => !have.includes(p))
    if (missing.length) ctx.refuse('mediation.missingPapers', missing.join('、'), { field: 'extraPapers' })
  },
  apply: (f, act) => withPapers({ ...f, closedOn: act.declaredOn }, ...act.payload.extraPapers.map((p) => p.kind!)),
})

const archive = action({
  label: '归档',
  isForMany: true,
  by: ['committee_head'],
  in: ['CLOSED'],
  to: 'ARCHIVED',
  basis: [pml(27), nb(14), nb(24, 2)],
  input: forms.archive,
  apply: (f, act) => ({ ...f, archivedOn: act.declaredOn }),
  document: '人民调解卷宗',
})

const feedback = action({
  label: '向委托机关反馈',
  by: handlers,
  in: [...fileStates, 'CLOSED', 'ARCHIVED'],
  basis: [nb(19, 3), invited(26, 2)],
  input: forms.feedback,
  personal: forms.peoplePersonal,
  addressed: (ctx) => {
    const referrer = followerOf(ctx.facts.referrerAgencyId ?? '')
    return ctx.placement?.reader?.includes(referrer) ? [referrer] : []
  },
  guard: (ctx) => {
    judgePeople(ctx)
    if (ctx.facts.referralMode !== 'ENTRUSTED') ctx.refuse('mediation.notReferred')
  },
  apply: (f, act) => withPapers({ ...f, feedbackOn: act.declaredOn }, '调解情况反馈函'),
  issues: feedbackPapers,
})

const recordSubsidy = action({
  label: '登记误工（个案）补贴',
  internal: true,
  by: ['county_justice', 'justice_station', 'court_liaison'],
  in: ['SETTLED', 'FAILED', 'CLOSED', 'ARCHIVED'],
  basis: [pml(16), invited(29)],
  input: forms.recordSubsidy,
  guard: (ctx) => {
    const paid = ctx.facts.subsidies.map((s) => ({ matterId: ctx.matterId, ...s }))
    const why = subsidyRefusal(paid, { matterId: ctx.matterId, personId: ctx.input.mediatorId, payer: ctx.input.payer })
    if (why) ctx.refuse('mediation.subsidyTwice', why, { field: 'payer' })
    if (!ctx.facts.mediators.includes(ctx.input.mediatorId))
      ctx.refuse('mediation.subsidyTwice', '不是本件的调解员', { field: 'mediatorId' })
  },
  given: (ctx) => ({ subsidyNo: ctx.facts.subsidies.length + 1 }),
  apply: (f, act) => ({
    ...f,
    subsidies: [...f.subsidies, { personId: act.payload.mediatorId, payer: act.payload.payer }],
  }),
  rows: (act) => ({
    'mediation.subsidy': [
      {
        matter_id: act.matter,
        no: act.given.subsidyNo,
        mediator_id: act.payload.mediatorId,
        rule: act.payload.rule,
        tier: act.payload.tier ?? null,
        amount_fen: act.payload.amountFen,
        payer: act.payload.payer,
        paid_on: act.payload.paidOn,
      },
    ],
  }),
})

export const aftermath: Record<string, ActionDef<DisputeFacts>> = {
  perform,
  breach,
  followUp,
  modify,
  invalidate,
  correctRecord,
  close,
  archive,
  feedback,
  recordSubsidy,
}
