/**
 * Centres: opened, who sits there, when they are open, closed. A centre is a matter and an agency node at once, and no organ of the
 * state: it registers, sends on and follows up, and issues no decision (浙江省信访条例 art. 13; 宁波市法治乡村建设促进条例 art. 20).
 */
import { z } from 'zod'
import type { LocalDate } from '#kernel/clock'
import type { Basis } from '#kernel/errors'
import { agency, choice, day, place, text } from '#kernel/fields'
import { type Context, type FoldedAct, type ProcedureDef, procedureOf, type RefusalRule } from '#kernel/procedure'
import { type CentreFunction, type CentreLevel, centreLevels, functions, residence } from './kinds.ts'
import { guide, petition2005, petition2022, platform, rural, weaker, zjPetition } from './law.ts'
import { centrePage, type ResidentUnit } from './publication.ts'

export const centreProcedure = 'centre.centre'

export type CentreFacts = {
  agencyId: string
  name: string
  level: CentreLevel
  place: string
  countyCode: string | null
  townCode: string | null
  zoneCode: string | null
  parentId: string | null
  establisherId: string
  address: string
  hours: string
  phone: string
  functions: CentreFunction[]
  units: ResidentUnit[]
  openedOn: LocalDate
  closedOn: LocalDate | null
  recordedAt: string
}

const { action, define } = procedureOf<CentreFacts>()
type Ctx = Context<CentreFacts, any>

/** What a centre rests on in a time: before 2021-05-01 no statute asked for one by name. */
type Ground = { founding: readonly Basis[]; publishing: readonly Basis[] }
const reception = [zjPetition(13, 1), weaker(guide.whole(), 'quoted')]
const grounds: Record<'2016' | '2021' | '2022', Ground> = {
  2016: { founding: reception, publishing: [petition2005(9, 1), zjPetition(12)] },
  2021: { founding: [rural(20, 1), ...reception], publishing: [petition2005(9, 1), zjPetition(12)] },
  2022: { founding: [rural(20, 1), petition2022(18, 3)], publishing: [petition2022(18, 1)] },
}

const refusals: Record<string, RefusalRule> = {
  'centre.establisher': { label: '只能由本中心的设立单位办理', basis: zjPetition(13, 1) },
  'centre.placement': {
    label: '所在区划与层级不符',
    basis: platform('县级中心填区县（市），镇级中心、村社站填乡镇（街道），市级中心不填'),
  },
  'centre.day': { label: '日期不对', basis: platform('不得晚于登记日，也不得早于设立日') },
  'centre.unit': { label: '没有这个入驻单位，或者它已经在驻', basis: platform('入驻单位须是本市机构，一次一条') },
  'centre.openMatters': { label: '还有未销号的件，应先办结或者移交', basis: platform('关闭中心前，登记件须有着落') },
}

const fields = {
  address: text('地址'),
  hours: text('接待时间', 100),
  phone: text('电话', 40),
  functions: z.array(choice(functions, '功能')).min(1, '至少一项功能').max(11).meta({ label: '功能' }),
}
const establishInput = z.strictObject({
  name: text('名称', 100),
  level: choice(centreLevels, '层级'),
  countyCode: place('所在区县（市）', 'county').optional(),
  townCode: place('所在乡镇（街道）', 'town').optional(),
  zoneCode: agency('所在开发园区', 'functional-zone').optional(),
  parentId: agency('上一级中心', 'dispute-centre').optional(),
  establisherId: agency('设立单位'),
  openedOn: day('启用日期'),
  ...fields,
})
const changeInput = z.strictObject({
  name: text('名称', 100).optional(),
  address: fields.address.optional(),
  hours: fields.hours.optional(),
  phone: fields.phone.optional(),
  functions: fields.functions.optional(),
})
const unitInput = z.strictObject({
  unitId: agency('入驻单位'),
  mode: choice(residence, '入驻方式'),
  schedule: text('轮驻时间', 200).optional(),
  from: day('入驻日'),
})

const checkEstablisher = (ctx: Ctx) => {
  if (ctx.actor.agency !== ctx.facts.establisherId) ctx.refuse('centre.establisher')
}
const checkDay = (ctx: Ctx, on: LocalDate, field: string) => {
  if (on > ctx.declaredOn || (ctx.facts.openedOn && on < ctx.facts.openedOn)) ctx.refuse('centre.day', on, { field })
}

