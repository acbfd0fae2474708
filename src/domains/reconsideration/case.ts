/** A reconsideration case (行政复议案件) in the two versions of the law that the day of filing picks. */
import { localDate } from '#kernel/clock'
import type { ActionDef, FoldedAct, ProcedureDef } from '#kernel/procedure'
import { decisionActs } from './decision.ts'
import { evidenceActs } from './evidence.ts'
import { define, type Facts, initialFacts, lastOf } from './facts.ts'
import { handlingActs } from './handling.ts'
import { handoverRows, receives, withAnswer } from './handover.ts'
import { intake } from './intake.ts'
import { finalStates, type State, states } from './kinds.ts'
import { type VersionOf, versionOf } from './law.ts'
import { limitsOf, turnsOf } from './limits.ts'
import { opinionActs } from './opinions.ts'
import { peopleActs } from './people.ts'
import { performanceActs } from './performance.ts'
import { periodActs } from './period.ts'
import { refusalsOf } from './refusals.ts'
import { review } from './review.ts'
import { caseClaims } from './same.ts'
import { serviceActs } from './service.ts'
import { settlementActs } from './settlement.ts'
import { revisedFrom } from './statutes.ts'
import { superiorActs } from './superior.ts'
import { suspensionActs } from './suspension.ts'

/** The main row: everything that is counted, watched or shown in lists. */
function caseRow(act: FoldedAct, f: Facts, state: string): Record<string, unknown> {
  return {
    matter_id: act.matter,
    number: f.number,
    law_version: f.version,
    state,
    organ_id: f.organId,
    organ_level: f.organLevel,
    organ_kind: f.organKind,
    respondent_id: f.respondents[0]?.agencyId ?? null,
    needs_line_copy: f.needsLineCopy,
    chain_id: f.chainId,
    group_key: f.groupKey,
    succeeds: f.succeeds,
    filed_on: f.filedOn,
    filed_via: f.filedVia,
    received_on: f.receivedOn,
    known_at: f.recordedAt,
    via_agency_id: f.viaAgencyId,
    forwarded_on: f.forwardedOn,
    is_crossing: f.isCrossing,
    version_settled_on: f.versionSettledOn,
    act_kind: f.act.kind,
    act_doc_no: f.act.docNo,
    act_made_on: f.act.madeOn,
    act_known_on: f.act.knownOn,
    amount_fen: f.act.amountFen,
    is_recon_first: f.act.isReconFirst,
    is_recon_first_told: f.act.isReconFirstTold,
    is_served_online: f.act.isServedOnline,
    is_online_channel_given: f.act.isOnlineChannelGiven,
    is_act_published: f.act.isPublished,
    apply_due_on: f.applyDueOn,
    timeliness: f.timeliness,
    is_competence_doubted: f.isCompetenceDoubted,
    correction_issued_on: lastOf(f.corrections)?.issuedOn ?? null,
    correction_received_on: lastOf(f.corrections)?.receivedOn ?? null,
    supplied_on: f.suppliedOn,
    accepted_on: f.acceptedOn,
    acceptance_kind: f.acceptanceKind,
    procedure_kind: f.procedure,
    is_complex: f.isComplex,
    copy_sent_on: f.copySentOn,
    copy_received_on: f.copyReceivedOn,
    replied_on: f.repliedOn,
    is_reply_late: f.isReplyLate,
    extended_on: f.extendedOn,
    extend_days: f.extendDays,
    extended_by: f.extendedBy,
    is_stayed: f.isStayed,
    changed_on: f.changedOn,
    outcome: f.outcome,
    outcome_class: f.outcomeClass,
    pre_outcome: f.preOutcome,
    closed_on: f.closedOn,
    closed_at: f.closedAt,
    decision_kind: f.decision?.kind ?? null,
    decision_on: f.decision?.on ?? null,
    is_late_reply_upheld: f.decision?.isLateReplyUpheld ?? false,
    is_major: f.decision?.isMajor ?? false,
    major_filed_on: f.majorFiledOn,
    is_procedural_revoke: f.decision?.revokeGrounds.join() === 'PROCEDURE',
    is_redo_ordered: f.decision?.isRedoOrdered ?? false,
    redo_on: f.redoOn,
    redo_result: f.redoResult,
    perform_due_on: f.decision?.performDueOn ?? f.mediationDueOn,
    performed_on: f.performedOn,
    perform_ordered_on: f.performOrderedOn,
    enforced_by: f.enforcedBy,
    effective_on: f.effectiveOn,
    copied_on: f.copiedOn,
    sued_on: f.suedOn,
    complained_on: f.complainedOn,
    intake_ordered_on: f.orders.find((o) => o.kind === 'ACCEPT')?.on ?? null,
    published_on: f.publishedOn,
    archived_on: f.archivedOn,
  }
}

