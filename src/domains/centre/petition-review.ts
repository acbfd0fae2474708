/** Review by the next organ above and recheck by the one above that; how a petition is finally closed; what of it may be published. */
import type { LocalDate } from '#kernel/clock'
import { countDue, isOverdue } from '#kernel/limit'
import type { ActionDef, FoldedAct, IssuedDocument, Need, Rows } from '#kernel/procedure'
import { addresseePersonal } from './fields.ts'
import { finalPapers, recheckPapers, reviewPapers } from './papers/petition-opinion.ts'
import {
  type AppealFact,
  action,
  appealOf,
  holderOf,
  judgeDay,
  judgeVoice,
  type PetitionContext,
  type PetitionFacts,
} from './petition-facts.ts'
import * as forms from './petition-forms.ts'
import type { PetitionVersionOf } from './petition-intake.ts'
import { recheckPage } from './petition-publication.ts'
import { isNextAbove, isTopmost, petitionRules } from './petition-rules.ts'
import { sameClaims } from './petition-same.ts'
import { isVoided } from './reissue.ts'

const organs = ['handler', 'handler_head'] as const
const anybody = ['petition_officer', ...organs] as const

/** Last day for asking the organ above, counted from the day on which the reply was received; a last day off rolls. */
export function appealDueOf(ctx: PetitionContext, receivedOn: LocalDate): LocalDate {
  const span = petitionRules(ctx.facts.receivedOn).review
  return countDue({ span, start: receivedOn, roll: true, calendar: ctx.calendar }).due
}

type Reply = {
  issuedOn: LocalDate
  number: string | null
  conclusion: string
  receivedOn: LocalDate | null
  texts: { demand?: string; findings?: string; opinion?: string }
}

/** The number that the platform gave to the act's own paper. */
export const issuedNumber = (act: FoldedAct): string | null =>
  (act.given.documents as IssuedDocument[] | undefined)?.[0]?.number ?? null
/** The number of the last paper of a template that still stands. */
const numberOf = (ctx: PetitionContext, template: string): string | null =>
  ctx.documents.filter((d) => d.template === template && !d.isVoid).at(-1)?.number ?? null
export const opinionNumberOf = (ctx: PetitionContext): string | null =>
  ctx.facts.opinionNo ?? numberOf(ctx, 'centre.petitionOpinion')

/** Rows of a written reply; its texts go to the personal table, where the petitioners read them. */
export function replyRows(act: FoldedAct, f: PetitionFacts, stage: string, r: Reply): Rows {
  const textAt = (pointer: string | undefined) => (pointer ? (act.personal(pointer) ?? null) : null)
  return {
    'centre.petition_reply': [
      {
        matter_id: act.matter,
        stage,
        number: r.number ?? issuedNumber(act),
        issued_on: r.issuedOn,
        conclusion: r.conclusion,
        issuer_id: act.agency,
        received_on: r.receivedOn,
      },
    ],
    'centre.petition_reply_personal': [
      {
        matter_id: act.matter,
        stage,
        demand: textAt(r.texts.demand),
        findings: textAt(r.texts.findings),
        opinion: textAt(r.texts.opinion),
        seen_by: f.readers,
      },
    ],
  }
}

type AppealInput = {
  agencyId?: string | undefined
  organName?: string | undefined
  appliedOn?: LocalDate | undefined
  receivedOn?: LocalDate | undefined
  document?: unknown
}

const appealNeeds = (i: AppealInput, below: string | null): Need[] => [
  ...(below ? [{ agency: below }] : []),
  ...(i.agencyId ? [{ agency: i.agencyId }] : []),
]

/** The organ asked stands next above the other one; outside the city only above the city's own government. */
function judgeAbove(ctx: PetitionContext<AppealInput>, below: string | null, rule: string): void {
  const { agencyId, organName } = ctx.input
  const organ = below === null ? undefined : ctx.agency(below)
  const above = agencyId === undefined ? undefined : ctx.agency(agencyId)
  const holds =
    agencyId === undefined
      ? organName !== undefined && (below === null || (organ !== undefined && isTopmost(organ)))
      : organ !== undefined && above !== undefined && isNextAbove(organ, above)
  if (!holds) ctx.refuse(rule, undefined, { field: agencyId === undefined ? 'organName' : 'agencyId' })
}

function judgeTime(ctx: PetitionContext<AppealInput>, limitId: string, rule: string): void {
  const { appliedOn = ctx.declaredOn, receivedOn = ctx.declaredOn } = ctx.input
  judgeDay(ctx, 'appliedOn', appliedOn, ctx.facts.opinionOn!)
  judgeDay(ctx, 'receivedOn', receivedOn, appliedOn)
  // What was issued anew and has not reached the petitioner yet cannot be late.
  const isReceived = (ctx.facts.review ?? ctx.facts).replyReceivedOn !== null
  const limit = isReceived ? ctx.limits.find((l) => l.id === limitId && l.state === 'running') : undefined
  if (limit && isOverdue(limit.due, appliedOn, limit.provisional)) ctx.refuse(rule, `末日为${limit.due}`)
}

