/** What the procedure's acts rest on, one set of citations for each version of the law. */
import type { Basis } from '#kernel/errors'
import { law, platform } from '#kernel/law'
import {
  recon2017 as l17,
  recon2023 as l23,
  litigationLaw,
  litigationReading,
  type ReconVersion,
  reconRegulation as r,
} from './statutes.ts'

export { platform }

/** Before 2022 a public notice took sixty days; that text has not been read in the original. */
const civil2017 = law('CPL_2017')
const civil2021 = law('CPL_2021')
const civil2023 = law('CPL_2023')

/** 实施条例 beside the law of 2023: it only supplements. */
const beside = platform('实施条例在2024年以后没有抵触的，补充适用')

type Ground =
  | 'file'
  | 'applyPeriod'
  | 'point'
  | 'forward'
  | 'correct'
  | 'supply'
  | 'abandon'
  | 'withdrawEarly'
  | 'review'
  | 'propose'
  | 'refuse'
  | 'accept'
  | 'accepted'
  | 'sueFirst'
  | 'version'
  | 'assign'
  | 'officers'
  | 'summary'
  | 'serveCopy'
  | 'reply'
  | 'third'
  | 'stay'
  | 'stayAsk'
  | 'read'
  | 'norm'
  | 'normSuspends'
  | 'views'
  | 'hearing'
  | 'hearingNotice'
  | 'committee'
  | 'investigate'
  | 'ownEvidence'
  | 'supplement'
  | 'evidence'
  | 'suspend'
  | 'resume'
  | 'superior'
  | 'terminate'
  | 'sixty'
  | 'mediate'
  | 'settle'
  | 'withdraw'
  | 'again'
  | 'changeAct'
  | 'representatives'
  | 'agents'
  | 'escalate'
  | 'dismiss'
  | 'extend'
  | 'decide'
  | 'adverse'
  | 'redo'
  | 'serve'
  | 'suit'
  | 'suitOnSilence'
  | 'perform'
  | 'orderPerform'
  | 'enforce'
  | 'opinion'
  | 'advice'
  | 'copyToLine'
  | 'publish'
  | 'negotiate'
  | 'clue'
  | 'archive'
  | 'fee'
  | 'major'
  | 'silence'
export type ReconLaw = Record<Ground, readonly Basis[]>

const propose = platform('受理、不予受理、通知补正由立案人员拟办，由复议机构负责人签发')
const archive = platform('有关文书都已送达的，方可归档')
const version = platform('提出在新法施行前、收到在新法施行后的，由复议机构负责人书面确认或者改按新法')
const point = platform('受理点只接收、释明、转送，转送最迟在次一工作日')
const suit = [litigationReading(64, 2), platform('决定书须载明起诉的权利、期限和法院')]

const law2017: ReconLaw = {
  file: [l17(9, 1), l17(11), r(18), r(20)],
  applyPeriod: [l17(9), r(15), r(16)],
  point: [point],
  forward: [l17(15, 2), l17(18)],
  correct: [r(29)],
  supply: [r(29)],
  abandon: [r(29)],
  withdrawEarly: [platform('复议机构收到以前撤回的，不再登记受理')],
  review: [l17(17, 1)],
  propose: [propose],
  refuse: [l17(17, 1)],
  accept: [l17(17, 2)],
  accepted: [l17(17, 2)],
  sueFirst: [l17(16, 2)],
  version: [version],
  assign: [l17(3, 1), r(32)],
  officers: [l17(3, 2)],
  summary: [platform('2017年文本没有简易程序')],
  serveCopy: [l17(23, 1)],
  reply: [l17(23, 1), r(36)],
  third: [l17(10, 3), r(9)],
  stay: [l17(21)],
  stayAsk: [l17(21)],
  read: [l17(23, 2), r(35)],
  norm: [l17(7), r(26)],
  normSuspends: [l17(26), l17(27)],
  views: [l17(22)],
  hearing: [r(33)],
  hearingNotice: [r(33)],
  committee: [platform('2024年以前的咨询委员会意见只作参考')],
  investigate: [r(33), r(34)],
  ownEvidence: [l17(24)],
  supplement: [l17(24)],
  evidence: [r(21), r(37)],
  suspend: [r(41, 1), l17(26), l17(27)],
  resume: [r(41)],
  superior: [l17(20), r(31), r(48, 2)],
  terminate: [l17(25), r(42)],
  sixty: [r(42, 2)],
  mediate: [r(50)],
  settle: [r(40), r(42, 1, 4)],
  withdraw: [l17(25), r(38, 1)],
  again: [r(38, 2)],
  changeAct: [r(39)],
  representatives: [r(8), platform('代表人变更、放弃请求的，须经被代表人同意')],
  agents: [r(10)],
  escalate: [platform('2017年文本没有报请和提审的规定')],
  dismiss: [r(48, 1)],
  extend: [l17(31, 1)],
  decide: [l17(28, 1), l17(31)],
  adverse: [r(51)],
  redo: [l17(28, 2), r(49)],
  serve: [l17(31, 3), l17(40, 1), civil2017(92), civil2021(95)],
  suit,
  suitOnSilence: [litigationLaw(45), l17(19)],
  perform: [l17(32, 1)],
  orderPerform: [l17(32, 2)],
  enforce: [l17(33), r(52)],
  opinion: [r(57, 1)],
  advice: [r(57, 2)],
  copyToLine: [platform('2017年文本没有抄告的规定')],
  publish: [platform('2017年文本没有公开决定书的规定')],
  negotiate: [r(30)],
  clue: [l17(38), r(65)],
  archive: [archive],
  fee: [l17(39)],
  major: [r(59)],
  silence: [l17(28, 1, 4), r(46)],
}

