/** Small registers beside the cases: how organs were assessed against the standard, their half-yearly reports, and grassroots points. */
import { z } from 'zod'
import { type LocalDate, localDate } from '#kernel/clock'
import { agency, choice, day, paper, place, text, yesNo } from '#kernel/fields'
import { type ProcedureDef, procedureOf } from '#kernel/procedure'
import { platform } from './law.ts'
import { reconRegulation } from './statutes.ts'

const assessing = platform('复议规范化建设由省级评估，登记评估结果')
const points = platform('基层受理点由复议机关设立，只接收、释明、转送')
const from = localDate('2018-01-01')

// ----- Assessment -----

type Assessment = { organId: string; year: number; isDue: boolean; isPassed: boolean }
const assessment = procedureOf<Assessment>()
const assessmentForm = {
  isDue: z.boolean().default(true).meta({ label: '应当参加评估' }),
  isPassed: yesNo('达标'),
  document: paper('评估文件'),
}
const yearOf = z.int().min(2018).max(2100).meta({ label: '评估年度' })
const passed = (i: { isDue: boolean; isPassed: boolean }) => i.isPassed && !i.isDue

const assessmentProcedure = assessment.define({
  id: 'reconsideration.assessment',
  version: '1',
  label: '复议规范化建设评估',
  effective: { from },
  decidedByLabel: '登记日',
  states: { RECORDED: { label: '已登记', final: true } },
  initial: { organId: '', year: 2018, isDue: true, isPassed: false },
  actions: {
    recordAssessment: assessment.action({
      label: '登记评估结果',
      by: ['recon_assessor'],
      to: 'RECORDED',
      basis: assessing,
      input: z.strictObject({ organId: agency('行政复议机关'), year: yearOf, ...assessmentForm }),
      place: (i) => i.organId,
      needs: (i) => [{ claim: 'reconsideration.assessment', key: `${i.organId}/${i.year}`, exclusive: true }],
      guard: (ctx) => {
        const { input } = ctx
        if (ctx.claims('reconsideration.assessment', `${input.organId}/${input.year}`).length > 0)
          ctx.refuse('reconsideration.assessed', undefined, { field: 'year' })
        if (passed(input)) ctx.refuse('reconsideration.notDue', undefined, { field: 'isPassed' })
      },
      apply: (_f, act) => ({
        organId: act.payload.organId,
        year: act.payload.year,
        isDue: act.payload.isDue,
        isPassed: act.payload.isPassed,
      }),
      claims: (act) => [
        { kind: 'reconsideration.assessment', key: `${act.payload.organId}/${act.payload.year}`, exclusive: true },
      ],
    }),
    correctAssessment: assessment.action({
      label: '更正评估结果',
      by: ['recon_assessor'],
      in: ['RECORDED'],
      basis: assessing,
      input: z.strictObject({ ...assessmentForm, reason: text('更正的理由', 500) }),
      guard: (ctx) => {
        if (passed(ctx.input)) ctx.refuse('reconsideration.notDue', undefined, { field: 'isPassed' })
      },
      apply: (f, act) => ({ ...f, isDue: act.payload.isDue, isPassed: act.payload.isPassed }),
    }),
  },
  limits: {},
  refusals: {
    'reconsideration.assessed': {
      label: '这一机关当年的评估结果已经登记',
      basis: platform('一个机关一年登记一次，有误的更正'),
    },
    'reconsideration.notDue': { label: '不应参加评估的不能登记为达标', basis: assessing },
  },
  rows: (act, f) => ({
    'reconsideration.assessment': [
      {
        matter_id: act.matter,
        organ_id: f.organId,
        year: f.year,
        is_due: f.isDue,
        is_passed: f.isPassed,
        known_at: act.recordedAt,
      },
    ],
  }),
  title: (f) => `复议规范化建设评估（${f.year}年）`,
})

// ----- Report -----

