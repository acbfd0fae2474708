/** A procedure version as a lawyer checks it against the statute: who may do what, when, what it takes, and on which article it rests. */
import {
  type Basis,
  citeText,
  findStatute,
  type LimitDef,
  type ProcedureDef,
  type Registry,
  spanText,
  statesAfter,
} from '#kernel'
import { articleKey } from '#kernel/law-text'
import { type FormField, fieldsOf } from './form-schema.ts'
import { refusals } from './refusals.gen.ts'

/** A citation and where its article is read. */
export type CiteRef = {
  text: string
  /** Id of the statute; null for a convention of the platform, and where the register does not know it. */
  law: string | null
  version: string | null
  article: string | null
  paragraph: number | null
  /** quoted, unverified or platform where it is no statute that was read. */
  standing: string | null
}

export type Move = { from: string | null; to: string[] }

export type ExplainedAction = {
  action: string
  label: string
  by: string[]
  isSystem: boolean
  /** Whether it may lead to another state. */
  moves: boolean
  /** By state before, null of an opening. */
  states: Move[]
  fields: FormField[]
  files: { min: number; max: number; labels: string[]; required: string[] }
  personal: string[]
  documents: string[]
  starts: string[]
  meets: string[]
  extends: string[]
  isForMany: boolean
  isInternal: boolean
  /** Rules under which it may be refused, by their ids among `refusals`. */
  refuses: string[]
  basis: CiteRef[]
}

export type ExplainedLimit = {
  limit: string
  label: string
  within: string
  rolls: boolean
  isRight: boolean
  binds: string[]
  after: string[]
  isConditional: boolean
  /** The limit from whose last day it runs where nobody met that one. */
  follows: string | null
  met: string[]
  pausedIn: string[]
  extendedBy: string[]
  excludes: boolean
  outer: { within: string; rolls: boolean; basis: CiteRef[] } | null
  lapse: { kind: 'deem' | 'propose'; action: string; label: string } | null
  basis: CiteRef[]
}

export type Explained = {
  states: { id: string; label: string; isFinal: boolean }[]
  actions: ExplainedAction[]
  limits: ExplainedLimit[]
  refusals: { rule: string; label: string; basis: CiteRef[] }[]
  supervision: { rule: string; label: string; severity: string; awaits: string | null; basis: CiteRef[] }[]
}

export const citesOf = (basis: Basis | readonly Basis[]): CiteRef[] =>
  [basis].flat().map((b: Basis) => ({
    text: citeText(b),
    law: (b.standing !== 'platform' && findStatute(b.statute)?.id) || null,
    version: b.version ?? null,
    article: b.article === undefined ? null : articleKey(b.article, b.sub),
    paragraph: b.paragraph ?? null,
    standing: b.standing ?? null,
  }))

const lengthOf = (within: LimitDef['within']): string =>
  typeof within === 'function' ? '按情形确定' : spanText(within)

export function explain(registry: Registry, p: ProcedureDef): Explained {
  const roles = (ids: readonly string[]) => [...new Set(ids.map((id) => registry.roles.get(id)?.label ?? id))]
  const limits = Object.entries(p.limits)
  const limitsBy = (has: (l: LimitDef) => boolean) => limits.filter(([, l]) => has(l)).map(([id]) => id)
  return {
    states: Object.entries(p.states).map(([id, s]) => ({ id, label: s.label, isFinal: s.final === true })),
    actions: Object.entries(p.actions).map(([id, a]) => {
      const states = (a.in ?? [null]).map((from): Move => ({ from, to: [...statesAfter(a, from)] }))
      return {
        action: id,
        label: a.label,
        by: roles(a.by),
        isSystem: a.by.every((role) => role === 'system'),
        moves: states.some((m) => m.to.some((to) => to !== m.from)),
        states,
        fields: fieldsOf(a),
        files: {
          min: a.files?.min ?? 0,
          max: a.files?.max ?? 0,
          labels: [...(a.files?.labels ?? [])],
          required: [...(a.files?.required ?? [])],
        },
        personal: [...new Set((a.personal ?? []).map((f) => f.label))],
        documents: [...new Set((a.issues ?? []).map((i) => i.template.label))],
        starts: limitsBy((l) => l.after.includes(id)),
        meets: limitsBy((l) => l.met.includes(id)),
        extends: limitsBy((l) => l.extendedBy?.[id] !== undefined),
        isForMany: a.isForMany === true,
        isInternal: a.internal === true,
        refuses: [...(refusals[`${p.id}@${p.version}`]?.[id] ?? [])],
        basis: citesOf(a.basis),
      }
    }),
    limits: limits.map(([id, l]) => ({
      limit: id,
      label: l.label,
      within: lengthOf(l.within),
      rolls: l.roll,
      isRight: l.isRight === true,
      binds: roles(p.turns?.limits?.[id] ?? []),
      after: [...l.after],
      isConditional: l.when !== undefined,
      follows: l.follows ?? null,
      met: [...l.met],
      pausedIn: [...(l.pausedIn ?? [])],
      extendedBy: Object.keys(l.extendedBy ?? {}),
      excludes: l.excluded !== undefined,
      outer: l.outer ? { within: lengthOf(l.outer.within), rolls: l.outer.roll, basis: citesOf(l.outer.basis) } : null,
      lapse: l.lapse
        ? { kind: l.lapse.kind, action: l.lapse.action, label: p.actions[l.lapse.action]?.label ?? l.lapse.action }
        : null,
      basis: citesOf(l.basis),
    })),
    refusals: Object.entries(p.refusals).map(([rule, r]) => ({ rule, label: r.label, basis: citesOf(r.basis) })),
    // A BLOCK rule is the refusal of its id; the others say on which procedure's matters they look.
    supervision: [...registry.supervision.values()]
      .filter((s) => s.watches?.includes(p.id) || (s.severity === 'BLOCK' && p.refusals[s.id] !== undefined))
      .map((s) => ({
        rule: s.id,
        label: s.label,
        severity: s.severity,
        awaits: s.awaits ?? null,
        basis: citesOf(s.basis),
      })),
  }
}
