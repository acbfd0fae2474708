/** What an organ tells the petitioner first: that it takes the petition in hand, that it may not, or where it is led to. */
import { addDays } from '#kernel/clock'
import type { ActionDef, Need, Rows } from '#kernel/procedure'
import { listed, listRows } from './counselling.ts'
import { addresseePersonal } from './fields.ts'
import { divertPapers, noticePapers, notMinePapers, refuseRepeatPapers } from './papers/petition-notice.ts'
import { remainingKeys } from './people.ts'
import { action, ended, judgeHolder, type PetitionContext, type PetitionFacts } from './petition-facts.ts'
import * as forms from './petition-forms.ts'
import { type PetitionVersionOf, withClose } from './petition-intake.ts'
import { earlierThan, sameClaim, sameClaims } from './petition-same.ts'
import { judgeSealed } from './petition-seal.ts'

/** Who is known by name and address is told in writing. */
function judgeNotice(ctx: PetitionContext<{ notice?: unknown }>): void {
  if (ctx.input.notice === undefined && !ctx.facts.isUnclear)
    ctx.refuse('centre.petition.notice', undefined, { field: 'notice' })
}

type Target = { targetAgencyId?: string | undefined; targetName?: string | undefined }
const targetNeeds = (i: Target): Need[] => (i.targetAgencyId ? [{ agency: i.targetAgencyId }] : [])

/** Whether another organ is named; nobody leads to itself, and no accusation to the accused. */
function hasTarget(ctx: PetitionContext<Target>): boolean {
  const { targetAgencyId, targetName } = ctx.input
  if (targetAgencyId === undefined) return targetName !== undefined
  if (ctx.facts.accusedAgencyIds.includes(targetAgencyId))
    ctx.refuse('centre.petition.toAccused', ctx.agency(targetAgencyId)?.name, { field: 'targetAgencyId' })
  return targetAgencyId !== ctx.actor.agency && ctx.agency(targetAgencyId) !== undefined
}

const targetGiven = (ctx: PetitionContext<Target>) => ({
  targetName: ctx.input.targetAgencyId ? ctx.agency(ctx.input.targetAgencyId)!.name : (ctx.input.targetName ?? null),
})

/** The procedure and the organ that a notice names. */
export const ledTo = (i: Target & { path?: string }): string =>
  [i.path, i.targetAgencyId ?? i.targetName ?? ''].join('/')

const handoffRows = (act: {
  matter: string
  n: number
  declaredOn: string
  payload: Target & { path: string }
}): Rows => ({
  'centre.petition_handoff': [
    {
      matter_id: act.matter,
      act_n: act.n,
      path: act.payload.path,
      target_agency_id: act.payload.targetAgencyId ?? null,
      target_name: act.payload.targetName ?? null,
      handed_on: act.declaredOn,
    },
  ],
})

