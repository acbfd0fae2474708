/** What is computed of an application at filing and left to a person: its time, the competent organs, its scope. */
import type { Organ } from '#kernel/organ'
import { exclusionOf, exclusions, scopeOf } from './act-kinds.ts'
import { type ApplicationPeriod, applicationPeriod, statutoryOf } from './application-period.ts'
import { mustTellReconsiderFirst } from './before-suit.ts'
import type { Ctx } from './facts.ts'
import type * as forms from './forms.ts'
import type { VersionOf } from './law.ts'
import { competentOrgans } from './organs.ts'
import { findRespondents } from './respondents.ts'
import { settings } from './settings.ts'

export type Filing = Ctx<forms.FileInput & { previous?: string }>

/** The time for applying by what the application says. */
export function timelinessOf(ctx: Filing, v: VersionOf): ApplicationPeriod {
  const { act, filedOn } = ctx.input
  return applicationPeriod(
    {
      version: v.version,
      filedOn: filedOn ?? ctx.declaredOn,
      contentKnownOn: act.knownOn,
      actMadeOn: act.madeOn,
      isRealEstate: act.isRealEstate,
      remedyNoticed: act.remedyNoticed,
      remedyKnownOn: act.remedyKnownOn,
      obstacles: act.obstacle ? [act.obstacle] : [],
      duty: act.duty,
      statutory: statutoryOf(act.statute),
    },
    ctx.calendar,
  )
}

/** The county or district of the respondent whose act it is. */
const placeOf = (ctx: Filing): { placeId?: string } => {
  const placeId = ctx.agency(ctx.input.respondents[0]!.agencyId)?.county_code
  return placeId ? { placeId } : {}
}

/** What the law says of who answers for an act, where that is not whom the application names. */
function respondentNotes(i: forms.FileInput, tree: (id: string) => Organ | undefined, v: VersionOf): string[] {
  const by = i.respondents.filter((r) => r.reason === 'MADE' || r.reason === 'JOINT').map((r) => r.agencyId)
  const approvedBy = i.respondents.find((r) => r.reason === 'APPROVING')?.agencyId
  const { respondents, notes } = findRespondents({ by, approvedBy }, tree, v.version)
  const others = respondents.filter((r) => !i.respondents.some((x) => x.agencyId === r.id))
  return [
    ...notes.map((n) => n.text),
    ...others.map((r) => `按机构目录，被申请人是${tree(r.id)?.name ?? '作出行为的机构所属的机关'}，请核对`),
  ]
}

/** Which organs are competent by the city's data of organs; whether this one is stays for a person to say. */
export function competenceOf(
  ctx: Filing,
  v: VersionOf,
): { names: string[]; isListed: boolean | null; notes: string[] } {
  const { input: i } = ctx
  const tree = (id: string) => ctx.organ(id)
  if (!i.respondents.some((r) => tree(r.agencyId))) return { names: [], isListed: null, notes: [] }
  const found = competentOrgans(
    { kind: i.act.kind, filedOn: i.filedOn ?? ctx.declaredOn, ...placeOf(ctx) },
    i.respondents.map((r) => ({ id: r.agencyId, reason: r.reason, basis: [] })),
    tree,
    v.version,
    settings.concentrated,
  )
  const answering = respondentNotes(i, tree, v)
  return {
    names: found.organs.map((o) => o.name),
    isListed: found.organs.some((o) => o.id === i.organId),
    notes: [...answering, ...found.notes.map((n) => n.text)],
  }
}

/** What a person should look at before saying whether the act may be reconsidered at all; nothing is dismissed by itself. */
export function scopeNotes(i: forms.FileInput, v: VersionOf): string[] {
  const { note } = scopeOf(i.act.kind, v.version)
  const excluded = i.exclusion && exclusionOf(i.exclusion, v.version)
  return [
    ...(note ? [note] : []),
    ...(excluded ? [`${exclusions[i.exclusion!]}不属于复议范围${excluded.note ? `：${excluded.note}` : ''}`] : []),
  ]
}

/** Art. 23 para. 2 of 2023: who makes such an act tells that it must be reconsidered before a suit. */
export function mustBeTold(i: forms.FileInput): boolean {
  const { kind, isOnSpot, isInfoWithheld, isReconFirst, madeOn } = i.act
  const matter =
    kind === 'PENALTY' && isOnSpot
      ? 'ON_SPOT_PENALTY'
      : kind === 'RESOURCE_RIGHT'
        ? 'RESOURCE_RIGHT'
        : kind === 'GOV_INFO' && isInfoWithheld
          ? 'INFORMATION_WITHHELD'
          : null
  return (
    isReconFirst ||
    (matter !== null && madeOn !== undefined && mustTellReconsiderFirst(matter, madeOn).answer === 'YES')
  )
}
