/** Hearings: set, put off and held; who appears for each organ, and who says so. */
import { days, earliestEventAfter } from '#kernel/limit'
import {
  type AppearanceFact,
  action,
  agencyOf,
  appearanceOf,
  dayOf,
  judgeDay,
  judgeDefendant,
  nextHearing,
  ours,
  restPhase,
  type SuitFacts,
  withAppearance,
} from './facts.ts'
import * as forms from './forms.ts'
import { headCategoryOf } from './heads.ts'
import { adl, appear, int, platform, recognised } from './law.ts'
import { absencePapers, delegationPapers, identityPapers } from './papers/hearing.ts'
import { court, officer, organs, records, supervisors } from './roles.ts'

const unheard = ['DOCKETED', 'COPY_RECEIVED', 'ANSWERED', 'HEARD'] as const

const scheduleHearing = action({
  label: '登记开庭安排',
  by: records,
  in: unheard,
  to: 'HEARING_SET',
  basis: [int(71), appear(5, 2)],
  input: forms.schedule,
  guard: (ctx) => {
    const { facts, state } = ctx
    if (state === 'DOCKETED' && !facts.isAppellant && !facts.defendants.some((d) => d.copyOn !== null))
      ctx.refuse('litigation.notAppellant')
  },
  given: (ctx) => {
    const { summonsOn, courtNoticeOn, heldOn } = ctx.input
    const isShort = (on: typeof summonsOn) =>
      on !== undefined && heldOn < earliestEventAfter(on, days(3), ctx.calendar).date
    return {
      isSummonsShort: ctx.facts.procedure === 'ORDINARY' && isShort(summonsOn),
      isNoticeShort: isShort(courtNoticeOn),
    }
  },
  tells: (given) => [
    ...(given.isSummonsShort ? ['传票送达到开庭不足三日，请核对'] : []),
    ...(given.isNoticeShort ? ['出庭通知书送达到开庭不足三日，请核对'] : []),
  ],
  apply: (f, a) => ({
    ...f,
    phase: 'HEARING_SET',
    hearings: [
      ...f.hearings,
      {
        no: f.hearings.length + 1,
        heldOn: a.payload.heldOn,
        isHeld: false,
        form: a.payload.form,
        isReNotice: a.payload.isReNotice,
        isPostponedByAgency: false,
        courtNotice: a.payload.courtNotice,
        mergedInto: a.payload.mergedInto ?? null,
      },
    ],
  }),
})

const postponeHearing = action({
  label: '登记延期开庭',
  by: records,
  in: ['HEARING_SET'],
  to: (f) => f.phase,
  among: ['HEARING_SET', 'DOCKETED', 'COPY_RECEIVED', 'ANSWERED', 'HEARD'],
  basis: appear(9, 3),
  input: forms.postpone,
  personal: [{ path: 'reason', label: '延期的理由', mask: 'drop', purpose: '延期开庭' }],
  apply: (f, a) => {
    const { heldOn, isByAgency } = a.payload
    const planned = nextHearing(f)!
    const others = f.hearings.filter((h) => h.isHeld)
    const gone: SuitFacts = { ...f, hearings: others, appearances: f.appearances.filter((x) => x.no !== planned.no) }
    if (heldOn === undefined) return { ...gone, phase: restPhase(gone) }
    return {
      ...gone,
      hearings: [...others, { ...planned, heldOn, isPostponedByAgency: planned.isPostponedByAgency || isByAgency }],
    }
  },
})

const designateHead = action({
  label: '确定出庭负责人',
  by: organs,
  in: ['HEARING_SET'],
  basis: [adl(3, 3), appear(2), appear(6), platform('其他参与分管的负责人须有行政分管文件')],
  input: forms.designate,
  personal: [
    { path: 'name', label: '负责人姓名', mask: 'name', purpose: '身份证明' },
    { path: 'field', label: '分管工作', mask: 'drop', purpose: '身份证明' },
  ],
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    const found = headCategoryOf(d.kind, ctx.input.position, ctx.input.hasProof)
    if ('why' in found) ctx.refuse('litigation.B07', found.why, { field: 'position' })
  },
  given: (ctx) => {
    const d = judgeDefendant(ctx)
    const found = headCategoryOf(d.kind, ctx.input.position, ctx.input.hasProof)
    return { category: 'category' in found ? found.category : null }
  },
  apply: (f, a) => withAppearance(f, nextHearing(f)!.no, agencyOf(a), { designated: a.given.category, absence: null }),
  issues: identityPapers,
})

