/** Citations of the defence of administrative lawsuits and of compensation, by the names this folder uses. */
import { law, platform, weaker } from '#kernel/law'

/** 行政诉讼法 */
export const adl = law('ADL_2017')
/** 最高人民法院关于适用行政诉讼法的解释 */
export const int = law('ADL_INT_2018')
/** 最高人民法院关于行政机关负责人出庭应诉若干问题的规定 */
export const appear = law('APPEAR_2020')
/** 最高人民法院关于审理行政协议案件若干问题的规定 */
export const agreements = law('AA_2020')
/** 最高人民法院关于正确确定县级以上地方人民政府行政诉讼被告资格若干问题的规定 */
export const defendant2021 = law('DEFENDANT_2021')
/** 最高人民法院关于行政诉讼撤诉若干问题的规定 */
export const withdrawals = law('WITHDRAW_2008')
/** 国家赔偿法 */
export const stateComp = law('STATE_COMP_2012')
/** 行政复议法 */
export const recon2023 = law('RECON_2023')
/** 最高人民法院关于审理行政赔偿案件若干问题的规定 */
export const compTrial = law('COMPENSATION_2022')
/** 行政处罚法 */
export const penalties = law('APL_2021')
/** 行政强制法 */
export const coercion = law('ACL_2011')
/** 诉讼费用交纳办法 */
export const fees = law('LITIGATION_FEES_2006')
export { platform, weaker }

/** What the platform asks of the register itself. */
export const dated = platform('登记的日期不晚于办理当日，也不早于前一环节')
export const ownCase = platform('由被告机关办理自己的答辩、举证和出庭')
export const twoPeople = platform(
  '裁判结果由法院数据写入；人工登记的，由司法行政机关应诉指导人员核对后生效，被诉机关不自行核对',
)
export const recognised = platform('负责人是否到庭由法院记录或者司法行政机关认定，不由被告机关自报自认')
export const counted = platform('统计口径为平台约定，取得主管部门表式后另建版本')
