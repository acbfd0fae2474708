/**
 * The monthly bulletin on administrative disputes: collected, reconciled with the court's list, frozen on the fifth working day of the
 * next month, approved by another than who edited it, published, objected to, corrected in the next one.
 */

import { followerOf } from '#kernel/access'
import { addWorkdays } from '#kernel/calendar'
import type { LocalDate } from '#kernel/clock'
import { workingDays } from '#kernel/limit'
import { type Context, procedureOf, type Rows } from '#kernel/procedure'
import { ambiguousChanges } from './changes.ts'
import { courtKey } from './differences.ts'
import { type Facts, initial, isSettled, periodText, warningKey } from './facts.ts'
import * as forms from './forms.ts'
import { counting, monthly, separate, wording } from './law.ts'
import { firstDayOf, lastDayOf } from './lines.ts'
import { metricLabels } from './metrics.ts'
import { bulletinPaper, reminderPaper } from './papers.ts'
import { bulletinRows, courtRows, differenceRows, frozenRows, objectionRows, warningRows } from './rows.ts'
import { settings } from './settings.ts'
import { correctionsOf, snapshotHash } from './snapshot.ts'

const { action, define } = procedureOf<Facts>()

/** The day on which the month is frozen: not before, and not while no notice has settled it. */
export const freezeDay = (ctx: Pick<Context<Facts, unknown>, 'calendar'>, period: string) =>
  addWorkdays(ctx.calendar, lastDayOf(period), settings.freezeWorkdays)

const claimOf = (f: Pick<Facts, 'agencyId' | 'period'>) => ({
  claim: 'bulletin.month',
  key: `${f.agencyId}/${f.period}`,
})
const withWarning = (f: Facts, key: string, change: Partial<Facts['warnings'][number]>): Facts => ({
  ...f,
  warnings: f.warnings.map((w) => (warningKey(w) === key ? { ...w, ...change } : w)),
})

/** A reader of the bulletin speaks for its own organ; whoever edits it enters what came on paper. */
function judgeOrgan(ctx: Context<Facts, { agency: string }>): void {
  if (ctx.actor.role === 'bulletin_agency' && ctx.actor.agency !== ctx.input.agency)
    ctx.refuse('bulletin.otherAgency', undefined, { field: 'agency' })
}

const open = action({
  label: '开始编制',
  by: ['bulletin_editor', 'system'],
  to: 'COLLECTING',
  basis: monthly,
  input: forms.open,
  place: (i) => i.agencyId,
  needs: (i) => [{ ...claimOf(i), exclusive: true }, { agency: i.agencyId }],
  guard: (ctx) => {
    const { claim, key } = claimOf(ctx.input)
    if (ctx.claims(claim, key).length) ctx.refuse('bulletin.twice', undefined, { field: 'period' })
    if (ctx.declaredOn < firstDayOf(ctx.input.period)) ctx.refuse('bulletin.future', undefined, { field: 'period' })
  },
  apply: (f, act) => ({ ...f, ...act.payload, openedOn: act.declaredOn }),
  claims: (_act, f) => [{ kind: 'bulletin.month', key: claimOf(f).key, exclusive: true }],
})

const importCourtList = action({
  label: '导入法院清单',
  by: ['bulletin_editor', 'bulletin_court'],
  in: ['COLLECTING'],
  basis: monthly,
  input: forms.importCourtList,
  guard: (ctx) => {
    const known = new Set(ctx.facts.courtKeys)
    const [first, last] = [firstDayOf(ctx.facts.period), lastDayOf(ctx.facts.period)]
    for (const [i, l] of ctx.input.lines.entries()) {
      if (known.has(courtKey(l))) ctx.refuse('bulletin.duplicateCase', l.caseNo, { field: `lines.${i}.caseNo` })
      known.add(courtKey(l))
      if (l.on < first || l.on > last) ctx.refuse('bulletin.otherMonth', l.caseNo, { field: `lines.${i}.on` })
    }
  },
  apply: (f, act) => ({
    ...f,
    courtKeys: [...f.courtKeys, ...act.payload.lines.map(courtKey)],
    imports: f.imports + 1,
    isCompared: false,
  }),
  rows: (act, _after, before) => courtRows(act, before.courtKeys.length),
})

