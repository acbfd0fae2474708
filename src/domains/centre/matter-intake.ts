/** Taking a matter in: registration of whatever comes, visits, answers on the spot. */
import type { LocalDate } from '#kernel/clock'
import { HIDDEN, mask } from '#kernel/mask'
import type { ActionDef, Context, FoldedAct, Need, Rows } from '#kernel/procedure'
import type { Bases } from './law.ts'
import { type Affair, affairOf, isSameAffair, personText } from './likeness.ts'
import { action, momentOf, paperOf, sameClaims, unclosed } from './matter-common.ts'
import type { ChannelFact, MatterFacts } from './matter-facts.ts'
import { initialFacts } from './matter-facts.ts'
import * as forms from './matter-forms.ts'
import { replyRows } from './matter-notices.ts'
import { petitionerRows } from './matter-people.ts'
import { registerPapers } from './papers/matter-intake.ts'
import { remedyGiven, repeatKind, representativeLimit, type SameHolder } from './rules.ts'
import { settings } from './settings.ts'

type Registering = Context<MatterFacts, forms.RegisterInput>
const partyName = (i: number) => `petitioner.${i}`
const series = (agencyId: string, on: LocalDate) => `centre.matter/${agencyId}/${on.slice(0, 4)}`

const personKey = (p: forms.RegisterInput['petitioners'][number], hmac: (text: string) => string): string | null =>
  p.idNumber ? hmac(personText(p.idKind ?? 'other', p.idNumber)) : null
const keysOf = (input: forms.RegisterInput, hmac: (text: string) => string): string[] => [
  ...new Set(input.petitioners.flatMap((p) => personKey(p, hmac) ?? [])),
]
const registeredAffair = (input: forms.RegisterInput, hmac: (text: string) => string): Affair =>
  affairOf({ ...input, respondents: input.counterparties.map((c) => c.name) }, hmac)

/**
 * Earlier matters about the same affair in which everybody speaks who speaks now: who comes for the first time is told of no repeat
 * because somebody beside him came before.
 */
function holdersOf(ctx: Registering, affair: Affair) {
  const everybody = ctx.input.petitioners.map((p) => personKey(p, ctx.hmac))
  const known = [...new Set(everybody.filter((k) => k !== null))]
  if (known.length === 0 || everybody.includes(null)) return []
  const found = known
    .flatMap((key) => ctx.claims('centre.person', key))
    .filter((c) => c.matterId !== ctx.matterId)
    .map((c) => [c.matterId, JSON.parse(c.value!) as SameHolder] as const)
    .filter(([, h]) => isSameAffair(affair, h.affair))
  return [...new Map(found)]
    .filter(([id]) => found.filter(([other]) => other === id).length === known.length)
    .map(([matterId, h]) => ({ matterId, ...h }))
}

/** （中心简称）矛调登〔年〕第n号, running on within a year. */
export const matterNumber = (centre: string, on: LocalDate, n: number): string =>
  `（${centre.replace(/社会矛盾纠纷调处化解中心$/, '')}）矛调登〔${on.slice(0, 4)}〕第${n}号`

const registerRows = (act: FoldedAct<forms.RegisterInput>, f: MatterFacts): Rows => {
  const own = f.petitionerIds.map((p) => `p:${p}`)
  const input = act.payload
  return {
    'centre.matter_personal': [
      {
        matter_id: act.matter,
        summary: act.personal('/summary') ?? null,
        demand: act.personal('/demand') ?? null,
        seen_by: [...new Set([...own, ...(act.given.seenBy ?? [])])],
      },
    ],
    ...petitionerRows(act, f),
    'centre.petitioner_personal': f.petitionerIds.map((p, i) => ({
      matter_id: act.matter,
      seq: i + 1,
      name: act.personal(`/petitioners/${i}/name`) ?? null,
      id_kind: input.petitioners[i]!.idKind ?? null,
      id_number: act.personal(`/petitioners/${i}/idNumber`) ?? null,
      phone: act.personal(`/petitioners/${i}/phone`) ?? null,
      address: act.personal(`/petitioners/${i}/address`) ?? null,
      seen_by: [`p:${p}`],
    })),
    'centre.counterparty_personal': input.counterparties.map((c, i) => ({
      matter_id: act.matter,
      seq: i + 1,
      name: act.personal(`/counterparties/${i}/name`) ?? null,
      respondent_agency_id: c.agencyId ?? null,
      seen_by: [...new Set([...own, ...(act.given.seenBy ?? [])])],
    })),
    ...(input.channel === 'VISIT' ? { 'centre.visit': [visitRow(act, f, act.given.visit)] } : {}),
  }
}

