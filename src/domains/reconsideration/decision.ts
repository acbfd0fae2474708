/** Dismissal, extension of the time, and the decision itself. */

import type { z } from 'zod'
import { followerOf } from '#kernel/access'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import {
  classOf,
  type DecisionKind,
  decisionItems,
  decisionKinds,
  decisionKindsOf,
  itemBasis,
  mainKind,
  mayByDefault,
} from './decision-kinds.ts'
import { action, type Ctx, closed, type Facts, isPast, respondentIds, runningLimit } from './facts.ts'
import { addresseePersonal, personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { decisionPapers, dismissalPapers, extensionPapers } from './papers/decision.ts'
import { normNeeds, normStandings, sameClaims } from './same.ts'

const dismiss = (v: VersionOf) =>
  action({
    label: '驳回申请',
    by: ['recon_organ_head'],
    in: open,
    to: 'DISMISSED',
    basis: v.law.dismiss,
    input: forms.dismiss,
    personal: [
      personalText('reason', '理由'),
      personalText('findings', '查明的事实'),
      personalText('parties', '当事人'),
    ],
    guard: (ctx) => {
      const { ground, hasSueNotice } = ctx.input
      if (v.is2017 ? ground === undefined : ground === 'NO_DUTY')
        ctx.refuse(
          'reconsideration.dismissal',
          v.is2017 ? undefined : '没有法定职责或者已经履行的，作驳回复议请求的决定',
          { field: 'ground' },
        )
      if (!hasSueNotice) ctx.refuse('reconsideration.A20', undefined, { field: 'hasSueNotice' })
    },
    apply: (f, act) => {
      const isRequest = act.payload.ground === 'NO_DUTY'
      const kind: DecisionKind = isRequest ? 'REJECT_REQUEST' : 'DISMISS_APPLICATION'
      return { ...closed(f, act, isRequest ? `DECISION:${kind}` : 'DISMISSED'), outcomeClass: classOf(kind) }
    },
    claims: (_a, f) => sameClaims(f),
    issues: dismissalPapers,
  })

const extend = (v: VersionOf) =>
  action({
    label: '延长审理期限',
    by: ['recon_officer', 'recon_unit_head', 'recon_organ_head'],
    in: open,
    basis: v.law.extend,
    input: forms.extend,
    personal: addresseePersonal,
    guard: (ctx) => {
      const { facts, input, actor } = ctx
      const approver = v.is2017 ? 'recon_organ_head' : 'recon_unit_head'
      if (actor.role !== approver)
        ctx.refuse('reconsideration.A13', v.is2017 ? '须复议机关负责人批准' : '须复议机构负责人批准')
      if (facts.procedure === 'SUMMARY')
        ctx.refuse('reconsideration.A13', '简易程序不得延长', { allowed: ['转为普通程序'] })
      if (facts.extendedOn) ctx.refuse('reconsideration.A13', '已经延长过一次')
      if (isPast(ctx, 'decide'))
        ctx.refuse('reconsideration.A13', `审理期限已于${runningLimit(ctx, 'decide')!.due}届满`)
      if (input.days > 30) ctx.refuse('reconsideration.A13', '最多延长三十日', { field: 'days' })
      if (!input.isNoticed) ctx.refuse('reconsideration.A13', '须书面告知当事人', { field: 'isNoticed' })
    },
    given: (ctx) => ({ approvedBy: ctx.actor.role }),
    apply: (f, act) => ({
      ...f,
      extendedOn: act.declaredOn,
      extendDays: act.payload.days,
      extendedBy: act.given.approvedBy,
    }),
    issues: extensionPapers,
  })

type Deciding = Ctx<z.output<ReturnType<typeof forms.decide>>>

function judgePreparation(ctx: Deciding, v: VersionOf): void {
  const { facts, input } = ctx
  const norms = normStandings(ctx)
  if (norms.includes('OPEN')) ctx.refuse('reconsideration.normOpen')
  if (facts.normAskedOn && !norms.some((s) => s === 'RESOLVED' || s === 'LEFT'))
    ctx.refuse('reconsideration.normOpen', '申请人提出的附带审查还没有登记办理')
  // What the organ took up by itself and found lawful is told in the decision too (2023 art. 59).
  if ((facts.normAskedOn || norms.includes('RESOLVED')) && !input.normResult)
    ctx.refuse('reconsideration.normResult', undefined, { field: 'normResult' })
  const held = facts.hearings.some((h) => h.heldOn !== null)
  if (!v.is2017) {
    if (facts.procedure === 'ORDINARY' && !facts.viewsOn && !facts.hasViewsReason) ctx.refuse('reconsideration.A04')
    if (facts.isComplex && !held) ctx.refuse('reconsideration.A05')
    if ((facts.isComplex || facts.isProfessional || facts.needsCommittee) && !facts.committeeOn)
      ctx.refuse('reconsideration.A06')
    if (held && !input.isBasedOnHearing)
      ctx.refuse('reconsideration.hearingRecord', undefined, { field: 'isBasedOnHearing' })
  }
  if (facts.committeeOn && (!input.adoption || (input.adoption !== 'FULL' && !input.adoptionReason)))
    ctx.refuse('reconsideration.adoption', undefined, { field: 'adoption' })
}

function judgeKinds(ctx: Deciding, v: VersionOf): DecisionKind {
  const { facts, input } = ctx
  const known = decisionKindsOf(v.version)
  for (const kind of input.kinds)
    if (!known.includes(kind) || kind === 'DISMISS_APPLICATION')
      ctx.refuse('reconsideration.decisionKind', undefined, { field: 'kinds' })
  for (const item of input.items)
    if (itemBasis(item, v.version) === undefined)
      ctx.refuse('reconsideration.decisionKind', `2017年文本没有“${decisionItems[item]}”`, { field: 'items' })
  const kind = mainKind(input.kinds as [DecisionKind, ...DecisionKind[]])
  if (kind === 'CONFIRM_VOID' && !facts.isVoidAsked)
    ctx.refuse('reconsideration.voidAsked', undefined, { field: 'kinds' })
  const revokes = input.kinds.some((x) => x === 'REVOKE' || x === 'REVOKE_PART')
  if (
    revokes &&
    !input.isByDefault &&
    (input.revokeGrounds.length === 0 || (!v.is2017 && input.revokeGrounds.includes('IMPROPER')))
  )
    ctx.refuse('reconsideration.revokeGrounds', undefined, { field: 'revokeGrounds' })
  return kind
}

/** Silence of the respondent counts as an act without evidence; only a third party's evidence may save it, and only since 2024. Every kind of the decision must be one that silence leads to. */
function judgeSilence(ctx: Deciding, v: VersionOf, kind: DecisionKind): void {
  const { facts, input } = ctx
  const isUpheld = classOf(kind) === 'UPHELD'
  if (facts.repliedOn === null) {
    const isSaved = !v.is2017 && facts.hasThirdPartyEvidence
    const other = input.kinds.find((x) => !mayByDefault(x, v.version, facts.act.kind))
    if (other && !isSaved) ctx.refuse('reconsideration.A29', `不得作出${decisionKinds[other]}`, { field: 'kinds' })
  } else if (input.isByDefault && !facts.isReplyLate)
    ctx.refuse('reconsideration.A29', '被申请人已经按期答复', { field: 'isByDefault' })
  else if (facts.isReplyLate && isUpheld && !input.lateReplyNote)
    ctx.refuse('reconsideration.lateReply', undefined, { field: 'lateReplyNote' })
}

function judgeContents(ctx: Deciding, v: VersionOf): void {
  const { input } = ctx
  const isWorse = input.isMoreAdverse && (v.is2017 || (input.kinds.includes('MODIFY') && !input.hasOppositeRequest))
  if (isWorse) ctx.refuse('reconsideration.A16', undefined, { field: 'isMoreAdverse' })
  if (!input.hasSueNotice) ctx.refuse('reconsideration.A20', undefined, { field: 'hasSueNotice' })
  if (!v.is2017 && input.isRedoOrdered && !input.redoDueOn)
    ctx.refuse('reconsideration.redoDue', undefined, { field: 'redoDueOn' })
  if (hasContent(input) && !input.performDueOn)
    ctx.refuse('reconsideration.performDue', undefined, { field: 'performDueOn' })
  for (const on of [input.redoDueOn, input.performDueOn])
    if (on && on <= ctx.declaredOn) ctx.refuse('reconsideration.performDue', `${on}不晚于决定作出之日`)
}

const toPerform: readonly string[] = ['ORDER_PERFORM', 'AGREEMENT_LIABILITY', 'AGREEMENT_COMPENSATE']
const itemsToPerform: readonly string[] = ['COMPENSATE', 'RETURN_PROPERTY', 'REMEDY']
const hasContent = (i: { kinds: readonly string[]; items: readonly string[] }): boolean =>
  i.kinds.some((x) => toPerform.includes(x)) || i.items.some((x) => itemsToPerform.includes(x))

const decisionRows = (act: FoldedAct, f: Facts): Rows => ({
  'reconsideration.decision_personal': [
    {
      matter_id: act.matter,
      findings: act.personal('/findings') ?? null,
      reasons: act.personal('/reasons') ?? null,
      result: act.personal('/result') ?? null,
      seen_by: [...f.readers, ...respondentIds(f).map(followerOf), ...f.thirdParties.map((t) => `p:${t.party}`)],
    },
  ],
})

const decide = (v: VersionOf) =>
  action({
    label: '作出复议决定',
    by: ['recon_organ_head'],
    in: ['HANDLING'],
    to: 'DECIDED',
    basis: v.law.decide,
    input: forms.decide(v.version),
    personal: [
      personalText('parties', '当事人与代理人'),
      personalText('request', '复议请求'),
      personalText('defence', '答辩'),
      personalText('findings', '查明的事实与证据'),
      personalText('reasons', '理由'),
      personalText('result', '决定主文'),
    ],
    needs: normNeeds,
    guard: (ctx) => {
      judgePreparation(ctx, v)
      judgeSilence(ctx, v, judgeKinds(ctx, v))
      judgeContents(ctx, v)
    },
    apply: (f, act) => {
      const i = act.payload
      const kind = mainKind(i.kinds as [DecisionKind, ...DecisionKind[]])
      return {
        ...closed(f, act, `DECISION:${kind}`),
        outcomeClass: classOf(kind),
        decision: {
          kind,
          kinds: i.kinds,
          items: i.items,
          on: act.declaredOn,
          isRedoOrdered: i.isRedoOrdered,
          redoDueOn: i.redoDueOn ?? null,
          redoDays: v.is2017 && i.isRedoOrdered && !i.redoDueOn ? (i.redoStatutoryDays ?? 60) : null,
          performDueOn: i.performDueOn ?? null,
          revokeGrounds: i.revokeGrounds,
          isByDefault: i.isByDefault,
          isLateReplyUpheld: f.isReplyLate && classOf(kind) === 'UPHELD',
          isMajor: i.isMajor,
        },
      }
    },
    rows: decisionRows,
    claims: (_a, f) => sameClaims(f),
    issues: decisionPapers,
  })

export const decisionActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  dismiss: dismiss(v),
  extend: extend(v),
  decide: decide(v),
})
