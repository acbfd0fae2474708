/**
 * Erasure of personal values (个人信息保护法 47): an act by two persons, one procedure for all domains.
 *
 * One privacy officer of the agency proposes, naming each value by its act and pointer; another one confirms by repeating the
 * list, so that what is erased is what both have read. The confirming act empties `act_private`, and the matters' rows are
 * derived again without those values, in the same transaction. The commitments stay: the record's hashes still hold, and
 * `verify` says under which act a value was erased.
 *
 * What it does not reach: masked text already published, backups made before, and what domains put into `given` on purpose
 * because it must outlive the value (ages, keyed hashes of persons).
 */
import type pg from 'pg'
import { z } from 'zod'
import { type Placement, type Scope, scopePredicate } from './access.ts'
import type { Batch } from './batch.ts'
import { type ActRecord, canonicalJson } from './canonical.ts'
import type { LocalDate } from './clock.ts'
import { fieldsOf, type StoredAct, storedEffect } from './derive.ts'
import { defineDomain, type Registry } from './domain.ts'
import { invariant, Refusal } from './errors.ts'
import { agency, from } from './fields.ts'
import type { Effect } from './fold.ts'
import { law, platform } from './law.ts'
import type { MatterState } from './matter.ts'
import type { PrivateFields } from './personal.ts'
import { procedureOf } from './procedure.ts'
import { type CommitmentName, erasedBy, rootPointer } from './record-check.ts'
import { roster } from './roster.ts'

const pipl = law('PIPL')
const basis = pipl(47)
const twoPersons = platform('删除个人信息由一人提出、另一人确认')

type Facts = { proposedBy: string; ground: string; values: readonly CommitmentName[] }
const { action, define } = procedureOf<Facts>()

