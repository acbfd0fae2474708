/** The list of counselling and help as the centre keeps it for whoever came again with what has ended for good. */
import type { ActionDef } from '#kernel/procedure'
import { helped, helpForm, helpPersonal, helpRows, isListed, listRows, unlisted, unlistForm } from './counselling.ts'
import { type Bases, platform } from './law.ts'
import { type Any, action } from './matter-common.ts'
import type { MatterFacts } from './matter-facts.ts'

const office = ['centre_reception', 'centre_dispatcher', 'centre_director']
const ended = ['REPLIED', 'VISITED', 'CLOSED']

function judgeListed(ctx: Any): void {
  if (!isListed(ctx.facts)) ctx.refuse('centre.notListed')
}

export const counselling = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  recordHelp: action({
    label: '疏导帮扶',
    by: office,
    in: ended,
    internal: true,
    basis: [...b.finality, platform('列入疏导帮扶名单的，记录每次疏导帮扶')],
    input: helpForm,
    personal: helpPersonal,
    guard: judgeListed,
    apply: helped,
    rows: helpRows,
  }),
  unlist: action({
    label: '移出疏导帮扶名单',
    by: ['centre_director'],
    in: ended,
    internal: true,
    basis: [...b.finality, platform('移出名单须写明理由')],
    input: unlistForm,
    guard: judgeListed,
    apply: unlisted,
    rows: listRows,
  }),
})
