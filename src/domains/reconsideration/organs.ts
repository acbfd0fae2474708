/**
 * Which organs may hear a reconsideration: a pure computation over the city's organs. It gives organs with their article, and says
 * aloud where the data or the law leave the answer to a person; it dismisses nothing.
 */
import type { LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { platform } from '#kernel/law'
import type { Organ } from '#kernel/organ'
import type { ActKind } from './act-kinds.ts'
import type { Note, Respondent } from './respondents.ts'
import { type ReconVersion, recon2017, recon2023, reconRegulation } from './statutes.ts'

export type Tree = (id: string) => Organ | undefined

export type CompetentOrgan = { id: string; name: string; basis: readonly Basis[] }

export type Competence = {
  /** In the order of the law; where there are several the applicant chooses. */
  organs: readonly CompetentOrgan[]
  /** What a person must look at before the answer is relied on. */
  notes: readonly Note[]
  /** Against a decision of an organ on its own act: suit, or a final ruling of the State Council. */
  mayAskStateCouncil: boolean
}

/** A city's document that gathers reconsideration at its government (集中行使复议权); none by default, since nobody has verified one. */
export type Concentrated = {
  placeIds: readonly string[]
  from: LocalDate
  to: LocalDate
  excludedKinds: readonly ActKind[]
  /** Its number, as it is shown. */
  document: string
}

export type ChallengedAct = {
  kind: ActKind
  filedOn: LocalDate
  /** The place whose concentration would apply. */
  placeId?: string
}

type Found = { organs: { id: string | null; basis: Basis[] }[]; notes: Note[]; mayAskStateCouncil?: boolean }

const unregistered = platform('机构目录没有登记上一级机关的，由承办人查明')
const taxes = platform('国税、地税合并以后，税务机关按垂直领导办理')
const byDocument = platform('开发区管委会及其部门的管辖按设立文件确定')

/** Organs competent over an act of these respondents. With several respondents see `jointly`. */
export function competentOrgans(
  act: ChallengedAct,
  respondents: readonly Respondent[],
  tree: Tree,
  version: ReconVersion,
  concentrated?: Concentrated,
): Competence {
  const each = respondents.map((r) => {
    const organ = tree(r.id)
    if (organ) return ofOrgan(organ, r, tree, version)
    return { organs: [], notes: [{ text: `机构目录中没有 ${r.id}`, basis: [unregistered] }] } satisfies Found
  })
  const found = each.length > 1 ? jointly(each, respondents, tree, version) : (each[0] ?? { organs: [], notes: [] })
  return finished(concentrate(act, respondents, found, tree, version, concentrated), tree)
}

function finished(found: Found, tree: Tree): Competence {
  const notes = [...found.notes]
  const organs: CompetentOrgan[] = []
  for (const { id, basis } of found.organs) {
    const organ = id === null ? undefined : tree(id)
    if (!organ) notes.push({ text: '依法有管辖权的上级机关没有登记', basis: [...basis, unregistered] })
    else if (!organs.some((o) => o.id === organ.id)) organs.push({ id: organ.id, name: organ.name, basis })
  }
  return { organs, notes, mayAskStateCouncil: found.mayAskStateCouncil ?? false }
}

/** One organ: exceptions first, then dispatched and authorised bodies, then the general rule. */
function ofOrgan(o: Organ, r: Respondent, tree: Tree, version: ReconVersion): Found {
  const found = exceptional(o, version) ?? lesser(o, tree, version) ?? general(o, version)
  if (o.isByDocument) found.notes.push({ text: '按设立文件核对管辖', basis: [byDocument] })
  // A power taken over is judged, in 2017, by an article of its own; in 2023 simply as the respondent's.
  if (r.reason === 'SUCCESSOR' && version === 'RECON_2017')
    for (const x of found.organs) x.basis.push(recon2017(15, 1, 5))
  return found
}

const to = (id: string | null, ...basis: Basis[]) => ({ id, basis })

function exceptional(o: Organ, version: ReconVersion): Found | undefined {
  const is2017 = version === 'RECON_2017'
  if (o.level === 'STATE' && o.kind === 'DEPARTMENT')
    return own(o, is2017 ? recon2017(14) : recon2023(25, undefined, 1))
  if (o.kind === 'GOVERNMENT' && o.level === 'PROVINCE') return own(o, is2017 ? recon2017(14) : recon2023(24, 2))
  if (o.kind !== 'DEPARTMENT' && o.kind !== 'DISPATCHED_BODY') return undefined
  if (o.isTax || o.isStateSecurity || o.vertical === 'CENTRAL') {
    const basis = is2017 ? recon2017(12, 2) : recon2023(27)
    const above = o.superiorId ?? o.parentId
    return { organs: [to(above, basis, ...(is2017 && o.isTax ? [taxes] : []))], notes: [] }
  }
  if (o.isReconJusticeBureau) {
    const basis = is2017 ? recon2017(12, 1) : recon2023(28)
    return { organs: [to(o.governmentId, basis), to(o.superiorId, basis)], notes: [] }
  }
  if (o.vertical === 'SUB_PROVINCIAL' && is2017 && o.kind === 'DEPARTMENT')
    return {
      organs: [to(o.governmentId, reconRegulation(24)), to(o.superiorId, reconRegulation(24))],
      notes: [{ text: '省以下垂直领导的部门，省另有规定的从其规定', basis: [reconRegulation(24)] }],
    }
  return undefined
}

const own = (o: Organ, basis: Basis): Found => ({ organs: [to(o.id, basis)], notes: [], mayAskStateCouncil: true })

/** Dispatched organs and bodies, authorised organisations. */
function lesser(o: Organ, tree: Tree, version: ReconVersion): Found | undefined {
  const is2017 = version === 'RECON_2017'
  if (o.kind === 'DISPATCHED_ORGAN')
    return { organs: [to(o.parentId, is2017 ? recon2017(15, 1, 1) : recon2023(24, 1, 3))], notes: [] }
  const parent = o.parentId === null ? undefined : tree(o.parentId)
  if (o.kind === 'DISPATCHED_BODY') {
    if (parent?.level === 'STATE')
      return { organs: [to(parent.id, is2017 ? recon2017(15, 1, 2) : recon2023(25, undefined, 2))], notes: [] }
    const government = parent ? governmentOf(parent, tree) : null
    if (is2017) return { organs: [to(o.parentId, recon2017(15, 1, 2)), to(government, recon2017(15, 1, 2))], notes: [] }
    // Only of a city with districts; a county-level city's police station has no second choice.
    const isOfCity = parent?.level === 'CITY' && o.isTerritorial
    const seat = isOfCity ? [to(o.seatGovernmentId, recon2023(24, 4))] : []
    return { organs: [to(government, recon2023(24, 4)), ...seat], notes: [] }
  }
  if (o.kind === 'AUTHORIZED_ORG') {
    if (is2017) return { organs: [to(o.parentId, recon2017(15, 1, 3))], notes: [] }
    if (parent?.level === 'STATE') return { organs: [to(parent.id, recon2023(25, undefined, 3))], notes: [] }
    const government = parent ? governmentOf(parent, tree) : null
    return { organs: [to(government, recon2023(24, 1, 4))], notes: [] }
  }
  return undefined
}

function general(o: Organ, version: ReconVersion): Found {
  const is2017 = version === 'RECON_2017'
  if (o.kind === 'GOVERNMENT') {
    const above = o.superiorId
    if (is2017) return { organs: [to(above, recon2017(13, 1))], notes: [] }
    return { organs: [to(above, recon2023(24, 1, 2))], notes: [] }
  }
  if (!is2017) return { organs: [to(o.governmentId, recon2023(24, 1, 1))], notes: [] }
  return { organs: [to(o.governmentId, recon2017(12, 1)), to(o.superiorId, recon2017(12, 1))], notes: [] }
}

const several = platform('共同行为的各被申请人管辖机关不同的，向共同的上级政府提出，由承办人确认')

/** Several respondents: in 2017 the organ next above all of them; in 2023 the organ that each of them leads to, else the common government. */
function jointly(each: readonly Found[], respondents: readonly Respondent[], tree: Tree, version: ReconVersion): Found {
  const notes = each.flatMap((f) => f.notes)
  const organs = respondents.map((r) => tree(r.id))
  const areOfState = organs.every((o) => o?.level === 'STATE' && o.kind === 'DEPARTMENT')
  if (areOfState) {
    const basis =
      version === 'RECON_2017'
        ? [recon2017(14), reconRegulation(23)]
        : [recon2023(25, undefined, 1), reconRegulation(23)]
    return {
      organs: organs.map((o) => to(o!.id, ...basis)),
      notes: [...notes, { text: '由共同作出行为的国务院部门共同作出决定', basis: [reconRegulation(23)] }],
      mayAskStateCouncil: true,
    }
  }
  const chains = organs.map((o) => (o ? governmentsAbove(o, tree) : []))
  const common = chains[0]?.find((id) => chains.every((c) => c.includes(id))) ?? null
  if (version === 'RECON_2017') return { organs: [to(common, recon2017(15, 1, 4))], notes }
  const [first, ...others] = each
  const shared = first!.organs.filter((x) => x.id !== null && others.every((f) => f.organs.some((y) => y.id === x.id)))
  if (shared.length > 0 && each.every((f) => f.organs.length === shared.length)) return { organs: shared, notes }
  if (shared.length > 0)
    return { organs: shared, notes: [...notes, { text: '各被申请人的管辖机关不尽相同', basis: [several] }] }
  return { organs: [to(common, several)], notes: [...notes, { text: '各被申请人的管辖机关不同', basis: [several] }] }
}

/** A government itself, a department's own, else that of whoever set a body up. */
function governmentOf(o: Organ, tree: Tree): string | null {
  if (o.kind === 'GOVERNMENT') return o.id
  if (o.governmentId !== null) return o.governmentId
  const parent = o.parentId === null ? undefined : tree(o.parentId)
  return parent ? governmentOf(parent, tree) : null
}

/** Governments above an organ, the nearest first; of a department its own government is the nearest. */
function governmentsAbove(o: Organ, tree: Tree): string[] {
  const chain: string[] = []
  let next = o.kind === 'GOVERNMENT' ? o.superiorId : governmentOf(o, tree)
  while (next !== null && !chain.includes(next)) {
    chain.push(next)
    next = tree(next)?.superiorId ?? null
  }
  return chain
}

/** The city's document puts its government in the place of both choices of 2017; the choice that the law gives is still registered. */
function concentrate(
  act: ChallengedAct,
  respondents: readonly Respondent[],
  found: Found,
  tree: Tree,
  version: ReconVersion,
  c: Concentrated | undefined,
): Found {
  if (!c || version !== 'RECON_2017' || act.filedOn < c.from || act.filedOn >= c.to) return found
  if (act.placeId === undefined || !c.placeIds.includes(act.placeId) || c.excludedKinds.includes(act.kind)) return found
  const [only, ...more] = respondents.map((r) => tree(r.id))
  const isPlainDepartment =
    only?.kind === 'DEPARTMENT' && only.vertical !== 'CENTRAL' && !only.isTax && !only.isStateSecurity
  if (more.length > 0 || !isPlainDepartment || found.organs.length < 2) return found
  const document = platform(`按集中行使行政复议权的文件（${c.document}）办理`)
  return {
    ...found,
    organs: [to(only.governmentId, document)],
    notes: [
      ...found.notes,
      { text: '申请人选择上一级主管部门的，仍予登记，由负责人决定', basis: [recon2017(12, 1), document] },
    ],
  }
}
