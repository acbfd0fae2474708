/**
 * Supervision: a view returns one row per violation; the daily tick turns new rows into findings, which are matters of their
 * own procedure: fed back, rectified with evidence, checked by somebody else, closed.
 */
import { z } from 'zod'
import { systemActor, systemRole } from './access.ts'
import { type Instant, type LocalDate, localDateOf } from './clock.ts'
import { inTransaction, type Pool } from './db.ts'
import { type Domain, defineDomain, type Registry } from './domain.ts'
import type { Engine } from './engine.ts'
import type { Basis } from './errors.ts'
import { platform } from './law.ts'
import { workingDays } from './limit.ts'
import type { ActionRequest } from './matter.ts'
import { procedureOf } from './procedure.ts'

type Facts = {
  rule: string
  label: string
  severity: 'RED' | 'YELLOW'
  subjectId: string | null
  subjectKey: string
  since: string
  foundOn: string
  closedOn: string | null
  rectifiedBy: string | null
}

const { action, define } = procedureOf<Facts>()
const basis: Basis = platform('监督发现的反馈、整改、核查、销号是平台的流程；违反的是哪一条，见发现所列依据')
const text = (label: string) => z.string().min(1, `请填写${label}`).meta({ label })

const finding = define({
  id: 'supervision.finding',
  version: '1',
  label: '监督发现',
  effective: { from: '2000-01-01' as LocalDate },
  decidedByLabel: '发现日',
  states: {
    OPEN: { label: '已发现' },
    FED_BACK: { label: '已反馈' },
    RECTIFIED: { label: '已整改待核查' },
    CLOSED: { label: '已销号', final: true },
  },
  initial: {
    rule: '',
    label: '',
    severity: 'YELLOW',
    subjectId: null,
    subjectKey: '',
    since: '',
    foundOn: '',
    closedOn: null,
    rectifiedBy: null,
  },
  refusals: {
    'supervision.self_check': { label: '整改人不得核查自己的整改', basis },
    'supervision.known': { label: '这一发现已经登记', basis },
  },
  turns: {
    limits: { feedback: ['responder'] },
    states: {
      OPEN: ['supervisor', 'city_supervisor'],
      FED_BACK: ['responder'],
      RECTIFIED: ['supervisor', 'city_supervisor'],
    },
  },
  title: (f) => f.label,
  rows: (act, f, _before, state) => ({
    'kernel.finding': [
      {
        matter_id: act.matter,
        rule: f.rule,
        severity: f.severity,
        subject_id: f.subjectId,
        subject_key: f.subjectKey,
        since: f.since,
        found_on: f.foundOn,
        closed_on: f.closedOn,
        state,
      },
    ],
  }),
  actions: {
    raise: action({
      label: '发现',
      by: ['system'],
      to: 'OPEN',
      basis,
      input: z.strictObject({
        rule: z.string(),
        label: z.string(),
        severity: z.enum(['RED', 'YELLOW']),
        subjectId: z.string().nullable(),
        subjectKey: z.string(),
        since: z.string(),
        agency: z.string(),
        town: z.string().nullable(),
        county: z.string().nullable(),
      }),
      place: (i) => ({ agencyId: i.agency, townCode: i.town, countyCode: i.county, reader: null }),
      needs: (i) => [{ claim: 'supervision.finding', key: `${i.rule}/${i.subjectKey}/${i.since}`, exclusive: true }],
      guard: (ctx) => {
        if (ctx.claims('supervision.finding', `${ctx.input.rule}/${ctx.input.subjectKey}/${ctx.input.since}`).length)
          ctx.refuse('supervision.known')
      },
      apply: (f, a) => ({
        ...f,
        rule: a.payload.rule,
        label: a.payload.label,
        severity: a.payload.severity,
        subjectId: a.payload.subjectId,
        subjectKey: a.payload.subjectKey,
        since: a.payload.since,
        foundOn: a.declaredOn,
      }),
      claims: (_a, f) => [
        { kind: 'supervision.finding', key: `${f.rule}/${f.subjectKey}/${f.since}`, exclusive: true, value: '' },
      ],
      links: (_a, f) => (f.subjectId ? [{ to: f.subjectId, kind: 'finding_on' }] : []),
    }),
    feedBack: action({
      label: '反馈',
      isForMany: true,
      by: ['supervisor', 'city_supervisor'],
      in: ['OPEN'],
      to: 'FED_BACK',
      basis,
      input: z.strictObject({ opinion: text('反馈意见') }),
      apply: (f) => f,
    }),
    rectify: action({
      label: '报送整改',
      by: ['responder'],
      in: ['OPEN', 'FED_BACK'],
      to: 'RECTIFIED',
      basis,
      input: z.strictObject({ measures: text('整改情况'), evidence: text('证据') }),
      apply: (f, a) => ({ ...f, rectifiedBy: a.actor }),
    }),
    sendBack: action({
      label: '退回整改',
      by: ['supervisor', 'city_supervisor'],
      in: ['RECTIFIED'],
      to: 'FED_BACK',
      basis,
      input: z.strictObject({ reason: text('退回理由') }),
      apply: (f) => f,
    }),
    close: action({
      label: '核查销号',
      by: ['supervisor', 'city_supervisor'],
      in: ['RECTIFIED'],
      to: 'CLOSED',
      basis,
      input: z.strictObject({ conclusion: text('核查结论') }),
      guard: (ctx) => {
        if (ctx.facts.rectifiedBy === ctx.actor.id) ctx.refuse('supervision.self_check')
      },
      apply: (f, a) => ({ ...f, closedOn: a.declaredOn }),
      claims: (_a, f) => [
        { kind: 'supervision.finding', key: `${f.rule}/${f.subjectKey}/${f.since}`, exclusive: true, value: 'closed' },
      ],
    }),
  },
  limits: {
    feedback: {
      label: '反馈期限',
      after: ['raise'],
      within: workingDays(5),
      roll: false,
      met: ['feedBack', 'rectify'],
      basis: platform('发现后五个工作日内反馈'),
    },
  },
})

