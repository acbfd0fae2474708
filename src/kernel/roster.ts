/**
 * The roster: officers and posts that are imported before there are matters, bound to the record by an act that holds a hash
 * of each. What acts give (a mediator's own post) is compared with those acts.
 */
import type pg from 'pg'
import { z } from 'zod'
import { systemActor } from './access.ts'
import { type ActRecord, canonicalJson, sm3Hex } from './canonical.ts'
import type { Instant, LocalDate } from './clock.ts'
import { PlainError } from './errors.ts'
import { platform } from './law.ts'
import type { ActionRequest, Answer } from './matter.ts'
import { procedureOf } from './procedure.ts'
import type { Finding } from './record-check.ts'

const basis = platform('人员和职务的导入由系统登记，登记之后的改动可以核验')
const { action, define } = procedureOf<{ entries: number }>()

const hash = z.string().regex(/^([0-9a-f]{64})?$/, '须是 64 位十六进制数字，或者为空')
const enterInput = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        officer: z.string().min(1).max(200).meta({ label: '人员' }),
        hash: hash.meta({ label: '姓名和职务的哈希，不再在册的为空' }),
      }),
    )
    .min(1)
    .max(100_000)
    .meta({ label: '登记' }),
})

export const rosterId = 'record.roster'

export const roster = define({
  id: rosterId,
  version: '1',
  label: '人员名册',
  effective: { from: '2000-01-01' as LocalDate },
  decidedByLabel: '登记日',
  states: { ENTERED: { label: '已登记', final: true } },
  initial: { entries: 0 },
  title: (f) => `人员名册登记：${f.entries} 人`,
  refusals: {},
  limits: {},
  actions: {
    enter: action({
      label: '登记人员名册',
      by: ['system'],
      to: 'ENTERED',
      basis,
      input: enterInput,
      place: () => ({ agencyId: 'city', townCode: null, countyCode: null, reader: null }),
      // Two imports come one after another, so that the later entry counts.
      needs: () => [{ claim: 'record.roster', key: 'all', exclusive: true, lockOnly: true }],
      apply: (_f, a) => ({ entries: a.payload.entries.length }),
    }),
  },
})

type Row = {
  id: string
  name: string | null
  party: string | null
  from: string | null
  to: string | null
  posts: unknown[] | null
  is_acted: boolean
}

/** Officers with their imported posts, as they stand. */
async function readRows(db: Pick<pg.ClientBase, 'query'>): Promise<Row[]> {
  const { rows } = await db.query<Row>(
    `with p as (select officer_id, json_agg(json_build_array(role, scope_kind, scope_value, agency_id, valid_from, valid_to)
         order by role collate "C", scope_value collate "C", valid_from) as posts from kernel.post where matter_id is null group by 1)
     select coalesce(o.officer_id, p.officer_id) as id, o.name, o.party_id::text as party, o.valid_from as "from", o.valid_to as "to",
       p.posts, exists (select from kernel.post a where a.officer_id = o.officer_id and a.matter_id is not null) as is_acted
     from kernel.officer o full join p on p.officer_id = o.officer_id order by 1`,
  )
  return rows
}

const hashOf = ({ id, name, party, from, to, posts }: Row): string =>
  sm3Hex(canonicalJson({ id, name, party, from, to, posts: (posts ?? []) as never }))

export type RosterAct = { at: string; entries: readonly { officer: string; hash: string }[] }

/** The entries of an act of the roster; nothing for other acts. */
export const rosterActOf = (record: ActRecord): RosterAct | undefined =>
  record.procedure === rosterId
    ? { at: record.recordedAt, entries: (record.payload as { entries: RosterAct['entries'] }).entries }
    : undefined

/** What the acts say of each officer, the last one counting. */
function entered(acts: readonly RosterAct[]): Map<string, string> {
  const last = new Map<string, string>()
  for (const a of [...acts].sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0)))
    for (const e of a.entries) last.set(e.officer, e.hash)
  return last
}

/**
 * Enters what was imported since the last entry; to be called by whoever imports officers, right after it.
 * @returns how many officers were entered
 */
export async function enterRoster(
  db: Pick<pg.ClientBase, 'query'>,
  engine: { perform(request: ActionRequest): Promise<Answer> },
  at: Instant,
): Promise<number> {
  const { rows } = await db.query(
    'select a.canonical from kernel.matter m join kernel.act a using (matter_id) where m.procedure = $1',
    [rosterId],
  )
  const known = entered(rows.flatMap((r) => rosterActOf(JSON.parse(r.canonical) as ActRecord) ?? []))
  const entries: { officer: string; hash: string }[] = []
  for (const row of await readRows(db)) {
    // Whoever has his posts by acts alone is compared with these.
    const hash = row.is_acted && !row.posts ? '' : hashOf(row)
    if ((known.get(row.id) ?? '') !== hash) entries.push({ officer: row.id, hash })
    known.delete(row.id)
  }
  for (const [officer, hash] of known) if (hash !== '') entries.push({ officer, hash: '' })
  if (!entries.length) return 0
  const answer = await engine.perform({
    actor: systemActor,
    at,
    steps: [{ procedure: rosterId, action: 'enter', input: { entries } }],
  })
  if (!answer.ok) throw new PlainError(`人员名册没有登记：${answer.problem.title}`)
  return entries.length
}

/** One form of an officer's row, whether an act gave it or the table holds it. */
const rowText = (name: unknown, party: unknown, from: unknown, to: unknown): string =>
  JSON.stringify([name ?? null, party ?? null, from ?? null, to ?? null])

/** Rows of officers that acts gave: an officer's row may be any of those given for him. */
export type ActedOfficers = Map<string, Set<string>>

/** Takes the officers' rows that a page of acts gave. */
export function takeActed(into: ActedOfficers, rows: Iterable<Record<string, unknown>>): void {
  for (const r of rows) {
    const id = String(r.officer_id)
    into.set(id, (into.get(id) ?? new Set()).add(rowText(r.name, r.party_id, r.valid_from, r.valid_to)))
  }
}

/** Compares officers and imported posts with what was entered and what acts gave. */
export async function checkRoster(
  client: pg.ClientBase,
  acts: readonly RosterAct[],
  acted: ActedOfficers,
): Promise<{ findings: Finding[]; notes: string[] }> {
  const findings: Finding[] = []
  const known = entered(acts)
  let unknown = 0
  const say = (message: string) => findings.push({ kind: 'derived', table: 'kernel.officer', message })
  for (const row of await readRows(client)) {
    const who = `人员“${row.name ?? '（没有姓名）'}”（${row.id}）`
    const hash = known.get(row.id) ?? ''
    known.delete(row.id)
    const given = acted.get(row.id)
    if (given && !given.has(rowText(row.name, row.party, row.from, row.to)))
      say(`${who}与记录不同：姓名或者任期被改动过`)
    else if (hash !== '' && hash !== hashOf(row)) say(`${who}与登记的名册不同：姓名、任期或者职务被改动过`)
    else if (hash === '' && (row.posts || !given)) unknown++
    if (hash === '' && acts.length > 0 && (row.posts || !given)) say(`${who}不在登记的名册里，记录中也没有：是添加的`)
    acted.delete(row.id)
  }
  for (const [id, hash] of known) if (hash !== '') say(`登记的人员（${id}）不见了：被删除`)
  for (const id of acted.keys()) say(`记录中的人员（${id}）不见了：被删除`)
  const notes = unknown && !acts.length ? [`人员名册（${unknown} 人）没有登记过，不能核验。`] : []
  return { findings, notes }
}
