/**
 * Certificates of administrative enforcement (行政执法证件): registered as the issuing organ gave them, renewed, suspended, given back
 * and withdrawn by acts. The platform issues none and judges nobody's qualification; it keeps what the organ decided.
 */
import { z } from 'zod'
import { addDays, type LocalDate } from './clock.ts'
import { agency, choice, day, help, officer, text, where } from './fields.ts'
import { law, platform } from './law.ts'
import { heldPosts, isAdminRole, lockOf, officeHouse, separation } from './office-posts.ts'
import { type Context, procedureOf } from './procedure.ts'

const comprehensive = law('ZJ_ENF_2021')
const penalties = law('APL_2021')
const coercion = law('ACL_2011')

const passed = comprehensive(28, 1)
/** Penalties and measures of coercion are for those who are qualified. */
const qualified = [penalties(42, 1), coercion(17, 3)]
const asDecided = platform(
  '证件由谁制发、怎样延续、暂停、恢复和注销，所引条文没有规定；平台按发证机关的决定登记，写明名称、文号和日期',
)
const notSelf = platform('登记人不得登记自己的证件')
const oneNumber = platform('证件编号不重复登记；登记有误而撤去的，编号可以再用')
const inOrder = platform('登记的是已经作出的决定，日期须前后相接')

export const certificateKinds = { ENFORCEMENT: '行政执法证', OTHER: '其他法定的执法证件' } as const
export const endReasons = {
  LEFT: '调离、退休、辞职等不再从事执法工作',
  REPLACED: '换发新证、证件遗失或者损毁',
  CANCELLED: '发证机关吊销或者撤销',
  MISTAKE: '登记有误，撤去这次登记',
} as const

/** A row of kernel.certificate. `valid_to` is the day after the last day that is printed on it. */
export type CertificateRow = {
  matter_id: string
  number: string
  kind: keyof typeof certificateKinds
  officer_id: string
  agency_id: string
  field: string
  region: string
  issuer: string
  exam_passed_on: LocalDate | null
  issued_on: LocalDate
  valid_from: LocalDate
  valid_to: LocalDate
  state: 'VALID' | 'SUSPENDED' | 'WITHDRAWN'
  state_since: LocalDate
  ended_because: keyof typeof endReasons | null
}
type Row = Omit<CertificateRow, 'matter_id' | 'state'>
type Facts = { row: Row | null }
const { action, define } = procedureOf<Facts>()

export const certificateStates = {
  VALID: { label: '有效' },
  SUSPENDED: { label: '暂停使用' },
  WITHDRAWN: { label: '已注销', final: true },
} as const

/** What a certificate is on a day, in words: its dates count beside what was registered last. */
export function certificateStanding(
  c: Pick<CertificateRow, 'state' | 'valid_from' | 'valid_to'>,
  on: LocalDate,
): { isUsable: boolean; label: string } {
  if (c.state === 'VALID' && on < c.valid_from) return { isUsable: false, label: '尚未生效' }
  if (c.state !== 'WITHDRAWN' && c.valid_to <= on) return { isUsable: false, label: '已过有效期' }
  return { isUsable: c.state === 'VALID', label: certificateStates[c.state].label }
}

const number = z
  .string({ error: (i) => (i.input === undefined ? '请填写证件编号' : undefined) })
  .trim()
  .regex(/^[0-9A-Za-z\p{Script=Han}-]{4,40}$/u, '证件编号为4至40位，只含数字、字母、汉字和连字符')
  .meta({ label: '证件编号' })
const paper = text('决定或者证件的名称、文号和日期', 300)
const noLaterThanToday = (
  ctx: { today: LocalDate; refuse: Context<Facts, unknown>['refuse'] },
  field: string,
  on: LocalDate,
) => on > ctx.today && ctx.refuse('office.certificate.future', undefined, { field })
const notOwn = (ctx: Context<Facts, any>) => {
  if (ctx.facts.row?.officer_id === ctx.actor.id) ctx.refuse('office.certificate.self')
}
/** What was decided later than the last registered decision, and has happened. */
const follows = (ctx: Context<Facts, any>, field: string, on: LocalDate) => {
  notOwn(ctx)
  noLaterThanToday(ctx, field, on)
  if (on < ctx.facts.row!.state_since) ctx.refuse('office.certificate.order', undefined, { field })
}
const by = ['security_admin', 'system']

export const certificateId = 'office.certificate'

