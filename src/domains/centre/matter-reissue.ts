/** Papers of the centre and its units to the petitioner that were voided, issued anew. */
import type { ActionDef, FoldedAct } from '#kernel/procedure'
import { guidedPaths } from './kinds.ts'
import { type Any, judgeLead } from './matter-common.ts'
import { lastHandoff, type MatterFacts } from './matter-facts.ts'
import { replyRows } from './matter-notices.ts'
import { type Reissue, reissue } from './reissue.ts'

type Actions = Record<string, ActionDef<MatterFacts>>
const refusals = { nothing: 'centre.nothingVoid', differs: 'centre.reissueDiffers' }
const said = (isSame: boolean, field: string): string | undefined => (isSame ? undefined : field)

export function reissuing(actions: Actions): Actions {
  const of = (id: string, r: Omit<Reissue<MatterFacts>, 'of' | 'refusals'>) =>
    reissue<MatterFacts>({ ...r, of: actions[id]!, refusals })
  return {
    reissueWay: of('triage', {
      label: '重新出具途径告知',
      in: ['TRIAGED', 'HANDED_OFF', 'DISPATCHED', 'RETURN_REQUESTED', 'RECEIVED', 'IN_PROGRESS', 'JOINT'],
      differs: (f, i) => said(i.path === f.path, 'path') ?? said(i.subjectKind === f.subjectKind, 'subjectKind'),
    }),
    reissueRepeatNotice: of('noticeRepeat', {
      label: '重新出具不再受理告知',
      in: ['REPLIED', 'CLOSED'],
      made: 'notice',
      differs: (f, i) => said(i.repeatKind === f.repeat?.kind, 'repeatKind'),
    }),
    reissueGuidance: of('handoff', {
      label: '重新出具途径引导单',
      in: ['HANDED_OFF', 'REPLIED'],
      made: 'notice',
      // The paper tells of the last hand-off; one to the side has another paper.
      differs: (f, i) => {
        const h = f.handoffs.at(-1)
        if (!h || h.isParallel || h.path !== i.path || !guidedPaths.includes(h.path)) return 'path'
        return said((i.targetAgencyId ?? null) === h.targetAgencyId, 'targetAgencyId')
      },
      // No second offer goes out.
      given: (ctx: Any) => ({ deadlineOn: null, offerId: null, name: lastHandoff(ctx.facts)?.targetName ?? '' }),
    }),
    reissueProgress: of('recordOutcome', {
      label: '重新出具办理情况告知',
      in: ['HANDED_OFF', 'REPLIED', 'VISITED', 'CLOSED'],
      differs: (f, i) => said(i.outcome === undefined || i.outcome === lastHandoff(f)?.outcome, 'outcome'),
    }),
    reissueAcceptance: of('accept', {
      label: '重新出具受理告知书',
      in: ['IN_PROGRESS'],
      judge: judgeLead,
      differs: (f, i) => said(i.as === f.acceptedAs, 'as'),
    }),
    reissueReply: of('reply', {
      label: '重新出具答复书',
      in: ['REPLIED', 'VISITED', 'CLOSED'],
      judge: (ctx) => {
        judgeLead(ctx)
        if (ctx.facts.path === 'PETITION' && ctx.facts.subjectKind === 'PETITION_REQUEST' && !ctx.input.hasReviewNotice)
          ctx.refuse('centre.noReviewNotice', undefined, { field: 'hasReviewNotice' })
      },
      differs: (_f, i) => said(i.channel === 'WRITTEN', 'channel'),
      rows: (act: FoldedAct, f: MatterFacts) =>
        replyRows(act, f, 'UNIT', {
          channel: 'WRITTEN',
          isWritten: true,
          hasReviewNotice: act.payload.hasReviewNotice,
        }),
    }),
  }
}
