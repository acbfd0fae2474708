/** What the bulletin rests on: a practice of the city whose document has not been read, so every rule of it is a convention. */
import { law, platform } from '#kernel/law'

export const recon2023 = law('RECON_2023')
export const recon2017 = law('RECON_2017')
export const litigationLaw = law('ADL_2017')

export const monthly = platform('“双下降”月通报制度，制度文件未见原文，各项时限和口径可按文件调整')
export const counting = platform('发案量等于受理的行政复议案件加一审行政案件立案，不去重；原文没有写明口径')
export const wording = platform('率的变化写百分点，写相对变化的须注明')
export const measuring = platform('“双下降”专项行动的措施，方案未见原文，照文件登记')
export const separate = platform('编制人和审批人分开')
export { platform }
