/** Handling a petition that no other procedure is for: hearing the petitioner, inquiring, mediating, extending, replying in writing. */

import { isOverdue } from '#kernel/limit'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { addresseePersonal } from './fields.ts'
import { agreementPapers } from './papers/petition-agreement.ts'
import { extendPapers, finalPapers, opinionPapers } from './papers/petition-opinion.ts'
import {
  action,
  appealOf,
  ended,
  judgeDay,
  judgeHolder,
  type PetitionContext,
  type PetitionFacts,
} from './petition-facts.ts'
import * as forms from './petition-forms.ts'
import { type PetitionVersionOf, withClose } from './petition-intake.ts'
import { platform } from './petition-law.ts'
import { appealDueOf, replyRows } from './petition-review.ts'
import { sameClaims } from './petition-same.ts'

const organs = ['handler', 'handler_head'] as const

function judgeConflict(ctx: PetitionContext<{ conflict: 'NONE' | 'INTEREST' }>): void {
  if (ctx.input.conflict !== 'NONE') ctx.refuse('centre.B11', undefined, { field: 'conflict' })
}
/** Only what no other lawful way is for is answered by an opinion. */
function judgeItem(ctx: PetitionContext): void {
  if (ctx.facts.category !== 'REQUEST' || ctx.facts.item !== '6') ctx.refuse('centre.petition.item')
}
const stepRow = (act: FoldedAct, kind: string, more: object = {}): Rows => ({
  'centre.petition_step': [
    {
      matter_id: act.matter,
      act_n: act.n,
      kind,
      from_on: act.declaredOn,
      to_on: act.declaredOn,
      officer_id: act.actor,
      ...more,
    },
  ],
})
const record = [{ path: 'record', label: '记录', mask: 'drop', purpose: '查明事实' }] as const

const inquiry = ({ law }: PetitionVersionOf) => ({
  hearPetitioner: action({
    label: '听取信访人陈述',
    by: organs,
    in: ['ACCEPTED'],
    basis: law.hear,
    input: forms.hear,
    personal: record,
    guard: (ctx) => {
      judgeHolder(ctx)
      judgeConflict(ctx)
    },
    apply: (f, act) => ({ ...f, heardOn: f.heardOn ?? act.declaredOn }),
    rows: (act) => stepRow(act, 'HEARD'),
  }),
  investigate: action({
    label: '调查核实',
    by: organs,
    in: ['ACCEPTED'],
    internal: true,
    basis: law.hear,
    input: forms.investigate,
    personal: record,
    guard: (ctx) => {
      judgeHolder(ctx)
      judgeConflict(ctx)
    },
    apply: (f, act) => ({ ...f, investigatedOn: f.investigatedOn ?? act.declaredOn }),
    rows: (act) => stepRow(act, 'INVESTIGATED'),
  }),
  hearing: action({
    label: '举行听证',
    by: organs,
    in: ['ACCEPTED', 'REVIEWING', 'RECHECKING'],
    basis: law.hearing,
    input: forms.hearing,
    personal: record,
    guard: (ctx) => {
      const { facts, input } = ctx
      const organ = ctx.state === 'ACCEPTED' ? facts.handlerAgencyId : appealOf(facts)!.agencyId
      if (ctx.actor.agency !== organ) ctx.refuse('centre.petition.notHolder')
      judgeConflict(ctx)
      judgeDay(ctx, 'to', input.to)
      judgeDay(ctx, 'from', input.from, appealOf(facts)?.receivedOn ?? facts.arrivedOn)
      if (input.from > input.to) ctx.refuse('centre.petition.hearingDays', undefined, { field: 'to' })
    },
    // Only the recheck leaves out the days of a hearing.
    apply: (f, act) =>
      f.recheck ? { ...f, hearings: [...f.hearings, { from: act.payload.from, to: act.payload.to }] } : f,
    rows: (act) => stepRow(act, 'HEARING', { from_on: act.payload.from, to_on: act.payload.to }),
    document: '听证笔录',
  }),
})

/** Both sides want it, and the organ may grant it. */
function judgeConsents(ctx: PetitionContext<{ consents: readonly string[]; isWithinDiscretion: boolean }>): void {
  const { input } = ctx
  if (!(input.consents.includes('PETITIONER') && input.consents.includes('OTHER')))
    ctx.refuse('centre.petition.mediation', '须争议双方同意', { field: 'consents' })
  if (!input.isWithinDiscretion) ctx.refuse('centre.petition.mediation', undefined, { field: 'isWithinDiscretion' })
}