const agencyRow = (act: FoldedAct, f: CentreFacts) => ({
  agency_id: f.agencyId,
  name: f.name,
  kind: 'dispute-centre',
  parent_id: f.parentId,
  county_code: f.countyCode,
  town_code: f.townCode,
  zone_code: f.zoneCode,
  matter_id: act.matter,
  valid_from: f.openedOn,
  valid_to: f.closedOn,
})
const published = (act: FoldedAct, f: CentreFacts) => ({
  'kernel.published': [
    {
      kind: 'centre',
      id: f.agencyId,
      matter_id: act.matter,
      published_on: act.declaredOn,
      withdrawn_on: f.closedOn,
      content: centrePage(f),
    },
  ],
})
const standing = (f: CentreFacts) => [
  { kind: 'centre.centre', key: f.agencyId, exclusive: true, value: `${f.closedOn ? 'CLOSED' : 'OPEN'}|${f.level}` },
]

const isPlaced = (i: z.output<typeof establishInput>): boolean => {
  switch (i.level) {
    case 'CITY':
      return !i.countyCode && !i.townCode
    case 'COUNTY':
      return !!i.countyCode && !i.townCode
    default:
      return !!i.countyCode && i.townCode?.startsWith(i.countyCode) === true
  }
}

const establish = (g: Ground) =>
  action({
    label: '设立',
    by: ['centre_establisher'],
    to: 'OPEN',
    basis: g.founding,
    input: establishInput,
    place: (i, ids) => ({
      agencyId: ids.newAgencyId(),
      townCode: i.townCode ?? null,
      countyCode: i.countyCode ?? null,
      reader: [`a:${i.establisherId}`],
    }),
    title: (i) => i.name,
    guard: (ctx) => {
      if (ctx.actor.agency !== ctx.input.establisherId)
        ctx.refuse('centre.establisher', undefined, { field: 'establisherId' })
      if (!isPlaced(ctx.input)) ctx.refuse('centre.placement', undefined, { field: 'level' })
      checkDay(ctx, ctx.input.openedOn, 'openedOn')
    },
    apply: (_f, act) => {
      const i = act.payload
      return {
        agencyId: act.given.agencyId,
        name: i.name,
        level: i.level,
        place: i.townCode ?? i.countyCode ?? '',
        countyCode: i.countyCode ?? null,
        townCode: i.townCode ?? null,
        zoneCode: i.zoneCode ?? null,
        parentId: i.parentId ?? null,
        establisherId: i.establisherId,
        address: i.address,
        hours: i.hours,
        phone: i.phone,
        functions: i.functions,
        units: [],
        openedOn: i.openedOn,
        closedOn: null,
        recordedAt: act.recordedAt,
      }
    },
    rows: (act, f) => ({ 'kernel.agency': [agencyRow(act, f)], ...published(act, f) }),
    claims: (_act, f) => standing(f),
    document: '设立决定',
  })

const change = (g: Ground) =>
  action({
    label: '变更',
    by: ['centre_establisher'],
    in: ['OPEN'],
    basis: g.publishing,
    input: changeInput,
    guard: checkEstablisher,
    apply: (f, act) => {
      const i = act.payload
      return {
        ...f,
        name: i.name ?? f.name,
        address: i.address ?? f.address,
        hours: i.hours ?? f.hours,
        phone: i.phone ?? f.phone,
        functions: i.functions ?? f.functions,
      }
    },
    rows: (act, f, before) => ({
      ...(f.name === before.name ? {} : { 'kernel.agency': [agencyRow(act, f)] }),
      ...published(act, f),
    }),
  })

const unitRows = (act: FoldedAct, f: CentreFacts) => ({
  'centre.resident_unit': f.units.map((u) => ({
    matter_id: act.matter,
    unit_id: u.unitId,
    unit_name: u.unitName,
    mode: u.mode,
    schedule: u.schedule,
    from_on: u.from,
    to_on: u.to,
  })),
  ...published(act, f),
})
const residing = (f: CentreFacts, unitId: string) => f.units.find((u) => u.unitId === unitId && u.to === null)