export const certificate = define({
  id: certificateId,
  version: 'ZJ_ENF_2021',
  label: '行政执法证件登记',
  effective: { from: '2022-01-01' as LocalDate },
  decidedByLabel: '登记日',
  states: certificateStates,
  initial: { row: null },
  title: ({ row }) => (row ? `${certificateKinds[row.kind]} ${row.number}` : '行政执法证件'),
  refusals: {
    'office.certificate.self': { label: '不得登记自己的证件', basis: notSelf },
    'office.certificate.separation': { label: '管理员不办理业务，不登记执法证件', basis: separation },
    'office.certificate.post': { label: '持证人现在不在这个执法机关任职', basis: passed },
    'office.certificate.exam': { label: '行政执法证须考试合格以后领取', basis: passed },
    'office.certificate.number': { label: '这个编号已经登记', basis: oneNumber },
    'office.certificate.future': { label: '日期不得晚于今天', basis: inOrder },
    'office.certificate.order': { label: '日期前后不相接', basis: inOrder },
    'office.certificate.expired': {
      label: '有效期已过，不能延续，须凭新发的证件重新登记',
      basis: [...qualified, inOrder],
    },
  },
  limits: {},
  turns: { states: { VALID: [], SUSPENDED: [] } },
  rows: (act, { row }, _before, state) => ({
    'kernel.certificate': row ? [{ ...row, matter_id: act.matter, state }] : [],
  }),
  actions: {
    register: action({
      label: '登记执法证件',
      by,
      to: 'VALID',
      basis: [passed, ...qualified, asDecided],
      input: z.strictObject({
        officer: officer('持证人'),
        agency: agency('所在的执法机关'),
        kind: choice(certificateKinds, '证件种类'),
        number,
        issuer: text('发证机关', 80),
        field: text('执法类别', 120),
        region: text('执法区域', 120),
        examPassedOn: where(day('考试合格之日').optional(), 'kind', 'ENFORCEMENT'),
        issuedOn: day('发证之日'),
        from: day('有效期自'),
        until: help(day('有效期至'), '证件上写的最后一日，当日仍有效'),
        document: paper,
      }),
      place: officeHouse,
      needs: (i) => [
        ...lockOf(i.officer),
        { agency: i.agency },
        { claim: 'office.certificate', key: i.number, exclusive: true },
      ],
      guard: (ctx) => {
        const { input: i, today } = ctx
        if (i.officer === ctx.actor.id) ctx.refuse('office.certificate.self', undefined, { field: 'officer' })
        const running = heldPosts(ctx, i.officer).filter(
          (p) => p.valid_from <= today && (p.valid_to === null || today < p.valid_to),
        )
        if (running.some((p) => isAdminRole(p.role)))
          ctx.refuse('office.certificate.separation', undefined, { field: 'officer' })
        if (!running.some((p) => p.agency_id === i.agency && p.role !== 'party'))
          ctx.refuse('office.certificate.post', undefined, { field: 'agency' })
        if (i.kind === 'ENFORCEMENT' && (!i.examPassedOn || i.issuedOn < i.examPassedOn))
          ctx.refuse('office.certificate.exam', undefined, { field: 'examPassedOn' })
        if (ctx.claims('office.certificate', i.number).length > 0)
          ctx.refuse('office.certificate.number', undefined, { field: 'number' })
        noLaterThanToday(ctx, 'issuedOn', i.issuedOn)
        if (i.from < i.issuedOn) ctx.refuse('office.certificate.order', undefined, { field: 'from' })
        if (i.until < i.from) ctx.refuse('office.certificate.order', undefined, { field: 'until' })
      },
      apply: (_f, { payload: i }) => ({
        row: {
          number: i.number,
          kind: i.kind,
          officer_id: i.officer,
          agency_id: i.agency,
          field: i.field,
          region: i.region,
          issuer: i.issuer,
          exam_passed_on: i.examPassedOn ?? null,
          issued_on: i.issuedOn,
          valid_from: i.from,
          valid_to: addDays(i.until, 1),
          state_since: i.issuedOn,
          ended_because: null,
        },
      }),
      claims: (a) => [
        { kind: 'office.certificate', key: a.payload.number },
        { kind: 'office.certified', key: a.payload.officer },
      ],
    }),
    renew: action({
      label: '登记延续',
      by,
      in: ['VALID'],
      basis: asDecided,
      input: z.strictObject({
        on: day('延续之日'),
        until: help(day('延续后的有效期至'), '证件上写的最后一日，当日仍有效'),
        document: paper,
      }),
      guard: (ctx) => {
        const { on, until } = ctx.input
        follows(ctx, 'on', on)
        const ends = ctx.facts.row!.valid_to
        if (ends <= on) ctx.refuse('office.certificate.expired', undefined, { field: 'on' })
        if (until < ends) ctx.refuse('office.certificate.order', undefined, { field: 'until' })
      },
      apply: (f, { payload: i }) => ({ row: { ...f.row!, valid_to: addDays(i.until, 1), state_since: i.on } }),
    }),
    suspend: action({
      label: '登记暂停使用',
      by,
      in: ['VALID'],
      to: 'SUSPENDED',
      basis: asDecided,
      input: z.strictObject({ on: day('暂停之日（自当日起）'), reason: text('暂停的原因', 300), document: paper }),
      guard: (ctx) => follows(ctx, 'on', ctx.input.on),
      apply: (f, { payload: i }) => ({ row: { ...f.row!, state_since: i.on } }),
    }),
    reinstate: action({
      label: '登记恢复使用',
      by,
      in: ['SUSPENDED'],
      to: 'VALID',
      basis: asDecided,
      input: z.strictObject({ on: day('恢复之日（自当日起）'), document: paper }),
      guard: (ctx) => follows(ctx, 'on', ctx.input.on),
      apply: (f, { payload: i }) => ({ row: { ...f.row!, state_since: i.on } }),
    }),
    withdraw: action({
      label: '登记注销',
      by,
      in: ['VALID', 'SUSPENDED'],
      to: 'WITHDRAWN',
      basis: [...qualified, asDecided],
      input: z.strictObject({
        on: day('注销之日（自当日起）'),
        because: choice(endReasons, '注销的原因'),
        document: paper,
      }),
      guard: (ctx) => follows(ctx, 'on', ctx.input.on),
      apply: (f, { payload: i }) => ({ row: { ...f.row!, state_since: i.on, ended_because: i.because } }),
      claims: (a, f) => [
        { kind: 'office.certified', key: f.row!.officer_id, release: true },
        ...(a.payload.because === 'MISTAKE' ? [{ kind: 'office.certificate', key: f.row!.number, release: true }] : []),
      ],
    }),
  },
})
