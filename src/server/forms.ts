/** What a procedure declares, as the pages need it: labels, forms as JSON Schema, legal basis in words. */
import type { Registry } from '#kernel/domain'
import { mostFiles } from '#kernel/judge'
import { spanText } from '#kernel/limit'
import type { ActionDef, LimitDef, ProcedureDef } from '#kernel/procedure'
import { formOf } from '../procedures/form-schema.ts'
import { versionLabelOf } from './matter-view.ts'
import { basisTexts } from './problems.ts'

export { formOf }

/** A limit's length as it is said. */
const lengthOf = (within: LimitDef['within']): string =>
  typeof within === 'function' ? '按情形确定' : spanText(within)

const roleLabel = (registry: Registry, role: string) => registry.roles.get(role)?.label ?? role
export const rolesOf = (registry: Registry, by: readonly string[]) =>
  by.map((role) => ({ role, label: roleLabel(registry, role) }))

export const domainOf = (registry: Registry, procedureId: string) =>
  registry.domains.find((d) => d.procedures.some((p) => p.id === procedureId))

export function procedureSummary(registry: Registry, p: ProcedureDef) {
  const domain = domainOf(registry, p.id)
  return {
    id: p.id,
    version: p.version,
    versionLabel: versionLabelOf(p),
    label: p.label,
    domain: domain?.id ?? '',
    domainLabel: domain?.label ?? '',
    effective: p.effective,
    decidedBy: p.decidedByLabel,
    states: Object.entries(p.states).map(([id, s]) => ({ id, label: s.label, isFinal: s.final === true })),
    openings: Object.entries(p.actions)
      .filter(([, a]) => !a.in)
      .map(([id, a]) => ({
        action: id,
        label: a.label,
        publicLabel: a.publicLabel ?? a.label,
        by: rolesOf(registry, a.by),
      })),
  }
}

export function procedureDetail(registry: Registry, p: ProcedureDef) {
  return {
    ...procedureSummary(registry, p),
    actions: Object.entries(p.actions).map(([id, a]) => ({
      action: id,
      label: a.label,
      publicLabel: a.publicLabel ?? a.label,
      by: rolesOf(registry, a.by),
      in: a.in ?? null,
      to: typeof a.to === 'string' ? a.to : null,
      basis: basisTexts(a.basis),
      personal: (a.personal ?? []).map((f) => ({
        path: f.path,
        label: f.label,
        mask: String(f.mask),
        purpose: f.purpose,
      })),
      form: formOf(a),
      files: a.files
        ? { min: a.files.min ?? 0, max: a.files.max, labels: a.files.labels ?? [], required: a.files.required ?? [] }
        : { min: 0, max: mostFiles, labels: [], required: [] },
      documents: (a.issues ?? []).map((i) => i.template.label),
      isForMany: a.isForMany === true,
      isInternal: a.internal === true,
    })),
    limits: Object.entries(p.limits).map(([id, l]) => ({
      limit: id,
      label: l.label,
      within: lengthOf(l.within),
      rolls: l.roll,
      after: l.after,
      met: l.met,
      lapse: l.lapse
        ? { kind: l.lapse.kind, action: l.lapse.action, label: p.actions[l.lapse.action]?.label ?? l.lapse.action }
        : null,
      basis: basisTexts(l.basis),
    })),
    refusals: Object.entries(p.refusals).map(([rule, r]) => ({ rule, label: r.label, basis: basisTexts(r.basis) })),
  }
}

/** Legal basis of every action of every version, for the operations of the API that stand for them. */
export function basisByAction(registry: Registry, wanted: (a: ActionDef) => boolean): Record<string, string[]> {
  const out: Record<string, string[]> = {}
  for (const versions of registry.procedures.values())
    for (const p of versions)
      for (const [id, a] of Object.entries(p.actions))
        if (wanted(a)) out[`${p.id}@${p.version}/${id}`] = basisTexts(a.basis)
  return out
}
