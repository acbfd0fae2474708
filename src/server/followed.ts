/** What a citizen sees with number and code: how far it is and with whom, never what others wrote. */
import type { LocalDate } from '#kernel/clock'
import type { Client } from '#kernel/db'
import type { Registry } from '#kernel/domain'
import { Refusal } from '#kernel/errors'
import { findAction } from '#kernel/form'
import { getMatter, limitColumns, limitOf } from './matter-view.ts'
import { basisTexts } from './problems.ts'
import { type Followed, noFollowed } from './query-access.ts'
import { z } from './schemas.ts'

export const followed = z
  .object({
    number: z.string(),
    procedure: z.string(),
    procedureLabel: z.string(),
    version: z.string(),
    state: z.string(),
    stateLabel: z.string(),
    isFinal: z.boolean(),
    agencyName: z.string().nullable(),
    filedOn: z.string(),
    lastOn: z.string(),
    steps: z.array(
      z.object({ label: z.string(), on: z.string(), by: z.string().nullable(), basis: z.array(z.string()) }),
    ),
    papers: z
      .array(
        z.object({
          title: z.string(),
          number: z.string().nullable(),
          issuedOn: z.string(),
          issuedBy: z.string(),
          isVoid: z.boolean(),
          servedOn: z.string().nullable(),
        }),
      )
      .describe('出具的文书和送达的日子；内容以送达的为准，这里不显示'),
    limits: z.array(
      z.object({
        label: z.string(),
        due: z.string(),
        state: z.string(),
        isProvisional: z.boolean(),
        basis: z.array(z.string()),
      }),
    ),
    actions: z.array(z.object({ action: z.string(), label: z.string() })).describe('凭查询码可以办的'),
  })
  .openapi('Followed')

/** Reads under the follower's own scope: row-level security keeps internal steps and other parties' rows away. */
export async function followedView(client: Client, registry: Registry, found: Followed, today: LocalDate) {
  const { row, p } = await getMatter(client, registry, found.matterId).catch((e) => {
    throw e instanceof Refusal ? noFollowed() : e
  })
  const acts = await client.query(
    `select a.n, a.action, a.declared_on, g.name as agency_name, (a.canonical::jsonb ->> 'capacity') as role
     from kernel.act a left join kernel.agency g on g.agency_id = a.canonical::jsonb ->> 'agency' where a.matter_id = $1 order by a.n`,
    [found.matterId],
  )
  const shown = acts.rows.map((a) => a.n)
  const papers = await client.query(
    `select d.title, d.number, d.issued_on, coalesce(g.name, d.issued_by) as by_name, v.voided_on,
       (select max(s.served_on) from kernel.service s where s.document_id = d.document_id) as served_on
     from kernel.document d left join kernel.document_void v on v.document_id = d.document_id left join kernel.agency g on g.agency_id = d.issued_by
     where d.matter_id = $1 and d.n = any ($2) order by d.n, d.document_id`,
    [found.matterId, shown],
  )
  const limits = await client.query(
    `select ${limitColumns} from kernel.matter_limit l where l.matter_id = $1 and l.subject = '' order by l.start_on, l.limit_id`,
    [found.matterId],
  )
  const isPublic = (a: { by: readonly string[] }) => a.by.includes('public')
  return {
    number: found.number,
    procedure: row.procedure as string,
    procedureLabel: p?.label ?? (row.procedure as string),
    version: row.version as string,
    state: row.state as string,
    stateLabel: p?.states[row.state]?.label ?? (row.state as string),
    isFinal: row.is_final as boolean,
    agencyName: row.agency_name as string | null,
    filedOn: row.filed_on as string,
    lastOn: row.last_on as string,
    steps: acts.rows.map((a) => {
      const def = p && findAction(p, a.action)
      return {
        label: def?.label ?? (a.action as string),
        on: a.declared_on as string,
        // What a citizen did himself was done by no unit.
        by: ['public', 'party'].includes(a.role) ? null : (a.agency_name as string | null),
        basis: def ? basisTexts(def.basis) : [],
      }
    }),
    papers: papers.rows.map((d) => ({
      title: d.title as string,
      number: d.number as string | null,
      issuedOn: d.issued_on as string,
      issuedBy: d.by_name as string,
      isVoid: d.voided_on !== null,
      servedOn: d.served_on as string | null,
    })),
    limits: limits.rows.map((r) => {
      const l = limitOf(p, r, today)
      return { label: l.label, due: l.due, state: l.state, isProvisional: l.isProvisional, basis: l.basis }
    }),
    actions: Object.entries(p?.actions ?? {}).flatMap(([id, a]) =>
      a.in?.includes(row.state) && isPublic(a) ? [{ action: id, label: a.publicLabel ?? a.label }] : [],
    ),
  }
}
