/** Which ways of closing fit what happened (B3.1): a table, and nothing beside it. Only the first three codes count as resolved. */
import { type CloseCode, guidedPaths, type ResultKind } from './kinds.ts'
import { type HandoffFact, lastHandoff, type MatterFacts } from './matter-facts.ts'

const answered = ['RESOLVED_REPLY', 'SUPPORTED_EXECUTED', 'NOT_SUPPORTED_EXPLAINED'] as const
const decided = ['SUPPORTED_EXECUTED', 'NOT_SUPPORTED_EXPLAINED'] as const

/** Of what a unit has submitted and replied. */
const ofResult: Record<ResultKind, readonly CloseCode[]> = {
  AGREEMENT: ['RESOLVED_AGREEMENT'],
  OPINION: answered,
  ADJUDICATION: decided,
  REPLY: answered,
}
/** Of an opinion whose conclusion the petition's own procedure has told. */
const ofConclusion: Record<NonNullable<HandoffFact['conclusion']>, readonly CloseCode[]> = {
  SUPPORTED: ['RESOLVED_REPLY', 'SUPPORTED_EXECUTED'],
  EXPLAINED: ['RESOLVED_REPLY', 'NOT_SUPPORTED_EXPLAINED'],
  NOT_SUPPORTED: ['NOT_SUPPORTED_EXPLAINED'],
}
const guidance: readonly CloseCode[] = ['GUIDED_TO_PROCEDURE', 'TRANSFERRED_OUTSIDE_CITY']
/** Who is no agency of this platform may sit outside the city. */
const guided = (h: HandoffFact): readonly CloseCode[] =>
  h.targetAgencyId === null ? guidance : ['GUIDED_TO_PROCEDURE']

/** Of what another procedure made of it. */
function ofOutcome(h: HandoffFact): readonly CloseCode[] {
  switch (h.outcome) {
    case 'AGREEMENT':
      return ['RESOLVED_AGREEMENT']
    case 'OPINION':
      return h.conclusion === null ? answered : ofConclusion[h.conclusion]
    case 'DECISION':
      // What a court, an arbiter or the organ of reconsideration decides is theirs: the centre has led there and resolved nothing.
      return guidedPaths.includes(h.path) ? guided(h) : decided
    case 'FINAL':
      return ['PETITION_FINAL']
    case 'ACCEPTED':
    case 'OTHER':
      return guided(h)
    default:
      return []
  }
}

function ofReply(f: MatterFacts): readonly CloseCode[] {
  const h = lastHandoff(f)
  switch (f.replyKind) {
    case 'ON_SITE':
      return ['RESOLVED_REPLY']
    case 'REPEAT_NOTICE':
      return ['DUPLICATE']
    case 'UNIT':
      return f.resultKind === null ? [] : ofResult[f.resultKind]
    case 'OUTCOME':
      return h ? [...ofOutcome(h), ...(h.path === 'PETITION' && f.isFinal ? (['PETITION_FINAL'] as const) : [])] : []
    default:
      return []
  }
}

/** The ways of closing that are open to a matter; none where it has not been answered. */
export function closeCodesOf(f: MatterFacts): CloseCode[] {
  const codes = ofReply(f)
  const isUnreached = f.isVisited && f.visitBacks.at(-1)?.reached === false
  return [...new Set([...codes, ...(codes.length > 0 && isUnreached ? (['UNREACHABLE'] as const) : [])])]
}

/**
 * Whether closing asks for a visit first: of what was answered on the spot, told not to be taken up again, or led into a procedure
 * there is none. Mediation leads nowhere else: it is visited however it ended.
 */
export function needsVisit(f: MatterFacts, code?: CloseCode): boolean {
  if (f.replyKind === 'ON_SITE' || f.replyKind === 'REPEAT_NOTICE') return false
  if (f.replyKind !== 'OUTCOME' || lastHandoff(f)?.path === 'PEOPLES_MEDIATION') return true
  return code === undefined ? !ofReply(f).every((c) => guidance.includes(c)) : !guidance.includes(code)
}