const compare = action({
  label: '比对',
  by: ['system'],
  in: ['COLLECTING'],
  basis: monthly,
  input: forms.compare,
  apply: (f, act) => {
    const explained = new Map(f.differences.map((d) => [`${d.key}/${d.kind}/${d.ours}/${d.theirs}`, d.explanation]))
    return {
      ...f,
      isCompared: true,
      differences: act.payload.differences.map((d) => ({
        ...d,
        // What was explained stays so only while it is the same difference.
        explanation: explained.get(`${d.key}/${d.kind}/${d.ours}/${d.theirs}`) ?? null,
      })),
    }
  },
  rows: differenceRows,
})

const explain = action({
  label: '说明差异',
  by: ['bulletin_editor'],
  in: ['COLLECTING'],
  basis: monthly,
  input: forms.explain,
  guard: (ctx) => {
    if (!ctx.facts.differences.some((d) => d.key === ctx.input.key))
      ctx.refuse('bulletin.noDifference', undefined, { field: 'key' })
  },
  apply: (f, act) => ({
    ...f,
    differences: f.differences.map((d) =>
      d.key === act.payload.key ? { ...d, explanation: act.payload.explanation } : d,
    ),
  }),
  rows: differenceRows,
})

const reconcile = action({
  label: '核对完毕',
  by: ['bulletin_editor'],
  in: ['COLLECTING'],
  to: 'RECONCILED',
  basis: monthly,
  input: forms.reconcile,
  guard: (ctx) => {
    if (!ctx.facts.isCompared || ctx.facts.imports === 0) ctx.refuse('bulletin.notCompared')
    const open = ctx.facts.differences.filter((d) => d.explanation === null)
    if (open.length) ctx.refuse('bulletin.unexplained', `还有${open.length}处`)
  },
  apply: (f, act) => ({ ...f, reconciledBy: act.actor }),
})

const freeze = action({
  label: '冻结',
  by: ['system'],
  in: ['RECONCILED'],
  to: 'FROZEN',
  basis: [monthly, counting],
  input: forms.freeze,
  guard: (ctx) => {
    const day = freezeDay(ctx, ctx.facts.period)
    if (day.provisional) ctx.refuse('bulletin.calendar')
    if (ctx.declaredOn < day.date) ctx.refuse('bulletin.early', `最早${day.date}`)
    if (snapshotHash(ctx.input.rows, ctx.input.lines) !== ctx.input.hash)
      ctx.refuse('bulletin.hash', undefined, { field: 'hash' })
  },
  apply: (f, act): Facts => {
    const { rows, lines, hash, asOf } = act.payload
    const ofAgencies = lines.filter((l) => l.dimension === 'AGENCY')
    return {
      ...f,
      frozenOn: act.declaredOn,
      asOf,
      snapshotHash: hash,
      rowCount: rows.length,
      printed: lines.filter((l) => l.dimension !== 'AGENCY'),
      corrected: correctionsOf(f.period, rows),
      agencies: [...new Set(ofAgencies.map((l) => l.subject))],
      warnings: ofAgencies.flatMap((l) =>
        l.warning === null
          ? []
          : [{ agency: l.subject, metric: l.metric, level: l.warning, warnedOn: null, fedBackOn: null }],
      ),
    }
  },
  rows: (act, after): Rows => ({ ...frozenRows(act), ...warningRows(act, after) }),
})

const approve = action({
  label: '审批',
  by: ['bulletin_approver'],
  in: ['FROZEN'],
  to: 'APPROVED',
  basis: separate,
  input: forms.approve,
  guard: (ctx) => {
    if (ctx.actor.id === ctx.facts.reconciledBy) ctx.refuse('bulletin.samePerson')
  },
  apply: (f, act) => ({ ...f, approvedBy: act.actor }),
})

