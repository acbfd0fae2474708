/**
 * Records of a replayed year that look like disputes and count nowhere, or otherwise than they look: which matters of the plan they are,
 * and what each may add to the printed figures of the year. What a row does not name it must not move at all.
 */
import type { AdminPlan, PlannedRecon } from '../src/replay/admin-plan.ts'
import { isLoss, type PlannedSuit } from '../src/replay/admin-suits-plan.ts'

/** Counts behind the printed figures: disputes, settled, lost, heads. */
export const counts = {
  'reconsideration.recon_accepted': '发案量（复议）',
  'litigation.first_instance_filed': '发案量（一审）',
  'reconsideration.recon_concluded': '调撤率分母',
  'reconsideration.recon_settled': '调撤率分子',
  'litigation.first_instance_concluded': '败诉率分母',
  'litigation.first_instance_lost': '败诉率分子',
  'litigation.instances_heard': '出庭率分母',
  'litigation.instances_attended': '出庭率分子',
} as const
export type Count = keyof typeof counts

type Matter = { matterId: string }
export type Decoy = {
  /** In the words of the rule. */
  name: string
  rule: string
  matters(plan: AdminPlan): readonly Matter[]
  /** How many of these matters the year counts; all that is not named is zero. */
  adds?(matters: readonly any[]): Partial<Record<Count, number>>
  /** Smaller replays may have no place for it. */
  from?: number
}

const recons = (pick: (r: PlannedRecon) => boolean) => (p: AdminPlan) => p.recons.filter(pick)
const suits = (pick: (s: PlannedSuit) => boolean) => (p: AdminPlan) => p.suits.filter(pick)
const isFirst = (s: PlannedSuit) => s.instance === 'FIRST'
const within = (day: number | undefined) =>
  day !== undefined && new Date(day * 86_400_000).toISOString().startsWith('2020')

/** What the first instance of a suit counts in the year, as it was decided there. */
function asFirst(list: readonly PlannedSuit[]): Partial<Record<Count, number>> {
  const n = (pick: (s: PlannedSuit) => boolean) => list.filter(pick).length
  const came = (s: PlannedSuit) => s.hearing?.attendance === 'CHIEF' || s.hearing?.attendance === 'DEPUTY'
  return {
    'litigation.first_instance_filed': n((s) => isFirst(s) && within(s.docketed)),
    'litigation.first_instance_concluded': n((s) => isFirst(s) && within(s.concluded)),
    'litigation.first_instance_lost': n((s) => isFirst(s) && within(s.concluded) && isLoss(s.end)),
    'litigation.instances_heard': n((s) => within(s.hearing?.on)),
    'litigation.instances_attended': n((s) => within(s.hearing?.on) && came(s)),
  }
}
const asHeard = (list: readonly PlannedSuit[]) => {
  const { 'litigation.instances_heard': heard = 0, 'litigation.instances_attended': attended = 0 } = asFirst(list)
  return { 'litigation.instances_heard': heard, 'litigation.instances_attended': attended }
}

export const decoys: readonly Decoy[] = [
  { name: '复议不予受理', rule: 'C4.2', matters: recons((r) => r.outcome === 'REFUSED') },
  { name: '逾期不补正视为放弃', rule: 'C4.2', matters: recons((r) => r.outcome === 'ABANDONED') },
  { name: '告知向有关机关提出', rule: 'C4.2', matters: recons((r) => r.outcome === 'ADVISED_ELSEWHERE') },
  { name: '县级政府转送（移送）', rule: 'C4.2', matters: recons((r) => r.outcome === 'TRANSFERRED') },
  { name: '一审不予立案', rule: 'C4.2', matters: suits((s) => s.end === 'RULING_NOT_DOCKET') },
  {
    name: '省级机关为唯一被告，本市机关只是第三人',
    rule: 'C4.2',
    matters: suits((s) => s.isThirdParty === true),
  },
  // A sitting of the second instance counts for the heads, and for nothing else.
  { name: '二审', rule: 'C4.2', matters: suits((s) => s.instance === 'SECOND'), adds: asHeard },
  { name: '再审审查', rule: 'C4.2', matters: suits((s) => s.instance === 'RETRIAL_REVIEW') },
  { name: '再审', rule: 'C4.2', matters: suits((s) => s.instance === 'RETRIAL'), adds: asHeard },
  {
    name: '申请强制执行生效裁判（没有非诉执行程序）',
    rule: 'C4.2',
    matters: suits((s) => s.isEnforced === true),
    adds: asFirst,
  },
  {
    name: '公益诉讼计入并打标',
    rule: 'C4.2',
    matters: suits((s) => s.suitKind === 'PUBLIC_INTEREST' && isFirst(s)),
    adds: asFirst,
  },
  {
    name: '二审改判机关败诉，不回写一审率',
    rule: 'B4.5',
    matters: suits((s) => s.appeal?.outcome === 'CHANGED' && !isLoss(s.end)),
    adds: asFirst,
  },
  {
    name: '一审败诉二审改判，一审仍计败诉',
    rule: 'B4.5',
    matters: suits((s) => s.appeal?.isOwn === true),
    adds: asFirst,
  },
  {
    name: '上级责令受理，按受理日计一件',
    rule: 'C8-4',
    matters: recons((r) => r.turn === 'ORDERED'),
    adds: (l) => asRecon(l),
  },
  {
    name: '税务机关的复议由上一级税务机关办理，计入全市',
    rule: 'C4.4',
    matters: recons((r) => r.organ === 'tax-330200'),
    adds: (l) => asRecon(l),
  },
  {
    name: '原一审败诉案发回重审，原记录剔除',
    rule: 'C8-10',
    matters: suits((s) => s.appeal?.outcome === 'REMANDED'),
    adds: (l) => ({ ...asFirst(l), 'litigation.first_instance_concluded': 0, 'litigation.first_instance_lost': 0 }),
  },
  {
    name: '发回后的新一审驳回请求',
    rule: 'C8-10',
    matters: suits((s) => s.origin === 'REMAND'),
    adds: asFirst,
  },
  {
    name: '多人就同一行为各自申请，逐件计',
    rule: 'C8-11',
    matters: recons((r) => r.group !== undefined),
    adds: (l) => asRecon(l),
  },
  {
    name: '二十人合并立一案，只计一件',
    rule: 'C8-11',
    matters: suits((s) => s.plaintiffs === 20 && isFirst(s)),
    adds: asFirst,
  },
]

function asRecon(list: readonly PlannedRecon[]): Partial<Record<Count, number>> {
  const settled = ['MEDIATED', 'SETTLED_WITHDRAWN', 'WITHDRAWN_AFTER_CORRECTION', 'WITHDRAWN_OTHER']
  const n = (pick: (r: PlannedRecon) => boolean) => list.filter(pick).length
  return {
    'reconsideration.recon_accepted': n((r) => within(r.accepted ?? r.received)),
    'reconsideration.recon_concluded': n((r) => within(r.closed)),
    'reconsideration.recon_settled': n((r) => within(r.closed) && settled.includes(r.outcome)),
  }
}
