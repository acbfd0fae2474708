/**
 * The monthly bulletin on administrative disputes: collected, reconciled with the court's list, frozen on the fifth working day of the
 * next month, approved by another than who edited it, published, objected to, corrected in the next one.
 */

import { followerOf } from '#kernel/access'
import { addWorkdays } from '#kernel/calendar'
import type { LocalDate } from '#kernel/clock'
import { workingDays } from '#kernel/limit'
import { type Context, procedureOf, type Rows } from '#kernel/procedure'
import { afterwards, publishedClaim } from './afterwards.ts'
import { ambiguousChanges, readingsOf } from './changes.ts'
import { courtKey } from './differences.ts'
import { crossedKey, type Facts, initial, periodText, type Warning } from './facts.ts'
import * as forms from './forms.ts'
import { counting, monthly, platform, separate } from './law.ts'
import { correctionPaper } from './letters.ts'
import { firstDayOf, lastDayOf } from './lines.ts'
import { bulletinPaper } from './papers.ts'
import { refusals } from './refusals.ts'
import {
  bulletinRows,
  correctionRows,
  courtRows,
  differenceRows,
  frozenRows,
  populationRows,
  warningRows,
} from './rows.ts'
import { settings } from './settings.ts'
import { countCorrections, snapshotDigest, snapshotHash } from './snapshot.ts'

const { action, define } = procedureOf<Facts>()

/** The day on which the month is frozen: not before, and not while no notice has settled it. */
export const freezeDay = (ctx: Pick<Context<Facts, unknown>, 'calendar'>, period: string) =>
  addWorkdays(ctx.calendar, lastDayOf(period), settings.freezeWorkdays)

const claimOf = (f: Pick<Facts, 'agencyId' | 'period'>) => ({
  claim: 'bulletin.month',
  key: `${f.agencyId}/${f.period}`,
})
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
    const { rows, lines, hash, asOf, told, corrections } = act.payload
    const ofAgencies = lines.filter((l) => l.dimension === 'AGENCY')
    // Acts from before corrections were listed keep what they said then: no sum, and warnings of organs alone.
    const isListed = corrections !== undefined
    return {
      ...f,
      frozenOn: act.declaredOn,
      asOf,
      snapshotHash: hash,
      rowCount: rows.length,
      printed: lines.filter((l) => l.dimension !== 'AGENCY'),
      corrected: countCorrections(f.period, rows, told),
      corrections: (corrections ?? []).map((c) => ({ ...c, reason: null })),
      digest: isListed ? snapshotDigest(rows, lines) : null,
      agencies: [...new Set(ofAgencies.map((l) => l.subject))],
      warnings: (isListed ? lines : ofAgencies).flatMap((l): Warning[] =>
        l.warning === null
          ? []
          : [
              {
                dimension: l.dimension,
                agency: l.subject,
                metric: l.metric,
                level: l.warning,
                recipient: l.dimension === 'AGENCY' ? l.subject : null,
                warnedOn: null,
                fedBackOn: null,
              },
            ],
      ),
    }
  },
  rows: (act, after): Rows => ({ ...frozenRows(act), ...warningRows(act, after), ...correctionRows(act, after) }),
})

const registerPopulation = action({
  label: '登记人口数',
  by: ['bulletin_editor'],
  in: ['COLLECTING', 'RECONCILED'],
  basis: platform('人口数为年度参数，由编制单位按统计部门公布的数登记'),
  input: forms.registerPopulation,
  apply: (f) => f,
  rows: populationRows,
})

const correct = action({
  label: '说明更正的理由',
  by: ['bulletin_editor'],
  in: ['FROZEN', 'APPROVED'],
  basis: monthly,
  input: forms.correct,
  guard: (ctx) => {
    const { period, metric } = ctx.input
    if (!ctx.facts.corrections.some((c) => c.period === period && c.metric === metric))
      ctx.refuse('bulletin.noCorrection', undefined, { field: 'period' })
  },
  apply: (f, act) => ({
    ...f,
    corrections: f.corrections.map((c) =>
      c.period === act.payload.period && c.metric === act.payload.metric ? { ...c, reason: act.payload.reason } : c,
    ),
  }),
  rows: correctionRows,
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
    if (open) ctx.refuse('bulletin.C10', readingsOf(open, ctx.facts.printed), { field: 'summary' })
  },
  given: (ctx) => ({
    issueNo: ctx.number(`bulletin.issue/${ctx.facts.agencyId}/${ctx.facts.period.slice(0, 4)}`),
    published: publishedClaim(ctx.facts.agencyId, ctx.facts.period).key,
  }),
  // Every organ with a line of its own reads the bulletin, and nothing of how it was edited.
  admits: (ctx) => ({ in: ctx.facts.agencies.map(followerOf) }),
  apply: (f, act) => ({ ...f, publishedOn: act.declaredOn, issueNo: act.given.issueNo }),
  claims: (act) => (act.given.published ? [{ kind: 'bulletin.published', key: act.given.published }] : []),
  issues: [bulletinPaper, correctionPaper],
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
  refusals,
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
      per: (_f, act) => [crossedKey(act.payload)],
      within: settings.feedback,
      roll: false,
      met: ['feedback'],
      metFor: (_f, act) => [crossedKey(act.payload)],
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
    registerPopulation,
    importCourtList,
    compare,
    explain,
    reconcile,
    freeze,
    correct,
    approve,
    publish,
    ...afterwards,
  },
})
