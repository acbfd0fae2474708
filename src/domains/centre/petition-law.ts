/** Citations of a petition's procedure, one set for each version: what an act rests on depends on the day of receipt. */
import type { Basis } from '#kernel/errors'
import { law, platform, weaker } from '#kernel/law'
import type { PetitionVersion } from './petition-rules.ts'

export const pet2005 = law('PETITION_2005')
export const zj2016 = law('ZJ_PET_2016')
export const pet2022 = law('PETITION_2022')
export { platform }

/** The province's regulation after 2022-05-01, whose force nobody has verified. */
const zjNow = (article: number, paragraph?: number, item?: number): Basis =>
  weaker(zj2016(article, paragraph, item), 'unverified', '2022年5月1日以后是否仍然有效未核')

export type PetitionLaw = Record<
  | 'register'
  | 'transfer'
  | 'assign'
  | 'objection'
  | 'joint'
  | 'notice'
  | 'repeat'
  | 'notMine'
  | 'divert'
  | 'accused'
  | 'litigation'
  | 'recusal'
  | 'hear'
  | 'hearing'
  | 'mediate'
  | 'performed'
  | 'close'
  | 'extend'
  | 'opinion'
  | 'review'
  | 'recheck'
  | 'publish'
  | 'final'
  | 'counsel'
  | 'lapse'
  | 'ways',
  readonly Basis[]
> & { adviceNotice?: readonly Basis[]; adviceClose?: readonly Basis[] }

const objecting = platform('2022年5月1日以前没有异议退回的规定，按五个工作日办理')
const withdrawn = platform('撤回须由信访人自己以书面或者录音作出')

const state2005: PetitionLaw = {
  register: [pet2005(21, 1), pet2005(22, 1)],
  transfer: [pet2005(21, 1, 2), pet2005(21, 1, 3)],
  assign: [pet2005(21, 1, 4)],
  objection: [objecting],
  joint: [pet2005(24)],
  notice: [pet2005(21, 2), pet2005(22, 2)],
  repeat: [pet2005(16), pet2005(35, 3)],
  notMine: [pet2005(21, 1, 1), pet2005(22, 1)],
  divert: [pet2005(14, 2), pet2005(21, 1, 1), pet2005(29)],
  accused: [pet2005(23)],
  litigation: [pet2005(15), pet2005(21, 1, 1)],
  recusal: [pet2005(30)],
  hear: [pet2005(31, 1)],
  hearing: [pet2005(31, 2)],
  mediate: [pet2005(13, 2)],
  performed: [pet2005(13, 2), platform('协议履行完毕的作终结登记')],
  close: [pet2005(33)],
  extend: [pet2005(33)],
  opinion: [pet2005(32, 1)],
  review: [pet2005(34)],
  recheck: [pet2005(35, 1)],
  publish: [pet2005(35, 2)],
  final: [pet2005(35, 3)],
  counsel: [platform('已终结而再次提出的，告知后列入疏导帮扶名单')],
  lapse: [platform('国家规定只明文复核后不再受理，期满未申请的不作终结')],
  ways: [pet2005(14, 2), pet2005(21, 1, 1)],
}

const province2016: PetitionLaw = {
  ...state2005,
  register: [zj2016(20, 1), ...state2005.register],
  transfer: [zj2016(20, 1, 3), zj2016(20, 1, 4), ...state2005.transfer],
  assign: [zj2016(20, 1, 4), zj2016(29), ...state2005.assign],
  joint: [zj2016(21, 1), ...state2005.joint],
  notice: [zj2016(20, 1), zj2016(20, 2), ...state2005.notice],
  repeat: [zj2016(20, 1, 5), zj2016(25, 2), ...state2005.repeat],
  notMine: [zj2016(20, 1, 1), zj2016(20, 1, 3), ...state2005.notMine],
  divert: [zj2016(19), zj2016(20, 1, 1), pet2005(29)],
  accused: [zj2016(26, 1, 4), pet2005(23)],
  litigation: [zj2016(18), zj2016(20, 1, 1), ...state2005.litigation],
  recusal: [zj2016(27, 1), pet2005(30)],
  hearing: [zj2016(23, 2), pet2005(31, 2)],
  mediate: [zj2016(28, 1), pet2005(13, 2)],
  performed: [zj2016(25, 1, 1)],
  close: [zj2016(23, 1), pet2005(33)],
  extend: [zj2016(23, 1), pet2005(33)],
  opinion: [zj2016(23, 3), pet2005(32, 1)],
  review: [zj2016(24, 1), pet2005(34)],
  recheck: [zj2016(24, 1), pet2005(35, 1)],
  final: [zj2016(25, 1, 3), pet2005(35, 3)],
  lapse: [zj2016(25, 1, 2)],
  ways: [zj2016(19), zj2016(20, 1, 1), pet2005(14, 2)],
}

const state2022: PetitionLaw = {
  register: [pet2022(22, 1), pet2022(23, 1)],
  transfer: [pet2022(22, 1, 1), pet2022(22, 1, 2), pet2022(23, 1)],
  assign: [pet2022(22, 1, 3)],
  objection: [pet2022(23, 3)],
  joint: [pet2022(24, 1)],
  notice: [pet2022(23, 2), pet2022(23, 3)],
  repeat: [pet2022(19, 3), pet2022(36, 3)],
  notMine: [pet2022(23, 1)],
  divert: [pet2022(29, 1), pet2022(30, 1), pet2022(31)],
  accused: [pet2022(30, 3)],
  litigation: [pet2022(22, 2)],
  recusal: [pet2022(28, 3)],
  hear: [pet2022(31, 1, 6)],
  hearing: [pet2022(31, 1, 6)],
  mediate: [pet2022(33)],
  performed: [pet2022(33), zjNow(25, 1, 1)],
  close: [pet2022(34)],
  extend: [pet2022(34)],
  opinion: [pet2022(31, 1, 6), pet2022(32, 1)],
  review: [pet2022(35)],
  recheck: [pet2022(36, 1)],
  publish: [pet2022(36, 2)],
  final: [pet2022(36, 3)],
  counsel: [pet2022(37, 3)],
  lapse: [zjNow(25, 1, 2)],
  ways: [pet2022(28, 2), pet2022(31)],
  adviceNotice: [zjNow(20, 1), zjNow(20, 2)],
  adviceClose: [zjNow(23, 1)],
}

export const petitionLaws: Record<PetitionVersion, PetitionLaw> = {
  PETITION_2005: state2005,
  ZJ_PET_2016: province2016,
  PETITION_2022: state2022,
}
export const withdrawal = [withdrawn]
