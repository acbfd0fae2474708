/** After the decision: copies upwards, performing, enforcing, opinions and advice, clues, publication and the archive. */
import { isOverdue } from '#kernel/limit'
import type { ActionDef } from '#kernel/procedure'
import { action, type Ctx, type Facts, isPast, judgeDay, partiesOf, recipientOf, runningLimit } from './facts.ts'
import { addresseePersonal, personalText } from './fields.ts'
import * as forms from './forms-handling.ts'
import { finalStates, open } from './kinds.ts'
import { platform, type VersionOf } from './law.ts'
import { opinionRows } from './opinions.ts'
import { copyPapers, enforcePapers, interviewPapers, orderPerformPapers } from './papers/performance.ts'
import { decisionPage } from './publication.ts'
import { clerks, officers, outside, respondent } from './roles.ts'
import { litigationReading } from './statutes.ts'

const withdrawing = platform(
  '生效裁判撤销、变更复议决定或者确认其违法、无效的，三日内撤回公开，参照行政处罚法第四十八条',
)

const effective = ['EFFECTIVE'] as const
/** Where a case stands while nothing has been decided of it. */
const undecided = ['ACCEPTED', 'HANDLING', 'SUSPENDED', 'MEDIATED'] as const

/** What a decision or a mediation leaves to be done. */
export const hasContent = (f: Facts): boolean =>
  f.outcome === 'MEDIATED' || (f.decision !== null && (f.decision.isRedoOrdered || f.decision.performDueOn !== null))

const upwards = (v: VersionOf) => ({
  // The law of 2017 knows no copies to the line above.
  ...(v.is2017
    ? {}
    : {
        copyToLine: action({
          label: '抄告上一级主管部门',
          by: [...clerks, 'recon_officer'],
          in: [...open, 'SUSPENDED', 'EFFECTIVE', 'PERFORMED'],
          basis: v.law.copyToLine,
          input: forms.copyToLine,
          guard: (ctx) => {
            const { facts, input } = ctx
            if (input.what === 'DECISION' ? !facts.effectiveOn : !facts.opinions[(input.opinionNo ?? 1) - 1])
              ctx.refuse('reconsideration.copyToLine', undefined, { field: 'what' })
          },
          apply: (f, act) =>
            act.payload.what === 'DECISION'
              ? { ...f, copiedOn: f.copiedOn ?? act.declaredOn }
              : {
                  ...f,
                  opinions: f.opinions.map((o, i) =>
                    i === (act.payload.opinionNo ?? 1) - 1 ? { ...o, copiedOn: o.copiedOn ?? act.declaredOn } : o,
                  ),
                },
          rows: opinionRows,
          issues: copyPapers,
        }),
      }),
  fileMajor: action({
    label: '重大决定报备',
    by: clerks,
    in: ['DECIDED', 'EFFECTIVE', 'PERFORMED'],
    basis: v.law.major,
    input: forms.fileMajor,
    guard: (ctx) => {
      if (!ctx.facts.decision?.isMajor) ctx.refuse('reconsideration.notMajor')
    },
    apply: (f, act) => ({ ...f, majorFiledOn: act.declaredOn }),
  }),
})

