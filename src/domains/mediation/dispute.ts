/** The mediation of one dispute by one committee: from application to archive (人民调解法 chapters 4 and 5; 宁波市人民调解条例). */
import type { LocalDate } from '#kernel/clock'
import { paperActions } from '#kernel/paper-actions'
import type { FoldedAct, ProcedureDef, Rows } from '#kernel/procedure'
import { confirmApplication } from './confirm-application.ts'
import { aftermath } from './dispute-after.ts'
import { define, everyState, handlers } from './dispute-common.ts'
import { type DisputeFacts, findAgreement, initialFacts } from './dispute-facts.ts'
import * as forms from './dispute-forms.ts'
import { handoverRows, receives } from './dispute-handover.ts'
import { intake } from './dispute-intake.ts'
import { disputeKinds, disputeStates } from './dispute-kinds.ts'
import { nb, platform, pml } from './dispute-law.ts'
import { disputeLimits, disputeTurns } from './dispute-limits.ts'
import { mediation } from './dispute-mediation.ts'
import { disputeRefusals } from './dispute-refusals.ts'

/** ARCHIVED is final in that nothing leads on; what may still happen to an agreement is declared there and does not move it. */
const final = new Set(['TRANSFERRED_OUT', 'MERGED', 'ARCHIVED'])

/** The main row: everything that is counted, filtered or shown in lists. */
export function matterRow(act: FoldedAct, f: DisputeFacts, state: string): Record<string, unknown> {
  const agreement = findAgreement(f)
  const others = f.parties.filter((p) => p.side === 'B')
  return {
    matter_id: act.matter,
    matter_no: f.number,
    root_id: f.rootId,
    attempt_no: f.attemptNo,
    previous_id: f.previousId,
    transferred_from_id: f.transferredFromId,
    transferred_to_agency_id: f.transferredToAgencyId,
    merged_into_id: f.mergedIntoId,
    state,
    outcome: f.outcome,
    reason: f.reason,
    source: f.source,
    referral_mode: f.referralMode,
    referrer_agency_id: f.referrerAgencyId,
    has_letter: f.hasLetter,
    court_procedure: f.courtProcedure,
    court_signed_on: f.courtSignedOn,
    kind: f.kind,
    place: f.place,
    occurred_on: f.occurredOn,
    party_count: f.parties.length,
    head_count: f.headCount,
    side_a_count: f.parties.filter((p) => p.side === 'A').length,
    respondent_id: others.length === 1 ? others[0]!.partyId : null,
    is_group: f.isGroup,
    amount_involved_fen: f.amountInvolvedFen,
    is_labour: f.isLabour,
    is_land_contract: f.isLandContract,
    is_death_or_serious_injury: f.isDeathOrSeriousInjury,
    is_major_complex: f.isMajorComplex,
    is_insured: f.isInsured,
    is_online: f.isOnline,
    is_backfilled: f.isBackfilled,
    is_quick_oral: f.isQuickOral,
    suspected_duplicates: f.suspectedDuplicates,
    is_duplicate_denied: f.isDuplicateDenied,
    settled_before: f.settledBefore,
    is_settled_before_explained: f.isSettledBeforeExplained,
    host_mediator_id: f.hostMediatorId,
    mediator_ids: f.mediators,
    session_count: f.sessions,
    extension_count: f.extensions,
    insurer_notified_on: f.insurerNotifiedOn,
    has_appraisal: f.appraisals.length > 0,
    received_on: f.receivedOn,
    received_at: f.receivedAt,
    accepted_on: f.acceptedOn,
    assigned_on: f.assignedOn,
    rights_informed_on: f.rightsInformedOn,
    first_session_on: f.firstSessionOn,
    concluded_on: f.concludedOn,
    concluded_at: f.concludedAt,
    remedy_notice_on: f.remedyNoticeOn,
    feedback_on: f.feedbackOn,
    closed_on: f.closedOn,
    archived_on: f.archivedOn,
    agreement_form: agreement?.form ?? null,
    agreement_state: agreement?.state ?? null,
    agreement_effective_on: agreement?.effectiveOn ?? null,
    amount_payable_fen: agreement?.amountPayableFen ?? null,
    registered_known_at: f.receivedAt,
    accepted_known_at: f.acceptedAt,
    concluded_known_at: f.concludedAt,
    is_fabricated: f.isFabricated,
    excluded_known_at: f.excludedAt,
  }
}

/** What organs read of the matter and its parties do not. */
const internalRow = (act: FoldedAct, f: DisputeFacts): Record<string, unknown> => ({
  matter_id: act.matter,
  risk_level: f.riskLevel,
  is_suspended: f.isSuspended,
  escalation_count: f.escalations,
  follow_up_count: f.followUps,
  correction_count: f.corrections,
  violence: f.violence,
  violence_found_on: f.violenceFoundOn,
})

/** A committee is no organ: it hands over, sends and has others hand over; leaving behind and public notice are not its powers. */
const papers = paperActions<DisputeFacts, number>({
  by: handlers,
  in: everyState,
  basis: {
    serve: [pml(29, 2), nb(27), platform('送达方式参照民事诉讼文书，以群众性组织可以采用的为限')],
    void: platform('有误的文书作废并说明理由，文号不再使用'),
  },
  ways: ['DIRECT', 'ELECTRONIC', 'MAIL', 'ENTRUSTED'],
  recipient: forms.partySeq('受送达的当事人'),
  recipientOf: (f, seq) => {
    const party = f.parties.find((p) => p.seq === seq)
    return party && `p:${party.partyId}`
  },
  refusals: { recipient: 'mediation.noParty', day: 'mediation.dates', way: 'mediation.serviceWay' },
})

export const dispute: ProcedureDef<DisputeFacts> = define({
  id: 'mediation.dispute',
  version: 'NB_PM_2015',
  label: '人民调解',
  effective: { from: '2015-06-01' as LocalDate },
  decidedByLabel: '登记日（受理适用受理日的规定；2015年6月1日以来规则未变）',
  states: Object.fromEntries(
    Object.entries(disputeStates).map(([id, label]) => [id, final.has(id) ? { label, final: true } : { label }]),
  ),
  initial: initialFacts,
  actions: { ...intake, ...mediation, ...aftermath, ...confirmApplication, ...papers },
  receives,
  limits: disputeLimits,
  turns: disputeTurns,
  refusals: disputeRefusals,
  rows: (act, after, before, state): Rows => ({
    'mediation.matter': [matterRow(act, after, state)],
    'mediation.matter_internal': [internalRow(act, after)],
    ...handoverRows(act, after, before),
  }),
  title: (f) => `${disputeKinds[f.kind]}纠纷`,
})

export const disputeProcedures: readonly ProcedureDef<any>[] = [dispute]
