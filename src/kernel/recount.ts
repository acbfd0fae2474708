/**
 * Limits counted anew when the calendar is announced further: an act of the system in each matter whose dates move, and the
 * list of those before anything is done. Every procedure has this one action beside those that it declares.
 */
import { z } from 'zod'
import type { Calendar } from './calendar.ts'
import { platform } from './law.ts'
import { countedAnew, isMoved, recountId } from './limits.ts'
import type { MatterState, Step } from './matter.ts'
import type { ActionDef, LimitState, ProcedureDef } from './procedure.ts'

const definitions = new WeakMap<ProcedureDef, ActionDef>()

/** The action as one procedure has it: in all of its states, by the system alone. */
export function recountAction(p: ProcedureDef): ActionDef {
  let def = definitions.get(p)
  if (!def) {
    def = {
      label: '期限按新公布的放假安排重算',
      by: ['system'],
      in: Object.keys(p.states),
      basis: platform('国务院办公厅公布放假安排后，未届满的期限按新的工作日重算'),
      input: z.strictObject({ calendar: z.string().min(1).meta({ label: '日历版本' }) }),
      apply: (facts: unknown) => facts,
    }
    definitions.set(p, def)
  }
  return def
}

/** A limit whose dates another calendar moves. */
export type MovedLimit = { before: LimitState; after: LimitState }

/** The running and paused limits of a matter that the calendar moves or makes certain. */
export const movedLimits = (matter: MatterState, calendar: Calendar): MovedLimit[] =>
  matter.limits.flatMap((before) => {
    if (before.state !== 'running' && before.state !== 'paused') return []
    if (before.calendar === calendar.version) return []
    const after = countedAnew(matter.procedure, before, matter.facts, calendar, matter.limits)
    return isMoved(before, after) ? [{ before, after }] : []
  })

/** The system's step for a matter whose limits move; nothing where none does. */
export const recountStep = (matter: MatterState, calendar: Calendar): Step | undefined =>
  movedLimits(matter, calendar).length
    ? { matterId: matter.id, action: recountId, input: { calendar: calendar.version } }
    : undefined