const performing = (v: VersionOf) => ({
  recordSuit: action({
    label: '登记起诉',
    by: [...outside, ...clerks, 'recon_officer'],
    in: ['REFUSED', ...undecided, 'TERMINATED', 'EFFECTIVE', 'PERFORMED'],
    basis: [...v.law.suit, ...v.law.suitOnSilence, litigationReading(58)],
    input: forms.recordSuit,
    guard: (ctx) => {
      judgeDay(ctx, 'suedOn', ctx.input.suedOn)
      const party = recipientOf(ctx.facts, ctx.input.by)
      if (!party) ctx.refuse('reconsideration.recipient', undefined, { field: 'by' })
      if (!undecided.some((s) => s === ctx.state)) return
      const silent = ctx.limits.find((l) => l.id === 'sueOnSilence' && l.subject === party)
      if (!silent || ['void', 'paused'].includes(silent.state) || ctx.input.suedOn <= silent.start)
        ctx.refuse(
          'reconsideration.notSilent',
          silent?.state === 'running' ? `审理期限末日为${silent.start}` : undefined,
          { field: 'suedOn' },
        )
    },
    given: (ctx) => ({ party: recipientOf(ctx.facts, ctx.input.by) ?? null }),
    apply: (f, act) => ({ ...f, suedOn: act.payload.suedOn }),
  }),
  perform: action({
    label: '报告履行情况',
    by: [...respondent, ...officers],
    in: effective,
    to: 'PERFORMED',
    basis: v.law.perform,
    input: forms.perform,
    personal: [personalText('report', '履行情况')],
    guard: (ctx) => {
      if (!hasContent(ctx.facts)) ctx.refuse('reconsideration.nothingToPerform')
      judgeDay(ctx, 'performedOn', ctx.input.performedOn, ctx.facts.effectiveOn)
    },
    apply: (f, act) => ({ ...f, performedOn: act.payload.performedOn ?? act.declaredOn }),
  }),
  redo: action({
    label: '登记重新作出的行为',
    by: [...respondent, ...officers],
    in: effective,
    to: (f) => f.state,
    among: ['EFFECTIVE', 'PERFORMED'],
    basis: v.law.redo,
    input: forms.redo,
    guard: (ctx) => {
      if (!ctx.facts.decision?.isRedoOrdered) ctx.refuse('reconsideration.nothingToPerform', '决定没有责令重新作出')
      judgeDay(ctx, 'madeOn', ctx.input.madeOn, ctx.facts.effectiveOn)
    },
    // The same act again is left open: somebody looks at it and orders it to be done otherwise. Since 2024 it is allowed after a
    // revocation for its procedure (art. 64 para. 2).
    apply: (f, act) => {
      const redoOn = act.payload.madeOn ?? act.declaredOn
      const isProcedural = f.decision?.revokeGrounds.join() === 'PROCEDURE'
      const isOther = act.payload.result === 'DIFFERENT' || (!v.is2017 && isProcedural)
      return {
        ...f,
        redoOn,
        redoResult: act.payload.result,
        ...(isOther ? { state: 'PERFORMED' as const, performedOn: redoOn } : {}),
      }
    },
  }),
  orderPerform: action({
    label: '责令限期履行',
    by: ['recon_unit_head', 'recon_organ_head', 'recon_superior'],
    in: effective,
    basis: v.law.orderPerform,
    input: forms.orderPerform,
    personal: addresseePersonal,
    guard: (ctx) => {
      if (!hasContent(ctx.facts)) ctx.refuse('reconsideration.nothingToPerform')
      if (ctx.input.dueOn <= ctx.declaredOn) ctx.refuse('reconsideration.performDue', undefined, { field: 'dueOn' })
    },
    apply: (f, act) => ({ ...f, performOrderedOn: f.performOrderedOn ?? act.declaredOn }),
    issues: orderPerformPapers,
  }),
  ...(v.is2017
    ? {}
    : {
        interview: action({
          label: '约谈负责人',
          by: ['recon_unit_head', 'recon_organ_head', 'recon_superior'],
          in: effective,
          basis: v.law.orderPerform,
          input: forms.interview,
          personal: [personalText('record', '约谈情况')],
          guard: (ctx) => {
            if (!hasContent(ctx.facts)) ctx.refuse('reconsideration.nothingToPerform')
          },
          apply: (f) => f,
          issues: interviewPapers,
        }),
        criticize: action({
          label: '通报批评',
          by: ['recon_organ_head', 'recon_superior'],
          in: effective,
          basis: v.law.orderPerform,
          input: forms.criticize,
          guard: (ctx) => {
            if (!hasContent(ctx.facts)) ctx.refuse('reconsideration.nothingToPerform')
          },
          apply: (f) => f,
        }),
      }),
  enforce: action({
    label: '强制执行',
    by: ['recon_organ_head', ...respondent],
    in: effective,
    basis: v.law.enforce,
    input: forms.enforce,
    guard: (ctx) => judgeEnforcing(ctx, v),
    apply: (f, act) => ({ ...f, enforcedBy: act.payload.by }),
    issues: enforcePapers,
  }),
})

/**
 * Only against one who let the time for suing go by and has not performed (2017 arts. 33 and 52 of the regulation, 2023 art. 78): each
 * applicant and third party was served and its days are past. Against a mediation nobody sues, so its own term must be past.
 */
function judgeEnforcing(ctx: Ctx<{ by: string }>, v: VersionOf): void {
  const { facts, input } = ctx
  if (facts.suedOn) ctx.refuse('reconsideration.enforceEarly', '已经起诉')
  if (facts.outcome === 'MEDIATED') {
    const own = runningLimit(ctx, 'performMediation')
    if (own && !isPast(ctx, 'performMediation'))
      ctx.refuse('reconsideration.enforceEarly', `调解书的履行期限末日为${own.due}`)
  } else {
    const must = partiesOf(facts).filter((p) => p.startsWith('p:'))
    const unserved = must.filter((p) => !facts.servedOn[p]).length
    if (unserved > 0) ctx.refuse('reconsideration.enforceEarly', `还有${unserved}名当事人没有送达，起诉期限没有起算`)
    const open = ctx.limits.find(
      (l) =>
        ['sue', 'sueOnSilence'].includes(l.id) &&
        l.state === 'running' &&
        !isOverdue(l.due, ctx.declaredOn, l.provisional),
    )
    if (open) ctx.refuse('reconsideration.enforceEarly', `起诉期限末日为${open.due}`)
  }
  const isMediated = facts.outcome === 'MEDIATED'
  const kind = facts.decision?.kind
  const own = isMediated || kind === 'MODIFY' ? 'ORGAN' : kind === 'MAINTAIN' ? 'RESPONDENT' : null
  const may = isMediated && v.is2017 ? ['COURT'] : own ? [own, 'COURT'] : []
  if (!may.includes(input.by)) ctx.refuse('reconsideration.enforcer', undefined, { field: 'by' })
  const role = input.by === 'RESPONDENT' ? 'respondent' : 'recon_organ_head'
  if (input.by !== 'COURT' && !ctx.actor.role.startsWith(role))
    ctx.refuse('reconsideration.enforcer', undefined, { field: 'by' })
}

