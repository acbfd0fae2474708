/** What the papers of people's mediation share: how parties, sums and days are printed, and who signs. */
import { foot as endOfPaper, erased, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type Block, type DocumentSigner, printedDate } from '#kernel/document'
import type { FoldedAct, Paper } from '#kernel/procedure'
import type { DisputeFacts } from '../dispute-facts.ts'
import type { NamedPerson } from '../dispute-forms.ts'
import { disputeKinds, idKinds } from '../dispute-kinds.ts'

/** A party as a paper shows it. */
export type PartyView = {
  seq: number
  /** 甲方, 乙方, 第三人; numbered where a side has several. */
  label: string
  name: string
  side: 'A' | 'B' | 'THIRD'
  /** Name and circumstances in lines, as a form shows them. */
  about: string[]
  guardian?: string
  agent?: string
}

const sideNames = { A: '甲方', B: '乙方', THIRD: '第三人' } as const
const sexes = { male: '男', female: '女' } as const

/** The label of each party, in the order of their numbers. */
export function partyLabels(parties: readonly { side: PartyView['side'] }[]): string[] {
  const seen = { A: 0, B: 0, THIRD: 0 }
  return parties.map(({ side }) => {
    const isAlone = parties.filter((p) => p.side === side).length === 1
    return isAlone ? sideNames[side] : `${sideNames[side]}（${++seen[side]}）`
  })
}

type Given = Omit<NamedPerson, 'party' | 'name'> & { name: string; idKind?: keyof typeof idKinds }

/** The circumstances of one person, read at `at` of the act. */
function aboutOf(act: FoldedAct, at: string, p: Given): Pick<PartyView, 'name' | 'about' | 'guardian' | 'agent'> {
  const read = (key: keyof Given) => told(act, `${at}/${key}`, p[key])
  const guardian = read('guardianName')
  const agent = read('agentName')
  const born = read('birthOn')
  const joined = (...parts: readonly (string | undefined)[]) => parts.filter((x) => x !== undefined).join('，')
  const said = (label: string, value: string | undefined) => (value === undefined ? undefined : `${label}：${value}`)
  const name = read('name')!
  const lines = [
    joined(
      name,
      p.sex && sexes[p.sex],
      read('ethnicity'),
      born === undefined ? undefined : born === erased ? `出生日期${erased}` : `${printedDate(born as LocalDate)}出生`,
      read('occupation'),
    ),
    joined(said(p.idKind ? idKinds[p.idKind] : '证件号码', read('idNumber')), said('电话', read('phone'))),
    joined(said('住址（住所）', read('address'))),
    joined(said('法定代理人', guardian), said('委托代理人', agent)),
  ]
  return {
    name,
    about: lines.filter((line) => line !== ''),
    ...(guardian === undefined ? {} : { guardian }),
    ...(agent === undefined ? {} : { agent }),
  }
}

/** The parties as an opening act has registered them. */
export function registeredParties(act: FoldedAct, f: DisputeFacts): PartyView[] {
  const labels = partyLabels(f.parties)
  return f.parties.map((p, i) => ({
    seq: p.seq,
    label: labels[i]!,
    side: p.side,
    ...aboutOf(act, `/parties/${i}`, act.payload.parties[i]),
  }))
}

/** The parties of a later act: as the act names them; who is not named stands by the mask of his registered name. */
export function namedParties(act: FoldedAct, f: DisputeFacts): PartyView[] {
  const labels = partyLabels(f.parties)
  const people = (act.payload.people ?? []) as readonly NamedPerson[]
  return f.parties.map((p, i) => {
    const at = people.findIndex((x) => x.party === p.seq)
    const party = { seq: p.seq, label: labels[i]!, side: p.side }
    return at < 0
      ? { ...party, name: p.nameMask, about: [p.nameMask] }
      : { ...party, ...aboutOf(act, `/people/${at}`, people[at]!) }
  })
}

/** What every paper of a dispute prints of its matter. */
export type MatterView = {
  committee: string
  number: string
  kind: string
  on: LocalDate
  check: string
  parties: PartyView[]
  /** Some names are masked, since the act does not give them. */
  isMasked: boolean
}

/** Of a later act. The committee keeps its name of the day where it acts itself. */
export function matterView(act: FoldedAct, f: DisputeFacts, paper: Paper): MatterView {
  return {
    ...headView(act, f, paper),
    parties: namedParties(act, f),
    isMasked: act.payload.people === undefined,
  }
}
export const headView = (act: FoldedAct, f: DisputeFacts, paper: Paper) => ({
  committee: act.agency === f.agencyId ? paper.byName : f.committeeName,
  number: f.number,
  kind: `${disputeKinds[f.kind]}纠纷`,
  on: paper.on,
  check: paper.check,
})

// ----- Blocks -----

/** One row for each party. */
export const partyRows = (parties: readonly PartyView[]): (readonly [string, string])[] =>
  parties.map((p) => [p.label, p.about.join('\n')])
export const namesOf = (parties: readonly PartyView[], side?: PartyView['side']): string =>
  parties
    .filter((p) => side === undefined || p.side === side)
    .map((p) => p.name)
    .join('、')

/** Where a party signs, or whoever signs for it. */
export const partySigner = (p: PartyView, on?: LocalDate, signer: 'SELF' | 'GUARDIAN' | 'AGENT' = 'SELF') => {
  const by = { SELF: '', GUARDIAN: `法定代理人${p.guardian ?? ''}`, AGENT: `委托代理人${p.agent ?? ''}` }[signer]
  return {
    label: `${p.label}（${p.name}${by && `，${by}`}）`,
    mark: 'any' as const,
    ...(on ? { on } : {}),
  } satisfies DocumentSigner
}
/** The end of a paper that goes out, and what a reader should know of masked names. */
export const foot = (d: { check: string; isMasked?: boolean }): Block[] =>
  endOfPaper({ ...d, maskNote: '当事人姓名按登记信息遮去部分文字，全名以当事人签名和案卷为准。' })

/** Fen as yuan: 1,234.50元; whole sums without decimals. */
export function yuan(fen: number): string {
  const whole = Math.trunc(fen / 100)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
  const rest = fen % 100
  return rest === 0 ? `${whole}元` : `${whole}.${rest.toString().padStart(2, '0')}元`
}