/** The text that both sides are to sign; it binds nobody until they have, which is recorded by an act of its own. */
const proposeAgreement = ({ law }: PetitionVersionOf) =>
  action({
    label: '拟制调解、和解协议书',
    by: organs,
    in: ['ACCEPTED'],
    basis: law.mediate,
    input: forms.propose,
    personal: [
      { path: 'otherName', label: '对方姓名（名称）', mask: 'name', purpose: '写明协议的各方' },
      { path: 'dispute', label: '争议事项', mask: 'drop', purpose: '写明协议' },
      { path: 'terms', label: '协议内容', mask: 'drop', purpose: '履行协议' },
      { path: 'performance', label: '履行的方式、期限', mask: 'drop', purpose: '履行协议' },
      ...addresseePersonal,
    ],
    guard: (ctx) => {
      judgeHolder(ctx)
      judgeItem(ctx)
      judgeConsents(ctx)
    },
    apply: (f) => f,
    issues: agreementPapers,
  })

const mediatePetition = ({ law }: PetitionVersionOf) =>
  action({
    label: '调解',
    by: organs,
    in: ['ACCEPTED'],
    to: (f) => (f.opinionOn === null ? 'ACCEPTED' : 'OPINION_ISSUED'),
    among: ['ACCEPTED', 'OPINION_ISSUED'],
    basis: law.mediate,
    input: forms.mediate,
    personal: [{ path: 'text', label: '协议内容', mask: 'drop', purpose: '履行协议' }],
    guard: (ctx) => {
      judgeHolder(ctx)
      judgeItem(ctx)
      judgeConsents(ctx)
      const { input } = ctx
      if (!input.isAgreed) return
      if (input.agreement === undefined || input.effectiveOn === undefined)
        ctx.refuse('centre.petition.mediation', '须有协议书和生效日', { field: 'agreement' })
      judgeDay(ctx, 'effectiveOn', input.effectiveOn, ctx.facts.acceptedOn!)
    },
    given: (ctx) => ({ appealDueOn: ctx.input.isAgreed ? appealDueOf(ctx, ctx.input.effectiveOn!) : null }),
    apply: (f, act) => {
      if (!act.payload.isAgreed) return f
      const on = act.payload.effectiveOn!
      return {
        ...ended(f, act, 'AGREEMENT', on),
        opinionOn: on,
        opinionAt: act.recordedAt,
        opinionNo: act.payload.agreement!.number ?? null,
        conclusion: 'AGREED',
        // Who signs an agreement has it.
        replyReceivedOn: on,
        appealDueOn: act.given.appealDueOn,
      }
    },
    rows: (act, f) => ({
      ...stepRow(act, 'MEDIATION'),
      ...(act.payload.isAgreed
        ? replyRows(act, f, 'AGREEMENT', {
            issuedOn: f.opinionOn!,
            number: f.opinionNo,
            conclusion: 'AGREED',
            receivedOn: f.replyReceivedOn,
            texts: { opinion: '/text' },
          })
        : {}),
    }),
    claims: (_act, f) => sameClaims(f),
    document: '信访事项调解协议书',
  })

const performed = ({ law }: PetitionVersionOf) =>
  action({
    label: '协议履行完毕',
    by: ['petition_officer', ...organs],
    in: ['OPINION_ISSUED'],
    to: 'FINAL',
    basis: law.performed,
    input: forms.performed,
    personal: addresseePersonal,
    guard: (ctx) => {
      if (ctx.facts.conclusion !== 'AGREED') ctx.refuse('centre.petition.notAgreement')
    },
    apply: (f, act) => ({ ...f, final: 'PERFORMED', finalOn: act.declaredOn }),
    claims: (_act, f) => sameClaims(f),
    issues: finalPapers,
  })

