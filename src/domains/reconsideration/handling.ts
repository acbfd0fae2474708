/** Handling: who handles, under which procedure, copies and replies, who takes part, stays, reading of the file. */

import { mask } from '#kernel/mask'
import type { ActionDef, FoldedAct, Need, Rows } from '#kernel/procedure'
import { action, type Ctx, type Facts, isPast, judgeDay, recipientOf, respondentIds } from './facts.ts'
import { addresseePersonal, personalText, personPersonal } from './fields.ts'
import * as forms from './forms-handling.ts'
import type { VersionOf } from './law.ts'
import {
  convertPapers,
  copyPapers,
  liftPapers,
  procedurePapers,
  replyPapers,
  stayPapers,
  thirdPapers,
} from './papers/handling.ts'
import { officers, outside, respondent } from './roles.ts'
import { settings } from './settings.ts'
import { canSummary } from './summary-procedure.ts'

export const open = ['ACCEPTED', 'HANDLING'] as const
const handling = ['HANDLING'] as const

const assign = (v: VersionOf) =>
  action({
    label: '指定办案人员、确定审理程序',
    by: ['recon_unit_head'],
    in: ['ACCEPTED'],
    to: 'HANDLING',
    basis: [...v.law.assign, ...(v.is2017 ? [] : v.law.summary)],
    input: forms.assign,
    personal: addresseePersonal,
    guard: (ctx) => {
      const { facts, input } = ctx
      if (facts.courtDocketedOn) ctx.refuse('reconsideration.A26', '只能不予受理或者驳回申请')
      for (const o of input.officers) {
        if (o.firstReconOn >= settings.qualificationFrom && !o.legalQualNo)
          ctx.refuse('reconsideration.A25', undefined, { field: 'officers' })
        if (o.madeTheAct) ctx.refuse('reconsideration.recusal', undefined, { field: 'officers' })
      }
      if (v.is2017 && input.officers.length < 2)
        ctx.refuse('reconsideration.twoOfficers', undefined, { field: 'officers' })
      if (input.procedure !== 'SUMMARY') return
      const may =
        !v.is2017 &&
        canSummary({
          isClear: input.isClear,
          isOnSpot: facts.act.isOnSpot,
          penaltyKinds: facts.act.penaltyKinds,
          amountFen: facts.act.amountFen ?? undefined,
          isGovernmentInformation: facts.act.kind === 'GOV_INFO',
          doAllPartiesAgree: input.doAllPartiesAgree,
        })
      if (!may) ctx.refuse('reconsideration.summary', undefined, { field: 'procedure' })
    },
    // A grassroots point has received and passed on, and that is all it does.
    admits: ({ facts: f }) => ({ out: f.filedVia === 'INTAKE_POINT' && f.viaAgencyId ? [`a:${f.viaAgencyId}`] : [] }),
    apply: (f, act) => ({
      ...f,
      isAssigned: true,
      procedure: act.payload.procedure,
      isClear: act.payload.isClear,
      isComplex: act.payload.isComplex,
      isProfessional: act.payload.isProfessional,
    }),
    issues: procedurePapers,
  })

const convertToOrdinary = (v: VersionOf) =>
  action({
    label: '转为普通程序',
    by: ['recon_unit_head'],
    in: handling,
    basis: v.law.summary,
    input: forms.convertToOrdinary,
    personal: addresseePersonal,
    guard: (ctx) => {
      if (ctx.facts.procedure !== 'SUMMARY') ctx.refuse('reconsideration.convert', '本件适用普通程序')
      if (isPast(ctx, 'decide')) ctx.refuse('reconsideration.convert', '简易程序的期限已经届满')
    },
    apply: (f) => ({ ...f, procedure: 'ORDINARY' }),
    issues: convertPapers,
  })

const markCase = (v: VersionOf) =>
  action({
    label: '登记案情难易',
    by: officers,
    in: handling,
    basis: v.law.committee,
    input: forms.markCase,
    apply: (f, act) => ({ ...f, ...act.payload }),
  })

