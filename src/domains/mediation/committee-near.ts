/**
 * Committees that are proposed beside the one that was chosen: of the field, of the town, of the area (宁波市人民调解条例 art. 18). The
 * parties choose; whoever registers at another than the field's own is told of them in their order.
 */
import type { Claim, ClaimChange, Context, Need } from '#kernel/procedure'
import type { DisputeFacts } from './dispute-facts.ts'
import type { CaseInput } from './dispute-forms.ts'
import { type CommitteeCandidate, chooseCommittee, fieldOf } from './dispute-rules.ts'
import type { CommitteeKind, CommitteeLevel } from './organisation-kinds.ts'

/** Held by every committee that is proposed by its place; villages are not, since their people know them. */
const claim = 'mediation.near'
const ofField = (place: string, field: string) => `field/${place}/${field}`

type Committee = {
  agencyId: string
  name: string
  kind: CommitteeKind
  level: CommitteeLevel
  field: string | null
  countyCode: string
  townCode: string | null
  dissolvedOn: string | null
}

function keyOf(c: Committee): string | undefined {
  if (c.kind === 'INDUSTRY_PROFESSIONAL' && c.field)
    return ofField(c.level === 'CITY' ? c.countyCode.slice(0, 4) : c.countyCode, c.field)
  if ((c.kind === 'TOWNSHIP' || c.kind === 'SUBDISTRICT') && c.townCode) return `town/${c.townCode}`
  return c.kind === 'REGIONAL' ? `area/${c.countyCode}` : undefined
}

export function nearClaims(c: Committee): ClaimChange[] {
  const key = keyOf(c)
  if (key === undefined) return []
  if (c.dissolvedOn !== null) return [{ kind: claim, key, release: true }]
  const { agencyId, name, kind, level, field, countyCode, townCode } = c
  const value: CommitteeCandidate = { agencyId, name, kind, level, field, countyCode, townCode }
  return [{ kind: claim, key, value: JSON.stringify(value) }]
}

const keysFor = (input: CaseInput): string[] => {
  const [county, city, field] = [input.place.slice(0, 6), input.place.slice(0, 4), fieldOf[input.kind]]
  return [
    ...(field ? [ofField(county, field), ofField(city, field)] : []),
    ...(input.place.length >= 9 ? [`town/${input.place.slice(0, 9)}`] : []),
    `area/${county}`,
  ]
}
export const nearNeeds = (input: CaseInput): Need[] =>
  fieldOf[input.kind] ? keysFor(input).map((key) => ({ claim, key })) : []

/** Names in their order; none where the chosen committee is of the field, or where the field has none. */
export function proposed(ctx: Context<DisputeFacts, CaseInput>): string[] {
  const { input } = ctx
  if (!fieldOf[input.kind]) return []
  const held: readonly Claim[] = keysFor(input).flatMap((key) => ctx.claims(claim, key))
  const order = chooseCommittee(
    input,
    held.map((c) => JSON.parse(c.value!) as CommitteeCandidate),
  )
  const isOfField = (c: CommitteeCandidate) => c.kind === 'INDUSTRY_PROFESSIONAL'
  if (!order.some(isOfField) || order.some((c) => isOfField(c) && c.agencyId === input.committeeAgencyId)) return []
  return order.filter((c) => c.agencyId !== input.committeeAgencyId).map((c) => c.name)
}

export const nearTells = (names: readonly string[] | undefined): string[] =>
  names?.length
    ? [
        `行业性、专业性纠纷一般由行业性、专业性人民调解委员会受理；当事人可以依次考虑${names.join('、')}，也可以仍由本会调解`,
      ]
    : []
