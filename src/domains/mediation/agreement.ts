/** A mediation agreement: what makes it valid, the day it takes effect, what it binds to, and whether a court may confirm it. */
import type { LocalDate } from '#kernel/clock'
import { countDue, isOverdue } from '#kernel/limit'
import type { Context, FoldedAct, Json, Rows } from '#kernel/procedure'
import { judgePeople } from './dispute-common.ts'
import {
  type AgreementFact,
  type DisputeFacts,
  findAgreement,
  isSettled,
  type ObligationFact,
} from './dispute-facts.ts'
import type { AgreementInput } from './dispute-forms.ts'
import type { AgreementFlag, DisputeSource } from './dispute-kinds.ts'
import { confirmationSpan } from './dispute-limits.ts'
import { amountPayableFen, mustBeWritten, statusClauses } from './dispute-rules.ts'

const latest = (days: readonly (LocalDate | undefined)[]): LocalDate | undefined =>
  days.reduce<LocalDate | undefined>((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined)

/**
 * The day on which an agreement takes effect: of a written one the last of the parties' signatures, the mediator's and the seal
 * (人民调解法 art. 29), of an oral one the day on which it was reached (art. 30). Undefined while something is missing.
 */
export function effectiveOn(
  a: Pick<AgreementInput, 'form' | 'signatures' | 'mediatorSignedOn' | 'sealedOn' | 'agreedOn'>,
): LocalDate | undefined {
  if (a.form === 'ORAL') return a.agreedOn ?? latest(a.signatures.map((s) => s.on))
  const days = [...a.signatures.map((s) => s.on), a.mediatorSignedOn, a.sealedOn]
  return days.some((d) => d === undefined) ? undefined : latest(days)
}

/** The agreement in force, or a refusal where there is none to perform. */
export function agreementIn(ctx: Context<DisputeFacts, unknown>): AgreementFact {
  const a = findAgreement(ctx.facts)
  if (!isSettled(ctx.facts) || !a) return ctx.refuse('mediation.notSettled')
  if (a.state === 'INVALIDATED') return ctx.refuse('mediation.agreementState')
  return a
}

/** Judges an agreement before it is recorded; refuses under the rule it offends. */
export function judgeAgreement(ctx: Context<DisputeFacts, AgreementInput>): void {
  const { facts, input, declaredOn } = ctx
  judgePeople(ctx)
  if (!input.isLawful) ctx.refuse('mediation.unlawfulContent', undefined, { field: 'isLawful' })
  const clauses = statusClauses(input.content)
  if (input.identityClause === 'DISSOLVES' || clauses.length)
    ctx.refuse('mediation.identityClause', clauses[0] && `「${clauses[0].slice(0, 40)}」`, {
      field: 'content',
      allowed: ['写明双方同意到婚姻登记机关办理'],
    })
  judgeObligations(ctx)
  judgeSignatures(ctx)
  const reasons = mustBeWritten(facts, input)
  if (input.form === 'ORAL') {
    if (reasons.length)
      ctx.refuse('mediation.A09', reasons.join('；'), { field: 'form', allowed: ['制作人民调解协议书'] })
    if (!input.oralRecord) ctx.refuse('mediation.A10', undefined, { field: 'oralRecord' })
  }
  const day = effectiveOn(input)
  if (day === undefined) {
    const missing = [
      ...(input.signatures.some((s) => s.on === undefined) ? ['各方签名的日期'] : []),
      ...(input.form === 'WRITTEN' && !input.mediatorSignedOn ? ['调解员签名'] : []),
      ...(input.form === 'WRITTEN' && !input.sealedOn ? ['委员会印章'] : []),
      ...(input.form === 'ORAL' ? ['达成的日期'] : []),
    ]
    ctx.refuse('mediation.A09', `缺${missing.join('、')}`, {
      field: input.sealedOn ? 'mediatorSignedOn' : 'sealedOn',
    })
  }
  if (day > declaredOn || (facts.acceptedOn !== null && day < facts.acceptedOn))
    ctx.refuse('mediation.dates', `生效日${day}不在受理日与登记日之间`)
}

function judgeObligations({ facts, input, refuse }: Context<DisputeFacts, AgreementInput>): void {
  input.obligations.forEach((o, i) => {
    const field = `obligations.${i}`
    if (o.obligeeKind === 'COMMITTEE' || o.obligeeKind === 'MEDIATOR')
      refuse('mediation.A13', undefined, { field: `${field}.obligeeKind` })
    const known = (seq: number | undefined) => facts.parties.some((p) => p.seq === seq)
    if (!known(o.obligor) || (o.obligeeKind === 'PARTY' && !known(o.obligee)))
      refuse('mediation.obligation', `第${i + 1}项`, { field })
    if (input.isInstant && o.performedOn === undefined)
      refuse('mediation.dates', `即时履行的协议，第${i + 1}项没有履行日`, { field: `${field}.performedOn` })
  })
  const sum = amountPayableFen(input.obligations)
  if ((input.hasMoney || sum !== undefined) && input.amountPayableFen === undefined)
    refuse('mediation.amount', undefined, { field: 'amountPayableFen' })
  if (sum !== undefined && sum !== input.amountPayableFen)
    refuse('mediation.amount', `各项合计${sum}分`, { field: 'amountPayableFen' })
}

function judgeSignatures(ctx: Context<DisputeFacts, AgreementInput>): void {
  const { facts, input } = ctx
  for (const p of facts.parties) {
    const s = input.signatures.find((x) => x.party === p.seq)
    if (!s) ctx.refuse('mediation.A09', `缺第${p.seq}号当事人的签名或者确认`, { field: 'signatures' })
    if (p.needsGuardian && s.signer === 'SELF')
      ctx.refuse('mediation.guardian', `第${p.seq}号当事人`, { field: 'signatures' })
    if (s.signer === 'AGENT' && !p.isAgentAuthorised && !s.authorisation)
      ctx.refuse('mediation.agentAuthority', `第${p.seq}号当事人`, { field: 'signatures' })
  }
}

/** What the engine adds to an act that makes an agreement: its number and the last day for judicial confirmation. */
export function givenForAgreement(ctx: Context<DisputeFacts, AgreementInput>): { [key: string]: Json } {
  const no = ctx.facts.agreements.length + 1
  const number = no === 1 ? ctx.facts.number : `${ctx.facts.number}之${no}`
  const confirm = countDue({
    span: confirmationSpan,
    start: effectiveOn(ctx.input)!,
    roll: true,
    calendar: ctx.calendar,
  })
  return {
    agreementNo: no,
    agreementNumber: number,
    confirmDueOn: confirm.due,
    isConfirmDueProvisional: confirm.provisional,
  }
}

/** The agreement as facts, from the act that made it. */
export function agreementFact(
  act: FoldedAct<AgreementInput & { scope?: 'FULL' | 'PARTIAL' }>,
  scope: 'FULL' | 'PARTIAL',
): AgreementFact {
  const a = act.payload
  const obligations: ObligationFact[] = a.obligations.map((o, i) => ({
    seq: i + 1,
    obligor: o.obligor,
    obligee: o.obligee ?? null,
    amountFen: o.amountFen ?? null,
    dueOn: o.dueOn,
    performedOn: o.performedOn ?? null,
    breachedOn: null,
  }))
  const done = a.isInstant || (obligations.length > 0 && obligations.every((o) => o.performedOn !== null))
  return {
    no: act.given.agreementNo,
    number: act.given.agreementNumber,
    form: a.form,
    scope,
    effectiveOn: effectiveOn(a)!,
    partiesSignedOn: latest(a.signatures.map((s) => s.on)) ?? effectiveOn(a)!,
    mediatorSignedOn: a.mediatorSignedOn ?? null,
    sealedOn: a.sealedOn ?? null,
    amountPayableFen: a.amountPayableFen ?? null,
    isInstant: a.isInstant,
    flags: [
      ...a.flags,
      ...(a.identityClause !== 'NONE' && !a.flags.includes('IDENTITY_RELATION')
        ? (['IDENTITY_RELATION'] as const)
        : []),
    ],
    state: done ? 'PERFORMED' : obligations.length ? 'PERFORMING' : 'EFFECTIVE',
    lastDueOn: latest(obligations.map((o) => o.dueOn)) ?? null,
    confirmDueOn: act.given.confirmDueOn,
    isConfirmDueProvisional: act.given.isConfirmDueProvisional,
    invalidatedOn: null,
    obligations,
  }
}

/** State of an agreement after one of its obligations was performed or not. */
export function withObligations(
  a: AgreementFact,
  seqs: readonly number[],
  change: Partial<ObligationFact>,
): AgreementFact {
  const obligations = a.obligations.map((o) => (seqs.includes(o.seq) ? { ...o, ...change } : o))
  const state = obligations.some((o) => o.breachedOn !== null && o.performedOn === null)
    ? 'BREACHED'
    : obligations.every((o) => o.performedOn !== null)
      ? 'PERFORMED'
      : 'PERFORMING'
  return { ...a, obligations, state }
}

type ConfirmationBar =
  | 'mediation.confirmEntrusted'
  | 'mediation.agreementState'
  | 'mediation.confirmLate'
  | 'mediation.confirmScope'
  | 'mediation.confirmOral'

/** Why no court may confirm the agreement on that day, whoever applies; undefined where nothing stands against it (人民调解法 art. 33). */
export function confirmationObstacle(
  a: Pick<AgreementFact, 'form' | 'flags' | 'confirmDueOn' | 'isConfirmDueProvisional' | 'state'>,
  of: {
    source: DisputeSource
    on: LocalDate
    hasOralSupplement: boolean
  },
): { rule: ConfirmationBar; detail?: string; field?: string } | undefined {
  const barred: readonly AgreementFlag[] = ['IDENTITY_RELATION', 'PROPERTY_RIGHT', 'IP_RIGHT']
  if (of.source === 'COURT_ENTRUSTED') return { rule: 'mediation.confirmEntrusted' }
  if (a.state === 'INVALIDATED' || a.state === 'MODIFIED') return { rule: 'mediation.agreementState' }
  if (isOverdue(a.confirmDueOn, of.on, a.isConfirmDueProvisional))
    return { rule: 'mediation.confirmLate', detail: `末日为${a.confirmDueOn}` }
  if (a.flags.some((f) => barred.includes(f))) return { rule: 'mediation.confirmScope' }
  if (a.form === 'ORAL' && !of.hasOralSupplement) return { rule: 'mediation.confirmOral', field: 'oralSupplement' }
  return undefined
}

/** Full rows of an agreement and its obligations. */
export function agreementRows(matterId: string, a: AgreementFact): Rows {
  return {
    'mediation.agreement': [
      {
        matter_id: matterId,
        no: a.no,
        agreement_no: a.number,
        form: a.form,
        scope: a.scope,
        effective_on: a.effectiveOn,
        parties_signed_on: a.partiesSignedOn,
        mediator_signed_on: a.mediatorSignedOn,
        sealed_on: a.sealedOn,
        amount_payable_fen: a.amountPayableFen,
        is_instant: a.isInstant,
        flags: a.flags,
        state: a.state,
        last_due_on: a.lastDueOn,
        confirm_due_on: a.confirmDueOn,
        is_confirm_due_provisional: a.isConfirmDueProvisional,
        invalidated_on: a.invalidatedOn,
      },
    ],
    'mediation.obligation': a.obligations.map((o) => ({
      matter_id: matterId,
      agreement_no: a.no,
      seq: o.seq,
      obligor_seq: o.obligor,
      obligee_seq: o.obligee,
      amount_fen: o.amountFen,
      due_on: o.dueOn,
      performed_on: o.performedOn,
      breached_on: o.breachedOn,
    })),
  }
}

/** Rows of signatures and of the agreement's texts, from the act that made it. */
export function agreementTextRows(act: FoldedAct<AgreementInput>, a: AgreementFact, after: DisputeFacts): Rows {
  return {
    'mediation.signature': act.payload.signatures.map((s) => ({
      matter_id: act.matter,
      agreement_no: a.no,
      party_seq: s.party,
      signed_on: s.on ?? a.effectiveOn,
      signer: s.signer,
    })),
    'mediation.agreement_personal': [
      {
        matter_id: act.matter,
        no: a.no,
        content: act.personal('/content') ?? null,
        obligations: JSON.stringify(
          a.obligations.map((o) => act.personal(`/obligations/${o.seq - 1}/content`) ?? null),
        ),
        seen_by: after.parties.map((p) => `p:${p.partyId}`),
      },
    ],
  }
}