const published = (v: VersionOf) =>
  action({
    label: '公开复议决定书',
    by: ['recon_clerk', 'recon_unit_head'],
    in: ['EFFECTIVE', 'PERFORMED'],
    basis: v.law.publish,
    input: forms.publish,
    guard: (ctx) => {
      const { facts, input } = ctx
      if (!facts.decision || !facts.act.isPublished) ctx.refuse('reconsideration.publish')
      if (!input.isMasked) ctx.refuse('reconsideration.unmasked', undefined, { field: 'isMasked' })
    },
    needs: (_i, at) => [{ agency: at.facts!.organId }, ...at.facts!.respondents.map((r) => ({ agency: r.agencyId }))],
    given: (ctx) => ({
      organ: ctx.agency(ctx.facts.organId)?.name ?? '',
      respondents: ctx.facts.respondents.map((r) => ctx.agency(r.agencyId)?.name ?? ''),
    }),
    apply: (f, act) => ({ ...f, publishedOn: act.declaredOn }),
    rows: (act, f) => ({
      'kernel.published': [
        {
          kind: 'reconsideration.decision',
          id: act.matter,
          matter_id: act.matter,
          published_on: act.declaredOn,
          withdrawn_on: null,
          content: decisionPage(f, act),
        },
      ],
    }),
  })

/** What a court changed or annulled, or what another decision replaced, is not read by the public any more. */
const withdrawn = (v: VersionOf) =>
  action({
    label: '撤回公开的复议决定书',
    by: ['recon_clerk', 'recon_unit_head'],
    in: ['EFFECTIVE', 'PERFORMED', 'ARCHIVED'],
    basis: [...v.law.publish, withdrawing],
    input: forms.withdrawPublication,
    guard: (ctx) => {
      if (ctx.facts.publishedOn === null) ctx.refuse('reconsideration.notPublished')
      judgeDay(ctx, 'judgment', ctx.input.judgment.date, ctx.facts.decision?.on)
    },
    apply: (f) => ({ ...f, publishedOn: null }),
    rows: (act, _f, before) => ({
      'kernel.published': [
        {
          kind: 'reconsideration.decision',
          id: act.matter,
          matter_id: act.matter,
          published_on: before.publishedOn,
          withdrawn_on: act.declaredOn,
          content: '{}',
        },
      ],
    }),
  })

const archive = (v: VersionOf) =>
  action({
    label: '归档',
    by: [...clerks, 'recon_officer'],
    in: [...finalStates.filter((s) => s !== 'ARCHIVED'), 'REFUSED', 'TERMINATED', 'EFFECTIVE', 'PERFORMED'],
    to: 'ARCHIVED',
    basis: v.law.archive,
    input: forms.none,
    guard: (ctx) => {
      const { facts } = ctx
      const must = ['REFUSED', 'TERMINATED'].includes(facts.state)
        ? facts.applicants.map((a) => `p:${a.party}`)
        : facts.outcome && facts.outcome !== 'MEDIATED'
          ? partiesOf(facts)
          : []
      if (must.some((p) => !facts.servedOn[p])) ctx.refuse('reconsideration.unserved')
      if (facts.state === 'EFFECTIVE' && hasContent(facts) && !facts.enforcedBy)
        ctx.refuse('reconsideration.unperformed')
      if (facts.hasClue) ctx.refuse('reconsideration.clue')
      if (runningLimit(ctx, 'opinion')) ctx.refuse('reconsideration.unperformed', '意见书还没有反馈')
    },
    apply: (f, act) => ({ ...f, archivedOn: act.declaredOn }),
  })

export const performanceActs = (v: VersionOf): Record<string, ActionDef<Facts>> => ({
  ...upwards(v),
  ...performing(v),
  ...(v.is2017 ? {} : { publish: published(v), withdrawPublication: withdrawn(v) }),
  archive: archive(v),
})
