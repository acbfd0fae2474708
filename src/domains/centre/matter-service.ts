/** Service and voiding of a matter's papers. A centre is no organ: what only organs may do to serve is not its to do. */

import { from, text } from '#kernel/fields'
import { paperActions } from '#kernel/paper-actions'
import type { ActionDef } from '#kernel/procedure'
import { type Bases, platform } from './law.ts'
import { everyState, units } from './matter-common.ts'
import type { MatterFacts } from './matter-facts.ts'
import { isAccused } from './matter-seal.ts'

const windows = ['centre_reception', 'centre_dispatcher'] as const
/** Left behind, passed on by another body, or published: an organ's ways alone. */
const organsOnly: readonly string[] = ['LEFT', 'FORWARDED', 'PUBLIC_NOTICE']

/** A petitioner by his number, or a unit that the matter was dispatched or handed to. */
const recipientOf = (f: MatterFacts, who: string): string | undefined => {
  if (/^\d+$/.test(who)) {
    const party = f.petitionerIds[Number(who) - 1]
    return party && `p:${party}`
  }
  const isKnown =
    who === f.agencyId || f.dispatches.some((d) => d.unit === who) || f.handoffs.some((h) => h.targetAgencyId === who)
  return isKnown && !isAccused(f, who) ? `a:${who}` : undefined
}

export const service = (b: Bases): Record<string, ActionDef<MatterFacts>> => {
  const { serve, voidPaper } = paperActions<MatterFacts, string>({
    by: [...windows, ...units],
    in: everyState,
    basis: {
      serve: [...b.reply, platform('送达方式参照民事诉讼文书；中心只用群众性组织可以采用的方式')],
      void: platform('有误的文书作废并说明理由，文号不再使用'),
    },
    ways: ['DIRECT', 'LEFT', 'ELECTRONIC', 'ENTRUSTED', 'MAIL', 'FORWARDED', 'PUBLIC_NOTICE'],
    recipient: from(text('受送达人（来访人或者单位）', 80), 'centre.recipient'),
    recipientOf,
    refusals: { recipient: 'centre.noRecipient', day: 'centre.dates', way: 'centre.serviceWay' },
  })
  return {
    serve: {
      ...serve,
      guard: (ctx) => {
        if ((windows as readonly string[]).includes(ctx.actor.role) && organsOnly.includes(ctx.input.way))
          ctx.refuse('centre.serviceWay', '中心不是机关', {
            field: 'way',
            allowed: ['直接送达', '电子送达', '委托送达', '邮寄送达'],
          })
        serve.guard!(ctx)
      },
    },
    voidPaper,
  }
}