/** The state is a fact too: where an act leaves it or moves it by what it found, `to` reads it from there. Who stands beside the case is told. */
const attending = (def: ActionDef<Facts>): ActionDef<Facts> => ({
  ...def,
  claims: (act, after, before) => [
    ...(def.claims?.(act, after, before) ?? []),
    ...caseClaims(act.matter, after, before),
  ],
  apply: (f, act) => {
    const after = withAnswer(def.apply(f, act), f)
    return typeof def.to === 'string' ? { ...after, state: def.to as State } : after
  },
})

function caseVersion(v: VersionOf): ProcedureDef<any> {
  const limits = limitsOf(v)
  const actions = {
    ...intake(v),
    ...review(v),
    ...periodActs(v),
    ...handlingActs(v),
    ...peopleActs(v),
    ...evidenceActs(v),
    ...suspensionActs(v),
    ...settlementActs(v),
    ...decisionActs(v),
    ...serviceActs(v),
    ...performanceActs(v),
    ...opinionActs(v),
    ...superiorActs(v),
  }
  const only2017: readonly State[] = ['ADVISED_ELSEWHERE', 'TRANSFERRED', 'RELODGED']
  // The law of 2017 knows no reporting to or taking up by a superior, but its direct acceptance leads to the same state.
  const known = (Object.keys(states) as State[]).filter((s) => v.is2017 || !only2017.includes(s))
  return define({
    id: 'reconsideration.case',
    version: v.version,
    label: '行政复议',
    effective: v.is2017 ? { from: localDate('2018-01-01'), to: revisedFrom } : { from: revisedFrom },
    // An application that goes on under the new law keeps the day on which it was filed; the new version is that of its change.
    decidedBy: (input, declaredOn) => (input.previous ? declaredOn : (input.filedOn ?? declaredOn)),
    decidedByLabel: '申请提出日',
    decidedOtherwise: (input, declaredOn) =>
      input.previous ? { label: '改按新法重新立案之日', on: declaredOn } : undefined,
    states: Object.fromEntries(
      known.map((s) => [s, finalStates.includes(s) ? { label: states[s], final: true } : { label: states[s] }]),
    ),
    initial: initialFacts,
    actions: Object.fromEntries(
      Object.entries(actions).map(([id, a]) => [
        id,
        attending(a.in ? { ...a, in: a.in.filter((s) => known.includes(s as State)) } : a),
      ]),
    ),
    limits,
    turns: turnsOf(limits),
    refusals: refusalsOf(v),
    receives,
    rows: (act, f, before, state) => ({
      'reconsideration.matter': [caseRow(act, f, state)],
      ...handoverRows(act, f, before),
    }),
    title: (f) => `行政复议案件${f.number ? ` ${f.number}` : ''}`,
    isUrgent: (f) => f.isStayed,
  })
}

export const caseProcedures: readonly ProcedureDef<any>[] = [
  caseVersion(versionOf('RECON_2017')),
  caseVersion(versionOf('RECON_2023')),
]