const appealFact = (act: FoldedAct<AppealInput>): AppealFact => ({
  agencyId: act.payload.agencyId ?? null,
  organName: act.payload.organName ?? null,
  appliedOn: act.payload.appliedOn ?? act.declaredOn,
  receivedOn: act.payload.receivedOn ?? act.declaredOn,
  opinionOn: null,
  conclusion: null,
  replyReceivedOn: null,
})

const admitted = (ctx: PetitionContext<AppealInput>) => ({
  in: ctx.input.agencyId ? [`a:${ctx.input.agencyId}`] : [],
})
const grounds = [{ path: 'grounds', label: '请求和理由', mask: 'drop', purpose: '复查复核' }] as const
const opinion = [
  { path: 'opinion', label: '意见和理由', mask: 'drop', purpose: '书面答复' },
  ...addresseePersonal,
] as const

/** The organ above acts itself; of one outside the city the opinion is entered from its paper by who has the petition. */
export function judgeOrgan(ctx: PetitionContext, organ: string | null): void {
  const may = organ === null ? [ctx.facts.originAgencyId, holderOf(ctx.facts)] : [organ]
  if (!may.includes(ctx.actor.agency)) ctx.refuse('centre.petition.notHolder')
}

const reviewing = ({ law }: PetitionVersionOf) => ({
  recordReceipt: action({
    label: '登记信访人收到书面答复',
    by: anybody,
    in: ['OPINION_ISSUED', 'REVIEWED'],
    basis: [...law.opinion, ...law.review],
    input: forms.receipt,
    guard: (ctx) => {
      const { facts, input } = ctx
      const done = facts.review ? facts.review.replyReceivedOn : facts.replyReceivedOn
      if (done !== null) ctx.refuse('centre.petition.receiptTwice', undefined, { field: 'receivedOn' })
      judgeDay(ctx, 'receivedOn', input.receivedOn, facts.review?.opinionOn ?? facts.opinionOn!)
    },
    given: (ctx) => ({ appealDueOn: appealDueOf(ctx, ctx.input.receivedOn), opinionNo: opinionNumberOf(ctx) }),
    apply: (f, act) => {
      const on = act.payload.receivedOn
      const due = act.given.appealDueOn
      return f.review
        ? { ...f, review: { ...f.review, replyReceivedOn: on }, appealDueOn: due }
        : { ...f, replyReceivedOn: on, appealDueOn: due, opinionNo: act.given.opinionNo }
    },
    document: '送达回证',
  }),
  applyReview: action({
    label: '申请复查',
    by: ['party', ...anybody],
    in: ['OPINION_ISSUED'],
    to: 'REVIEWING',
    basis: law.review,
    input: forms.appeal,
    personal: grounds,
    needs: (i, at) => appealNeeds(i, holderOf(at.facts!)),
    guard: (ctx) => {
      judgeVoice(ctx)
      judgeAbove(ctx, holderOf(ctx.facts), 'centre.petition.reviewOrgan')
      judgeTime(ctx, 'reviewApply', 'centre.petition.reviewLate')
    },
    admits: admitted,
    apply: (f, act) => ({ ...f, review: appealFact(act), appealDueOn: null }),
    document: '复查申请书',
  }),
  issueReview: action({
    label: '出具复查意见',
    by: anybody,
    in: ['REVIEWING'],
    to: 'REVIEWED',
    basis: law.review,
    input: forms.review,
    personal: opinion,
    guard: (ctx) => {
      judgeOrgan(ctx, ctx.facts.review!.agencyId)
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn, ctx.facts.review!.receivedOn)
    },
    given: (ctx) => ({
      appealDueOn: ctx.input.receivedOn ? appealDueOf(ctx, ctx.input.receivedOn) : null,
      beforeNo: opinionNumberOf(ctx),
    }),
    apply: (f, act) => ({
      ...f,
      appealDueOn: act.given.appealDueOn,
      review: {
        ...f.review!,
        opinionOn: act.declaredOn,
        conclusion: act.payload.conclusion,
        replyReceivedOn: act.payload.receivedOn ?? null,
      },
    }),
    rows: (act, f) => opinionRows(act, f, 'REVIEW', f.review!),
    issues: reviewPapers,
  }),
})

const opinionRows = (act: FoldedAct, f: PetitionFacts, stage: string, a: AppealFact): Rows =>
  replyRows(act, f, stage, {
    issuedOn: a.opinionOn!,
    number: act.payload.document.number ?? null,
    conclusion: a.conclusion!,
    receivedOn: a.replyReceivedOn,
    texts: { opinion: '/opinion' },
  })