type VisitGiven = { headCount: number; representatives: number; turnedAway: number; isOverProvincial: boolean }
const visitRow = (act: FoldedAct, f: MatterFacts, v: VisitGiven) => ({
  matter_id: act.matter,
  seq: f.visits,
  visited_on: act.declaredOn,
  head_count: v.headCount,
  representatives: v.representatives,
  turned_away: v.turnedAway,
  is_over_provincial: v.isOverProvincial,
  known_at: act.recordedAt,
})

/** Whom the window receives of a group: everybody is registered, representatives beyond the limit are not received. */
function visitOf(on: LocalDate, headCount: number, offered: number): VisitGiven {
  const { most, provincial } = representativeLimit(on, headCount)
  const representatives = headCount === 1 ? 1 : Math.min(offered, most)
  return {
    headCount,
    representatives,
    turnedAway: offered - representatives,
    isOverProvincial: representatives > provincial,
  }
}

const headsOf = (i: forms.RegisterInput): number => Math.max(i.headCount ?? 1, i.petitioners.length)

const register = (b: Bases) =>
  action({
    label: '登记',
    publicLabel: '向矛调中心反映事项',
    by: ['centre_reception', 'party', 'public'],
    to: 'REGISTERED',
    basis: b.register,
    input: forms.register,
    personal: forms.registerPersonal,
    // What accuses somebody in office is placed at the centre alone: no town, no county reads it with everything else.
    place: (i) =>
      i.isAccusation
        ? { agencyId: i.centreAgencyId, townCode: null, countyCode: null, reader: null }
        : i.centreAgencyId,
    readers: (i, ctx) => [
      ...i.petitioners.flatMap((p, n) => (p.idNumber ? [`p:${ctx.party(partyName(n))}`] : [])),
      ...(ctx.actor.scope.kind === 'reader' ? [ctx.actor.scope.value] : []),
    ],
    needs: (i, at): Need[] => [
      { claim: 'centre.centre', key: i.centreAgencyId },
      { agency: i.centreAgencyId },
      { series: series(i.centreAgencyId, at.declaredOn) },
      ...i.petitioners.flatMap((p, n) =>
        p.idNumber ? [{ party: partyName(n), idKind: p.idKind ?? 'other', idNumber: p.idNumber }] : [],
      ),
      // Exclusively: of two matters of one person that come in at once, the second must see the first.
      ...keysOf(i, at.hmac).map((key) => ({ claim: 'centre.person', key, exclusive: true })),
    ],
    guard: (ctx) => {
      if (ctx.claims('centre.centre', ctx.input.centreAgencyId)[0]?.value?.startsWith('OPEN') !== true)
        ctx.refuse('centre.noCentre', undefined, { field: 'centreAgencyId' })
      if (ctx.actor.role !== 'centre_reception' && ctx.input.channel !== 'ONLINE')
        ctx.refuse('centre.ownChannel', undefined, { field: 'channel', allowed: ['网上'] })
      if (ctx.input.channel === 'COURT_DELEGATED' && !ctx.input.courtSignedOn)
        ctx.refuse('centre.courtPapers', undefined, { field: 'courtSignedOn' })
      for (const on of [ctx.input.actOn, ctx.input.adminActKnownOn, ctx.input.courtSignedOn])
        if (on && on > ctx.declaredOn) ctx.refuse('centre.dates', on)
    },
    given: (ctx) => registerGiven(ctx),
    apply: (_f, act) => registered(act),
    rows: registerRows,
    claims: (_act, f) => [{ kind: 'centre.open', key: f.agencyId }, ...sameClaims(f)],
    issues: registerPapers,
  })

function registerGiven(ctx: Registering) {
  const { input, declaredOn } = ctx
  const affair = registeredAffair(input, ctx.hmac)
  const heads = headsOf(input)
  const name = ctx.agency(input.centreAgencyId)?.name ?? ''
  const number = matterNumber(name, declaredOn, ctx.number(series(input.centreAgencyId, declaredOn)))
  const known = input.adminActKnownOn
  return {
    number,
    petitionerIds: input.petitioners.map((p, i) => (p.idNumber ? ctx.party(partyName(i)) : ctx.newId())),
    nameMasks: input.petitioners.map((p) =>
      input.isAccusation ? HIDDEN : mask('name', p.name, p.idKind === 'uscc' ? { subject: 'legalPerson' } : {}),
    ),
    personKeys: input.petitioners.map((p) => personKey(p, ctx.hmac)),
    respondentKeys: affair.respondents,
    repeat: repeatKind(holdersOf(ctx, affair), declaredOn, false),
    ...(input.channel === 'VISIT' ? { visit: visitOf(declaredOn, heads, input.representatives ?? heads) } : {}),
    ...(known ? { remedy: remedyGiven(known, declaredOn, ctx.calendar) } : {}),
  }
}

