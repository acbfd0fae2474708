/** The list of counselling and help as an organ keeps it for a petitioner whose petition has ended for good and who came again with it. */
import type { ActionDef } from '#kernel/procedure'
import { helped, helpForm, helpPersonal, helpRows, isListed, listRows, unlisted, unlistForm } from './counselling.ts'
import { action, judgeHolder, type PetitionContext, type PetitionFacts } from './petition-facts.ts'
import type { PetitionVersionOf } from './petition-intake.ts'
import { platform } from './petition-law.ts'

function judgeListed(ctx: PetitionContext): void {
  judgeHolder(ctx)
  if (!isListed(ctx.facts)) ctx.refuse('centre.petition.notListed')
}

export const petitionCounselling = ({ law }: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({
  recordHelp: action({
    label: '疏导帮扶',
    by: ['petition_officer', 'handler', 'handler_head'],
    in: ['NOT_ACCEPTED'],
    internal: true,
    basis: law.counsel,
    input: helpForm,
    personal: helpPersonal,
    guard: judgeListed,
    apply: helped,
    rows: helpRows,
  }),
  unlist: action({
    label: '移出疏导帮扶名单',
    by: ['petition_officer', 'handler_head'],
    in: ['NOT_ACCEPTED'],
    internal: true,
    basis: [...law.counsel, platform('移出名单须写明理由')],
    input: unlistForm,
    guard: judgeListed,
    apply: unlisted,
    rows: listRows,
  }),
})
