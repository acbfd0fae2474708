/** What the five ways of opening a dispute's attempt have in common: what they need, give and write. */

import { followerOf } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'
import { mask } from '#kernel/mask'
import type { Context, FoldedAct, Json, Need, Rows } from '#kernel/procedure'
import { nearNeeds, nearTells, proposed } from './committee-near.ts'
import type { DisputeFacts } from './dispute-facts.ts'
import type { CaseInput, PartyInput } from './dispute-forms.ts'
import { duplicateTexts, isMinorOn, isSameOccasion, partiesKeyOf } from './dispute-rules.ts'
import { settledBefore, settledNeeds, settledTells } from './settled-before.ts'

type At = { hmac: (text: string) => string; declaredOn: LocalDate }
type Ctx = Context<DisputeFacts, CaseInput>

const series = (agencyId: string, on: LocalDate) => `mediation.dispute/${agencyId}/${on.slice(0, 4)}`
const partyName = (i: number) => `party.${i}`
const keysOf = (input: CaseInput, at: At): string[] =>
  duplicateTexts({
    parties: input.parties,
    kind: input.kind,
    place: input.place,
    on: input.occurredOn ?? at.declaredOn,
  }).map(at.hmac)

/** Needs of every opening act: the committee, a number in its series, the parties that carry a document, and possible duplicates. */
export function openingNeeds(input: CaseInput, at: At): Need[] {
  return [
    { claim: 'mediation.committee', key: input.committeeAgencyId },
    { agency: input.committeeAgencyId },
    { series: series(input.committeeAgencyId, at.declaredOn) },
    ...input.parties.flatMap((p, i) =>
      p.idNumber ? [{ party: partyName(i), idKind: p.idKind ?? 'other', idNumber: p.idNumber }] : [],
    ),
    // Its own key exclusively: two registrations of one dispute at once are judged one after the other.
    ...keysOf(input, at).map((key, i) => ({ claim: 'mediation.duplicate', key, exclusive: i === 0 })),
    ...settledNeeds(input, at.hmac),
    ...nearNeeds(input),
  ]
}

/** Refuses where there is no such committee or it is dissolved (one not yet filed may mediate), and a dispute that is still to come. */
export function judgeOpening(ctx: Ctx): void {
  const { occurredOn } = ctx.input
  if (occurredOn !== undefined && occurredOn > ctx.declaredOn)
    ctx.refuse('mediation.dates', '纠纷发生日晚于登记', { field: 'occurredOn' })
  const value = ctx.claims('mediation.committee', ctx.input.committeeAgencyId)[0]?.value
  if (value === undefined || value?.split('|')[1] === 'DISSOLVED')
    ctx.refuse('mediation.committee', undefined, { field: 'committeeAgencyId' })
}

/** Unconcluded matters with the same parties, kind and place whose day is at most a week apart. */
function suspects(ctx: Ctx): number {
  const on = ctx.input.occurredOn ?? ctx.declaredOn
  return keysOf(ctx.input, ctx)
    .flatMap((key) => ctx.claims('mediation.duplicate', key))
    .filter((c) => c.matterId !== ctx.matterId && c.value !== null && isSameOccasion(c.value as LocalDate, on)).length
}

/** `（委员会简称）人调字〔年〕第n号`, running on within a year; oral and written matters share it. */
export function matterNumber(committeeName: string, on: LocalDate, n: number): string {
  return `（${committeeName.replace(/人民调解委员会$/, '')}）人调字〔${on.slice(0, 4)}〕第${n}号`
}

function maskedName(p: PartyInput, isMinor: boolean): string {
  if (p.kind !== 'PERSON') return mask('name', p.name, { subject: 'legalPerson' })
  return mask('name', p.name, isMinor ? { subject: 'minor' } : {})
}

/** Committees to be thought of, where there are any: most registrations have none, and say nothing of it. */
function near(ctx: Ctx): { proposed?: string[] } {
  const names = proposed(ctx)
  return names.length ? { proposed: names } : {}
}

