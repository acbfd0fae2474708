/** Everything that a dispute's mediation refuses, by id, with its basis. */
import type { RefusalRule } from '#kernel/procedure'
import {
  civil,
  confirm2011,
  invited,
  labour,
  land,
  medical,
  nb,
  nbMedical,
  online,
  platform,
  pml,
  rules2002,
  violence,
  zjLabour,
} from './dispute-law.ts'

export const disputeRefusals: Record<string, RefusalRule> = {
  'mediation.A05': { label: '当事人一方已明确拒绝调解，没有新的同意不得继续', basis: pml(17) },
  'mediation.A06': { label: '委托调解须有委托函、当事人同意和委员会同意', basis: [nb(19, 1), invited(11)] },
  'mediation.A08': {
    label: '延长调解期限须由双方当事人要求',
    basis: [nb(27), invited(27), labour(14, 3), medical(38)],
  },
  'mediation.A09': {
    label: '应当书面的不得口头；书面协议须各方签名、调解员签名并加盖委员会印章',
    basis: [nb(24, 1), pml(29, 2), labour(14, 1), medical(39, 1), land(10)],
  },
  'mediation.A10': { label: '口头协议须记录协议内容', basis: [pml(28), nb(24, 2)] },
  'mediation.A11': {
    label: '终止调解须写明事由、告知其他解决途径；经延期不成或者不愿继续的须下达终止调解通知书',
    basis: [pml(26), nb(27)],
  },
  'mediation.A13': {
    label: '调解不收取任何费用，委员会和调解员不得成为权利人',
    basis: [pml(4), pml(15, 1, 3), nb(3, 2)],
  },
  'mediation.A16': {
    label: '被指派的人须是在任调解员，且不得是当事人、代理人或者其近亲属',
    basis: [pml(13), pml(19), invited(15)],
  },

  'mediation.consentByProxy': {
    label: '同意与否由当事人自己表示；由工作人员记录的须有凭证',
    basis: [pml(3, 1, 1), pml(23, 1, 2)],
  },
  'mediation.medicalConsent': { label: '医疗纠纷一方申请的，须征得另一方同意', basis: medical(31, 1) },
  'mediation.labourConsent': { label: '主动调解劳动争议须征得双方同意', basis: zjLabour(10, 1) },
  'mediation.noApplication': { label: '只是告知的，须有当事人申请或者同意', basis: [pml(18), nb(19, 1)] },
  'mediation.notMediable': {
    label: '不在受案范围',
    basis: [nb(17), nb(18, 1), medical(31, 4), nbMedical(31), rules2002(22)],
  },
  'mediation.duplicate': {
    label: '疑似同一纠纷已有未结的件，请并案，或者写明不是重复件的理由',
    basis: [nb(18), platform('同一当事人、同一类型、同一地点、发生日相差不过七日的，由人确认是否重复')],
  },
  'mediation.settledBefore': {
    label: '同一当事人的同一纠纷已经达成调解协议，仍要受理的须写明理由',
    basis: [
      pml(31, 1),
      pml(32),
      pml(33, 3),
      nb(18),
      platform('同一当事人、发生日相近或者类型相同的，由人判断是否同一纠纷'),
    ],
  },
  'mediation.refusalNotice': { label: '劳动争议一方拒绝的，须通知对方', basis: zjLabour(10, 1) },
  'mediation.writtenReason': { label: '医疗纠纷终止调解须书面说明理由', basis: nbMedical(31) },
  'mediation.noReason': { label: '不予受理须有理由代码；委托件须出具不予调解函', basis: [nb(17), nb(19, 2)] },
  'mediation.byAuthorisation': {
    label: '由调解员受理、指派的，须有主任的书面概括授权',
    basis: [pml(19), platform('主任可以事先书面授权调解员当场受理')],
  },
  'mediation.committee': { label: '没有这个人民调解委员会，或者它已经撤销', basis: [nb(9), nb(18, 1)] },
  'mediation.transferConsent': { label: '移转须当事人和接收的委员会都同意', basis: nb(18, 1) },
  'mediation.transferMismatch': {
    label: '与移出的件不一致，或者没有移出的记录',
    basis: platform('移转不改变当事人，也不重新计算期限'),
  },
  'mediation.mediatorObjected': { label: '当事人不接受指定的调解员', basis: [pml(23, 1, 1), invited(12)] },
  'mediation.mediatorInterest': {
    label: '与纠纷有利害关系的，须双方知情并同意',
    basis: [invited(15, 2), platform('其他件参照特邀调解的回避规则')],
  },
  'mediation.mergeMismatch': {
    label: '只能并入先登记的、当事人相同而未结的件',
    basis: platform('同根重复件并入先登记者'),
  },
  'mediation.rightsNotInformed': { label: '首次会前须告知权利义务', basis: [pml(23), pml(24), invited(14, 3)] },
  'mediation.shamWarning': { label: '在线调解前须告知虚假调解的法律后果', basis: online(17) },
  'mediation.partyAbsent': { label: '首次会须各方实际参加', basis: [nb(20), pml(17)] },
  'mediation.tooManyRepresentatives': { label: '一方推选的代表人不超过五人', basis: nb(20) },
  'mediation.publicAgainstWill': {
    label: '当事人要求不公开的不得公开；医疗、法院委派委托的件须各方同意才能公开',
    basis: [pml(23, 1, 3), medical(42, 2), invited(2, 1, 5)],
  },
  'mediation.inviteWithoutConsent': { label: '邀请他人参加须征得当事人同意', basis: [pml(20, 1), nb(22, 1)] },
  'mediation.appraisalDates': { label: '鉴定须有起止日期，止日不早于起日', basis: medical(38) },
  'mediation.appraisalConsent': { label: '鉴定由双方共同委托，或者经双方同意由委员会委托', basis: medical(34, 1) },
  'mediation.familyViolence': { label: '家庭纠纷须询问是否有家庭暴力', basis: violence(10) },
  'mediation.violenceReport': {
    label: '发现无民事行为能力人、限制民事行为能力人遭受或者疑似遭受家庭暴力的，须向公安机关报案',
    basis: [violence(14), platform('村（居）民委员会以外的人民调解委员会参照')],
  },
  'mediation.insurer': {
    label: '索赔超过一万元而医疗机构已投保的，须通知保险机构参加调解',
    basis: nbMedical(33, 2),
  },
  'mediation.noSuchClock': { label: '这件纠纷没有这种期限', basis: [nb(27), labour(14, 3), medical(38), invited(27)] },
  'mediation.extensionLength': {
    label: '须写明新的到期日，晚于原到期日；一般期限每次延长不超过一个月',
    basis: [nb(27), platform('每次延长不超过一个月')],
  },
  'mediation.suspended': { label: '疑为虚假调解，正在中止', basis: invited(18) },
  'mediation.notSuspended': { label: '没有中止', basis: invited(18) },
  'mediation.unlawfulContent': { label: '协议内容不得违反法律、法规的强制性规定', basis: [pml(3, 1, 2)] },
  'mediation.identityClause': {
    label: '协议不能解除婚姻、收养等身份关系，请改为双方同意到婚姻登记机关等机关办理',
    basis: [civil(1080), platform('抚养、财产条款可以保留')],
  },
  'mediation.amount': {
    label: '有金钱给付的须填写约定给付之和，且等于各项义务金额之和',
    basis: [pml(29, 1, 3), platform('互负的各计各的，不抵销')],
  },
  'mediation.guardian': { label: '不具有完全民事行为能力的当事人须由法定代理人签署', basis: [civil(144), civil(145)] },
  'mediation.agentAuthority': { label: '代理人签署须有授权委托书', basis: civil(165) },
  'mediation.dates': { label: '日期前后不一致', basis: platform('签署、结论不早于受理，也不晚于登记') },
  'mediation.obligation': { label: '义务的当事人或者序号不对', basis: pml(29, 1, 3) },
  'mediation.noParty': { label: '没有这个序号的当事人', basis: platform('当事人以登记时的序号为准') },
  'mediation.paperParties': {
    label: '文书须写明各方当事人的基本情况，每人一次',
    basis: [pml(29, 1, 1), platform('文书上写明当事人的，写全各方')],
  },
  'mediation.offer': {
    label: '没有可以接收的移交；由本会自己登记的委托、告知件，须有移交单位的移交',
    basis: [nb(19, 1), platform('移交一次只由一个委员会接收，撤回的、已经答复的不能再接收')],
  },
  'mediation.serviceWay': {
    label: '电子送达须经受送达人同意',
    basis: platform('参照民事诉讼文书的送达，以能确认收悉的方式为限'),
  },
  'mediation.notOwnParty': { label: '只能以自己的名义表示', basis: pml(23, 1, 2) },
  'mediation.withdrawReason': { label: '当事人只能撤回，其他事由由调解员办理', basis: [pml(23, 1, 2), medical(31, 4)] },
  'mediation.collectsPayment': {
    label: '委员会和调解员不得代收履行款',
    basis: [pml(4), platform('履行款由权利人直接收取')],
  },
  'mediation.followUpByHandler': {
    label: '回访须由本件调解员以外的人办理',
    basis: [pml(31, 2), platform('经办与回访分开')],
  },
  'mediation.notSettled': { label: '这件纠纷没有达成协议', basis: [pml(31), pml(33)] },
  'mediation.agreementState': { label: '协议现在的状态不能这样办理', basis: [pml(31), pml(33, 3)] },
  'mediation.confirmOneSided': { label: '司法确认须由各方当事人共同申请，一方不能替另一方申请', basis: pml(33, 1) },
  'mediation.confirmOtherCourt': {
    label: '共同申请须向同一人民法院提出',
    basis: [pml(33, 1), platform('另选法院的，由各方重新申请')],
  },
  'mediation.confirmLate': { label: '已超过协议生效之日起三十日', basis: pml(33, 1) },
  'mediation.confirmEntrusted': {
    label: '立案后委托调解的，由人民法院审查并制作调解书，不另行申请司法确认',
    basis: [invited(20), confirm2011(13)],
  },
  'mediation.confirmScope': {
    label: '身份关系、物权和知识产权确权的协议不能申请司法确认；可以就财产部分另立协议',
    basis: [pml(33, 1), confirm2011(4)],
  },
  'mediation.confirmOral': {
    label: '口头协议须先补口头协议登记表',
    basis: [pml(28), platform('申请确认须提交调解协议；法院可能要求书面')],
  },
  'mediation.judgment': { label: '须有生效的裁判文书', basis: nb(26) },
  'mediation.selfApproval': {
    label: '经办人、提出人不得批准自己的更正',
    basis: platform('更正由县级司法行政机关批准，经办与批准分开'),
  },
  'mediation.correctionEvidence': {
    label: '更正须附证据并写明更正的内容',
    basis: platform('录入错误或者虚构的凭证据更正，原值保留'),
  },
  'mediation.missingPapers': { label: '缺少必备文书', basis: [pml(27), nb(14), nb(24, 2)] },
  'mediation.notReferred': { label: '不是委托件，没有需要反馈的机关', basis: nb(19, 3) },
  'mediation.reapplySettled': {
    label: '已达成协议的纠纷不再登记新的尝试；协议争议可以变更协议或者起诉',
    basis: [pml(32), pml(33, 3), nb(18, 3)],
  },
  'mediation.reapplyPending': { label: '同一纠纷还有未结的件，或者没有上次调解不成的记录', basis: nb(18, 3) },
  'mediation.priorAgreement': { label: '医疗纠纷已达成协议而一方拒不履行的，不再受理', basis: nbMedical(31) },
  'mediation.subsidyTwice': {
    label: '一次尝试只补贴一次，已由人民法院发放的不重复发放',
    basis: [pml(16), invited(29), platform('按次补贴，成败都补')],
  },
}
