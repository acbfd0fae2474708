/** A domain of the tests alone: filing, acceptance within five working days else deemed, decision within sixty days, two versions. */
import { z } from 'zod'
import type { LocalDate } from '../../src/kernel/clock.ts'
import { type DocumentTemplate, fillWording } from '../../src/kernel/document.ts'
import { defineDomain } from '../../src/kernel/domain.ts'
import * as fields from '../../src/kernel/fields.ts'
import {
  answerRows,
  hear,
  heardInput,
  isOpenOffer,
  newOffer,
  type Offer,
  offerRows,
  type Taken,
} from '../../src/kernel/handover.ts'
import { platform } from '../../src/kernel/law.ts'
import { days, workingDays } from '../../src/kernel/limit.ts'
import { procedureOf } from '../../src/kernel/procedure.ts'

/** A decision on paper: the applicant's name stands in it and nowhere else. */
const decisionPaper: DocumentTemplate<{
  number: string | undefined
  name: string | undefined
  result: string
  by: string
  on: LocalDate
}> = {
  id: 'sample.decision',
  version: '1',
  label: '测试决定书',
  layout: 'official',
  code: '测决字',
  wording: { remedy: '对本决定不服的，可以在{days}日内申请复查。' },
  build: (d, words) => [
    { kind: 'head', issuer: d.by, ...(d.number ? { number: d.number } : {}) },
    { kind: 'title', text: '决定书' },
    { kind: 'addressee', text: d.name ?? '（已删除）' },
    { kind: 'paragraph', text: d.result === 'yes' ? '同意你的申请。' : '不同意你的申请。' },
    { kind: 'paragraph', text: fillWording(words.remedy!, { days: '60' }) },
    { kind: 'issued', by: [d.by], on: d.on },
  ],
}

type Facts = {
  topic: string
  amount: number | null
  filedOn?: string
  decidedOn: string | null
  notes: number
  disputeKey: string
  offers: Offer[]
}
const { action, define } = procedureOf<Facts>()
const basis = platform('测试用')
const day = (s: string) => s as LocalDate

