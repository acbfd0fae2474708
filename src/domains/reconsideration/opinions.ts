/** Opinions on what else was found unlawful, advice on what is general, and clues about officials. */
import { followerOf } from '#kernel/access'
import type { ActionDef, FoldedAct, Rows } from '#kernel/procedure'
import { action, type Facts, judgeDay } from './facts.ts'
import { personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { open } from './kinds.ts'
import type { VersionOf } from './law.ts'
import { advicePapers, cluePapers, opinionPapers } from './papers/performance.ts'
import { officers, respondent } from './roles.ts'

export const opinionRows = (act: FoldedAct, f: Facts): Rows => ({
  'reconsideration.opinion': f.opinions.map((o, i) => ({
    matter_id: act.matter,
    no: i + 1,
    to_agency: o.toAgency,
    issued_on: o.on,
    received_on: o.receivedOn,
    feedback_on: o.feedbackOn,
    copied_on: o.copiedOn,
  })),
})

export const opinionActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  issueOpinion: action({
    label: '制发行政复议意见书',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED', 'EFFECTIVE'],
    basis: v.law.opinion,
    input: forms.issueOpinion,
    personal: [personalText('content', '意见')],
    admits: (ctx) => ({ in: [followerOf(ctx.input.toAgency)] }),
    addressed: (ctx) => [followerOf(ctx.input.toAgency)],
    needs: (i) => [{ agency: i.toAgency }],
    guard: (ctx) => judgeDay(ctx, 'receivedOn', ctx.input.receivedOn),
    given: (ctx) => ({ toName: ctx.agency(ctx.input.toAgency)?.name ?? '' }),
    apply: (f, act) => ({
      ...f,
      opinions: [
        ...f.opinions,
        {
          n: act.n,
          toAgency: act.payload.toAgency,
          on: act.declaredOn,
          receivedOn: act.payload.receivedOn ?? null,
          feedbackOn: null,
          copiedOn: null,
        },
      ],
    }),
    rows: opinionRows,
    issues: opinionPapers,
  }),
  feedback: action({
    label: '反馈纠正情况',
    by: [...respondent, ...officers],
    in: [...open, 'SUSPENDED', 'DECIDED', 'DISMISSED', 'MEDIATED', 'TERMINATED', 'EFFECTIVE', 'PERFORMED'],
    basis: v.law.opinion,
    input: forms.feedback,
    personal: [personalText('content', '纠正情况')],
    guard: (ctx) => {
      const o = ctx.facts.opinions[ctx.input.opinionNo - 1]
      if (!o || o.feedbackOn) ctx.refuse('reconsideration.noOpinion', undefined, { field: 'opinionNo' })
    },
    apply: (f, act) => ({
      ...f,
      opinions: f.opinions.map((o, i) => (i === act.payload.opinionNo - 1 ? { ...o, feedbackOn: act.declaredOn } : o)),
    }),
    rows: opinionRows,
  }),
  issueAdvice: action({
    label: '制发行政复议建议书',
    by: ['recon_unit_head'],
    in: [...open, 'EFFECTIVE'],
    basis: v.law.advice,
    input: forms.issueAdvice,
    personal: [personalText('content', '建议')],
    apply: (f) => f,
    issues: advicePapers,
  }),
  transferClue: action({
    label: '移送线索',
    by: ['recon_unit_head', 'recon_organ_head'],
    in: [...open, 'SUSPENDED', 'MEDIATED', 'DECIDED', 'DISMISSED', 'EFFECTIVE', 'PERFORMED', 'TERMINATED'],
    internal: true,
    basis: v.law.clue,
    input: forms.transferClue,
    personal: [personalText('content', '情况')],
    apply: (f) => ({ ...f, hasClue: false }),
    issues: cluePapers,
  }),
})