const law2023: ReconLaw = {
  file: [l23(20), l23(22), r(19), beside],
  applyPeriod: [l23(20), l23(21), r(15), r(16), beside],
  point: [point],
  forward: [l23(32)],
  correct: [l23(31, 1)],
  supply: [l23(31, 2)],
  abandon: [l23(31, 2)],
  withdrawEarly: [platform('受理以前撤回的，不再审查')],
  review: [l23(30, 1)],
  propose: [propose],
  refuse: [l23(30, 2)],
  accept: [l23(30, 1)],
  accepted: [l23(30, 3)],
  sueFirst: [l23(29, 2)],
  version: [version],
  assign: [l23(36, 1)],
  officers: [l23(6, 2)],
  summary: [l23(53), l23(55)],
  serveCopy: [l23(48), l23(54, 1)],
  reply: [l23(48), l23(54, 1)],
  third: [l23(16)],
  stay: [l23(42)],
  stayAsk: [l23(42, undefined, 3)],
  read: [l23(47)],
  norm: [l23(13), r(26), beside],
  normSuspends: [l23(39, 1, 9), l23(56), l23(57), l23(59)],
  views: [l23(49)],
  hearing: [l23(50)],
  hearingNotice: [l23(51)],
  committee: [l23(52, 2)],
  investigate: [l23(45)],
  ownEvidence: [l23(46, 1)],
  supplement: [l23(46, 2)],
  evidence: [l23(43), l23(44)],
  suspend: [l23(39, 1), l23(39, 3)],
  resume: [l23(39, 2), l23(39, 3)],
  superior: [l23(35), l23(40)],
  terminate: [l23(41)],
  sixty: [l23(41, undefined, 5)],
  mediate: [l23(5), l23(73)],
  settle: [l23(74)],
  withdraw: [l23(41, undefined, 1)],
  again: [l23(74, 2)],
  changeAct: [l23(65, 2, 2), r(39), beside],
  representatives: [l23(15)],
  agents: [l23(17)],
  escalate: [l23(38)],
  dismiss: [l23(33)],
  extend: [l23(62, 1)],
  decide: [l23(61), l23(62)],
  adverse: [l23(63, 2)],
  redo: [l23(64, 2)],
  serve: [l23(75, 2), l23(88, 1), civil2023(95)],
  suit,
  suitOnSilence: [litigationLaw(45), l23(34)],
  perform: [l23(77, 1)],
  orderPerform: [l23(77, 2)],
  enforce: [l23(78)],
  opinion: [l23(76)],
  advice: [r(57, 2), beside],
  copyToLine: [l23(79, 2)],
  publish: [l23(79, 1)],
  negotiate: [platform('2023年文本没有协商、指定受理机关的规定')],
  clue: [l23(85), l23(86)],
  archive: [archive],
  fee: [l23(87)],
  major: [r(59), beside],
  silence: [l23(70)],
}

export const reconLaws: Record<ReconVersion, ReconLaw> = { RECON_2017: law2017, RECON_2023: law2023 }

/** A version of the procedure as the acts of this folder are written for it. */
export type VersionOf = { version: ReconVersion; law: ReconLaw; is2017: boolean }
export const versionOf = (version: ReconVersion): VersionOf => ({
  version,
  law: reconLaws[version],
  is2017: version === 'RECON_2017',
})
