/** Mediation, settlement, and a respondent that changes its act. */
import type { ActionDef } from '#kernel/procedure'
import { action, closed, type Facts, judgeDay, partiesOf, recipientOf } from './facts.ts'
import { addresseePersonal, personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { judgeConsent } from './handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { mediationPapers, settlementPapers } from './papers/ending.ts'
import { officers, respondent } from './roles.ts'
import { sameClaims } from './same.ts'
import { resumed, suspensionRows } from './suspension.ts'

const changing = (v: VersionOf) => ({
  respondentChangesAct: action({
    label: '登记被申请人改变行为',
    by: [...respondent, ...officers],
    // Who took the application in may put its act right instead of passing the papers on.
    in: v.is2017 ? [...open, 'SUSPENDED'] : ['FILED', ...open, 'SUSPENDED'],
    basis: v.is2017 ? v.law.changeAct : [...v.law.changeAct, ...v.law.forward],
    input: forms.changeAct,
    personal: [personalText('content', '改变的情况')],
    apply: (f, act) => ({ ...f, changedOn: act.declaredOn }),
  }),
})

const mediation = (v: VersionOf) => ({
  mediate: action({
    label: '制作调解书',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: ['HANDLING', 'SUSPENDED'],
    to: 'MEDIATED',
    basis: v.law.mediate,
    input: forms.mediate,
    personal: [
      personalText('terms', '调解结果'),
      personalText('claims', '请求、事实和理由'),
      personalText('parties', '当事人'),
    ],
    guard: (ctx) => {
      const { facts, input } = ctx
      if (v.is2017 && !facts.act.isDiscretionary && !facts.act.isCompensation) ctx.refuse('reconsideration.A19')
      if (!input.isVoluntary || !input.isHarmless)
        ctx.refuse('reconsideration.mediation', undefined, { field: 'isHarmless' })
      if (input.performDueOn && input.performDueOn <= ctx.declaredOn)
        ctx.refuse('reconsideration.performDue', `${input.performDueOn}不晚于制作调解书之日`, { field: 'performDueOn' })
    },
    apply: (f, act) => ({
      ...resumed(f, act),
      mediatedOn: act.declaredOn,
      mediationDueOn: act.payload.performDueOn ?? null,
    }),
    rows: suspensionRows,
    issues: mediationPapers,
  }),
  confirmSigned: action({
    label: '登记调解书生效',
    by: officers,
    in: ['MEDIATED'],
    to: 'EFFECTIVE',
    basis: v.law.mediate,
    input: forms.confirmSigned,
    guard: (ctx) => {
      const { facts, input } = ctx
      const signed = new Set(input.signatures.map((s) => recipientOf(facts, s.who)))
      // Under the regulation of 2007 the two sides sign; since 2024 every party does.
      const must = partiesOf(v.is2017 ? { ...facts, thirdParties: [] } : facts)
      const lacking = must.filter((p) => !signed.has(p)).length
      if (lacking > 0) ctx.refuse('reconsideration.A18', `还有${lacking}方没有签字或者签章`, { field: 'signatures' })
      for (const s of input.signatures) judgeDay(ctx, 'signatures', s.signedOn, facts.mediatedOn)
      judgeDay(ctx, 'sealedOn', input.sealedOn, facts.mediatedOn)
    },
    apply: (f, act) => {
      const days = [act.payload.sealedOn, ...act.payload.signatures.map((s) => s.signedOn)].sort()
      const on = days.at(-1)!
      return { ...closed(f, act, 'MEDIATED', on), effectiveOn: on }
    },
    claims: (_a, f) => sameClaims(f),
  }),
  mediationFailed: action({
    label: '调解不成，继续审理',
    by: officers,
    in: ['MEDIATED'],
    to: 'HANDLING',
    basis: v.law.mediate,
    input: forms.mediationFailed,
    personal: [personalText('reason', '情况')],
    // What was drawn up and not signed holds no longer.
    voids: (ctx) =>
      ctx.documents.filter((d) => d.template === 'reconsideration.mediation' && !d.isVoid).map((d) => d.id),
    apply: (f) => ({ ...f, mediatedOn: null, mediationDueOn: null }),
  }),
})

const settleWithdraw = (v: VersionOf) =>
  action({
    label: '和解撤回，终止审理',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED'],
    to: 'TERMINATED',
    basis: v.law.settle,
    input: forms.settleWithdraw,
    personal: addresseePersonal,
    guard: (ctx) => {
      judgeConsent(ctx)
      const { facts, input } = ctx
      if (v.is2017 && !facts.act.isDiscretionary) ctx.refuse('reconsideration.settle', '只限行使裁量权作出的行为')
      if (!input.isHarmless || !input.isAllowed)
        ctx.refuse('reconsideration.settle', undefined, { field: 'isHarmless' })
      judgeDay(ctx, 'agreement', input.agreement.date)
    },
    apply: (f, act) => closed(resumed(f, act), act, 'TERMINATED:SETTLED_WITHDRAWN'),
    rows: suspensionRows,
    claims: (_a, f) => sameClaims(f),
    issues: settlementPapers,
  })

export const settlementActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  ...changing(v),
  ...mediation(v),
  settleWithdraw: settleWithdraw(v),
})
