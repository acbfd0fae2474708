/** Triage: the way the rules propose, the one a person chooses, the level it starts on, the remedies it must be told of. */

import type { ActionDef, Context } from '#kernel/procedure'
import { addresseePersonal } from './fields.ts'
import type { Bases } from './law.ts'
import { action } from './matter-common.ts'
import type { MatterFacts } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { hiddenNames, withAccused, withNamesHidden } from './matter-seal.ts'
import { triagePapers } from './papers/matter-intake.ts'
import { remedyGiven, startLevel } from './rules.ts'
import { type Proposal, triage as proposePath } from './triage.ts'

type Triaging = Context<MatterFacts, any>

const proposalOf = (ctx: Triaging, b: Bases): Proposal =>
  proposePath(
    { ...ctx.input.signals, isCourtEntrusted: ctx.facts.channels.some((c) => c.channel === 'COURT_ENTRUSTED') },
    b,
  )
const levelOf = (ctx: Triaging) => startLevel({ ...ctx.input.reach, headCount: ctx.facts.headCount })
/** An accusation by its kind, or sent to discipline under another name; a party member's own appeal is none. */
const isSealing = (i: { subjectKind?: string | undefined; path: string }): boolean =>
  i.subjectKind === 'ACCUSATION' || (i.path === 'DISCIPLINE' && i.subjectKind !== 'PARTY_APPEAL')

const triage = (b: Bases) =>
  action({
    label: '分流',
    by: ['centre_dispatcher'],
    in: ['REGISTERED'],
    to: 'TRIAGED',
    basis: b.triage,
    input: forms.triage,
    personal: addresseePersonal,
    // What accuses somebody in office is read by no town and no county from here on.
    confines: (ctx) => isSealing(ctx.input),
    guard: (ctx) => {
      const { input, facts } = ctx
      if (!input.subjectKind) ctx.refuse('centre.noSubjectKind', undefined, { field: 'subjectKind' })
      const proposal = proposalOf(ctx, b)
      const level = levelOf(ctx)
      const differs =
        proposal.path !== input.path ||
        proposal.subjectKind !== input.subjectKind ||
        (input.level !== undefined && input.level !== level.level)
      if (differs && !input.differReason)
        ctx.refuse('centre.differWithoutReason', `判定为：${proposal.reason}；层级：${level.reason}`, {
          field: 'differReason',
        })
      if (input.subjectKind === 'ADMIN_DISPUTE') {
        const isTold = input.remedyNotice || facts.remedyNotifiedOn
        const known = input.adminActKnownOn ?? facts.adminActKnownOn
        if (!known) ctx.refuse('centre.remedyNotice', '没有知道行政行为之日', { field: 'adminActKnownOn' })
        if (input.isReconsiderationFirst && input.path === 'LITIGATION')
          ctx.refuse('centre.reconsiderationFirst', undefined, { field: 'path' })
        if (!isTold) ctx.refuse('centre.remedyNotice', '没有告知记录', { field: 'remedyNotice' })
      }
      // Likeness is proposed by the platform; a person may say why it is another affair.
      if (facts.proposedRepeat?.kind === 'DUP_FINAL' && !input.newFact && !input.otherAffair)
        ctx.refuse('centre.finalAgain', undefined, {
          field: 'newFact',
          allowed: ['告知不再受理', '写明不是同一事项的理由'],
        })
    },
    given: (ctx) => {
      const proposal = proposalOf(ctx, b)
      const level = levelOf(ctx)
      const known = ctx.input.adminActKnownOn ?? ctx.facts.adminActKnownOn
      const remedy = known ? remedyGiven(known, ctx.declaredOn, ctx.calendar) : null
      return {
        proposal: {
          rule: proposal.rule,
          subjectKind: proposal.subjectKind,
          path: proposal.path,
          next: proposal.next,
          also: proposal.also,
          reason: proposal.reason,
          tell: proposal.tell,
        },
        level: ctx.input.level ?? level.level,
        levelReason: level.reason,
        remedy,
      }
    },
    apply: (f, act) => {
      const i = act.payload
      // Whether the rules or a person found it to be one.
      const isEmergency = act.given.proposal.rule === '1' || i.subjectKind === 'EMERGENCY'
      return {
        ...(isSealing(i) ? withNamesHidden(withAccused(f, i.accusedAgencyId)) : f),
        subjectKind: i.subjectKind!,
        path: i.path,
        proposedPath: act.given.proposal.path,
        level: act.given.level,
        triagedOn: act.declaredOn,
        isSeveralUnits: i.isSeveralUnits,
        isSealed: f.isSealed || isSealing(i),
        urgentSince: f.urgentSince ?? (isEmergency ? f.receivedAt : null),
        adminActKnownOn: i.adminActKnownOn ?? f.adminActKnownOn,
        remedyDueOn: act.given.remedy?.reconsiderationDueOn ?? f.remedyDueOn,
        isRemedyShort: act.given.remedy?.isUrgent ?? f.isRemedyShort,
        isReconsiderationFirst: i.isReconsiderationFirst,
        remedyNotifiedOn: f.remedyNotifiedOn ?? i.remedyNotice?.on ?? null,
        proposedRepeat: i.otherAffair ? null : f.proposedRepeat,
        repeat:
          i.newFact && f.proposedRepeat && !i.otherAffair ? { kind: 'NEW_FACT', of: f.proposedRepeat.of } : f.repeat,
      }
    },
    rows: (act, f) => (f.isSealed ? hiddenNames(act, f) : {}),
    links: (_act, f) => (f.repeat ? [{ to: f.repeat.of, kind: 'REPEAT_OF' }] : []),
    issues: triagePapers,
  })

export const triaging = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({ triage: triage(b) })
