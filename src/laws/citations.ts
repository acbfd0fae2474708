/** Everything in the program that rests on a statute: what an article's page shows beside it, and what `laws check` checks. */
import type { Basis, Registry } from '#kernel'
import { articleKey } from '#kernel/law-text'

export type Rests = {
  kind: 'action' | 'limit' | 'refusal' | 'rule' | 'indicator'
  /** The action's, limit's or refusal's own id within its procedure; the rule's or indicator's id. */
  id: string
  label: string
  /** Of actions, limits and refusals. */
  procedure?: { id: string; version: string; label: string }
  basis: Basis
}

const listOf = (b: Basis | readonly Basis[] | undefined): readonly Basis[] =>
  b === undefined ? [] : Array.isArray(b) ? (b as readonly Basis[]) : [b as Basis]

/** Each citation with what rests on it, in the order of registration. */
export function citationsOf(registry: Registry): Rests[] {
  const found: Rests[] = []
  const take = (bases: Basis | readonly Basis[] | undefined, what: Omit<Rests, 'basis'>) => {
    for (const basis of listOf(bases)) found.push({ ...what, basis })
  }
  for (const p of [...registry.procedures.values()].flat()) {
    const procedure = { id: p.id, version: p.version, label: p.label }
    for (const [id, a] of Object.entries(p.actions)) take(a.basis, { kind: 'action', id, label: a.label, procedure })
    for (const [id, l] of Object.entries(p.limits)) {
      take(l.basis, { kind: 'limit', id, label: l.label, procedure })
      take(l.outer?.basis, { kind: 'limit', id, label: l.label, procedure })
    }
    for (const [id, r] of Object.entries(p.refusals)) take(r.basis, { kind: 'refusal', id, label: r.label, procedure })
  }
  for (const s of registry.supervision.values()) take(s.basis, { kind: 'rule', id: s.id, label: s.label })
  for (const i of registry.indicators.values())
    for (const v of i.versions) take(v.basis, { kind: 'indicator', id: i.id, label: i.label })
  return found
}

/** What rests on the articles of one version of a statute, by article key; '' has what rests on the statute as a whole. */
export function restsOn(
  rests: readonly Rests[],
  statute: { shortTitle: string; aliases: readonly string[] },
  version: string,
): Map<string, Rests[]> {
  const names = new Set([statute.shortTitle, ...statute.aliases])
  const byArticle = new Map<string, Rests[]>()
  const seen = new Set<string>()
  for (const r of rests) {
    const b = r.basis
    if (!names.has(b.statute) || b.version !== version) continue
    const article = b.article === undefined ? '' : articleKey(b.article, b.sub)
    const once = [article, r.kind, r.id, r.procedure?.id, r.procedure?.version].join('\u0000')
    if (seen.has(once)) continue
    seen.add(once)
    byArticle.set(article, [...(byArticle.get(article) ?? []), r])
  }
  return byArticle
}

/** The procedure on which a supervision rule looks, in its latest version; a BLOCK rule is the refusal of its id. */
export function findWatched(registry: Registry, rule: string): Rests['procedure'] | undefined {
  const watches = registry.supervision.get(rule)?.watches
  const p = [...registry.procedures.values()]
    .map((versions) => versions.at(-1)!)
    .find((x) => watches?.includes(x.id) || (!watches && x.refusals[rule] !== undefined))
  return p && { id: p.id, version: p.version, label: p.label }
}