type Report = { organId: string; year: number; half: number }
const report = procedureOf<Report>()
const reportProcedure = report.define({
  id: 'reconsideration.report',
  version: '1',
  label: '行政复议工作状况分析报告',
  effective: { from },
  decidedByLabel: '提交日',
  states: { SUBMITTED: { label: '已提交', final: true } },
  initial: { organId: '', year: 2018, half: 1 },
  actions: {
    submitReport: report.action({
      label: '提交状况分析报告',
      by: ['recon_unit_head'],
      to: 'SUBMITTED',
      basis: [reconRegulation(58), platform('每半年一次')],
      input: z.strictObject({
        organId: agency('行政复议机关'),
        year: z.int().min(2018).max(2100).meta({ label: '年度' }),
        half: choice({ H1: '上半年', H2: '下半年' }, '期间'),
        document: paper('报告'),
      }),
      place: (i) => i.organId,
      apply: (_f, act) => ({
        organId: act.payload.organId,
        year: act.payload.year,
        half: act.payload.half === 'H1' ? 1 : 2,
      }),
    }),
  },
  limits: {},
  refusals: {},
  rows: (act, f) => ({
    'reconsideration.report': [
      { matter_id: act.matter, organ_id: f.organId, year: f.year, half: f.half, submitted_on: act.declaredOn },
    ],
  }),
  title: (f) => `行政复议工作状况分析报告（${f.year}年${f.half === 1 ? '上' : '下'}半年）`,
})

// ----- Grassroots points -----

type Point = {
  organId: string
  officeId: string
  placeCode: string
  openedOn: LocalDate
  closedOn: LocalDate | null
  knownAt: string
}
const point = procedureOf<Point>()
const pointProcedure = point.define({
  id: 'reconsideration.intakePoint',
  version: '1',
  label: '行政复议基层受理点',
  effective: { from },
  decidedByLabel: '设立日',
  states: { OPEN: { label: '运行' }, CLOSED: { label: '已撤销', final: true } },
  initial: { organId: '', officeId: '', placeCode: '', openedOn: from, closedOn: null, knownAt: '' },
  actions: {
    openPoint: point.action({
      label: '设立受理点',
      by: ['recon_unit_head'],
      to: 'OPEN',
      basis: points,
      input: z.strictObject({
        organId: agency('行政复议机关'),
        officeId: agency('设在的机构'),
        placeCode: place('所在乡镇（街道）', 'town'),
        openedOn: day('设立日').optional(),
      }),
      place: (i) => i.organId,
      readers: (i) => [`a:${i.officeId}`],
      guard: (ctx) => {
        if (ctx.input.openedOn && ctx.input.openedOn > ctx.declaredOn)
          ctx.refuse('reconsideration.pointDay', undefined, { field: 'openedOn' })
      },
      apply: (f, act) => ({
        ...f,
        organId: act.payload.organId,
        officeId: act.payload.officeId,
        placeCode: act.payload.placeCode,
        openedOn: act.payload.openedOn ?? act.declaredOn,
        knownAt: act.recordedAt,
      }),
    }),
    closePoint: point.action({
      label: '撤销受理点',
      by: ['recon_unit_head'],
      in: ['OPEN'],
      to: 'CLOSED',
      basis: points,
      input: z.strictObject({ reason: text('理由', 500) }),
      apply: (f, act) => ({ ...f, closedOn: act.declaredOn }),
    }),
  },
  limits: {},
  refusals: {
    'reconsideration.pointDay': { label: '设立日不得晚于登记当日', basis: points },
  },
  rows: (act, f) => ({
    'reconsideration.intake_point': [
      {
        matter_id: act.matter,
        organ_id: f.organId,
        office_id: f.officeId,
        place: f.placeCode,
        opened_on: f.openedOn,
        closed_on: f.closedOn,
        known_at: f.knownAt,
      },
    ],
  }),
  title: () => '行政复议基层受理点',
})

export const registerProcedures: readonly ProcedureDef<any>[] = [assessmentProcedure, reportProcedure, pointProcedure]
