/** A step's form: read against the procedure version that its deciding date picks. */
import type { Instant, LocalDate } from './clock.ts'
import { localDate, localDateOf } from './clock.ts'
import type { Registry } from './domain.ts'
import { Refusal } from './errors.ts'
import './form-words.ts'
import { checkIdentities } from './identity.ts'
import { recountId } from './limits.ts'
import type { Step } from './matter.ts'
import { normalised } from './personal.ts'
import type { ActionDef, ProcedureDef } from './procedure.ts'
import { recountAction } from './recount.ts'

/** A step's form read against one procedure version. */
export type Prepared = { p: ProcedureDef; def: ActionDef; input: any }

/** The day a step counts from. @throws Refusal 'input' where it is not a day */
export const declaredDay = (step: Step, at: Instant): LocalDate =>
  step.declaredOn === undefined ? localDateOf(at) : localDate(step.declaredOn)

/** An action by its name; the names come from outside, so what every object inherits is none. */
export const findAction = (p: ProcedureDef, action: string): ActionDef | undefined =>
  Object.hasOwn(p.actions, action) ? p.actions[action] : action === recountId ? recountAction(p) : undefined

/** Reads a form. @throws Refusal 'input' naming the fields. */
export function parse(def: ActionDef, input: unknown, action: string): any {
  const result = def.input.safeParse(normalised(input ?? {}))
  if (result.success) {
    checkIdentities(def, result.data)
    return result.data
  }
  throw new Refusal('input', 'kernel.input', `「${def.label}」填写有误：${result.error.issues[0]?.message ?? ''}`, {
    fields: result.error.issues.map((i) => ({ path: [action, ...i.path].slice(1).join('.'), message: i.message })),
  })
}

/** The parsed input and the version that its deciding date picks. */
export function parseOpening(registry: Registry, step: Step, declaredOn: LocalDate): Prepared {
  if (!step.procedure) throw new Refusal('missing', 'kernel.matter', '没有这件事项，或者您无权查看')
  let p = registry.procedureAt(step.procedure, declaredOn)
  let def = openingAction(p, step.action)
  let input = parse(def, step.input, step.action)
  const decided = p.decidedBy?.(input, declaredOn) ?? declaredOn
  const chosen = registry.procedureAt(step.procedure!, decided)
  if (chosen !== p) {
    p = chosen
    def = openingAction(p, step.action)
    input = parse(def, step.input, step.action)
  }
  return { p, def, input }
}

function openingAction(p: ProcedureDef, action: string): ActionDef {
  const def = findAction(p, action)
  if (!def) throw new Refusal('missing', 'kernel.action', `「${p.label}」没有这种动作：${action}`)
  if (def.in)
    throw new Refusal('state', 'kernel.state', `「${def.label}」须在已有的事项上办理`, {
      basis: def.basis,
      allowed: Object.entries(p.actions)
        .filter(([, a]) => !a.in)
        .map(([, a]) => a.label),
    })
  return def
}