const copies = (v: VersionOf) => ({
  serveCopy: action({
    label: '发送申请书副本、通知答复',
    by: officers,
    in: open,
    basis: v.law.serveCopy,
    input: forms.serveCopy,
    guard: (ctx) => {
      if (ctx.facts.copySentOn) ctx.refuse('reconsideration.copied')
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn)
    },
    admits: (ctx) => ({ in: respondentIds(ctx.facts).map((a) => `a:${a}`) }),
    needs: (_i, at): Need[] => respondentIds(at.facts!).map((a) => ({ agency: a })),
    given: (ctx) => ({ names: respondentIds(ctx.facts).map((a) => ctx.agency(a)?.name ?? '') }),
    apply: (f, act) => ({ ...f, copySentOn: act.declaredOn, copyReceivedOn: act.payload.receivedOn ?? null }),
    issues: copyPapers,
  }),
  reply: action({
    label: '提出书面答复',
    by: [...respondent, ...officers],
    in: ['HANDLING', 'ACCEPTED', 'SUSPENDED'],
    basis: v.law.reply,
    input: forms.reply,
    personal: [personalText('reply', '答复意见')],
    guard: (ctx) => {
      const { facts, input } = ctx
      if (!facts.copyReceivedOn) ctx.refuse('reconsideration.noCopy')
      judgeDay(ctx, 'repliedOn', input.repliedOn, facts.copyReceivedOn)
      judgeEvidence(ctx, input.evidence)
    },
    given: (ctx) => ({ isLate: isPast(ctx, 'reply', ctx.input.repliedOn ?? ctx.declaredOn) }),
    apply: (f, act) => ({
      ...f,
      repliedOn: act.payload.repliedOn ?? act.declaredOn,
      isReplyLate: act.given.isLate,
    }),
    issues: replyPapers,
  }),
})

/** What a respondent collects by itself once the case is accepted is no evidence for its act. */
export function judgeEvidence(
  ctx: Ctx,
  evidence: readonly { collectedOn: string; source: 'BEFORE' | 'RESPONDENT' }[],
  isAllowed = false,
): void {
  const own = evidence.find((e) => e.source === 'RESPONDENT' && e.collectedOn > ctx.facts.acceptedOn!)
  if (own && !isAllowed) ctx.refuse('reconsideration.A10', `取得日${own.collectedOn}`, { field: 'evidence' })
}

const thirdRows = (act: FoldedAct, f: Facts): Rows => {
  const seq = f.thirdParties.length
  const t = f.thirdParties[seq - 1]!
  const at = { matter_id: act.matter, side: 'THIRD_PARTY', seq }
  return {
    'reconsideration.party': [
      {
        ...at,
        party_id: t.party,
        kind: t.kind,
        name_mask: t.mask,
        is_representative: false,
        joined_by: t.joinedBy,
        joined_on: t.on,
      },
    ],
    'reconsideration.party_personal': [
      {
        ...at,
        name: act.personal('/person/name') ?? null,
        id_kind: act.payload.person.idKind,
        id_number: act.personal('/person/idNumber') ?? null,
        phone: act.personal('/person/phone') ?? null,
        address: act.personal('/person/address') ?? null,
        seen_by: [`p:${t.party}`],
      },
    ],
  }
}

const people = (v: VersionOf) => ({
  addThirdParty: action({
    label: '第三人参加',
    by: officers,
    in: open,
    basis: v.law.third,
    input: forms.joinThirdParty,
    personal: [...personPersonal('person'), personalText('interest', '利害关系')],
    needs: (i) => [{ party: 'third', idKind: i.person.idKind, idNumber: i.person.idNumber }],
    guard: (ctx) => {
      const party = ctx.party('third')
      if ([...ctx.facts.applicants, ...ctx.facts.thirdParties].some((p) => p.party === party))
        ctx.refuse('reconsideration.third', undefined, { field: 'person' })
    },
    admits: (ctx) => ({ in: [`p:${ctx.party('third')}`] }),
    given: (ctx) => ({
      party: ctx.party('third'),
      mask: mask(
        'name',
        ctx.input.person.name,
        ctx.input.person.kind === 'ORGANISATION' ? { subject: 'legalPerson' } : {},
      ),
    }),
    apply: (f, act) => ({
      ...f,
      thirdParties: [
        ...f.thirdParties,
        {
          party: act.given.party,
          kind: act.payload.person.kind,
          mask: act.given.mask,
          joinedBy: act.payload.joinedBy,
          on: act.declaredOn,
        },
      ],
    }),
    rows: thirdRows,
    issues: thirdPapers,
  }),
  appointAgent: action({
    label: '委托、变更代理人',
    by: [...outside, ...officers],
    in: [...open, 'SUSPENDED'],
    basis: v.law.agents,
    input: forms.appointAgent,
    personal: [
      { path: 'agents.*.name', label: '代理人姓名', mask: 'name', purpose: '办理行政复议' },
      { path: 'agents.*.authority', label: '委托事项、权限和期限', mask: 'drop', purpose: '办理行政复议' },
    ],
    apply: (f) => f,
  }),
  readFile: action({
    label: '查阅案卷',
    by: officers,
    in: [...open, 'SUSPENDED', 'MEDIATED'],
    basis: v.law.read,
    input: forms.readFile,
    guard: (ctx) => {
      const { input, facts } = ctx
      if (!recipientOf(facts, input.by)?.startsWith('p:'))
        ctx.refuse('reconsideration.recipient', undefined, { field: 'by' })
      if (input.exception !== 'NONE' && !input.reason)
        ctx.refuse('reconsideration.readReason', undefined, { field: 'reason' })
      if (v.is2017 && input.exception === 'STABILITY')
        ctx.refuse('reconsideration.readReason', '2017年文本没有这一例外', { field: 'exception' })
    },
    apply: (f) => f,
  }),
})

