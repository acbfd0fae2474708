/** Everything that a matter's acts refuse, by id, with its basis under the law of the matter's version. */
import type { RefusalRule } from '#kernel/procedure'
import { type Bases, invited, litigation, nb, online, platform, pml, recon2023 } from './law.ts'

export const matterRefusals = (b: Bases): Record<string, RefusalRule> => ({
  'centre.B06': {
    label: '异议退回须在五个工作日内，同一单位对同一件只能退回一次',
    basis: b.returning,
    severity: 'BLOCK',
  },
  'centre.B11': { label: '与事项或者来访人有利害关系的人员应当回避', basis: b.recusal, severity: 'BLOCK' },
  'centre.B12': { label: '主办单位须有且只有一个', basis: b.dispute, severity: 'BLOCK' },

  'centre.noCentre': { label: '没有这个矛调中心，或者它已经关闭', basis: platform('登记在运行中的中心') },
  'centre.ownChannel': { label: '自己提出的，来源为网上', basis: platform('其他来源由窗口登记') },
  'centre.courtPapers': { label: '法院委派的须填写签收法院材料日', basis: invited(27, 3) },
  'centre.dates': { label: '日期前后不一致', basis: platform('发生在先的不得晚于登记') },
  'centre.representatives': { label: '多人来访的，接待的代表人数超过规定', basis: b.representatives },
  'centre.requestAnswered': { label: '当场答复限于咨询，申诉求决等事项须分流办理', basis: b.answer },
  'centre.mergeStranger': {
    label: '只能并入同一人同一事项的未结件',
    basis: platform('同一人，且对方相同或者类型、事发地、行为日都相同，没有一项不同的，才是同一件；没有登记的不作相同'),
  },
  'centre.mergeDelegated': {
    label: '两件都是法院委派的，各自的委派期限和退回不能合到一件上',
    basis: [invited(27, 1), invited(21, 1)],
  },
  'centre.absorbFirst': {
    label: '已有并入本件的件还没有接收',
    basis: [...b.repeat, platform('并入的来源、期限先接收，再合并或者终结')],
  },
  'centre.nothingMerged': { label: '没有并来的件，或者已经接收', basis: platform('并入、接收各记一步') },
  'centre.noEarlier': { label: '没有在先的同一事项，应当办理', basis: b.repeat },
  'centre.differWithoutReason': { label: '与判定不同的须写明理由', basis: platform('判定由系统提出，由人决定') },
  'centre.noNotice': { label: '须有书面告知', basis: b.guide },
  'centre.noRemedy': { label: '没有登记知道行政行为之日', basis: b.guide },
  'centre.noSubjectKind': { label: '分流须选定事项性质', basis: b.triage },
  'centre.remedyNotice': { label: '行政争议须提示复议、起诉的期限', basis: b.guide },
  'centre.reconsiderationFirst': {
    label: '依法应当先申请行政复议，对复议决定不服的再起诉',
    basis: [recon2023(23, 1), litigation(44, 2)],
  },
  'centre.finalAgain': { label: '同一事项已经终结，没有新的事实不再派承办', basis: b.finality },

  'centre.noPower': { label: '目标单位没有这项职权', basis: b.guide },
  'centre.toAccused': { label: '检举控告材料不得转给被检举的人员或者单位', basis: b.sealed },
  'centre.sealFirst': {
    label: '检举控告转纪检监察机关前须密封',
    basis: [...b.sealed, platform('密封后转送；同时有其他诉求的，检举控告另行登记')],
  },
  'centre.withdrawForParty': {
    label: '不得替当事人撤回已启动的诉讼、复议',
    basis: [pml(3, 1, 3), platform('撤回由当事人自己向受理机关提出')],
  },
  'centre.handedOff': { label: '已转入法定程序，目标程序还没有不成的结果', basis: b.guide },
  'centre.refusalReason': { label: '目标单位不接收须有书面并注明理由', basis: b.territory },
  'centre.notTaken': { label: '目标单位还没有接收，没有回执或者结论文书', basis: b.guide },
  'centre.mediationPending': { label: '调解件须等调解结论', basis: [nb(19, 3), platform('转调解的件等结论再答复')] },

  'centre.noUnit': { label: '没有这个承办单位', basis: b.territory },
  'centre.toRespondent': {
    label: '不得直接派给被投诉的单位',
    basis: [...b.recusal, platform('被投诉人不办理投诉自己的件')],
  },
  'centre.overLevel': { label: '不得越级', basis: b.territory },
  'centre.mustConvene': {
    label: '同一件已退回三次，须先会商确定主办',
    basis: [...b.dispute, platform('退回三次的强制会商')],
  },
  'centre.notLead': { label: '不是本件的承办单位', basis: b.territory },
  'centre.leadBound': {
    label: '会商确定的主办单位不得再退回',
    basis: [...b.dispute, platform('会商结论对各单位有约束')],
  },
  'centre.returnReason': { label: '异议须详细说明理由并指明应办单位', basis: b.returning },
  'centre.unverifiedReturn': { label: '没有核实，不得交还或者改派', basis: b.returning },
  'centre.notPetition': { label: '应当通过其他法定途径处理的，不得按信访受理', basis: b.triage },
  'centre.noLead': { label: '会商须确定一个主办单位', basis: b.dispute },
  'centre.escalateDown': { label: '升级只能到上一级', basis: platform('村、乡镇、县、市逐级') },
  'centre.notExhausted': {
    label: '本级还没有穷尽，不能升级',
    basis: [...b.territory, platform('本级不成、到期、当事人要求、二次退回或者风险升级的可以升级')],
  },
  'centre.escalateConsent': { label: '民事调解件升级须当事人同意', basis: [pml(3, 1, 1), nb(18, 3)] },

  'centre.notAnOrgan': {
    label: '中心不是行政主体，文书须由有权机关或者委员会出具',
    basis: platform('中心只出登记回执、流转单和办理情况告知'),
  },
  'centre.noDocument': { label: '报送结果须附文书', basis: [...b.falsify, platform('文书须写明编号和日期')] },
  'centre.agreementNotEffective': { label: '调解协议还没有生效', basis: [pml(28), pml(29, 2)] },
  'centre.selfReview': { label: '承办人不得审核自己的件', basis: platform('承办、审核分开') },
  'centre.noReviewNotice': {
    label: '信访答复须书面，写明复查的权利和期限',
    basis: [...b.reply, platform('答复须载明复查告知')],
  },
  'centre.visitByHandler': { label: '承办人不得回访自己的件', basis: platform('承办、回访分开') },
  'centre.satisfaction': { label: '接通的须有满意度，未接通的没有', basis: platform('未接通不进满意率的分母') },
  'centre.visitFirst': { label: '答复后须先回访', basis: platform('咨询、引导、重复告知的件可以免回访') },
  'centre.openClock': { label: '还有未结的法定期限', basis: [...b.dutiful, invited(27, 1)] },
  'centre.outcomeDiffers': {
    label: '与接收方自己记录的结果不一致',
    basis: [...b.falsify, platform('接收方在本平台办理的，结果以其记录为准')],
  },
  'centre.finalElsewhere': {
    label: '信访没有终结，不得记为终结',
    basis: [...b.finality, platform('终结由信访程序作出，其他途径的结果不使信访终结')],
  },
  'centre.closeCode': { label: '销号方式与办理情况不符', basis: b.falsify },
  'centre.dissatisfied': { label: '来访人不满意的，须写明复核理由', basis: platform('不满意的须复核后销号') },
  'centre.reopenSatisfied': {
    label: '回访没有不满意，不重新办理',
    basis: platform('不满意且有新事实、漏项的才重新办理'),
  },
  'centre.reopenOnce': { label: '重新办理以一次为限', basis: platform('以一次为限，再有异议的走法定途径') },
  'centre.petitionFinal': { label: '信访已经终结的同一事由不再办理', basis: b.finality },
  'centre.withdrawByProxy': { label: '不得代当事人撤回，须有本人的书面或者录音', basis: platform('撤回由本人表示') },
  'centre.withdrawOthers': {
    label: '有几名来访人的，须全体撤回；一人只能撤回自己的部分',
    basis: platform('撤回由本人表示，不及于其他来访人'),
  },
  'centre.withdrawAll': { label: '其余来访人都已撤回，应当撤回整件', basis: platform('没有来访人的件不再办理') },
  'centre.sealedWithdraw': {
    label: '检举控告件不因撤回而终结',
    basis: [...b.sealed, platform('检举控告由有权机关处理，不由撤回终结')],
  },

  'centre.nothingVoid': {
    label: '没有作废后待重新出具的文书',
    basis: platform('文书作废后才重新出具，同一时间只有一份有效'),
  },
  'centre.reissueDiffers': {
    label: '重新出具的文书与已经办理的情况不一致',
    basis: platform('重新出具不改变已经作出的决定'),
  },
  'centre.notListed': {
    label: '本件没有列入疏导帮扶名单，或者已经移出',
    basis: [...b.finality, platform('同一事项已终结而再次提出的，告知后列入名单')],
  },
  'centre.noRecipient': {
    label: '受送达人须是本件的来访人，或者本件交办、移送过的单位',
    basis: platform('文书送给与本件有关的人和单位，不送被检举的单位'),
  },
  'centre.serviceWay': {
    label: '电子送达须经受送达人同意；留置、转交、公告送达由机关采用',
    basis: platform('送达方式参照民事诉讼文书'),
  },

  'centre.acceptedOnce': {
    label: '只有经人民法院调解平台委派的件确认接受，且只确认一次',
    basis: [online(12, 1), online(24, 2)],
  },
  'centre.notRecallable': {
    label: '没有这一次并行移送，或者对方已经答复',
    basis: platform('没有人接收的并行移送可以收回；主途径的移送走“目标单位不接收”'),
  },
  'centre.notDelegated': { label: '不是在办的法院委派件', basis: invited(27, 1) },
  'centre.extensionConsent': { label: '延长委派期限须双方在期限内同意', basis: [invited(27, 1), online(24, 1)] },
})