/** What every opening act gives: its number, the parties' ids, who is a minor on the day, masked names and the keys of likeness. */
export function openingGiven(ctx: Ctx, isDuplicateChecked = true): { [key: string]: Json } {
  const { input, declaredOn } = ctx
  const minors = input.parties.map((p) => p.kind === 'PERSON' && isMinorOn(p.birthOn, declaredOn))
  const name = ctx.agency(input.committeeAgencyId)?.name ?? ''
  const number = matterNumber(name, declaredOn, ctx.number(series(input.committeeAgencyId, declaredOn)))
  return {
    number,
    committeeName: name,
    partyIds: input.parties.map((p, i) => (p.idNumber ? ctx.party(partyName(i)) : ctx.newId())),
    minors,
    nameMasks: input.parties.map((p, i) => maskedName(p, minors[i]!)),
    partiesKey: partiesKeyOf(input.parties, ctx.hmac),
    duplicateKey: keysOf(input, ctx)[0]!,
    suspectedDuplicates: isDuplicateChecked ? suspects(ctx) : 0,
    settledBefore: isDuplicateChecked ? settledBefore(ctx) : null,
    ...(isDuplicateChecked ? near(ctx) : {}),
    isBackfilled: ctx.isLate,
  }
}

/** Whoever registers is told of a likely duplicate, and not where it is. */
export const openingTells = (given: { readonly [key: string]: any }): string[] => [
  ...(given.suspectedDuplicates > 0
    ? [
        `已有${given.suspectedDuplicates}件尚未办结的调解，当事人、纠纷类型和发生地与本件相同、日期相近，可能是同一纠纷；受理前须核实并写明理由`,
      ]
    : []),
  ...settledTells(given.settledBefore),
  ...nearTells(given.proposed),
]

/**
 * Readers: the parties that can be known again by a document, and whoever filed. A court guides the committees' work
 * (人民调解法 5(2)) and reads the whole matter; another body that refers follows it as a party does.
 */
export function openingReaders(input: CaseInput, ctx: Ctx): string[] {
  const parties = input.parties.flatMap((p, i) => (p.idNumber ? [`p:${ctx.party(partyName(i))}`] : []))
  const { scope, role } = ctx.actor
  if (scope.kind !== 'reader') return parties
  return [...parties, role === 'referrer' ? followerOf(scope.value.slice(2)) : scope.value]
}

export const isSameParties = (ctx: Ctx, partiesKey: string): boolean =>
  partiesKeyOf(ctx.input.parties, ctx.hmac) === partiesKey

/** Rows of parties and texts; names and texts go to the personal tables only. */
export function openingRows(act: FoldedAct, after: DisputeFacts): Rows {
  const input = act.payload as CaseInput
  return {
    'mediation.matter_personal': [
      {
        matter_id: act.matter,
        summary: act.personal('/summary') ?? null,
        demand: act.personal('/demand') ?? null,
        seen_by: [...new Set([...after.parties.map((p) => `p:${p.partyId}`), ...(act.given.seenBy ?? [])])],
      },
    ],
    'mediation.party': after.parties.map((p) => ({
      matter_id: act.matter,
      seq: p.seq,
      party_id: p.partyId,
      side: p.side,
      kind: p.kind,
      name_mask: act.given.nameMasks[p.seq - 1],
      is_minor: p.isMinor,
      needs_guardian: p.needsGuardian,
      has_agent: p.hasAgent,
      is_representative: p.isRepresentative,
    })),
    'mediation.party_personal': after.parties.map((p) => {
      const at = `/parties/${p.seq - 1}`
      return {
        matter_id: act.matter,
        seq: p.seq,
        name: act.personal(`${at}/name`) ?? null,
        id_kind: input.parties[p.seq - 1]!.idKind ?? null,
        id_number: act.personal(`${at}/idNumber`) ?? null,
        birth_on: act.personal(`${at}/birthOn`) ?? null,
        phone: act.personal(`${at}/phone`) ?? null,
        address: act.personal(`${at}/address`) ?? null,
        guardian_name: act.personal(`${at}/guardianName`) ?? null,
        agent_name: act.personal(`${at}/agentName`) ?? null,
        seen_by: [`p:${p.partyId}`],
      }
    }),
    'mediation.consent': Object.entries(after.consents).map(([seq, c]) => ({
      matter_id: act.matter,
      act_n: act.n,
      party_seq: Number(seq),
      declared_on: c.on,
      result: c.result,
      channel: 'IN_PERSON',
      has_document: true,
    })),
  }
}