const moveIn = (g: Ground) =>
  action({
    label: '单位入驻',
    by: ['centre_establisher'],
    in: ['OPEN'],
    basis: g.publishing,
    input: unitInput,
    needs: (i) => [{ agency: i.unitId }],
    guard: (ctx) => {
      checkEstablisher(ctx)
      checkDay(ctx, ctx.input.from, 'from')
      const again = ctx.facts.units.some(
        (u) => u.unitId === ctx.input.unitId && (u.to === null || u.from === ctx.input.from),
      )
      if (!ctx.agency(ctx.input.unitId) || again) ctx.refuse('centre.unit', undefined, { field: 'unitId' })
    },
    given: (ctx) => ({ unitName: ctx.agency(ctx.input.unitId)!.name }),
    apply: (f, act) => {
      const { unitId, mode, schedule, from } = act.payload
      return {
        ...f,
        units: [...f.units, { unitId, unitName: act.given.unitName, mode, schedule: schedule ?? null, from, to: null }],
      }
    },
    rows: unitRows,
  })

const moveOut = (g: Ground) =>
  action({
    label: '单位撤出',
    by: ['centre_establisher'],
    in: ['OPEN'],
    basis: g.publishing,
    input: z.strictObject({ unitId: agency('入驻单位'), to: day('撤出日') }),
    guard: (ctx) => {
      checkEstablisher(ctx)
      const u = residing(ctx.facts, ctx.input.unitId)
      if (!u) return ctx.refuse('centre.unit', undefined, { field: 'unitId' })
      checkDay(ctx, ctx.input.to, 'to')
      if (ctx.input.to < u.from) ctx.refuse('centre.day', ctx.input.to, { field: 'to' })
    },
    apply: (f, act) => {
      const u = residing(f, act.payload.unitId)
      return { ...f, units: f.units.map((x) => (x === u ? { ...x, to: act.payload.to } : x)) }
    },
    rows: unitRows,
  })

const close = (g: Ground) =>
  action({
    label: '关闭',
    by: ['centre_establisher'],
    in: ['OPEN'],
    to: 'CLOSED',
    basis: g.founding,
    input: z.strictObject({ closedOn: day('关闭日'), reason: text('关闭的理由', 500) }),
    // Matters being registered hold the centre's claim shared; closing waits for them.
    needs: (_i, at) => [
      { claim: 'centre.centre', key: at.placement!.agencyId, exclusive: true },
      { claim: 'centre.open', key: at.placement!.agencyId },
    ],
    guard: (ctx) => {
      checkEstablisher(ctx)
      checkDay(ctx, ctx.input.closedOn, 'closedOn')
      const open = ctx.claims('centre.open', ctx.facts.agencyId).length
      if (open) ctx.refuse('centre.openMatters', `${open}件`)
    },
    apply: (f, act) => ({ ...f, closedOn: act.payload.closedOn }),
    rows: (act, f) => ({ 'kernel.agency': [agencyRow(act, f)], ...published(act, f) }),
    claims: (_act, f) => standing(f),
    document: '撤并决定',
  })

const version = (id: string, g: Ground, effective: ProcedureDef['effective']): ProcedureDef<CentreFacts> =>
  define({
    id: centreProcedure,
    version: id,
    label: '矛调中心',
    effective,
    decidedByLabel: '登记日',
    states: { OPEN: { label: '运行' }, CLOSED: { label: '已关闭', final: true } },
    initial: {
      agencyId: '',
      name: '',
      level: 'COUNTY',
      place: '',
      countyCode: null,
      townCode: null,
      zoneCode: null,
      parentId: null,
      establisherId: '',
      address: '',
      hours: '',
      phone: '',
      functions: [],
      units: [],
      openedOn: '' as LocalDate,
      closedOn: null,
      recordedAt: '',
    },
    actions: { establish: establish(g), change: change(g), moveIn: moveIn(g), moveOut: moveOut(g), close: close(g) },
    limits: {},
    refusals,
    title: (f) => f.name,
    rows: (act, f) => ({
      'centre.centre': [
        {
          matter_id: act.matter,
          centre_id: f.agencyId,
          name: f.name,
          level: f.level,
          place: f.place,
          zone_code: f.zoneCode,
          parent_id: f.parentId,
          address: f.address,
          hours: f.hours,
          phone: f.phone,
          functions: f.functions,
          opened_on: f.openedOn,
          closed_on: f.closedOn,
          known_at: f.recordedAt,
        },
      ],
    }),
  })

const on = (day: string) => day as LocalDate
export const centreProcedures: readonly ProcedureDef<any>[] = [
  version('ZJ_PET_2016', grounds[2016], { from: on('2016-08-01'), to: on('2021-05-01') }),
  version('RURAL_NB_2021', grounds[2021], { from: on('2021-05-01'), to: on('2022-05-01') }),
  version('PETITION_2022', grounds[2022], { from: on('2022-05-01') }),
]