const rechecking = ({ law }: PetitionVersionOf) => ({
  applyRecheck: action({
    label: '申请复核',
    by: ['party', ...anybody],
    in: ['REVIEWED'],
    to: 'RECHECKING',
    basis: law.recheck,
    input: forms.appeal,
    personal: grounds,
    needs: (i, at) => appealNeeds(i, at.facts!.review?.agencyId ?? null),
    guard: (ctx) => {
      judgeVoice(ctx)
      judgeAbove(ctx, ctx.facts.review!.agencyId, 'centre.petition.recheckOrgan')
      judgeTime(ctx, 'recheckApply', 'centre.petition.recheckLate')
    },
    admits: admitted,
    apply: (f, act) => ({ ...f, recheck: appealFact(act), appealDueOn: null }),
    document: '复核申请书',
  }),
  issueRecheck: action({
    label: '出具复核意见',
    by: anybody,
    in: ['RECHECKING'],
    to: 'FINAL',
    basis: [...law.recheck, ...law.final],
    input: forms.review,
    personal: opinion,
    guard: (ctx) => {
      judgeOrgan(ctx, ctx.facts.recheck!.agencyId)
      judgeDay(ctx, 'receivedOn', ctx.input.receivedOn, ctx.facts.recheck!.receivedOn)
    },
    apply: (f, act) => ({
      ...f,
      final: 'RECHECKED',
      finalOn: act.declaredOn,
      recheck: {
        ...f.recheck!,
        opinionOn: act.declaredOn,
        conclusion: act.payload.conclusion,
        replyReceivedOn: act.payload.receivedOn ?? null,
      },
    }),
    rows: (act, f) => opinionRows(act, f, 'RECHECK', f.recheck!),
    claims: (_act, f) => sameClaims(f),
    given: (ctx) => ({ beforeNo: numberOf(ctx, 'centre.petitionReview') }),
    issues: recheckPapers,
  }),
})

const closing = ({ rules, law }: PetitionVersionOf) => ({
  lapse: action({
    label: '确认逾期未申请、处理终结',
    by: ['petition_officer', 'handler_head'],
    in: ['OPINION_ISSUED', 'REVIEWED'],
    to: 'FINAL',
    basis: law.lapse,
    input: forms.lapse,
    personal: addresseePersonal,
    guard: (ctx) => {
      if (!rules.isFinalOnLapse) ctx.refuse('centre.petition.lapse')
      const { review } = ctx.facts
      const template = review ? 'centre.petitionReview' : 'centre.petitionOpinion'
      if (isVoided(ctx, new Set([template]))) ctx.refuse('centre.petition.notLapsed', '文书已经作废，须重新出具并送达')
      const isReceived = (review ?? ctx.facts).replyReceivedOn !== null
      const limit = isReceived ? ctx.limits.find((l) => l.id === (review ? 'recheckApply' : 'reviewApply')) : undefined
      if (!limit || !isOverdue(limit.due, ctx.declaredOn, limit.provisional))
        ctx.refuse('centre.petition.notLapsed', limit ? `末日为${limit.due}` : '信访人收到书面答复的日期没有登记')
    },
    apply: (f, act) => ({ ...f, final: 'LAPSED', finalOn: act.declaredOn }),
    claims: (_act, f) => sameClaims(f),
    issues: finalPapers,
  }),
  publishRecheck: action({
    label: '公示复核意见',
    by: organs,
    in: ['FINAL'],
    basis: law.publish,
    input: forms.publish,
    guard: (ctx) => {
      const { facts, input } = ctx
      if (!facts.recheck || facts.hearings.length === 0) return ctx.refuse('centre.petition.noHearing')
      judgeOrgan(ctx, facts.recheck.agencyId)
      if (!input.isMasked) ctx.refuse('centre.petition.unmasked', undefined, { field: 'isMasked' })
    },
    needs: (_i, at): Need[] => {
      const organ = appealOf(at.facts!)?.agencyId
      return organ ? [{ agency: organ }] : []
    },
    given: (ctx) => {
      const { agencyId, organName } = ctx.facts.recheck!
      return { organ: (agencyId ? ctx.agency(agencyId)?.name : organName) ?? '' }
    },
    apply: (f, act) => ({ ...f, publishedOn: act.declaredOn }),
    rows: (act, f) => ({
      'kernel.published': [
        {
          kind: 'petition-recheck',
          id: act.matter,
          matter_id: act.matter,
          published_on: act.declaredOn,
          withdrawn_on: null,
          content: recheckPage({
            title: act.payload.title,
            organ: act.given.organ,
            opinionOn: f.recheck!.opinionOn!,
            conclusion: f.recheck!.conclusion!,
            hearings: f.hearings,
            text: act.payload.text,
          }),
        },
      ],
    }),
  }),
})

export const petitionReviews = (v: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({
  ...reviewing(v),
  ...rechecking(v),
  ...closing(v),
})