const notifyReceipt = ({ rules, law }: PetitionVersionOf) =>
  action({
    label: '书面告知受理（接收）情况',
    by: ['handler', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED'],
    to: 'ACCEPTED',
    basis: law.notice,
    input: forms.notifyReceipt,
    personal: addresseePersonal,
    guard: (ctx) => {
      judgeHolder(ctx)
      judgeNotice(ctx)
      const { facts, input } = ctx
      const isRequest = facts.category === 'REQUEST'
      if (isRequest && input.item === undefined) ctx.refuse('centre.petition.itemMissing', undefined, { field: 'item' })
      if (input.runsClose && !(isRequest && input.item === '6'))
        ctx.refuse('centre.petition.item', '不起算信访事项的办理期限', { field: 'runsClose' })
      if (facts.isLitigation && input.item === '6')
        ctx.refuse('centre.petition.litigation', undefined, { field: 'item' })
    },
    apply: (f, act) => {
      const on = act.declaredOn
      const told = { ...f, noticeOn: on, item: act.payload.item ?? null, handledOn: f.handledOn ?? on }
      if (f.category !== 'REQUEST' || act.payload.item !== '6') return withClose(told, rules, null)
      const last = rules.acceptedAfterDays === undefined ? on : addDays(f.arrivedOn, rules.acceptedAfterDays)
      const acceptedOn = on < last ? on : last
      return withClose({ ...told, acceptedOn }, rules, acceptedOn)
    },
    issues: noticePapers,
  })

const refuseRepeat = ({ law }: PetitionVersionOf) =>
  action({
    label: '告知不再受理',
    by: ['petition_officer', 'handler', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED'],
    to: 'NOT_ACCEPTED',
    basis: law.repeat,
    input: forms.refuseRepeat,
    personal: addresseePersonal,
    needs: (_i, at): Need[] => remainingKeys(at.facts!).map((key) => ({ claim: sameClaim, key })),
    guard: (ctx) => {
      judgeHolder(ctx)
      const { facts, input } = ctx
      if (input.newFacts === 'UNCHECKED' || (input.newFacts === 'NONE' && facts.repeat?.kind === 'NEW_FACT'))
        ctx.refuse('centre.petition.newFacts', undefined, { field: 'newFacts' })
      const known = earlierThan(facts, (key) => ctx.claims(sameClaim, key), ctx.matterId).some(
        (e) => e.matterId === input.previousMatterId && e.ground === input.ground,
      )
      if (input.previousMatterId === undefined ? input.previous === undefined : !known)
        ctx.refuse('centre.petition.repeat', undefined, { field: 'previousMatterId' })
      if (input.ground === 'REPLIED' && !input.isReviewTold)
        ctx.refuse('centre.petition.repeat', '已答复而未走复查的，应当告知复查的权利和剩余期限', {
          field: 'isReviewTold',
        })
      judgeNotice(ctx)
    },
    apply: (f, act) => ({
      ...ended({ ...f, handledOn: f.handledOn ?? act.declaredOn }, act, 'NOT_ACCEPTED'),
      repeatGround: act.payload.ground,
      help: act.payload.ground === 'FINAL' ? listed(act, act.payload.previousMatterId ?? null) : null,
    }),
    rows: listRows,
    claims: (_act, f) => sameClaims(f),
    links: (act) => (act.payload.previousMatterId ? [{ to: act.payload.previousMatterId, kind: 'REPEATS' }] : []),
    issues: refuseRepeatPapers,
  })

const notMine = ({ rules, law }: PetitionVersionOf) =>
  action({
    label: '告知向有权机关提出',
    by: rules.mayDeclineTransfer ? ['petition_officer', 'handler', 'handler_head'] : ['handler', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED'],
    to: 'NOT_ACCEPTED',
    basis: law.notMine,
    input: forms.notMine,
    personal: addresseePersonal,
    given: targetGiven,
    needs: targetNeeds,
    guard: (ctx) => {
      judgeHolder(ctx)
      if (ctx.state === 'TRANSFERRED' && !rules.mayDeclineTransfer) ctx.refuse('centre.petition.mustObject')
      if (!hasTarget(ctx)) ctx.refuse('centre.petition.competent', undefined, { field: 'targetAgencyId' })
      judgeSealed(ctx)
      judgeNotice(ctx)
    },
    apply: (f, act) =>
      ended({ ...f, handledOn: f.handledOn ?? act.declaredOn, ledTo: ledTo(act.payload) }, act, 'NOT_ACCEPTED'),
    rows: handoffRows,
    claims: (_act, f) => sameClaims(f),
    issues: notMinePapers,
  })

const divert = ({ law }: PetitionVersionOf) =>
  action({
    label: '导入其他程序',
    by: ['petition_officer', 'handler', 'handler_head'],
    in: ['RECEIVED', 'TRANSFERRED', 'ACCEPTED'],
    to: 'DIVERTED',
    basis: law.divert,
    input: forms.divert,
    personal: [{ path: 'reply', label: '回复', mask: 'drop', purpose: '答复信访人' }, ...addresseePersonal],
    given: targetGiven,
    needs: targetNeeds,
    guard: (ctx) => {
      judgeHolder(ctx)
      const { facts, input } = ctx
      if (facts.category === 'REQUEST') {
        const item = facts.item ?? input.item
        if (item === undefined) ctx.refuse('centre.petition.itemMissing', undefined, { field: 'item' })
        if (item === '6') ctx.refuse('centre.petition.divertSix', undefined, { field: 'item' })
      }
      judgeSealed(ctx)
      const isReply = facts.category === 'SUGGESTION'
      if (isReply ? input.reply === undefined : !hasTarget(ctx))
        ctx.refuse('centre.petition.divertTarget', undefined, { field: isReply ? 'reply' : 'targetAgencyId' })
      judgeNotice(ctx)
    },
    apply: (f, act) =>
      ended(
        {
          ...f,
          item: f.item ?? act.payload.item ?? null,
          handledOn: f.handledOn ?? act.declaredOn,
          ledTo: ledTo(act.payload),
        },
        act,
        'DIVERTED',
      ),
    rows: handoffRows,
    claims: (_act, f) => sameClaims(f),
    issues: divertPapers,
  })

export const petitionNotices = (v: PetitionVersionOf): Record<string, ActionDef<PetitionFacts>> => ({
  notifyReceipt: notifyReceipt(v),
  refuseRepeat: refuseRepeat(v),
  notMine: notMine(v),
  divert: divert(v),
})