const explainAbsence = action({
  label: '说明负责人不能出庭',
  by: organs,
  in: ['HEARING_SET'],
  basis: [appear(8), appear(9, 1), int(129, 3)],
  input: forms.absence,
  personal: [{ path: 'explanation', label: '情况说明', mask: 'drop', purpose: '说明不能出庭的理由' }],
  guard: (ctx) => void judgeDefendant(ctx),
  apply: (f, a) => withAppearance(f, nextHearing(f)!.no, agencyOf(a), { designated: null, absence: a.payload.reason }),
  issues: absencePapers,
})

const delegateStaff = action({
  label: '委托出庭人员',
  by: organs,
  in: ['HEARING_SET'],
  basis: [adl(3, 3), adl(31, 1), int(128, 2), int(130), int(131, 2), appear(10)],
  input: forms.delegate,
  personal: [
    { path: 'people.*.name', label: '姓名', mask: 'name', purpose: '授权委托' },
    { path: 'people.*.post', label: '职务、执业机构', mask: 'drop', purpose: '授权委托' },
  ],
  guard: (ctx) => {
    const d = judgeDefendant(ctx)
    const planned = nextHearing(ctx.facts)!
    const isHeadComing = (appearanceOf(ctx.facts, planned.no, d.agencyId!)?.designated ?? null) !== null
    if (!isHeadComing && ctx.input.people.every((p) => p.kind === 'LAWYER')) ctx.refuse('litigation.B03')
  },
  apply: (f) => f,
  issues: delegationPapers,
})

const recordHearing = action({
  label: '登记开庭情况',
  by: [court, officer, ...supervisors],
  in: ['HEARING_SET'],
  to: 'HEARD',
  basis: [appear(7), appear(11), appear(12, 2), recognised],
  input: forms.held,
  guard: (ctx) => {
    const { facts, input } = ctx
    judgeDay(ctx, 'heldOn', input.heldOn, facts.docketedOn)
    const named = input.presences.map((p) => p.agencyId)
    const all = ours(facts).map((d) => d.agencyId)
    if (named.length !== all.length || !all.every((id) => named.includes(id)))
      ctx.refuse('litigation.noPresence', undefined, { field: 'presences' })
    for (const [i, p] of input.presences.entries())
      if (p.attended && p.category === undefined)
        ctx.refuse('litigation.headCategory', undefined, { field: `presences.${i}.category` })
    const { representative, determination } = input
    if (
      representative !== undefined &&
      (!all.includes(representative) || all.length < 2 || determination === undefined)
    )
      ctx.refuse('litigation.representative', undefined, { field: 'representative' })
  },
  apply: (f, a) => {
    const planned = nextHearing(f)!
    const on = dayOf(a, 'heldOn')
    const isRecognised = a.capacity !== officer
    const with1 = a.payload.presences.reduce(
      (g: SuitFacts, p: any) =>
        withAppearance(g, planned.no, p.agencyId, {
          isHeld: true,
          attended: p.attended,
          category: p.category ?? null,
          idProof: p.idProof,
          staffAttended: p.staffAttended,
          lawyerAttended: p.lawyerAttended,
          spoke: p.spoke,
          left: p.left,
          refusedToExplain: p.refusedToExplain,
          courtOpinion: p.courtOpinion,
          isRecognised,
        } satisfies Partial<AppearanceFact>),
      f,
    )
    return {
      ...with1,
      phase: 'HEARD',
      headsKnownAt: a.recordedAt,
      representative: a.payload.representative ?? f.representative,
      hearings: f.hearings.map((h) => (h.no === planned.no ? { ...h, heldOn: on, isHeld: true } : h)),
    }
  },
})

const recogniseHead = action({
  label: '认定负责人出庭',
  by: [court, ...supervisors],
  in: [
    'HEARING_SET',
    'HEARD',
    'SUSPENDED',
    'JUDGED',
    'NO_APPEAL',
    'APPEALED',
    'EFFECTIVE',
    'PERFORMED',
    'CONCLUDED_NO_JUDGMENT',
  ],
  basis: [appear(6, 2), appear(7), recognised],
  input: forms.recognise,
  personal: [{ path: 'source', label: '法院记录', mask: 'drop', purpose: '认定负责人出庭' }],
  guard: (ctx) => {
    const { facts, input } = ctx
    if (!appearanceOf(facts, input.no, input.agencyId)?.isHeld)
      ctx.refuse('litigation.noSitting', undefined, { field: 'no' })
    if (input.attended && input.category === undefined)
      ctx.refuse('litigation.headCategory', undefined, { field: 'category' })
  },
  apply: (f, a) => ({
    ...withAppearance(f, a.payload.no, a.payload.agencyId, {
      attended: a.payload.attended,
      category: a.payload.category ?? null,
      isRecognised: true,
    }),
    headsKnownAt: a.recordedAt,
  }),
})

export const hearing = {
  scheduleHearing,
  postponeHearing,
  designateHead,
  explainAbsence,
  delegateStaff,
  recordHearing,
  recogniseHead,
}
