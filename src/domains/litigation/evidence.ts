/** Answer and evidence: within fifteen days, later only by leave of the court, and never gathered from the other side meanwhile. */
import type { FoldedAct } from '#kernel/procedure'
import {
  action,
  agencyOf,
  type DefendantFact,
  dayOf,
  judgeDay,
  judgeDefendant,
  restPhase,
  type SuitContext,
  type SuitFacts,
  withDefendant,
} from './facts.ts'
import * as forms from './forms.ts'
import { judgeLate } from './intake.ts'
import { adl, int } from './law.ts'
import { answerPapers, extensionPapers } from './papers/defence.ts'
import { organs, records } from './roles.ts'

type Evidence = {
  label: string
  formedOn?: string | undefined
  collectedOn?: string | undefined
  from: 'OWN' | 'PARTY' | 'OTHER'
  isPermitted: boolean
  isServiceOrPerformance: boolean
}

/** Evidence gathered from the other side or a witness once the organ knew of the suit is not handed in without the court's leave. */
function judgeEvidence(ctx: SuitContext, d: DefendantFact, list: readonly Evidence[]): void {
  for (const [i, e] of list.entries())
    if (e.from === 'PARTY' && !e.isPermitted && e.collectedOn && d.copyOn && e.collectedOn >= d.copyOn)
      ctx.refuse('litigation.B02', e.label, { field: `evidence.${i}.collectedOn` })
}

/** Rows of what was handed in; text of the list stays in the act. */
const evidenceRows = (act: FoldedAct, list: readonly Evidence[], f: SuitFacts) => ({
  'litigation.evidence': list.map((e, i) => ({
    matter_id: act.matter,
    act_n: act.n,
    no: i + 1,
    agency: agencyOf(act),
    formed_on: e.formedOn ?? null,
    is_after_act: !e.isServiceOrPerformance && e.formedOn !== undefined && f.actOn !== null && e.formedOn > f.actOn,
    submitted_on: dayOf(act, 'submittedOn'),
  })),
})
const evidencePersonal = [
  { path: 'evidence.*.label', label: '证据名称', mask: 'drop', purpose: '举证' },
  { path: 'evidence.*.proves', label: '证明内容', mask: 'drop', purpose: '举证' },
] as const

const answer = action({
  label: '提交答辩状、证据',
  by: organs,
  in: ['COPY_RECEIVED', 'ANSWERED', 'HEARING_SET', 'HEARD'],
  to: (f) => f.phase,
  among: {
    COPY_RECEIVED: ['COPY_RECEIVED', 'ANSWERED'],
    ANSWERED: ['ANSWERED'],
    HEARING_SET: ['HEARING_SET'],
    HEARD: ['HEARD'],
  },
  basis: [adl(67), int(108, 2)],
  input: forms.answer,
  personal: [{ path: 'defence', label: '答辩意见', mask: 'drop', purpose: '答辩' }, ...evidencePersonal],
  guard: (ctx) => {
    const { input } = ctx
    const d = judgeDefendant(ctx)
    if (d.copyOn === null) ctx.refuse('litigation.noCopy')
    if (!input.hasDefence && !input.hasEvidence) ctx.refuse('litigation.nothingSubmitted')
    judgeDay(ctx, 'submittedOn', input.submittedOn, d.copyOn)
    judgeEvidence(ctx, d, input.evidence)
  },
  apply: (f, a) => {
    const agency = agencyOf(a)
    const d = f.defendants.find((x) => x.agencyId === agency)!
    const on = dayOf(a, 'submittedOn')
    const after = withDefendant(f, agency, {
      answeredOn: a.payload.hasDefence ? (d.answeredOn ?? on) : d.answeredOn,
      evidenceOn: a.payload.hasEvidence ? (d.evidenceOn ?? on) : d.evidenceOn,
    })
    const isWaiting = f.phase === 'HEARING_SET' || f.phase === 'HEARD'
    return { ...after, phase: isWaiting ? f.phase : restPhase(after) }
  },
  rows: (a, f) => evidenceRows(a, a.payload.evidence, f),
  issues: answerPapers,
})

const requestEvidenceExtension = action({
  label: '申请延期举证',
  by: organs,
  in: ['COPY_RECEIVED', 'ANSWERED'],
  basis: [adl(36, 1), int(34)],
  input: forms.extension,
  personal: [{ path: 'grounds', label: '不能按期举证的事由', mask: 'drop', purpose: '申请延期举证' }],
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    if (d.copyOn === null) ctx.refuse('litigation.noCopy')
    const on = ctx.input.filedOn ?? ctx.declaredOn
    judgeDay(ctx, 'filedOn', on, d.copyOn)
    judgeLate(ctx, 'evidence', d.agencyId!, on, 'litigation.extensionLate')
  },
  apply: (f, a) => withDefendant(f, agencyOf(a), { extension: 'REQUESTED', extensionOn: dayOf(a, 'filedOn') }),
  issues: extensionPapers,
})

const recordExtension = action({
  label: '登记法院对延期举证的决定',
  by: records,
  in: ['COPY_RECEIVED', 'ANSWERED', 'HEARING_SET', 'HEARD'],
  basis: [adl(36, 1), int(34)],
  input: forms.extensionRuling,
  guard: (ctx) => {
    if (judgeDefendant(ctx).extension !== 'REQUESTED') ctx.refuse('litigation.noRequest')
  },
  apply: (f, a) => withDefendant(f, agencyOf(a), { extension: a.payload.isGranted ? 'GRANTED' : 'REFUSED' }),
})

const recordObstacleRemoved = action({
  label: '登记不能举证的事由消除',
  by: records,
  in: ['COPY_RECEIVED', 'ANSWERED', 'HEARING_SET', 'HEARD'],
  basis: int(34),
  input: forms.obstacle,
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    if (d.extension !== 'GRANTED') ctx.refuse('litigation.notGranted')
    judgeDay(ctx, 'removedOn', ctx.input.removedOn, d.copyOn)
  },
  apply: (f, a) => withDefendant(f, agencyOf(a), { obstacleOn: a.payload.removedOn }),
})

const supplementEvidence = action({
  label: '补充证据',
  by: organs,
  in: ['ANSWERED', 'HEARING_SET', 'HEARD'],
  basis: adl(36, 2),
  input: forms.supplement,
  personal: [
    { path: 'newMatter', label: '原告、第三人新提出的理由或者证据', mask: 'drop', purpose: '补充证据' },
    ...evidencePersonal,
  ],
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    if (!ctx.input.isPermitted) ctx.refuse('litigation.unpermitted', undefined, { field: 'isPermitted' })
    judgeEvidence(ctx, d, ctx.input.evidence)
  },
  apply: (f) => f,
  rows: (a, f) => evidenceRows(a, a.payload.evidence, f),
})

export const evidence = {
  answer,
  requestEvidenceExtension,
  recordExtension,
  recordObstacleRemoved,
  supplementEvidence,
}
