/** Papers of a petition that were voided, issued anew; the petitioner's days to ask the organ above count from the new one's service. */
import type { ActionDef } from '#kernel/procedure'
import { judgeHolder, type PetitionFacts } from './petition-facts.ts'
import { ledTo } from './petition-notice.ts'
import { judgeOrgan, replyRows } from './petition-review.ts'
import { type Reissue, reissue } from './reissue.ts'

type Actions = Record<string, ActionDef<PetitionFacts>>
const refusals = { nothing: 'centre.petition.nothingVoid', differs: 'centre.petition.reissueDiffers' }
const said = (isSame: boolean, field: string): string | undefined => (isSame ? undefined : field)

export function petitionReissues(actions: Actions): Actions {
  const of = (id: string, r: Omit<Reissue<PetitionFacts>, 'of' | 'refusals'>) =>
    reissue<PetitionFacts>({ judge: judgeHolder, ...r, of: actions[id]!, refusals })
  return {
    reissueNotice: of('notifyReceipt', {
      label: '重新出具受理（接收情况）告知书',
      in: ['ACCEPTED'],
      made: 'notice',
      differs: (f, i) => said((i.item ?? null) === f.item, 'item'),
    }),
    reissueRepeatNotice: of('refuseRepeat', {
      label: '重新出具不再受理告知书',
      in: ['NOT_ACCEPTED'],
      made: 'notice',
      differs: (f, i) => said(i.ground === f.repeatGround, 'ground'),
    }),
    reissueNotMine: of('notMine', {
      label: '重新出具不予受理告知书',
      in: ['NOT_ACCEPTED'],
      made: 'notice',
      differs: (f, i) => said(ledTo(i) === f.ledTo, 'path'),
    }),
    reissueDiversion: of('divert', {
      label: '重新出具导入其他程序告知书、建议意见回复函',
      in: ['DIVERTED'],
      made: 'notice',
      differs: (f, i) => said(ledTo(i) === f.ledTo, 'path'),
    }),
    reissueExtension: of('extend', {
      label: '重新出具延长办理期限告知书',
      in: ['ACCEPTED'],
      made: 'notice',
      differs: (f, i) => said(i.days === f.extensionDays, 'days'),
      given: () => ({}),
    }),
    reissueOpinion: of('issueOpinion', {
      label: '重新出具信访处理意见书',
      in: ['OPINION_ISSUED'],
      made: 'document',
      differs: (f, i) => said(i.conclusion === f.conclusion, 'conclusion'),
      // Service of what is void has started nothing that stands.
      apply: (f, act) => ({
        ...f,
        reissues: f.reissues + 1,
        opinionNo: null,
        replyReceivedOn: act.payload.receivedOn ?? null,
        appealDueOn: act.given.appealDueOn,
      }),
      rows: (act, f) =>
        replyRows(act, f, 'OPINION', {
          issuedOn: f.opinionOn!,
          number: null,
          conclusion: f.conclusion!,
          receivedOn: f.replyReceivedOn,
          texts: { demand: '/demand', findings: '/findings', opinion: '/opinion' },
        }),
    }),
    reissueReview: of('issueReview', {
      label: '重新出具复查意见书',
      in: ['REVIEWED'],
      made: 'document',
      judge: (ctx) => judgeOrgan(ctx, ctx.facts.review!.agencyId),
      differs: (f, i) => said(i.conclusion === f.review!.conclusion, 'conclusion'),
      apply: (f, act) => ({
        ...f,
        appealDueOn: act.given.appealDueOn,
        review: { ...f.review!, replyReceivedOn: act.payload.receivedOn ?? null },
      }),
      rows: (act, f) =>
        replyRows(act, f, 'REVIEW', {
          issuedOn: f.review!.opinionOn!,
          number: null,
          conclusion: f.review!.conclusion!,
          receivedOn: f.review!.replyReceivedOn,
          texts: { opinion: '/opinion' },
        }),
    }),
    reissueRecheck: of('issueRecheck', {
      label: '重新出具复核意见书',
      in: ['FINAL'],
      made: 'document',
      judge: (ctx) => {
        if (ctx.facts.recheck === null) ctx.refuse(refusals.nothing)
        judgeOrgan(ctx, ctx.facts.recheck!.agencyId)
      },
      differs: (f, i) => said(i.conclusion === f.recheck!.conclusion, 'conclusion'),
      rows: (act, f) =>
        replyRows(act, f, 'RECHECK', {
          issuedOn: f.recheck!.opinionOn!,
          number: null,
          conclusion: f.recheck!.conclusion!,
          receivedOn: f.recheck!.replyReceivedOn,
          texts: { opinion: '/opinion' },
        }),
    }),
    reissueFinal: of('lapse', {
      label: '重新出具处理终结告知书',
      in: ['FINAL'],
      judge: () => {},
      differs: () => undefined,
    }),
  }
}
