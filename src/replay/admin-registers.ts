/** What stands beside the cases of a year: half-yearly reports, assessments of organs, claims for compensation made to an organ first. */
import { epochMs } from '#kernel/clock'
import type { AdminPlan } from './admin-plan.ts'
import { type AdminContext, applicantOf, bodyOf, clockOf, organActor, workdays } from './admin-steps.ts'
import { officer, type Script } from './enact.ts'
import { idFor, randomFamily } from './random.ts'
import { atSecond, type Day, dateOf } from './timing.ts'

const idOf = (ctx: AdminContext, kind: string, key: number, on: Day) =>
  idFor(ctx.seed, kind, key, epochMs(atSecond(on, 8 * 3600)))

export function addReport(script: Script, r: AdminPlan['reports'][number], key: number, ctx: AdminContext): void {
  const at = clockOf(randomFamily(ctx.seed, 'admin-report')(key))
  script.add(bodyOf(r.organ, 'recon_unit_head'), at(r.on), {
    matterId: idOf(ctx, 'admin-report', key, r.on),
    procedure: 'reconsideration.report',
    action: 'submitReport',
    input: {
      organId: r.organ,
      year: r.year,
      half: `H${r.half}`,
      document: { kind: '行政复议工作状况分析报告', date: dateOf(r.on) },
    },
  })
}

export function addAssessment(script: Script, a: AdminPlan['assessed'][number], key: number, ctx: AdminContext): void {
  const at = clockOf(randomFamily(ctx.seed, 'admin-assessment')(key))
  const assessor = officer(`justice-${ctx.city}`, 'recon_assessor', { kind: 'city', value: 'city' })
  script.add(assessor, at(a.on), {
    matterId: idOf(ctx, 'admin-assessment', key, a.on),
    procedure: 'reconsideration.assessment',
    action: 'recordAssessment',
    input: {
      organId: a.organ,
      year: ctx.year,
      isDue: true,
      isPassed: a.isPassed,
      document: { kind: '规范化建设评估结果（模拟数据）', date: dateOf(a.on) },
    },
  })
}

/** Paid in full within the days of organ and treasury. */
export function addClaim(script: Script, c: AdminPlan['claims'][number], ctx: AdminContext): void {
  const random = randomFamily(ctx.seed, 'admin-claim')(c.key)
  const at = clockOf(random)
  const matterId = idOf(ctx, 'admin-claim', c.key, c.received)
  const { name, idKind, idNumber, phone } = applicantOf(c.county, c.person, ctx.year, '', random)
  const amountFen = 100_000 * (1 + random.int(40))
  const day = (n: number) => workdays(ctx, c.received, n)
  const add = (role: 'litigation_officer' | 'litigation_head', on: Day, action: string, input: object) =>
    script.add(organActor(c.agency, role), at(on), { matterId, action, input })
  script.add(organActor(c.agency, 'litigation_officer'), at(c.received), {
    matterId,
    procedure: 'litigation.compensation',
    action: 'file',
    input: {
      agencyId: c.agency,
      name,
      idKind,
      idNumber,
      phone,
      harm: 'PROPERTY',
      amountFen,
      request: '请求赔偿财产损失（模拟数据）',
      receivedOn: dateOf(c.received),
    },
  })
  add('litigation_officer', day(8), 'hearClaimant', { on: dateOf(day(8)), isAgreed: true, views: '同意赔偿数额' })
  add('litigation_head', day(15), 'decide', { result: 'COMPENSATE', amountFen, name, reasons: '损失属实，应当赔偿' })
  add('litigation_officer', day(17), 'serveDecision', { servedOn: dateOf(day(17)) })
  add('litigation_officer', day(22), 'requestPayment', {
    receivedOn: dateOf(day(22)),
    ground: 'DECISION',
    documentNo: `示赔〔${dateOf(day(15)).slice(0, 4)}〕${1 + c.key}号`,
    amountFen,
    name,
  })
  add('litigation_officer', day(24), 'submitToFinance', { on: dateOf(day(24)), receivedOn: dateOf(day(24)) })
  add('litigation_officer', day(30), 'recordPaid', { paidOn: dateOf(day(30)) })
  add('litigation_head', day(35), 'decideRecourse', { hasFault: false, reason: '没有故意或者重大过失' })
  add('litigation_officer', day(36), 'closeClaim', {})
}
