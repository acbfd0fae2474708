/** Service and voiding of a petition's papers. The petitioner's days to ask the organ above count from the day on which he was served. */
import type { LocalDate } from '#kernel/clock'
import { from, text } from '#kernel/fields'
import { paperActions } from '#kernel/paper-actions'
import type { ActionDef } from '#kernel/procedure'
import type { PetitionContext, PetitionFacts } from './petition-facts.ts'
import type { PetitionVersionOf } from './petition-intake.ts'
import { petitionStates } from './petition-kinds.ts'
import { platform } from './petition-law.ts'
import { appealDueOf, opinionNumberOf } from './petition-review.ts'

/** The papers whose service starts a limit, and the step that they end. */
const stages = { 'centre.petitionOpinion': 'OPINION', 'centre.petitionReview': 'REVIEW' } as const
export type ServedStage = (typeof stages)[keyof typeof stages]

/** A petitioner by his number, or an organ that has or had the petition in hand. */
const recipientOf = (f: PetitionFacts, who: string): string | undefined => {
  if (/^\d+$/.test(who)) {
    const party = f.petitionerIds[Number(who) - 1]
    return party && `p:${party}`
  }
  const organs = [f.originAgencyId, f.review?.agencyId, f.recheck?.agencyId, ...f.transfers.map((t) => t.toAgencyId)]
  return organs.includes(who) && !f.accusedAgencyIds.includes(who) ? `a:${who}` : undefined
}

type Served = { stage: ServedStage; receivedOn: LocalDate; appealDueOn: LocalDate; opinionNo: string | null }

/**
 * What the service of a reply starts. Of several petitioners the last to be served counts for all, so that nobody's days are cut
 * short; a second service on the same one moves nothing, nor does service where the day of receipt was recorded directly.
 */
function servedReply(ctx: PetitionContext<{ document: string; recipient: string; on: LocalDate }>): Served | undefined {
  const { facts, input } = ctx
  const paper = ctx.documents.find((d) => d.id === input.document)
  const stage = paper && stages[paper.template as keyof typeof stages]
  const who = recipientOf(facts, input.recipient)
  if (!stage || !who?.startsWith('p:') || facts.final !== null) return
  // Whoever has asked the organ above has let the days before it lie.
  if (stage === 'OPINION' ? facts.review !== null : facts.recheck !== null) return
  const known = stage === 'OPINION' ? facts.replyReceivedOn : facts.review!.replyReceivedOn
  const before = Object.entries(paper.served ?? {}).filter(([r]) => r.startsWith('p:'))
  if (before.some(([r]) => r === who) || (known !== null && before.length === 0)) return
  const receivedOn = before.reduce((last, [, on]) => (on > last ? on : last), input.on)
  return { stage, receivedOn, appealDueOn: appealDueOf(ctx, receivedOn), opinionNo: opinionNumberOf(ctx) }
}

export const petitionService = ({ law }: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => {
  const { serve, voidPaper } = paperActions<PetitionFacts, string>({
    by: ['petition_officer', 'handler', 'handler_head'],
    in: Object.keys(petitionStates),
    basis: {
      serve: [...law.opinion, platform('送达方式参照民事诉讼文书')],
      void: platform('有误的文书作废并说明理由，文号不再使用'),
    },
    ways: ['DIRECT', 'LEFT', 'ELECTRONIC', 'ENTRUSTED', 'MAIL', 'FORWARDED', 'PUBLIC_NOTICE'],
    recipient: from(text('受送达人（信访人或者机关、单位）', 80), 'centre.petitionRecipient'),
    recipientOf,
    refusals: {
      recipient: 'centre.petition.noRecipient',
      day: 'centre.petition.day',
      way: 'centre.petition.serviceWay',
    },
  })
  return {
    serve: {
      ...serve,
      given: (ctx) => {
        const served = servedReply(ctx)
        return served ? { served } : {}
      },
      apply: (f, act) => {
        const served = act.given.served as Served | undefined
        if (!served) return f
        const { stage, receivedOn, appealDueOn } = served
        return stage === 'OPINION'
          ? { ...f, replyReceivedOn: receivedOn, appealDueOn, opinionNo: f.opinionNo ?? served.opinionNo }
          : { ...f, review: { ...f.review!, replyReceivedOn: receivedOn }, appealDueOn }
      },
    },
    voidPaper,
  }
}
