/** Plays a scenario of reconsideration through the engine: who does what on which day, and what must follow. */
import assert from 'node:assert/strict'
import { application, person, type ReconTown } from './recon-support.ts'

/**
 * In `with`, '@name' stands for a matter of the case, '@paper:decision' for the last paper of that template, and '@person:3' for the
 * third invented person. A step by 'party' is the first applicant's.
 */
export type CaseStep = {
  on: string
  by: string
  do: string
  matter?: string
  with?: Record<string, unknown>
  state?: string
  refused?: string
  /** Last days of limits, followed by ' met …' where they no longer run. */
  due?: Record<string, string>
  /** Last days before rolling. */
  raw?: Record<string, string>
  /** Violations of this matter on a day; of no matter in particular where `of` is 'none'. */
  seen?: { rule: string; on: string; is: string[]; of?: 'none' }[]
  row?: Record<string, unknown>
  /** Recorded later than it happened. */
  late?: string
}
export type Scenario = { id: string; text: string; steps: CaseStep[] }

/** Opening acts and their procedures. */
const openings: Record<string, string> = {
  file: 'reconsideration.case',
  relodge: 'reconsideration.case',
  raise: 'reconsideration.norm',
  recordAssessment: 'reconsideration.assessment',
  submitReport: 'reconsideration.report',
  openPoint: 'reconsideration.intakePoint',
}

export async function playScenario(town: ReconTown, s: Scenario, first: number): Promise<Record<string, string>> {
  const ids: Record<string, string> = {}
  for (const [i, step] of s.steps.entries()) {
    const where = `${s.id} step ${i + 1} ${step.on} ${step.do}`
    const name = step.matter ?? 'it'
    const filled = await fill(town, step.with ?? {}, ids, ids[name], first)
    const procedure = openings[step.do]
    const isApplication = procedure === 'reconsideration.case'
    const input = isApplication ? application({ applicants: [person(first)], ...filled }) : filled
    const what = procedure ? { procedure, action: step.do, input } : { matterId: ids[name]!, action: step.do, input }
    const actor = step.by === 'party' ? await town.applicant(ids[name]!) : town.actors[step.by]
    assert.ok(actor, `${where}: nobody is called ${step.by}`)
    const late = step.late ? { declaredOn: step.on as never, late: { reason: '补录', evidence: '收文登记' } } : {}
    if (step.refused) {
      const answer = await town.city.act(actor, step.late ?? step.on, { ...what, ...late })
      assert.ok(!answer.ok, `${where}: was to be refused`)
      assert.equal(answer.problem.type.replace('urn:fadu:rule:', ''), step.refused, `${where}: ${answer.problem.title}`)
      continue
    }
    const answer = await town.city.act(actor, step.late ?? step.on, { ...what, ...late })
    assert.ok(
      answer.ok,
      answer.ok
        ? ''
        : `${where}: ${answer.problem.type} ${answer.problem.title} ${JSON.stringify(answer.problem.errors ?? [])}`,
    )
    const done = answer.acts.at(-1)!
    ids[name] = done.matterId
    if (step.state) assert.equal(done.state, step.state, where)
    if (step.due) {
      const limits = await town.limits(ids[name]!)
      for (const [limit, due] of Object.entries(step.due)) assert.equal(limits[limit], due, `${where} ${limit}`)
    }
    for (const [limit, raw] of Object.entries(step.raw ?? {})) {
      const { rows }: { rows: { raw: string }[] } = await town.city.owner.query(
        'select due_raw::text as raw from kernel.matter_limit where matter_id = $1 and limit_id = $2 order by subject',
        [ids[name], limit],
      )
      assert.equal(rows[0]?.raw, raw, `${where} ${limit} raw`)
    }
    if (step.row) {
      const row = await town.row(ids[name]!)
      for (const [column, value] of Object.entries(step.row)) assert.deepEqual(row[column], value, `${where} ${column}`)
    }
    for (const w of step.seen ?? [])
      assert.deepEqual(
        await town.watch(w.rule, w.on, w.of === 'none' ? null : ids[name]!),
        w.is,
        `${where} ${w.rule} ${w.on}`,
      )
  }
  return ids
}

async function fill(
  town: ReconTown,
  input: Record<string, unknown>,
  ids: Record<string, string>,
  matterId: string | undefined,
  first: number,
): Promise<Record<string, unknown>> {
  const value = async (v: unknown): Promise<unknown> => {
    if (Array.isArray(v)) return Promise.all(v.map(value))
    if (v !== null && typeof v === 'object') return fill(town, v as Record<string, unknown>, ids, matterId, first)
    if (typeof v !== 'string' || !v.startsWith('@')) return v
    const [, kind, which] = /^@(?:(paper|person):)?(.+)$/.exec(v)!
    if (kind === 'person') return person(first + Number(which))
    if (kind === undefined) return ids[which!]
    const found = (await town.papers(matterId!)).filter((p) => p.template === `reconsideration.${which}`)
    assert.ok(found.length, `no paper ${which}`)
    return found.at(-1)!.id
  }
  const entries = await Promise.all(Object.entries(input).map(async ([k, v]) => [k, await value(v)] as const))
  return Object.fromEntries(entries)
}