function version(id: string, from: string, to: string | undefined, decisionDays: number) {
  return define({
    id: 'sample.filing',
    version: id,
    label: '测试申请',
    effective: { from: day(from), ...(to ? { to: day(to) } : {}) },
    decidedBy: (input, declaredOn) => input.filedOn ?? declaredOn,
    decidedByLabel: '提出日',
    states: {
      FILED: { label: '已提出' },
      ACCEPTED: { label: '已受理' },
      SUSPENDED: { label: '中止' },
      DECIDED: { label: '已决定' },
      REFUSED: { label: '不予受理', final: true },
      CLOSED: { label: '已办结', final: true },
    },
    initial: { topic: '', amount: null, decidedOn: null, notes: 0, disputeKey: '', offers: [] },
    refusals: {
      'sample.duplicate': { label: '同一事项已在别处办理', basis },
      'sample.noOffer': { label: '没有可以撤回的移交', basis },
      'sample.amount': { label: '金额超过限额', basis },
    },
    title: (f) => `测试申请：${f.topic}`,
    isUrgent: (f) => f.topic.startsWith('紧急'),
    hears: { taken: 'heard', refused: 'heard', ended: 'heard' },
    rows: (act, after, _before, state) => ({
      'sample.filing': [
        {
          matter_id: act.matter,
          topic: after.topic,
          amount: after.amount,
          state,
          // A recount is the system's and gives no day.
          filed_on: act.n === 1 ? act.declaredOn : (act.given.filedOn ?? after.filedOn),
          decided_on: after.decidedOn,
        },
      ],
    }),
    actions: {
      file: action({
        label: '提出',
        tells: (given) => (given.isLarge ? ['金额较大，请核对'] : []),
        by: ['clerk', 'party', 'public'],
        to: 'FILED',
        basis,
        input: z.strictObject({
          agencyId: fields.agency('受理机关', 'bureau'),
          filedOn: z.string().optional(),
          topic: z.string().min(1).meta({ label: '事由' }),
          amount: z.number().int().nullable().default(null),
          name: z.string().meta({ label: '姓名' }),
          phone: z.string().optional(),
          idNumber: z.string().optional(),
          witnesses: z
            .array(
              z.strictObject({
                name: z.string().min(1).meta({ label: '证人称呼' }),
                place: z.string().optional().meta({ label: '证人住处' }),
                words: z
                  .array(
                    z.strictObject({
                      what: z.string().min(1).meta({ label: '原话' }),
                      how: z.string().optional().meta({ label: '取得方式' }),
                    }),
                  )
                  .optional()
                  .meta({ label: '证言' }),
              }),
            )
            .optional()
            .meta({ label: '证人' }),
        }),
        personal: [
          { path: 'name', label: '姓名', mask: 'name', purpose: '核对身份' },
          { path: 'phone', label: '电话', mask: 'phone', purpose: '联系' },
          { path: 'idNumber', label: '证件号码', mask: 'citizenId', purpose: '核对身份' },
        ],
        place: (i) => i.agencyId,
        readers: (i, ctx) =>
          i.idNumber
            ? [`p:${ctx.party('applicant')}`]
            : ctx.actor.scope.kind === 'reader'
              ? [ctx.actor.scope.value]
              : [],
        needs: (i, at) => [
          { claim: 'sample.dispute', key: at.hmac(i.topic), exclusive: true },
          { series: `sample/${i.agencyId}` },
          ...(i.idNumber ? [{ party: 'applicant', idKind: 'citizen', idNumber: i.idNumber }] : []),
        ],
        guard: (ctx) => {
          if (ctx.claims('sample.dispute', ctx.hmac(ctx.input.topic)).length) ctx.refuse('sample.duplicate')
          if ((ctx.input.amount ?? 0) > 1_000_000) ctx.refuse('sample.amount', undefined, { field: 'amount' })
        },
        given: (ctx) => ({
          number: `测〔${ctx.declaredOn.slice(0, 4)}〕第${ctx.number(`sample/${ctx.input.agencyId}`)}号`,
          dispute: ctx.hmac(ctx.input.topic),
          isLarge: (ctx.input.amount ?? 0) > 500_000,
          applicant: ctx.input.idNumber ? [`p:${ctx.party('applicant')}`] : null,
          filedOn: ctx.declaredOn,
        }),
        apply: (f, a) => ({
          ...f,
          topic: a.payload.topic,
          amount: a.payload.amount,
          disputeKey: a.given.dispute,
          filedOn: a.declaredOn,
        }),
        rows: (a) => ({
          'sample.filing_personal': [
            {
              matter_id: a.matter,
              name: a.personal('/name') ?? null,
              phone: a.personal('/phone') ?? null,
              seen_by: a.given.applicant ?? a.given.seenBy ?? null,
            },
          ],
        }),
        claims: (a) => [{ kind: 'sample.dispute', key: a.given.dispute, exclusive: true, value: 'open' }],
      }),
      accept: action({
        label: '受理',
        by: ['officer', 'system'],
        in: ['FILED'],
        to: 'ACCEPTED',
        basis,
        input: z.strictObject({}),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      refuse: action({
        label: '不予受理',
        by: ['officer'],
        in: ['FILED'],
        to: 'REFUSED',
        basis,
        input: z.strictObject({ reason: z.string().min(1) }),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
        claims: (_a, f) => [{ kind: 'sample.dispute', key: f.disputeKey, release: true }],
      }),
      note: action({
        label: '记录',
        isForMany: true,
        internal: true,
        by: ['officer', 'clerk'],
        in: ['FILED', 'ACCEPTED', 'SUSPENDED', 'DECIDED'],
        basis,
        input: z.strictObject({ text: z.string() }),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => ({ ...f, notes: f.notes + 1 }),
      }),
      admit: action({
        label: '加入查阅人',
        by: ['officer'],
        in: ['ACCEPTED'],
        basis,
        input: z.strictObject({ in: z.array(z.string()).default([]), out: z.array(z.string()).default([]) }),
        admits: (ctx) => ctx.input,
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      confine: action({
        label: '密封',
        by: ['officer'],
        in: ['ACCEPTED'],
        basis,
        input: z.strictObject({}),
        confines: () => true,
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      offer: action({
        label: '移交',
        by: ['officer'],
        in: ['ACCEPTED'],
        basis,
        input: z.strictObject({ agency: z.string() }),
        admits: (ctx) => ({ in: [`a:${ctx.input.agency}`] }),
        given: (ctx) => ({ filedOn: ctx.filedOn, handover: ctx.newId() }),
        apply: (f, a) => ({
          ...f,
          offers: [
            ...f.offers,
            newOffer({
              id: a.given.handover,
              procedure: 'sample.errand',
              agency: a.payload.agency,
              on: a.declaredOn,
              facts: { topic: f.topic },
            }),
          ],
        }),
        rows: (a, f) => offerRows(a, f.offers),
      }),
      withdraw: action({
        label: '撤回移交',
        by: ['officer'],
        in: ['ACCEPTED'],
        basis,
        input: z.strictObject({ handover: z.uuid() }),
        needs: (i) => [{ handover: i.handover }],
        guard: (ctx) => {
          if (!isOpenOffer(ctx.handover(ctx.input.handover))) ctx.refuse('sample.noOffer')
        },
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f, a) => ({
          ...f,
          offers: f.offers.map((o) => (o.id === a.payload.handover ? { ...o, state: 'withdrawn' as const } : o)),
        }),
        rows: (a, f) => offerRows(a, f.offers),
      }),
      heard: action({
        label: '移交有答复',
        by: ['system'],
        in: ['ACCEPTED', 'SUSPENDED', 'DECIDED', 'CLOSED'],
        basis,
        input: heardInput,
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f, a) => ({ ...f, offers: hear(f.offers, a.payload) }),
        rows: (a, f) => offerRows(a, f.offers),
      }),
      suspend: action({
        label: '中止',
        by: ['officer'],
        in: ['ACCEPTED'],
        to: 'SUSPENDED',
        basis,
        input: z.strictObject({}),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      resume: action({
        label: '恢复',
        by: ['officer'],
        in: ['SUSPENDED'],
        to: 'ACCEPTED',
        basis,
        input: z.strictObject({}),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      extend: action({
        label: '延期',
        by: ['officer'],
        in: ['ACCEPTED'],
        basis,
        input: z.strictObject({}),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      decide: action({
        label: '决定',
        by: ['officer'],
        in: ['ACCEPTED'],
        to: 'DECIDED',
        basis,
        input: z.strictObject({ result: fields.choice({ yes: '同意', no: '不同意' }, '结果') }),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f, a) => ({ ...f, decidedOn: a.declaredOn }),
        claims: (_a, f) => [{ kind: 'sample.dispute', key: f.disputeKey, release: true }],
      }),
      notify: action({
        label: '出具决定书',
        by: ['officer'],
        in: ['DECIDED'],
        basis,
        input: z.strictObject({
          name: z.string(),
          result: z.enum(['yes', 'no']),
          isOnPaper: z.boolean().default(true),
        }),
        personal: [{ path: 'name', label: '姓名', mask: 'name', purpose: '写明受送达人' }],
        issues: [
          {
            template: decisionPaper,
            when: (a) => a.payload.isOnPaper,
            data: (a, _f, paper) => ({
              number: paper.number,
              name: a.personal('/name'),
              result: a.payload.result,
              by: paper.byName,
              on: paper.on,
            }),
          },
        ],
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      voidPaper: action({
        label: '文书作废',
        by: ['officer'],
        in: ['DECIDED'],
        basis,
        input: z.strictObject({ document: z.uuid() }),
        voids: (ctx) => [ctx.input.document],
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      serve: action({
        label: '送达',
        by: ['officer'],
        in: ['DECIDED'],
        basis,
        input: z.strictObject({ document: z.uuid(), recipient: z.string(), on: z.string() }),
        serves: (ctx) => ({
          document: ctx.input.document,
          recipient: ctx.input.recipient,
          way: 'DIRECT',
          on: ctx.input.on as LocalDate,
        }),
        files: { min: 1, max: 1 },
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
      close: action({
        label: '办结',
        by: ['officer', 'clerk'],
        in: ['DECIDED'],
        to: 'CLOSED',
        basis,
        input: z.strictObject({}),
        given: (ctx) => ({ filedOn: ctx.filedOn }),
        apply: (f) => f,
      }),
    },
    turns: {
      limits: { acceptance: ['officer'], review: ['party'], decision: ['officer'] },
      states: { DECIDED: ['officer'] },
    },
    limits: {
      acceptance: {
        label: '受理期限',
        after: ['file'],
        within: workingDays(5),
        roll: true,
        met: ['accept', 'refuse'],
        lapse: { kind: 'deem', action: 'accept', on: 'dayAfter' },
        basis,
      },
      review: {
        label: '申请复查期限',
        after: ['serve'],
        start: (_f, act) => act.given.service.on,
        within: days(60),
        roll: true,
        met: ['close'],
        basis,
      },
      decision: {
        label: '决定期限',
        after: ['accept'],
        within: days(decisionDays),
        roll: false,
        met: ['decide'],
        pausedIn: ['SUSPENDED'],
        extendedBy: { extend: () => days(30) },
        basis,
      },
    },
  })
}

type ErrandFacts = { topic: string; taken: Taken | null }
const errands = procedureOf<ErrandFacts>()
const errand = errands.define({
  id: 'sample.errand',
  version: '2015',
  label: '测试承接',
  effective: { from: day('2015-01-01') },
  decidedByLabel: '承接日',
  states: {
    TAKEN: { label: '办理中' },
    DONE: { label: '已办', final: true },
    DECLINED: { label: '未接收', final: true },
  },
  initial: { topic: '', taken: null },
  refusals: { 'sample.offerGone': { label: '没有可以接收的移交', basis } },
  title: (f) => `承接：${f.topic}`,
  rows: (act, f) => ({ 'sample.errand': [{ matter_id: act.matter, topic: f.topic }] }),
  receives: { action: 'take', facts: z.object({ topic: z.string() }), fill: (facts) => ({ topic: facts.topic }) },
  actions: Object.fromEntries(
    (['take', 'decline'] as const).map((id) => [
      id,
      errands.action({
        label: id === 'take' ? '接收' : '不接收',
        by: ['officer'],
        to: id === 'take' ? 'TAKEN' : 'DECLINED',
        basis,
        input: z.strictObject({ agencyId: z.string(), handover: z.uuid(), topic: z.string() }),
        place: (i) => i.agencyId,
        needs: (i) => [{ handover: i.handover }],
        guard: (ctx) => {
          if (!isOpenOffer(ctx.handover(ctx.input.handover)))
            ctx.refuse('sample.offerGone', undefined, { field: 'handover' })
        },
        given: (ctx) => {
          const h = ctx.handover(ctx.input.handover)!
          return { taken: { id: h.id, from: h.fromMatter, fromAgency: h.fromAgency, n: 1 } }
        },
        apply: (_f, a) => ({ topic: a.payload.topic, taken: a.given.taken }),
        rows: (a, f) => answerRows(a, f.taken!, id === 'take' ? 'taken' : 'refused'),
        links: (a) => [{ to: a.given.taken.from, kind: 'handover' }],
      }),
    ]),
  ),
  limits: {},
})
errand.actions.finish = errands.action({
  label: '办结',
  by: ['officer'],
  in: ['TAKEN'],
  to: 'DONE',
  basis,
  input: z.strictObject({}),
  apply: (f) => ({ ...f, taken: { ...f.taken!, n: f.taken!.n + 1 } }),
  rows: (a, f) => answerRows(a, f.taken!, 'ended', { result: 'done' }),
})

export const sample = defineDomain({
  id: 'sample',
  label: '测试',
  links: { handover: { from: '移交来源', to: '移交' } },
  registers: [
    {
      kind: 'sample.unit',
      label: '示例名册',
      title: 'name',
      basis: platform('示例名册公开名称'),
      fields: { name: '名称', hours: { label: '开放时间', fields: { from: '自', to: '至' } } },
    },
  ],
  roles: {
    clerk: { label: '登记员', scope: 'agency' },
    officer: { label: '承办人', scope: 'agency' },
    town_watch: { label: '乡镇查看', scope: 'town' },
    county_watch: { label: '区县查看', scope: 'county' },
    city_watch: { label: '全市查看', scope: 'city' },
  },
  procedures: [version('2015', '2015-01-01', '2024-01-01', 60), version('2024', '2024-01-01', undefined, 30), errand],
  tables: [
    { table: 'sample.filing', write: 'upsert' },
    { table: 'sample.errand', write: 'upsert' },
    { table: 'sample.filing_personal', write: 'upsert', personal: true, names: ['name'] },
  ],
  sql: new URL('./sql/', import.meta.url),
  lookups: [
    { id: 'sample.applicant', view: 'sample.lookup_applicant', of: 'matter', named: 'sample.lookup_applicant_named' },
  ],
  supervision: [
    { id: 'sample.late', label: '逾期未决定', severity: 'RED', basis, view: 'sample.late', watches: ['sample.filing'] },
  ],
  indicators: [
    {
      id: 'sample_decided',
      label: '决定数',
      unit: '件',
      kind: 'flow',
      versions: [{ version: '1', fromYear: 2015, authority: '平台', text: '一件已决定的申请', view: 'sample.decided' }],
    },
  ],
})