const extend = ({ rules, law }: PetitionVersionOf) =>
  action({
    label: '延长办理期限',
    by: organs,
    in: ['ACCEPTED'],
    basis: law.extend,
    input: forms.extend,
    personal: addresseePersonal,
    guard: (ctx) => {
      judgeHolder(ctx)
      const { facts, input } = ctx
      const limit = ctx.limits.find((l) => l.id === 'close' && l.state === 'running')
      if (!limit) return ctx.refuse('centre.petition.item', '没有起算办理期限')
      if (ctx.actor.role !== 'handler_head') ctx.refuse('centre.B05', '须由承办机关、单位负责人批准')
      if (facts.extensionDays > 0) ctx.refuse('centre.B05', '已经延长过一次')
      if (isOverdue(limit.due, ctx.declaredOn, limit.provisional))
        ctx.refuse('centre.B05', `办理期限已于${limit.due}届满`)
      if (input.days > rules.extension.maxDays)
        ctx.refuse('centre.B05', `最多延长${rules.extension.maxDays}日`, { field: 'days' })
      if (input.reason === undefined || input.notice === undefined)
        ctx.refuse('centre.B05', '须书面告知信访人延期理由', { field: 'notice' })
    },
    given: (ctx) => ({ approvedBy: ctx.actor.id }),
    apply: (f, act) =>
      withClose(
        {
          ...f,
          extensionDays: act.payload.days,
          extendedOn: act.declaredOn,
          extensionApprovedBy: act.given.approvedBy,
        },
        rules,
        f.closeFrom,
      ),
    rows: (act) => stepRow(act, 'EXTENSION'),
    issues: extendPapers,
  })

const issueOpinion = ({ law }: PetitionVersionOf) =>
  action({
    label: '出具信访处理意见书',
    by: organs,
    in: ['ACCEPTED'],
    to: 'OPINION_ISSUED',
    basis: law.opinion,
    input: forms.opinion,
    personal: [
      { path: 'demand', label: '投诉请求', mask: 'drop', purpose: '书面答复' },
      { path: 'findings', label: '事实和理由', mask: 'drop', purpose: '书面答复' },
      { path: 'opinion', label: '处理意见', mask: 'drop', purpose: '书面答复' },
      ...addresseePersonal,
    ],
    guard: (ctx) => {
      judgeHolder(ctx)
      judgeItem(ctx)
      const { facts, input } = ctx
      if (facts.heardOn === null || facts.investigatedOn === null) ctx.refuse('centre.petition.notHeard')
      if (input.legalBasis === undefined) ctx.refuse('centre.petition.legalBasis', undefined, { field: 'legalBasis' })
      if (!input.isReviewTold) ctx.refuse('centre.petition.remedy', undefined, { field: 'isReviewTold' })
      judgeDay(ctx, 'receivedOn', input.receivedOn, facts.acceptedOn!)
    },
    given: (ctx) => ({ appealDueOn: ctx.input.receivedOn ? appealDueOf(ctx, ctx.input.receivedOn) : null }),
    apply: (f, act) => ({
      ...ended(f, act, 'OPINION'),
      opinionOn: act.declaredOn,
      opinionAt: act.recordedAt,
      opinionNo: act.payload.document.number ?? null,
      conclusion: act.payload.conclusion,
      replyReceivedOn: act.payload.receivedOn ?? null,
      appealDueOn: act.given.appealDueOn,
    }),
    rows: (act, f) =>
      replyRows(act, f, 'OPINION', {
        issuedOn: f.opinionOn!,
        number: f.opinionNo,
        conclusion: f.conclusion!,
        receivedOn: f.replyReceivedOn,
        texts: { demand: '/demand', findings: '/findings', opinion: '/opinion' },
      }),
    claims: (_act, f) => sameClaims(f),
    issues: opinionPapers,
  })

const reportBack = ({ law }: PetitionVersionOf) =>
  action({
    label: '向交办部门反馈办理结果',
    by: organs,
    in: ['ACCEPTED', 'OPINION_ISSUED', 'REVIEWING', 'REVIEWED'],
    internal: true,
    basis: [...law.assign, platform('提交办结报告')],
    input: forms.reportBack,
    personal: [{ path: 'report', label: '办结报告', mask: 'drop', purpose: '反馈办理结果' }],
    guard: judgeHolder,
    apply: (f, act) => ({ ...f, reportedOn: f.reportedOn ?? act.declaredOn }),
    rows: (act) => stepRow(act, 'REPORT'),
    document: '办结报告',
  })

export const petitionHandling = (v: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({
  ...inquiry(v),
  proposeAgreement: proposeAgreement(v),
  mediatePetition: mediatePetition(v),
  performed: performed(v),
  extend: extend(v),
  issueOpinion: issueOpinion(v),
  reportBack: reportBack(v),
})
