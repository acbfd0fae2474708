/** Which states an action may lead to, as its declaration says: drawn on pages, held to in the fold. */
import { invariant } from './errors.ts'
import type { ActionDef, ProcedureDef } from './procedure.ts'

/** States in which a matter may be after an action, as declared; `before` is null of an opening action. */
export function statesAfter(def: Pick<ActionDef, 'to' | 'among'>, before: string | null): readonly string[] {
  if (def.to === undefined) return before === null ? [] : [before]
  if (typeof def.to === 'string') return [def.to]
  const { among = [] } = def
  return isList(among) ? among : before === null ? [] : (among[before] ?? [])
}
const isList = (x: NonNullable<ActionDef['among']>): x is readonly string[] => Array.isArray(x)

/** For `among`: in each of these states the matter stays where it is, unless `but` names where else it may go. */
export const staysIn = (
  states: readonly string[],
  but: Readonly<Record<string, readonly string[]>> = {},
): Readonly<Record<string, readonly string[]>> => Object.fromEntries(states.map((s) => [s, [s, ...(but[s] ?? [])]]))

/** An action whose next state hangs on the facts says which states these can be: pages draw them, the fold holds acts to them. */
export function faultsOfTargets(p: ProcedureDef, id: string, at: string): string[] {
  const { to, among, in: from } = p.actions[id]!
  const where = `${at} actions.${id}.among`
  if (typeof to !== 'function') return among ? [`${where}: is for a 'to' that is a function`] : []
  if (!among) return [`${where}: missing; which states may 'to' give?`]
  const lists: readonly (readonly [string, readonly string[]])[] = Array.isArray(among)
    ? [['', among as readonly string[]]]
    : Object.entries(among as Readonly<Record<string, readonly string[]>>)
  const faults = lists.flatMap(([before, states]) =>
    states.length
      ? states.filter((s) => !p.states[s]).map((s) => `${where}: no state '${s}'`)
      : [`${where}${before && `.${before}`}: names no state`],
  )
  if (!Array.isArray(among)) {
    const names = Object.keys(among)
    for (const s of from ?? []) if (!names.includes(s)) faults.push(`${where}: nothing for state '${s}' of 'in'`)
    for (const s of names) if (!from?.includes(s)) faults.push(`${where}: '${s}' is no state of 'in'`)
  }
  return faults
}

/** @throws where an act has led to a state that its action does not declare */
export function checkTarget(p: ProcedureDef, def: ActionDef, from: string | null, to: string): void {
  invariant(
    statesAfter(def, from).includes(to),
    `${p.id} ${p.version} 「${def.label}」 led from ${from ?? 'nothing'} to ${to}, which it does not declare`,
  )
}