const stays = (v: VersionOf) => ({
  requestStay: action({
    label: '申请停止执行',
    by: [...outside, ...officers],
    in: [...open, 'SUSPENDED'],
    basis: v.law.stayAsk,
    input: forms.requestStay,
    personal: [personalText('reason', '理由')],
    guard: (ctx) => {
      if (v.is2017 && ctx.input.by === 'THIRD_PARTY') ctx.refuse('reconsideration.stayAsk', undefined, { field: 'by' })
    },
    apply: (f, act) => ({ ...f, stayAskedOn: act.declaredOn }),
  }),
  decideStay: action({
    label: '决定是否停止执行',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED'],
    basis: v.law.stay,
    input: forms.decideStay,
    personal: [personalText('reason', '理由'), ...addresseePersonal],
    guard: (ctx) => {
      if (ctx.input.ground === 'REQUEST' && !ctx.facts.stayAskedOn)
        ctx.refuse('reconsideration.stayGround', undefined, { field: 'ground' })
    },
    apply: (f, act) => ({ ...f, isStayed: act.payload.result === 'STAY' }),
    issues: stayPapers,
  }),
  liftStay: action({
    label: '解除停止执行',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED'],
    basis: v.law.stay,
    input: forms.liftStay,
    personal: [personalText('reason', '理由'), ...addresseePersonal],
    guard: (ctx) => {
      if (!ctx.facts.isStayed) ctx.refuse('reconsideration.stayGround', '没有停止执行')
    },
    apply: (f) => ({ ...f, isStayed: false }),
    issues: liftPapers,
  }),
})

/** A representative who gives something up needs the consent of those he stands for. */
export const judgeConsent = (ctx: Ctx<{ consents: readonly unknown[] }>): void => {
  if (ctx.facts.representatives.length > 0 && ctx.input.consents.length === 0)
    ctx.refuse('reconsideration.A32', undefined, { field: 'consents' })
}
const requests = (v: VersionOf) => ({
  changeRequest: action({
    label: '变更请求、承认第三人请求',
    by: [...outside, ...officers],
    in: open,
    basis: v.law.representatives,
    input: forms.changeRequest,
    personal: [personalText('content', '内容')],
    guard: judgeConsent,
    apply: (f) => f,
  }),
  requestWithdraw: action({
    label: '要求撤回申请',
    publicLabel: '要求撤回申请',
    by: [...outside, ...officers],
    in: [...open, 'SUSPENDED'],
    basis: v.law.withdraw,
    input: forms.requestWithdraw,
    personal: [personalText('reason', '撤回理由')],
    guard: judgeConsent,
    apply: (f, act) => ({ ...f, withdrawAskedOn: act.declaredOn }),
  }),
})

const requestNormReview = (v: VersionOf) =>
  action({
    label: '申请附带审查规范性文件',
    publicLabel: '申请附带审查规范性文件',
    by: [...outside, ...officers],
    in: ['FILED', ...open],
    basis: v.law.norm,
    input: forms.requestNormReview,
    personal: [personalText('reason', '理由')],
    guard: (ctx) => {
      if (ctx.input.isRule) ctx.refuse('reconsideration.normRule', undefined, { field: 'isRule' })
    },
    apply: (f, act) => ({ ...f, normAskedOn: act.declaredOn }),
  })

export const handlingActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  assign: assign(v),
  ...(v.is2017 ? {} : { convertToOrdinary: convertToOrdinary(v) }),
  markCase: markCase(v),
  requestNormReview: requestNormReview(v),
  ...copies(v),
  ...people(v),
  ...stays(v),
  ...requests(v),
})
