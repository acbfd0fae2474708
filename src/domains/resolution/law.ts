/** Citations of settling administrative disputes and of following up advice, by the names this folder uses. */
import { law, platform, weaker } from '#kernel/law'

export const recon2023 = law('RECON_2023')
export const recon2017 = law('RECON_2017')
/** 行政复议法实施条例 */
export const reconReg = law('REC_REG_2007')
export const adl = law('ADL_2017')
export const int = law('ADL_INT_2018')
export const appear = law('APPEAR_2020')
export const withdrawals = law('WITHDRAW_2008')
/** 最高人民法院关于综合治理类司法建议工作若干问题的规定 */
export const advice2023 = law('ADVICE_2023')
export { platform, weaker }

/** The joint mechanism of the justice bureau with court and procuratorate of 2020, whose paper nobody has read here. */
export const joint = platform('府院、府检联合化解机制（2020年建立，文件原文未核）')
export const voluntary = platform('化解由各方自愿参加，书面同意后开展')
export const dated = platform('登记的日期不晚于办理当日，也不早于前一环节')
/** The two-month and fifteen-day replies stand in a judicial interpretation that is not in the register of statutes. */
export const procuratorReply = platform('检察建议回复两个月、紧急的十五日，依检察公益诉讼司法解释，条文待核')
export const counted = platform('统计口径为平台约定，取得主管部门表式后另建版本')