function registered(act: FoldedAct<forms.RegisterInput>): MatterFacts {
  const i = act.payload
  const at = momentOf(act, i.receivedTime)
  const channel: ChannelFact = { channel: i.channel, on: act.declaredOn, at }
  const heads = headsOf(i)
  return {
    ...initialFacts,
    number: act.given.number,
    agencyId: i.centreAgencyId,
    channels: [channel],
    receivedOn: act.declaredOn,
    receivedAt: at,
    recordedAt: act.recordedAt,
    place: i.place,
    kind: i.kind ?? null,
    actOn: i.actOn ?? null,
    petitionerIds: act.given.petitionerIds,
    petitionerMasks: act.given.nameMasks,
    respondentAgencyIds: i.counterparties.flatMap((c) => (c.agencyId ? [c.agencyId] : [])),
    headCount: heads,
    visits: i.channel === 'VISIT' ? 1 : 0,
    isGroup: heads >= settings.groupHeads,
    isSealed: i.isAccusation,
    accusedAgencyIds: i.accusedAgencyId ? [i.accusedAgencyId] : [],
    urgentSince: i.isUrgent ? at : null,
    adminActKnownOn: i.adminActKnownOn ?? null,
    remedyDueOn: act.given.remedy?.reconsiderationDueOn ?? null,
    remedyNotifiedOn: i.isRemedyTold ? act.declaredOn : null,
    isRemedyShort: act.given.remedy?.isUrgent ?? false,
    courtSignedOn: i.channel === 'COURT_DELEGATED' ? i.courtSignedOn! : null,
    isCourtOnline: i.isCourtOnline,
    personKeys: act.given.personKeys,
    respondentKeys: act.given.respondentKeys,
    proposedRepeat: act.given.repeat,
  }
}

const recordVisit = (b: Bases) =>
  action({
    label: '登记来访',
    by: ['centre_reception'],
    in: unclosed,
    basis: b.representatives,
    input: forms.recordVisit,
    guard: (ctx) => {
      const { most } = representativeLimit(ctx.declaredOn, ctx.input.headCount)
      if (ctx.input.headCount > 1 && ctx.input.representatives > most)
        ctx.refuse('centre.representatives', `${ctx.input.headCount}人来访，代表不超过${most}人`, {
          field: 'representatives',
          allowed: [`接待${most}名代表，其余人员登记`],
        })
    },
    given: (ctx) => ({ visit: visitOf(ctx.declaredOn, ctx.input.headCount, ctx.input.representatives) }),
    apply: (f) => ({ ...f, visits: f.visits + 1 }),
    rows: (act, f) => ({ 'centre.visit': [visitRow(act, f, act.given.visit)] }),
  })

const answerOnSite = (b: Bases) =>
  action({
    label: '当场答复',
    by: ['centre_reception'],
    in: ['REGISTERED'],
    to: 'REPLIED',
    basis: b.answer,
    input: forms.answerOnSite,
    personal: forms.replyPersonal,
    guard: (ctx) => {
      if (ctx.input.subjectKind !== 'CONSULT')
        ctx.refuse('centre.requestAnswered', undefined, { field: 'subjectKind', allowed: ['分流'] })
    },
    given: (ctx) => ({ paper: paperOf(ctx, '答复记录') }),
    apply: (f, act) => ({
      ...f,
      subjectKind: act.payload.subjectKind,
      path: 'REPLY_ON_SITE',
      replyKind: 'ON_SITE',
      repliedOn: act.declaredOn,
    }),
    rows: (act, f) => replyRows(act, f, 'ON_SITE', { channel: act.payload.channel, isWritten: false }),
    document: '答复记录',
  })

export const intake = (b: Bases): Record<string, ActionDef<MatterFacts>> => ({
  register: register(b),
  recordVisit: recordVisit(b),
  answerOnSite: answerOnSite(b),
})