const publish = action({
  label: '发布',
  by: ['bulletin_editor'],
  in: ['APPROVED'],
  to: 'PUBLISHED',
  basis: monthly,
  input: forms.publish,
  needs: (_i, at) => [{ series: `bulletin.issue/${at.placement?.agencyId}/${at.facts?.period.slice(0, 4)}` }],
  guard: (ctx) => {
    if (ctx.input.snapshotHash !== ctx.facts.snapshotHash)
      ctx.refuse('bulletin.C01', undefined, { field: 'snapshotHash' })
    const [open] = ambiguousChanges(ctx.input.summary ?? '')
    if (open) ctx.refuse('bulletin.C10', open, { field: 'summary' })
  },
  given: (ctx) => ({ issueNo: ctx.number(`bulletin.issue/${ctx.facts.agencyId}/${ctx.facts.period.slice(0, 4)}`) }),
  // Every organ with a line of its own reads the bulletin, and nothing of how it was edited.
  admits: (ctx) => ({ in: ctx.facts.agencies.map(followerOf) }),
  apply: (f, act) => ({ ...f, publishedOn: act.declaredOn, issueNo: act.given.issueNo }),
  issues: [bulletinPaper],
})

const object = action({
  label: '提出异议',
  by: ['bulletin_agency'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.object,
  guard: (ctx) => {
    const { receivedOn } = ctx.input
    if (!ctx.facts.agencies.includes(ctx.actor.agency)) ctx.refuse('bulletin.otherAgency')
    if (receivedOn < ctx.facts.publishedOn! || receivedOn > ctx.declaredOn)
      ctx.refuse('bulletin.received', undefined, { field: 'receivedOn' })
    const last = addWorkdays(ctx.calendar, receivedOn, settings.objection.amount)
    if (ctx.declaredOn > last.date) ctx.refuse('bulletin.lateObjection', `最后一日是${last.date}`)
  },
  apply: (f, act) => ({
    ...f,
    objections: [
      ...f.objections,
      {
        no: f.objections.length + 1,
        agency: act.agency,
        metric: act.payload.metric,
        filedOn: act.declaredOn,
        decidedOn: null,
        result: null,
      },
    ],
  }),
  rows: objectionRows,
})

const decideObjection = action({
  label: '处理异议',
  by: ['bulletin_editor'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.decideObjection,
  guard: (ctx) => {
    const found = ctx.facts.objections.find((o) => o.no === ctx.input.no)
    if (!found || found.decidedOn) ctx.refuse('bulletin.noObjection', undefined, { field: 'no' })
  },
  apply: (f, act) => ({
    ...f,
    objections: f.objections.map((o) =>
      o.no === act.payload.no ? { ...o, decidedOn: act.declaredOn, result: act.payload.result } : o,
    ),
  }),
  rows: objectionRows,
})

const warn = action({
  label: '发出提醒函',
  by: ['bulletin_editor'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.warn,
  guard: (ctx) => {
    const found = ctx.facts.warnings.find((w) => warningKey(w) === warningKey(ctx.input))
    if (!found || found.warnedOn) ctx.refuse('bulletin.noWarning', metricLabels[ctx.input.metric], { field: 'agency' })
  },
  needs: (i) => [{ agency: i.agency }],
  given: (ctx) => ({ agencyName: ctx.agency(ctx.input.agency)?.name ?? null }),
  apply: (f, act) => withWarning(f, warningKey(act.payload), { warnedOn: act.declaredOn }),
  rows: warningRows,
  issues: [reminderPaper],
})

const feedback = action({
  label: '反馈整改',
  by: ['bulletin_agency', 'bulletin_editor'],
  in: ['PUBLISHED'],
  basis: monthly,
  input: forms.feedback,
  guard: (ctx) => {
    judgeOrgan(ctx)
    const found = ctx.facts.warnings.find((w) => warningKey(w) === warningKey(ctx.input))
    if (!found?.warnedOn || found.fedBackOn) ctx.refuse('bulletin.notWarned', undefined, { field: 'metric' })
  },
  apply: (f, act) => withWarning(f, warningKey(act.payload), { fedBackOn: act.declaredOn }),
  rows: warningRows,
})

const close = action({
  label: '办结',
  by: ['bulletin_editor', 'system'],
  in: ['PUBLISHED'],
  to: 'CLOSED',
  basis: monthly,
  input: forms.close,
  guard: (ctx) => {
    if (!isSettled(ctx.facts)) ctx.refuse('bulletin.open')
  },
  apply: (f, act) => ({ ...f, closedOn: act.declaredOn }),
})

export const bulletinProcedure = define({
  id: 'bulletin.month',
  version: '1',
  label: '行政争议月通报',
  effective: { from: '2018-01-01' as LocalDate },
  decidedByLabel: '开始编制的日期',
  states: {
    COLLECTING: { label: '收集核对' },
    RECONCILED: { label: '已核对' },
    FROZEN: { label: '已冻结' },
    APPROVED: { label: '已审批' },
    PUBLISHED: { label: '已发布' },
    CLOSED: { label: '已办结', final: true },
  },
  initial,
  title: (f) => `${periodText(f.period)}行政争议月通报`,
  refusals: {
    'bulletin.twice': { label: '这个月的通报已经开始编制', basis: monthly },
    'bulletin.future': { label: '这个月还没有开始', basis: monthly },
    'bulletin.duplicateCase': { label: '同一案号的同一事项已经导入', basis: monthly },
    'bulletin.otherMonth': { label: '不是这个月的案件', basis: monthly },
    'bulletin.noDifference': { label: '没有这处差异', basis: monthly },
    'bulletin.notCompared': { label: '还没有导入法院清单并比对', basis: monthly },
    'bulletin.unexplained': { label: '有差异没有说明', basis: monthly },
    'bulletin.calendar': { label: '下一月的放假安排还没有公布，不能冻结', basis: monthly },
    'bulletin.early': { label: '还没有到次月第五个工作日', basis: monthly },
    'bulletin.hash': { label: '快照与它的散列值不符', basis: monthly },
    'bulletin.samePerson': { label: '编制人不得审批自己编制的通报', basis: separate },
    'bulletin.C01': { label: '快照与冻结时的不一致，不能发布', basis: monthly, severity: 'BLOCK' },
    'bulletin.C10': { label: '率的变化没有写明是百分点还是相对变化', basis: wording, severity: 'BLOCK' },
    'bulletin.otherAgency': { label: '只能为本机关提出', basis: monthly },
    'bulletin.received': { label: '收到日须在发布之日以后、不晚于今天', basis: monthly },
    'bulletin.lateObjection': { label: '已过提出异议的期限', basis: monthly },
    'bulletin.noObjection': { label: '没有这项待处理的异议', basis: monthly },
    'bulletin.noWarning': { label: '这个机关的这项指标没有触及预警线，或者已经提醒', basis: monthly },
    'bulletin.notWarned': { label: '没有发过这项提醒，或者已经反馈', basis: monthly },
    'bulletin.open': { label: '还有没有反馈的提醒或者没有处理的异议', basis: monthly },
  },
  limits: {
    freeze: {
      label: '冻结',
      after: ['open'],
      start: (f) => lastDayOf(f.period),
      within: workingDays(settings.freezeWorkdays),
      roll: false,
      met: ['freeze'],
      basis: monthly,
    },
    publish: {
      label: '发布',
      after: ['freeze'],
      within: settings.publish,
      roll: false,
      met: ['publish'],
      basis: monthly,
    },
    feedback: {
      label: '反馈整改',
      after: ['warn'],
      per: (_f, act) => [warningKey(act.payload)],
      within: settings.feedback,
      roll: false,
      met: ['feedback'],
      metFor: (_f, act) => [warningKey(act.payload)],
      basis: monthly,
    },
  },
  turns: {
    limits: {
      freeze: ['bulletin_editor'],
      publish: ['bulletin_approver', 'bulletin_editor'],
      feedback: ['bulletin_agency'],
    },
    states: { PUBLISHED: ['bulletin_editor'] },
  },
  rows: bulletinRows,
  actions: {
    open,
    importCourtList,
    compare,
    explain,
    reconcile,
    freeze,
    approve,
    publish,
    object,
    decideObjection,
    warn,
    feedback,
    close,
  },
})
