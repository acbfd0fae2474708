/**
 * Filing with the justice bureau (宁波市人民调解条例 art. 13): the same duty for committees, rooms and mediators, so one set of
 * actions and limits serves both procedures.
 *
 * Filing is a notice and no licence: what is complete is registered, defects are noted and ordered to be put right (art. 32).
 */

import { z } from 'zod'
import type { Placement } from '#kernel/access'
import type { LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { agency, choice, from, text } from '#kernel/fields'
import { law, platform } from '#kernel/law'
import { workingDays } from '#kernel/limit'
import {
  type ActionDef,
  type ClaimChange,
  type FoldedAct,
  type LimitDef,
  type Need,
  procedureOf,
  type RefusalRule,
  type Rows,
} from '#kernel/procedure'
import { staysIn } from '#kernel/targets'
import { nbPmFrom } from './organisation-kinds.ts'
import type { filingPapers } from './papers/filing.ts'
import type { PublishedRow } from './publication.ts'

const pml = law('PML_2010')
const nb = law('NB_PM_2015')

export const filingEvents = {
  ESTABLISH: '设立委员会',
  CHANGE: '变更委员会',
  DISSOLVE: '撤销委员会',
  ROOM_ESTABLISH: '设立调解工作室',
  ROOM_CHANGE: '变更调解工作室',
  ROOM_DISSOLVE: '撤销调解工作室',
  APPOINT: '选任调解员',
  HIRE: '聘任调解员',
  REMOVE: '罢免调解员',
  DISMISS: '解聘调解员',
} as const
export type FilingEvent = keyof typeof filingEvents

export type Filing = {
  event: FilingEvent
  eventOn: LocalDate
  state: 'PENDING' | 'SUBMITTED' | 'RETURNED' | 'ACCEPTED'
  submittedOn: LocalDate | null
  acceptedOn: LocalDate | null
  returnedOn: LocalDate | null
  returnCount: number
  authorityId: string | null
  courtNoticeOn: LocalDate | null
  webPublishedOn: LocalDate | null
  defects: readonly string[]
  roomId: string | null
}

/** Facts of a procedure with filings, by number in the matter; `touched` is the one that the last act was about, '' for none. */
export type WithFilings = { filings: { readonly [id: string]: Filing }; touched: string }

/** Opens the filing that an event brings with it, and makes it the one the act is about. */
export function openFiling(
  f: WithFilings,
  event: FilingEvent,
  eventOn: LocalDate,
  roomId: string | null = null,
): WithFilings {
  const id = String(Object.keys(f.filings).length + 1)
  const filing: Filing = {
    event,
    eventOn,
    state: 'PENDING',
    submittedOn: null,
    acceptedOn: null,
    returnedOn: null,
    returnCount: 0,
    authorityId: null,
    courtNoticeOn: null,
    webPublishedOn: null,
    defects: [],
    roomId,
  }
  return { filings: { ...f.filings, [id]: filing }, touched: id }
}

type Wanted = (f: Filing) => boolean

/** The filing an input names, else the latest one that still waits for this step. */
function findFiling(f: WithFilings, named: string | undefined, wanted: Wanted): string | undefined {
  if (named !== undefined) return f.filings[named] && wanted(f.filings[named]) ? named : undefined
  return Object.keys(f.filings)
    .sort((a, b) => Number(b) - Number(a))
    .find((id) => wanted(f.filings[id] as Filing))
}

const isOpen: Wanted = (f) => f.state === 'PENDING' || f.state === 'RETURNED'
const isSubmitted: Wanted = (f) => f.state === 'SUBMITTED'
const awaitsCourt: Wanted = (f) => f.state === 'ACCEPTED' && f.courtNoticeOn === null
const awaitsWeb: Wanted = (f) => f.state === 'ACCEPTED' && f.webPublishedOn === null

/** Whether the thirty working days of art. 13 run for an event: from the day on which the regulation came into force. */
export const hasFilingDuty = (eventOn: LocalDate): boolean => eventOn >= nbPmFrom

const filingId = from(
  z
    .string()
    .regex(/^\d{1,4}$/)
    .meta({ label: '备案事项（不选为最近一项）' }),
  'mediation.filing',
).optional()

export const filingRefusals: Record<string, RefusalRule> = {
  'mediation.filing.none': { label: '没有待办的备案事项', basis: nb(13, 1) },
  'mediation.filing.authority': {
    label: '应向有管辖权的司法行政机关备案',
    basis: [nb(13, 1), nb(13, 3)],
  },
  'mediation.filing.noRefusal': {
    label: '备案不是许可，不得以不符合条件为由不予备案；应当登记并责令改正',
    basis: [nb(13, 1), nb(32)],
  },
  'mediation.filing.returnedOnce': {
    label: '补正要求应当一次告知，不得再次退回',
    basis: platform('材料不齐的一次告知，不以新的理由第二次退回'),
  },
}

type FilingAction = 'file' | 'acceptFiling' | 'returnFiling' | 'notifyCourt' | 'publishWeb'

export type FilingHooks<F extends WithFilings> = {
  /** Why filing is done; before the city's regulation came into force it rested on other rules. */
  basis: readonly Basis[]
  /** States in which filings may be dealt with. */
  states: readonly string[]
  to?: (facts: F) => string
  /** Where `to` may lead, by action and state, beside leaving the matter where it is. */
  moves?: Partial<Record<FilingAction, Readonly<Record<string, readonly string[]>>>>
  /** Level of the bureau that takes this matter's filings. */
  authority: (facts: F) => 'county' | 'city'
  accepted?: (facts: F, act: FoldedAct) => F
  published?: (facts: F, act: FoldedAct) => F
  page: (facts: F, act: FoldedAct) => PublishedRow | undefined
  /** Claims that follow the filing's standing, and the locks that they need. */
  claims?: (facts: F) => readonly ClaimChange[]
  needs?: (agencyId: string) => readonly Need[]
  /** What the papers of a filing say of its subject. */
  papers: ReturnType<typeof filingPapers<F>>
  /** A page may be published although the matter itself has no filing (it stood in the committee's). */
  publishesWithoutFiling?: boolean
}

const authorityText = {
  county: '所在地县（市、区）司法行政机关',
  city: '市司法行政机关（市级行业性、专业性人民调解委员会）',
}

/** Actions file, acceptFiling, returnFiling, notifyCourt and publishWeb. */
export function filingActions<F extends WithFilings>(hooks: FilingHooks<F>): Record<string, ActionDef<F, any>> {
  const { action } = procedureOf<F>()
  const put = (f: F, id: string, change: Partial<Filing>): F => ({
    ...f,
    filings: { ...f.filings, [id]: { ...(f.filings[id] as Filing), ...change } },
    touched: id,
  })
  const bureau = ['county_justice', 'city_justice']
  const common = (id: FilingAction) => ({
    in: hooks.states,
    ...(hooks.to ? { to: hooks.to, among: staysIn(hooks.states, hooks.moves?.[id]) } : {}),
  })
  const locks = (at: { placement: Placement | null }) =>
    at.placement ? (hooks.needs?.(at.placement.agencyId) ?? []) : []
  const standing = {
    needs: (_: unknown, at: { placement: Placement | null }) => locks(at),
    claims: (_: FoldedAct, f: F) => hooks.claims?.(f) ?? [],
  }
  const isRightRole = (f: F, role: string) => role === `${hooks.authority(f)}_justice`

  return {
    file: action({
      ...common('file'),
      label: '办理备案',
      by: ['establisher'],
      basis: hooks.basis,
      input: z.strictObject({
        filingId,
        authorityId: agency('受理备案的司法行政机关', 'justice-bureau'),
        materials: z
          .array(choice({ NAME: '名称', MEMBERS: '组成人员', OFFICE: '办公地点', OTHER: '其他材料' }, '材料'))
          .min(1, '请列明所附材料')
          .meta({ label: '所附材料' }),
      }),
      needs: (i, at) => [...locks(at), { agency: i.authorityId }],
      claims: standing.claims,
      guard: (ctx) => {
        if (!findFiling(ctx.facts, ctx.input.filingId, isOpen)) ctx.refuse('mediation.filing.none')
        const agency = ctx.agency(ctx.input.authorityId)
        const level = hooks.authority(ctx.facts)
        const ofCounty = agency?.county_code ?? null
        const isOfCity = ofCounty === null || ofCounty.endsWith('00')
        const right = level === 'city' ? isOfCity : ofCounty === ctx.placement?.countyCode
        if (agency?.kind !== 'justice-bureau' || !right)
          ctx.refuse('mediation.filing.authority', `本件由${authorityText[level]}受理`, {
            allowed: [authorityText[level]],
            field: 'authorityId',
          })
      },
      given: (ctx) => ({
        filing: findFiling(ctx.facts, ctx.input.filingId, isOpen),
        toName: ctx.agency(ctx.input.authorityId)!.name,
      }),
      apply: (f, act) =>
        put(f, act.given.filing, {
          state: 'SUBMITTED',
          submittedOn: act.declaredOn,
          authorityId: act.payload.authorityId,
        }),
      issues: hooks.papers.form,
    }),
    acceptFiling: action({
      ...common('acceptFiling'),
      ...standing,
      label: '登记备案',
      by: bureau,
      basis: [nb(13, 1), nb(32)],
      input: z.strictObject({
        filingId,
        defects: z.array(text('缺陷', 200)).max(20).default([]).meta({ label: '登记时记明的缺陷（另行责令改正）' }),
      }),
      guard: (ctx) => {
        if (!findFiling(ctx.facts, ctx.input.filingId, isSubmitted)) ctx.refuse('mediation.filing.none', '尚未提交')
        if (!isRightRole(ctx.facts, ctx.actor.role))
          ctx.refuse('mediation.filing.authority', authorityText[hooks.authority(ctx.facts)])
      },
      given: (ctx) => ({ filing: findFiling(ctx.facts, ctx.input.filingId, isSubmitted) }),
      apply: (f, act) => {
        const next = put(f, act.given.filing, {
          state: 'ACCEPTED',
          acceptedOn: act.declaredOn,
          defects: act.payload.defects,
        })
        return hooks.accepted ? hooks.accepted(next, act) : next
      },
      issues: hooks.papers.receipt,
    }),
    returnFiling: action({
      ...common('returnFiling'),
      ...standing,
      label: '退回补正',
      by: bureau,
      basis: [nb(13, 1), platform('只因材料不齐退回，一次告知')],
      input: z.strictObject({
        filingId,
        reason: choice({ MATERIALS_INCOMPLETE: '材料不齐', NOT_QUALIFIED: '不符合条件' }, '退回原因'),
        missing: text('需要补正的材料', 500),
      }),
      guard: (ctx) => {
        const id = findFiling(ctx.facts, ctx.input.filingId, isSubmitted)
        if (!id) ctx.refuse('mediation.filing.none', '尚未提交')
        if (!isRightRole(ctx.facts, ctx.actor.role))
          ctx.refuse('mediation.filing.authority', authorityText[hooks.authority(ctx.facts)])
        if (ctx.input.reason !== 'MATERIALS_INCOMPLETE')
          ctx.refuse('mediation.filing.noRefusal', undefined, { allowed: ['登记备案', '责令改正'], field: 'reason' })
        if ((ctx.facts.filings[id as string] as Filing).returnCount > 0)
          ctx.refuse('mediation.filing.returnedOnce', undefined, { allowed: ['登记备案'] })
      },
      given: (ctx) => ({ filing: findFiling(ctx.facts, ctx.input.filingId, isSubmitted) }),
      apply: (f, act) =>
        put(f, act.given.filing, {
          state: 'RETURNED',
          returnedOn: act.declaredOn,
          returnCount: (f.filings[act.given.filing] as Filing).returnCount + 1,
        }),
      issues: hooks.papers.correction,
    }),
    notifyCourt: action({
      ...common('notifyCourt'),
      label: '通报人民法院',
      by: bureau,
      basis: [pml(10), nb(13, 2)],
      input: z.strictObject({
        filingId,
        courtId: agency('所在地基层人民法院', 'court'),
        letterNumber: text('通报函的发文字号（按本机关发文登记）', 60).optional(),
      }),
      needs: (i) => [{ agency: i.courtId }],
      guard: (ctx) => {
        if (!findFiling(ctx.facts, ctx.input.filingId, awaitsCourt))
          ctx.refuse('mediation.filing.none', '没有待通报的备案')
      },
      given: (ctx) => ({
        filing: findFiling(ctx.facts, ctx.input.filingId, awaitsCourt),
        toName: ctx.agency(ctx.input.courtId)?.name ?? ctx.input.courtId,
      }),
      apply: (f, act) => put(f, act.given.filing, { courtNoticeOn: act.declaredOn }),
      issues: hooks.papers.courtNotice,
    }),
    publishWeb: action({
      ...common('publishWeb'),
      label: '上网公布',
      isForMany: true,
      by: bureau,
      basis: [nb(13, 2), nb(21)],
      input: z.strictObject({ filingId }),
      guard: (ctx) => {
        if (!findFiling(ctx.facts, ctx.input.filingId, awaitsWeb) && !hooks.publishesWithoutFiling)
          ctx.refuse('mediation.filing.none', '没有待公布的备案')
      },
      given: (ctx) => ({ filing: findFiling(ctx.facts, ctx.input.filingId, awaitsWeb) ?? '' }),
      apply: (f, act) => {
        const id = act.given.filing as string
        const next = id === '' ? { ...f, touched: '' } : put(f, id, { webPublishedOn: act.declaredOn })
        return hooks.published ? hooks.published(next, act) : next
      },
      rows: (act, after): Rows => {
        const page = hooks.page(after, act)
        return page ? { 'kernel.published': [page] } : {}
      },
    }),
  }
}

/** Limits of filing, notice to the court and publication; `starters` are the actions that open a filing. */
export function filingLimits<F extends WithFilings>(starters: readonly string[]): Record<string, LimitDef<F>> {
  const touched = (f: F) => (f.touched === '' ? [] : [f.touched])
  const of = (f: F) => f.filings[f.touched] as Filing
  const isDown = (f: F) => ['DISSOLVE', 'REMOVE', 'DISMISS', 'ROOM_DISSOLVE'].includes(of(f).event)
  return {
    filing: {
      label: '备案',
      // Returned material is filed again within the days that the event gave; returning it gives no new ones.
      after: [...starters, 'returnFiling'],
      when: (f) => f.touched !== '' && hasFilingDuty(of(f).eventOn),
      start: (f) => of(f).eventOn,
      within: workingDays(30),
      roll: false,
      per: touched,
      met: ['file'],
      metFor: touched,
      basis: nb(13, 1),
    },
    courtNotice: {
      label: '通报所在地基层人民法院',
      after: ['acceptFiling'],
      within: workingDays(5),
      roll: false,
      per: touched,
      met: ['notifyCourt'],
      metFor: touched,
      basis: [pml(10), nb(13, 2), platform('“及时”按五个工作日')],
    },
    webPublish: {
      label: '上网公布',
      after: ['acceptFiling'],
      when: (f) => !isDown(f),
      within: workingDays(5),
      roll: false,
      per: touched,
      met: ['publishWeb'],
      metFor: touched,
      basis: [nb(13, 2), platform('“及时”按五个工作日')],
    },
  }
}

/** Rows of the filings that an act changed. */
export function filingRows(act: FoldedAct, after: WithFilings): Record<string, unknown>[] {
  const f = after.filings[after.touched]
  if (!f) return []
  return [
    {
      matter_id: act.matter,
      filing_id: Number(after.touched),
      event: f.event,
      event_on: f.eventOn,
      state: f.state,
      submitted_on: f.submittedOn,
      accepted_on: f.acceptedOn,
      returned_on: f.returnedOn,
      return_count: f.returnCount,
      authority_id: f.authorityId,
      court_notice_on: f.courtNoticeOn,
      web_published_on: f.webPublishedOn,
      defects: f.defects,
      room_id: f.roomId,
    },
  ]
}
