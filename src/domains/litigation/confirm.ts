/**
 * The second person, who is of no organ sued: compares what was entered of a decision of the court with its paper, and only then does it
 * hold. An organ would otherwise confirm its own result, two of its people or not.
 */
import { appealEffects } from './appeal.ts'
import { beforeJudgment } from './course.ts'
import { endingEffects } from './ending.ts'
import { decidedState, type Effect } from './entry.ts'
import { action } from './facts.ts'
import * as forms from './forms.ts'
import { judgmentEffect, offersOf } from './judgment.ts'
import { twoPeople } from './law.ts'
import { supervisors } from './roles.ts'

const effects: Readonly<Record<string, Effect>> = { ...endingEffects, ...appealEffects, recordJudgment: judgmentEffect }
const open = [...beforeJudgment, 'SUSPENDED'] as const
const decided = ['JUDGED', 'CONCLUDED_NO_JUDGMENT', 'EFFECTIVE'] as const

const confirmJudgment = action({
  label: '核对登记的裁判结果',
  by: supervisors,
  in: [...open, 'APPEALED'],
  to: decidedState,
  among: {
    ...Object.fromEntries(open.map((s) => [s, [s, ...decided]])),
    APPEALED: ['APPEALED', 'CLOSED', 'EFFECTIVE'],
  },
  basis: twoPeople,
  input: forms.confirmation,
  guard: (ctx) => {
    const { pending } = ctx.facts
    if (!pending) return ctx.refuse('litigation.nothingEntered')
    if (pending.by === ctx.actor.id) ctx.refuse('litigation.samePerson')
  },
  given: (ctx) =>
    ctx.input.agrees && ctx.facts.pending ? offersOf(ctx, ctx.facts.pending.payload as object) : { offer: null },
  apply: (f, a) => {
    const p = f.pending
    const settled = { ...f, pending: null }
    if (!p || !a.payload.agrees) return settled
    // As if entered on its own day; what becomes known by it is known from now.
    return effects[p.action]!(settled, {
      ...a,
      action: p.action,
      payload: p.payload,
      agency: p.agency,
      declaredOn: p.on,
    })
  },
})

export const confirmation = { confirmJudgment }