/** The kernel's own domain: findings of every domain's rules. */
export const supervisionDomain: Domain = defineDomain({
  id: 'supervision',
  label: '执法与法治监督',
  roles: {
    supervisor: { label: '监督员（区县）', scope: 'county' },
    city_supervisor: { label: '监督员（市）', scope: 'city' },
    responder: { label: '整改责任人', scope: 'agency' },
  },
  procedures: [finding],
  tables: [],
  links: { finding_on: { from: '违反发生在', to: '监督发现' } },
  supervision: [],
  indicators: [],
})

export type Violation = {
  rule: string
  matterId: string | null
  subjectKey: string
  since: LocalDate
  severity: 'RED' | 'YELLOW'
  agencyId: string
  townCode: string | null
  countyCode: string | null
}

/** Violations of all rules as they stand on a day, that no finding records yet. */
export async function newViolations(pool: Pool, registry: Registry, today: LocalDate): Promise<Violation[]> {
  return inTransaction(pool, async (client) => {
    await client.query(
      `select set_config('role', $2, true), set_config('fadu.city', 'city', true), set_config('fadu.today', $1, true)`,
      [today, systemRole],
    )
    const found: Violation[] = []
    for (const rule of registry.supervision.values()) {
      if (!rule.view) continue
      const { rows } = await client.query(
        `select v.matter_id, v.subject_key, v.since, v.severity, v.agency_id, v.town_code, v.county_code from ${rule.view} v
         where not exists (select 1 from kernel.finding f where f.rule = $1 and f.subject_key = v.subject_key and f.since = v.since)`,
        [rule.id],
      )
      for (const r of rows)
        found.push({
          rule: rule.id,
          matterId: r.matter_id,
          subjectKey: r.subject_key,
          since: r.since,
          severity: r.severity,
          agencyId: r.agency_id,
          townCode: r.town_code,
          countyCode: r.county_code,
        })
    }
    return found
  })
}

/** Matters that have not recorded the answers which these matters, or any, have given to their offers. */
export async function unheardGivers(pool: Pool, answeredBy?: readonly string[]): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
    const { rows } = await client.query(
      `select distinct h.matter_id from kernel.handover h join kernel.handover_answer a using (handover_id)
       where a.n > h.heard and ($1::uuid[] is null or a.matter_id = any ($1)) order by 1`,
      [answeredBy ?? null],
    )
    return rows.map((r) => r.matter_id as string)
  })
}

/** The daily tick: what the law has worked by itself and what became of offers, then new violations as findings. Safe to run twice. */
export async function tick(pool: Pool, engine: Engine, at: Instant): Promise<{ lapsed: number; raised: number }> {
  const today = localDateOf(at)
  const { registry } = engine
  const deeming = [...registry.procedures.values()].flat().flatMap((p) =>
    Object.entries(p.limits)
      .filter(([, l]) => l.lapse?.kind === 'deem')
      .map(([id]) => `${p.id}/${id}`),
  )
  let lapsed = 0
  if (deeming.length) {
    const due = await inTransaction(pool, async (client) => {
      await client.query(`select set_config('role', $1, true), set_config('fadu.city', 'city', true)`, [systemRole])
      const { rows } = await client.query(
        `select distinct matter_id from kernel.matter_limit where state = 'running' and not is_provisional and due < $1 and procedure || '/' || limit_id = any ($2) order by matter_id`,
        [today, deeming],
      )
      return rows.map((r) => r.matter_id as string)
    })
    for (let i = 0; i < due.length; i += 500) lapsed += await engine.lapse(due.slice(i, i + 500), at)
  }
  const givers = await unheardGivers(pool)
  for (let i = 0; i < givers.length; i += 500) lapsed += await engine.lapse(givers.slice(i, i + 500), at)
  const violations = await newViolations(pool, registry, today)
  let raised = 0
  for (let i = 0; i < violations.length; i += 500) {
    const answers = await engine.performMany(violations.slice(i, i + 500).map((v) => raiseRequest(registry, v, at)))
    raised += answers.filter((a) => a.ok).length
  }
  return { lapsed, raised }
}

function raiseRequest(registry: Registry, v: Violation, at: Instant): ActionRequest {
  const rule = registry.supervision.get(v.rule)!
  const input = {
    rule: v.rule,
    label: rule.label,
    severity: v.severity,
    subjectId: v.matterId,
    subjectKey: v.subjectKey,
    since: v.since,
    agency: v.agencyId,
    town: v.townCode,
    county: v.countyCode,
  }
  return { actor: systemActor, at, steps: [{ procedure: 'supervision.finding', action: 'raise', input }] }
}
