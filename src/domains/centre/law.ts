/**
 * Citations of the centre, by the names this folder uses. What the centre does rests on the law of petitions as it stood on the day
 * a matter was received, so the citations of its acts are a value of the version: until 2022-04-30 国务院信访条例 and 浙江省信访条例
 * together, from 2022-05-01 信访工作条例.
 */
import type { Basis } from '#kernel/errors'
import { law, platform, weaker } from '#kernel/law'

export const pml = law('PML_2010')
export const nb = law('NB_PM_2015')
export const labour = law('LAB_2007')
export const invited = law('TYTJ_2016')
export const online = law('ONLINE_2022')
export const petition2005 = law('PETITION_2005')
export const petition2022 = law('PETITION_2022')
export const zjPetition = law('ZJ_PET_2016')
export const rural = law('RURAL_NB_2021')
export const guide = law('CENTRE_GUIDE_2020')
export const recon2017 = law('RECON_2017')
export const recon2023 = law('RECON_2023')
export const litigation = law('ADL_2017')
export const security = law('SECURITY_2012')
export const arbitration = law('ARB_2017')
export { platform, weaker }

/** What an act of the centre cites, by the law of petitions in force on the day of receipt. */
export type Bases = Record<
  | 'register'
  | 'answer'
  | 'triage'
  | 'guide'
  | 'territory'
  | 'receive'
  | 'returning'
  | 'dispute'
  | 'dutiful'
  | 'recusal'
  | 'reply'
  | 'repeat'
  | 'finality'
  | 'sealed'
  | 'urgent'
  | 'falsify'
  | 'representatives',
  readonly Basis[]
>

const returningByConvention = platform('五个工作日内提出异议、写明理由并指明应办单位，同一单位一件一次')

/** 2016-08-01 to 2022-04-30: the State Council's regulations and the province's, both binding. */
export const basesBefore2022: Bases = {
  register: [petition2005(21, 1), zjPetition(20, 1)],
  answer: [zjPetition(20, 1)],
  triage: [petition2005(14, 2), petition2005(21, 1), zjPetition(19), zjPetition(20, 1)],
  guide: [zjPetition(19), zjPetition(20, 1, 1)],
  territory: [petition2005(4), zjPetition(3)],
  receive: [petition2005(21, 2), zjPetition(20, 2)],
  returning: [returningByConvention],
  dispute: [petition2005(24), zjPetition(21, 1)],
  dutiful: [petition2005(28), zjPetition(26, 1, 2)],
  recusal: [petition2005(30), zjPetition(27, 1)],
  reply: [petition2005(32), zjPetition(23, 3)],
  repeat: [petition2005(16), zjPetition(20, 1, 5)],
  finality: [petition2005(35, 3), zjPetition(25)],
  sealed: [petition2005(23), zjPetition(26, 1, 4)],
  urgent: [petition2005(26), petition2005(27)],
  falsify: [petition2005(28)],
  representatives: [zjPetition(15, 2), petition2005(18, 2)],
}

/** From 2022-05-01. Whether the province's regulations still apply beside it has not been settled, so they are not cited here. */
export const basesFrom2022: Bases = {
  register: [petition2022(19, 1), petition2022(22, 1)],
  answer: [petition2022(23, 2)],
  triage: [petition2022(31), petition2022(28, 2)],
  guide: [petition2022(31), petition2022(23, 1)],
  territory: [petition2022(22, 1, 2), petition2022(5, 1, 3)],
  receive: [petition2022(23, 3)],
  returning: [petition2022(23, 3), platform('非信访件同样办理')],
  dispute: [petition2022(24, 1)],
  dutiful: [petition2022(28, 1), petition2022(45, 1, 1)],
  recusal: [petition2022(28, 3)],
  reply: [petition2022(32), petition2022(35)],
  repeat: [petition2022(19, 3)],
  finality: [petition2022(36, 3), petition2022(37, 3)],
  sealed: [petition2022(30, 3), petition2022(46, 1, 5)],
  urgent: [petition2022(25, 1), petition2022(46, 1, 4)],
  falsify: [petition2022(40, 1)],
  representatives: [petition2022(20, 3)],
}
