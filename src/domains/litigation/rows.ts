/** Rows of a case: what is counted, watched and listed, all of it after every act. */
import { offerRows } from '#kernel/handover'
import type { FoldedAct, Rows } from '#kernel/procedure'
import { caseCount, headCounts, leading, openItems, ours, type SuitFacts, sued } from './facts.ts'
import { areDefendantsDoubtful } from './intake.ts'
import { loses } from './results.ts'

function suitRow(act: FoldedAct, f: SuitFacts, state: string): Record<string, unknown> {
  const heads = caseCount(f)
  const lead = leading(f)
  return {
    matter_id: act.matter,
    case_no: f.caseNo,
    court: f.court,
    court_level: f.courtLevel,
    instance: f.instance,
    suit_kind: f.suitKind,
    procedure: f.procedure,
    act_kind: f.actKind,
    act_on: f.actOn,
    state,
    chain_id: f.chainId,
    group_key: f.groupKey,
    parent_id: f.parentId,
    origin: f.origin,
    is_by_second: f.isBySecond,
    is_sued: sued(f).length > 0,
    is_city_level: lead?.level === 'CITY' && lead.agencyId !== null,
    is_vertical: lead?.isVertical ?? false,
    defendants: f.defendants.map((d) => d.name).join('、'),
    is_doubtful: areDefendantsDoubtful(f),
    docketed_on: f.docketedOn,
    docketed_at: f.docketedAt,
    concluded_on: f.concluded?.on ?? null,
    concluded_at: f.concludedAt,
    conclude_mode: f.concluded?.mode ?? null,
    result: f.concluded?.code ?? null,
    is_lost: f.isLost,
    is_corrected: f.changes.length > 0 && f.concluded?.code === 'WITHDRAWN',
    superseded_at: f.supersededAt,
    effective_on: f.effectiveOn,
    effective_at: f.effectiveAt,
    is_finally_lost: f.isFinallyLost,
    second_outcome: f.second?.outcome ?? null,
    first_heard_on: heads?.firstOn ?? null,
    heads_known_at: f.headsKnownAt,
    head_attended: heads?.attended ?? null,
    head_chief: heads?.chief ?? null,
    head_justified: heads?.justified ?? null,
    interfered_on: f.interferedOn,
    noted: f.judgment?.noted.join(',') || null,
    noted_on: f.judgment?.noted.length ? (f.judgment.servedOn ?? f.judgment.madeOn) : null,
    is_advice_taken: f.offers.length > 0 && f.offers.every((o) => o.answer === 'taken' || o.answer === 'ended'),
    undated_duty: openItems(f).some((i) => i.dueOn === null),
    reviewed_on: f.reviewedOn,
    closed_on: f.closedOn,
  }
}

/** The matter's rows after an act. */
export function suitRows(act: FoldedAct, f: SuitFacts, _before: SuitFacts, state: string): Rows {
  const counts = headCounts(f)
  return {
    'litigation.suit': [suitRow(act, f, state)],
    'litigation.defendant': ours(f).map((d) => {
      const heads = counts.get(d.agencyId)
      return {
        matter_id: act.matter,
        agency: d.agencyId,
        role: d.role,
        level: d.level,
        organ_kind: d.kind,
        is_vertical: d.isVertical,
        copy_on: d.copyOn,
        answered_on: d.answeredOn,
        evidence_on: d.evidenceOn,
        is_lost: f.isLostBy.includes(d.agencyId),
        appeal: d.appeal,
        served_on: d.servedOn,
        head_attended: heads?.attended ?? null,
        head_chief: heads?.chief ?? null,
        head_justified: heads?.justified ?? null,
        head_covered: heads?.covered ?? null,
      }
    }),
    'litigation.hearing': f.hearings.map((h) => ({
      matter_id: act.matter,
      no: h.no,
      held_on: h.heldOn,
      is_held: h.isHeld,
      form: h.form,
      is_re_notice: h.isReNotice,
      is_postponed_by_agency: h.isPostponedByAgency,
      court_notice: h.courtNotice,
      merged_into: h.mergedInto,
    })),
    'litigation.appearance': f.appearances.map((a) => ({
      matter_id: act.matter,
      no: a.no,
      agency: a.agencyId,
      is_held: a.isHeld,
      designated: a.designated,
      attended: a.attended,
      category: a.category,
      id_proof: a.idProof,
      staff_attended: a.staffAttended,
      lawyer_attended: a.lawyerAttended,
      spoke: a.spoke,
      left_early: a.left,
      refused_to_explain: a.refusedToExplain,
      absence: a.absence,
      court_opinion: a.courtOpinion,
      is_recognised: a.isRecognised,
      is_covered: counts.get(a.agencyId)?.covered ?? false,
    })),
    'litigation.item': f.items.map((i) => ({
      matter_id: act.matter,
      stage: f.second?.outcome === 'CHANGED' ? 'SECOND' : 'OWN',
      no: i.no,
      agency: i.agencyId,
      target: i.target,
      code: i.code,
      is_loss: loses(i),
      has_duty: i.hasDuty,
      due_on: i.dueOn,
      performed_on: i.performedOn,
      performed_at: f.performedAt,
      redo: i.redo,
      is_effective: f.effectiveOn !== null,
    })),
    ...(f.offers.length ? offerRows(act, f.offers) : {}),
  }
}
