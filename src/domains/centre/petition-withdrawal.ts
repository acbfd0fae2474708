/** Taking a petition back: all of it by all who make it, or one's own part by each for himself. Accusations go on regardless. */
import type { ActionDef } from '#kernel/procedure'
import { remaining, speaking } from './people.ts'
import { action, ended, judgeVoice, type PetitionContext, type PetitionFacts } from './petition-facts.ts'
import * as forms from './petition-forms.ts'
import type { PetitionVersionOf } from './petition-intake.ts'
import { withdrawal } from './petition-law.ts'
import { petitionPartyRows } from './petition-people.ts'
import { partClaims, sameClaims } from './petition-same.ts'

type Withdrawing = { document?: unknown; petitioners: readonly number[] }
const speakingIn = (ctx: PetitionContext<Withdrawing>) => speaking(ctx.facts, ctx.actor, ctx.input.petitioners)

/** Those whose own words are here. */
function judgeVoices(ctx: PetitionContext<Withdrawing>): number[] {
  if (ctx.facts.category === 'ACCUSATION') ctx.refuse('centre.petition.accusation')
  judgeVoice(ctx)
  const seqs = speakingIn(ctx)
  const unknown = seqs.find((seq) => !remaining(ctx.facts).includes(seq))
  if (unknown !== undefined)
    ctx.refuse('centre.petition.withdrawOthers', `没有第${unknown}号信访人，或者已经撤回`, { field: 'petitioners' })
  return seqs
}

const withdraw = (_v: PetitionVersionOf) =>
  action({
    label: '撤回信访事项',
    by: ['party', 'petition_officer', 'handler', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED', 'ACCEPTED'],
    to: 'WITHDRAWN',
    basis: withdrawal,
    input: forms.withdraw,
    guard: (ctx) => {
      const seqs = judgeVoices(ctx)
      const others = remaining(ctx.facts).filter((seq) => !seqs.includes(seq))
      if (others.length)
        ctx.refuse('centre.petition.withdrawOthers', `缺第${others.join('、')}号信访人`, {
          field: 'petitioners',
          allowed: ['撤回本人的部分'],
        })
    },
    apply: (f, act) => ended(f, act, 'WITHDRAWN'),
    claims: (_act, f) => sameClaims(f),
    document: '撤回信访事项记录',
  })

const withdrawPart = (_v: PetitionVersionOf) =>
  action({
    label: '撤回本人的部分',
    by: ['party', 'petition_officer', 'handler', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED', 'ACCEPTED'],
    basis: withdrawal,
    input: forms.withdraw,
    guard: (ctx) => {
      const seqs = judgeVoices(ctx)
      if (seqs.length === 0) ctx.refuse('centre.petition.withdrawOthers', '没有写明是谁撤回', { field: 'petitioners' })
      if (seqs.length === remaining(ctx.facts).length)
        ctx.refuse('centre.petition.withdrawAll', undefined, { field: 'petitioners', allowed: ['撤回信访事项'] })
    },
    given: (ctx) => ({ seqs: speakingIn(ctx) }),
    apply: (f, act) => ({
      ...f,
      withdrawn: [...f.withdrawn, ...(act.given.seqs as number[]).map((seq) => ({ seq, on: act.declaredOn }))],
      readers: f.readers.filter(
        (r) => !(act.given.seqs as number[]).some((seq) => r === `p:${f.petitionerIds[seq - 1]}`),
      ),
    }),
    rows: petitionPartyRows,
    claims: (_act, f, before) => partClaims(before, f),
    document: '撤回信访事项记录',
  })

export const petitionWithdrawals = (v: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({
  withdraw: withdraw(v),
  withdrawPart: withdrawPart(v),
})
