/** Everything that a petition's procedure refuses, by id; the basis follows the law of the version. */
import type { RefusalRule } from '#kernel/procedure'
import { type PetitionLaw, platform, withdrawal } from './petition-law.ts'

export const petitionRefusals = (l: PetitionLaw): Record<string, RefusalRule> => ({
  'centre.B05': {
    label: '延长须由承办机关负责人在期限届满前批准，只能一次，不超过规定天数，并告知信访人延期理由',
    basis: l.extend,
  },
  'centre.B06': {
    label: '异议须在收到之日起五个工作日内提出，同一单位对同一件只能一次',
    basis: l.objection,
  },
  'centre.B11': { label: '与信访事项或者信访人有直接利害关系的人员应当回避', basis: l.recusal },

  'centre.petition.notHolder': {
    label: '不是现在承办这件信访的机关、单位',
    basis: platform('由收到、接收转送交办或者受理复查复核的机关办理'),
  },
  'centre.petition.day': {
    label: '日期不得晚于当日，也不得早于前一环节',
    basis: platform('登记的日期须与办理的先后一致'),
  },
  'centre.petition.noOffer': {
    label: '没有可以接收的移交，或者移交不是给本机关的',
    basis: platform('移交由被移交的机关接收一次'),
  },
  'centre.petition.litigation': {
    label: '涉法涉诉的信访事项应当转送同级政法部门，或者告知信访人向其提出',
    basis: l.litigation,
  },
  'centre.petition.toAccused': { label: '不得将检举、控告材料转给被检举、控告的单位', basis: l.accused },
  'centre.petition.sealFirst': {
    label: '检举、控告转纪检监察机关前须密封',
    basis: [...l.accused, platform('密封后转送')],
  },
  'centre.petition.sealByOrigin': {
    label: '由登记本件的机关、单位密封，经手的机关、单位随即不再查阅',
    basis: [...l.accused, platform('发现反映公职人员的，告知登记的机关、单位')],
  },
  'centre.petition.target': {
    label: '须指明另一个有权处理的机关、单位',
    basis: l.transfer,
  },
  'centre.petition.feedback': { label: '交办须指定反馈结果的期限', basis: l.assign },
  'centre.petition.objection': {
    label: '异议须详细说明理由并指明应当办理的机关、单位',
    basis: l.objection,
  },
  'centre.B12': { label: '会商须确定一个办理单位', basis: l.joint },
  'centre.petition.conference': {
    label: '会商须有两个以上机关、单位参加，办理单位在其中；由上级决定、联席会议协调的须写明',
    basis: l.joint,
  },
  'centre.petition.leadBound': {
    label: '会商确定的办理单位不得再提出异议',
    basis: [...l.joint, platform('会商结论对各单位有约束')],
  },
  'centre.petition.unverified': { label: '退回须经转送交办的部门核实同意', basis: l.objection },
  'centre.petition.item': {
    label: '应当通过诉讼、仲裁、行政程序等途径办理的，不按信访程序办理、不出具信访处理意见',
    basis: l.ways,
  },
  'centre.petition.itemMissing': { label: '申诉求决事项须写明办理途径', basis: l.ways },
  'centre.petition.notice': { label: '须书面告知信访人', basis: l.notice },
  'centre.petition.repeat': { label: '没有查到同一信访人的同一事项，或者与所称情形不符', basis: l.repeat },
  'centre.petition.newFacts': { label: '信访人提出新的事实的，须先核实', basis: l.repeat },
  'centre.petition.mustObject': {
    label: '转送、交办的信访事项不属于本机关职权范围的，应当提出异议，不得自行退回或者告知不予受理',
    basis: l.objection,
  },
  'centre.petition.competent': {
    label: '须指明其他有权处理的机关、单位；属于本机关职权的应当受理',
    basis: l.notMine,
  },
  'centre.petition.divertSix': {
    label: '没有其他法定途径的申诉求决事项，应当出具信访处理意见，不得导入其他程序',
    basis: l.divert,
  },
  'centre.petition.divertTarget': { label: '须写明接收的机关、单位；建议意见须写明回复', basis: l.divert },
  'centre.petition.byProxy': { label: '须由信访人本人提出；代为登记的须有书面材料或者录音', basis: withdrawal },
  'centre.petition.withdrawOthers': {
    label: '有几名信访人的，须全体撤回；一人只能撤回自己的部分',
    basis: withdrawal,
  },
  'centre.petition.withdrawAll': {
    label: '其余信访人都已撤回，应当撤回整件',
    basis: withdrawal,
  },
  'centre.petition.accusation': {
    label: '检举、控告不因撤回而终止',
    basis: platform('检举控告件不办理撤回'),
  },
  'centre.petition.mediation': {
    label: '调解须双方同意、在裁量权范围内、不违反强制性规定，达成一致的须制作协议书',
    basis: l.mediate,
  },
  'centre.petition.notAgreement': { label: '没有以协议书代替处理意见', basis: l.performed },
  'centre.petition.hearingDays': { label: '听证的终止日早于起始日', basis: l.hearing },
  'centre.petition.notHeard': { label: '须先听取信访人陈述并调查核实', basis: l.hear },
  'centre.petition.legalBasis': { label: '处理意见须写明法律法规依据', basis: l.opinion },
  'centre.petition.remedy': {
    label: '处理意见书须载明申请复查的机关和期限',
    basis: [...l.review, platform('书面答复告知复查权利和期限')],
  },
  'centre.petition.receiptTwice': { label: '这份答复的收到日已经登记', basis: platform('收到日只登记一次') },
  'centre.petition.noRecipient': {
    label: '受送达人须是本件的信访人，或者办理过本件的机关、单位',
    basis: [...l.accused, platform('文书送给与本件有关的人和单位，不送被检举、控告的单位')],
  },
  'centre.petition.serviceWay': {
    label: '电子送达须经受送达人同意',
    basis: platform('送达方式参照民事诉讼文书'),
  },
  'centre.petition.reviewLate': { label: '已超过收到书面答复之日起三十日', basis: l.review },
  'centre.petition.reviewOrgan': { label: '复查应当向原办理机关的上一级机关、单位提出', basis: l.review },
  'centre.petition.recheckLate': { label: '已超过收到复查意见之日起三十日', basis: l.recheck },
  'centre.petition.recheckOrgan': { label: '复核应当向复查机关的上一级机关、单位提出', basis: l.recheck },
  'centre.petition.notLapsed': { label: '申请复查、复核的期限还没有届满', basis: l.lapse },
  'centre.petition.lapse': {
    label: '逾期未申请复查、复核不产生终结',
    basis: l.lapse,
  },
  'centre.petition.nothingVoid': {
    label: '没有作废后待重新出具的文书',
    basis: platform('文书作废后才重新出具，同一时间只有一份有效'),
  },
  'centre.petition.reissueDiffers': {
    label: '重新出具的文书与已经作出的决定不一致',
    basis: platform('重新出具不改变已经作出的决定'),
  },
  'centre.petition.notListed': {
    label: '本件没有列入疏导帮扶名单，或者已经移出',
    basis: [...l.counsel, platform('同一事项已终结而再次提出的，告知后列入名单')],
  },
  'centre.petition.noHearing': { label: '只有经过听证的复核意见可以公示', basis: l.publish },
  'centre.petition.unmasked': { label: '公示前须脱敏', basis: [...l.publish, platform('信访人身份、个案诉求不公开')] },
})