const value = z.strictObject({
  matter: from(z.uuid().lowercase().meta({ label: '事项' }), 'kernel.matter'),
  n: z.number().int().min(1).meta({ label: '第几步' }),
  pointer: z
    .string()
    .regex(/^\/(payload|given|files)\//, '须是表单、附件或者文书中的位置')
    .max(400)
    .meta({ label: '字段位置' }),
})
const values = z.array(value).min(1).max(500)

const erasure = define({
  id: 'record.erasure',
  version: '2021',
  label: '个人信息删除',
  effective: { from: '2021-11-01' as LocalDate },
  decidedByLabel: '提出日',
  turns: { states: { PROPOSED: ['privacy_officer'] } },
  states: {
    PROPOSED: { label: '待确认' },
    ERASED: { label: '已删除', final: true },
    REJECTED: { label: '不予删除', final: true },
  },
  initial: { proposedBy: '', ground: '', values: [] },
  title: (f) => `个人信息删除：${f.values.length} 项`,
  refusals: {
    'record.twoPersons': { label: '删除须由提出人以外的另一人确认', basis: twoPersons },
    'record.sameList': { label: '确认的清单与提出的清单不同', basis: twoPersons },
    'record.twice': { label: '清单中同一项写了两次', basis: twoPersons },
  },
  limits: {},
  actions: {
    propose: action({
      label: '提出删除',
      by: ['privacy_officer'],
      to: 'PROPOSED',
      basis,
      input: z.strictObject({
        agencyId: agency('处理个人信息的机关'),
        ground: z.enum(['PURPOSE_ENDED', 'RETENTION_ENDED', 'CONSENT_WITHDRAWN', 'UNLAWFUL', 'OTHER_LAW']).meta({
          label: '删除事由',
          options: {
            PURPOSE_ENDED: '处理目的已经实现、不能实现或者不再需要',
            RETENTION_ENDED: '停止服务或者保存期限届满',
            CONSENT_WITHDRAWN: '本人撤回同意',
            UNLAWFUL: '违反法律、行政法规或者约定处理',
            OTHER_LAW: '法律、行政法规规定的其他情形',
          },
        }),
        isRetentionOver: z
          .literal(true, {
            error: '法律、行政法规规定的保存期限未届满的，不得删除，应当停止除存储和安全保护以外的处理',
          })
          .meta({ label: '已核对：没有未届满的法定保存期限' }),
        values,
      }),
      place: (i) => i.agencyId,
      guard: (ctx) => {
        if (new Set(ctx.input.values.map((v) => canonicalJson(v))).size !== ctx.input.values.length)
          ctx.refuse('record.twice', undefined, { field: 'values' })
      },
      apply: (_f, a) => ({ proposedBy: a.actor, ground: a.payload.ground, values: a.payload.values }),
    }),
    // The record format knows an act of erasure by this id and by `payload.erased`.
    erase: action({
      label: '确认删除',
      by: ['privacy_officer'],
      in: ['PROPOSED'],
      to: 'ERASED',
      basis,
      input: z.strictObject({ erased: values }),
      guard: (ctx) => {
        if (ctx.actor.id === ctx.facts.proposedBy) ctx.refuse('record.twoPersons')
        if (canonicalJson(ctx.input.erased) !== canonicalJson(ctx.facts.values))
          ctx.refuse('record.sameList', undefined, { field: 'erased' })
      },
      apply: (f) => f,
    }),
    reject: action({
      label: '不予删除',
      by: ['privacy_officer'],
      in: ['PROPOSED'],
      to: 'REJECTED',
      basis,
      input: z.strictObject({ reason: z.string().min(1).max(500).meta({ label: '理由（不写个人信息）' }) }),
      apply: (f) => f,
    }),
  },
})

/** The kernel's own domain: what officers do to the record itself. To be registered beside the others. */
export const recordDomain = defineDomain({
  id: 'record',
  label: '档案与个人信息',
  roles: { privacy_officer: { label: '个人信息保护负责人', scope: 'agency', basis: pipl(52) } },
  procedures: [erasure, roster],
  tables: [],
  sql: new URL('./sql/', import.meta.url),
  supervision: [],
  indicators: [],
  // Row-level security still decides which rows; acts themselves stay append-only.
  grants: ['grant update (fields, erased_by) on kernel.act_private to fadu_writer'],
})

/** Whether the effect is the confirming act of an erasure. */
export const isErasure = (e: Effect): boolean => e.record.procedure === erasure.id && e.record.action === 'erase'

const unknown = () => new Refusal('missing', 'kernel.matter', '没有这件事项，或者您无权查看')

/**
 * Takes what a confirmed erasure empties into the batch: the private rows without the named values, and the domains' rows of
 * those matters derived again. The matters are locked; they must not have been changed by the same batch.
 * @throws Refusal 'missing' for a matter outside the caller's reach, 'input' for a value that is not there (any more)
 */
export async function eraseValues(
  client: pg.ClientBase,
  registry: Registry,
  batch: Batch,
  effect: Effect,
  scope: Scope,
): Promise<void> {
  const names = erasedBy(effect.record)
  invariant(names, 'an act of erasure names its values')
  const ids = [...new Set(names.map((c) => c.matter))]
  const locked = await client.query(
    `select m.matter_id from kernel.matter m where m.matter_id = any ($1::uuid[]) and ${scopePredicate(scope.kind, 'm', '$2::text')} order by 1 for update`,
    [ids, scope.value],
  )
  if (locked.rowCount !== ids.length) throw unknown()
  const { rows } = await client.query<StoredAct>(
    `select a.matter_id, a.n, a.hash, a.canonical, p.fields from kernel.act a left join kernel.act_private p on p.matter_id = a.matter_id and p.n = a.n
     where a.matter_id = any ($1::uuid[]) order by a.matter_id, a.n`,
    [ids],
  )
  const fields = new Map<string, PrivateFields | undefined>(
    rows.map((r) => [`${r.matter_id}/${r.n}`, fieldsOf(r.fields)]),
  )
  const touched = new Map<string, { matter_id: string; n: number }>()
  for (const [i, c] of names.entries()) {
    const key = `${c.matter}/${c.n}`
    const held = fields.get(key)
    const found = held && Object.keys(held).find((p) => rootPointer(p) === c.pointer)
    if (found === undefined)
      throw new Refusal('input', 'record.value', `第 ${i + 1} 项：没有这项个人信息，或者已经删除`, {
        fields: [{ path: `erased.${i}`, message: '没有这项个人信息，或者已经删除' }],
      })
    delete held![found]
    touched.set(key, { matter_id: c.matter, n: c.n })
  }
  batch.erase(
    [...touched].map(([key, row]) => ({ ...row, fields: JSON.stringify(fields.get(key)), erased_by: effect.after.id })),
  )
  const tables = new Set(['kernel.file', ...registry.domains.flatMap((d) => d.tables.map((t) => t.table))])
  let state: MatterState | undefined
  const given: { matter: string; table: string; row: Record<string, unknown> }[] = []
  const placements = new Map<string, Placement>()
  for (const act of rows) {
    const again = storedEffect(
      registry,
      state?.id === act.matter_id ? state : undefined,
      act,
      JSON.parse(act.canonical) as ActRecord,
      fields.get(`${act.matter_id}/${act.n}`),
    )
    state = again.after
    placements.set(act.matter_id, again.after.placement)
    for (const rows of again.rows)
      for (const table of Object.keys(rows))
        if (tables.has(table)) for (const row of rows[table]!) given.push({ matter: act.matter_id, table, row })
  }
  for (const g of given) batch.row(g.table, g.row, placements.get(g.matter)!)
}

/** The statement that empties the rows; `$1` are those of `batch.erasures`. */
export const eraseSql = `update kernel.act_private p set fields = r.fields, erased_by = r.erased_by
  from json_to_recordset($1) as r(matter_id uuid, n int, fields text, erased_by uuid) where p.matter_id = r.matter_id and p.n = r.n`
