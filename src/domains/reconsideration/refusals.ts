/** Everything that the procedure refuses, by id; the basis follows the version of the law. */
import type { RefusalRule } from '#kernel/procedure'
import { undoneBasis } from './decision-kinds.ts'
import { platform, type VersionOf } from './law.ts'

export const refusalsOf = ({ law, is2017 }: VersionOf): Record<string, RefusalRule> => {
  const all: Record<string, RefusalRule> = {
    'reconsideration.A02': {
      label: '补正通知只能一次，应当一次载明需要补正的事项',
      basis: [...law.correct, platform('2017年文本没有“一次性”字样，平台同样只允许一次')],
    },
    'reconsideration.A10': { label: '被申请人在复议期间自行收集的证据不得列入证据目录', basis: law.ownEvidence },
    'reconsideration.A13': { label: '延长须由法定的负责人在期限届满前批准，只能一次，不超过三十日', basis: law.extend },
    'reconsideration.A15': { label: '不符合中止满六十日终止的条件', basis: law.sixty },
    'reconsideration.A16': { label: '不得作出对申请人更为不利的决定', basis: law.adverse },
    'reconsideration.A18': { label: '调解书须经各方当事人签字或者签章', basis: law.mediate },
    'reconsideration.A20': { label: '决定书须写明起诉的权利和期限', basis: law.suit },
    'reconsideration.A25': {
      label: '初次从事行政复议工作的人员应当取得法律职业资格',
      basis: law.officers,
    },
    'reconsideration.A26': { label: '人民法院已经就同一行为受理起诉', basis: law.sueFirst },
    'reconsideration.A27': { label: '办理行政复议不得向申请人收取任何费用', basis: law.fee },
    'reconsideration.A29': {
      label: '被申请人没有答复、提交证据和依据的，视为行为没有证据、依据',
      basis: [...law.silence, undoneBasis],
    },
    'reconsideration.A32': {
      label: '代表人变更请求、撤回申请、承认第三人请求，须经被代表的申请人同意',
      basis: law.representatives,
    },
    ...(is2017
      ? {
          'reconsideration.A19': { label: '只有裁量行为和赔偿、补偿纠纷可以调解', basis: law.mediate },
          'reconsideration.twoOfficers': { label: '审理应当由二名以上复议人员参加', basis: law.assign },
          'reconsideration.reviewOver': { label: '审查期限已经届满，申请已经受理', basis: law.accepted },
          'reconsideration.county': {
            label: '只有县级人民政府接到第十五条第一款所列申请的，才可以转送',
            basis: law.forward,
          },
          'reconsideration.negotiating': { label: '没有正在进行的协商，或者已经在协商', basis: law.negotiate },
          'reconsideration.stayAsk': { label: '2017年文本没有规定第三人可以申请停止执行', basis: law.stayAsk },
        }
      : {
          'reconsideration.A04': {
            label: '普通程序应当听取当事人意见，不能听取的须记明原因',
            basis: law.views,
          },
          'reconsideration.A05': { label: '重大、疑难、复杂的案件应当组织听证', basis: law.hearing },
          'reconsideration.A06': { label: '应当提请行政复议委员会提出咨询意见', basis: law.committee },
          'reconsideration.A07': { label: '听证须在通知送达满五个工作日之后举行', basis: law.hearingNotice },
          'reconsideration.stayDuty': {
            label: '被申请人、复议机关认为需要停止执行的，或者法律、法规、规章规定停止执行的，应当停止执行',
            basis: law.stay,
          },
          'reconsideration.oneAct': { label: '对两个以上行政行为不服的，应当分别申请', basis: law.file },
          'reconsideration.forwarder': { label: '由代收的原机关转送一次', basis: law.forward },
          'reconsideration.convert': { label: '只能在简易程序期限内转为普通程序', basis: law.summary },
          'reconsideration.hearingPanel': {
            label: '听证须有一名主持人、二名以上听证员和一名记录员',
            basis: law.hearing,
          },
          'reconsideration.hearingRecord': { label: '经过听证的，应当根据听证笔录作出决定', basis: law.decide },
          'reconsideration.voidAsked': { label: '申请人没有请求确认无效', basis: law.decide },
          'reconsideration.copyToLine': { label: '没有生效的决定书或者意见书可以抄告', basis: law.copyToLine },
          'reconsideration.publish': {
            label: '原行为没有公开的，决定书默认不公开',
            basis: platform('公开以原行为的公开情况为准'),
          },
          'reconsideration.notPublished': {
            label: '没有公开的决定书可以撤回',
            basis: platform('公开的决定书才有撤回'),
          },
          'reconsideration.unmasked': { label: '公开前须脱敏', basis: platform('姓名一律隐去名字，隐私、秘密删除') },
          'reconsideration.redoDue': { label: '责令重新作出的，决定书须载明期限', basis: law.redo },
        }),
    'reconsideration.version': { label: '不符合确认、改变适用版本的条件', basis: law.version },
    'reconsideration.day': {
      label: '日期不得晚于办理当日，也不得早于前一环节',
      basis: platform('登记的日期须与办理的先后一致'),
    },
    'reconsideration.way': {
      label: '网上提出的登记为网上，受理点和原机关代收的按各自的方式登记',
      basis: platform('由谁收下，按谁的方式登记'),
    },
    'reconsideration.viaAgency': {
      label: '只有当场作出或者依据电子技术监控设备记录作出的处罚，可以通过原机关提交',
      basis: law.forward,
    },
    'reconsideration.signed': { label: '申请书须签名或者盖章，口头申请须经申请人确认', basis: law.file },
    'reconsideration.representatives': { label: '代表人的推选不符合规定', basis: law.representatives },
    'reconsideration.again': {
      label: '撤回后不得以同一事实和理由再申请，能够证明撤回违背真实意思的除外',
      basis: law.again,
    },
    'reconsideration.received': { label: '收到日已经登记', basis: platform('收到日只登记一次') },
    'reconsideration.notReceived': { label: '复议机关还没有收到申请', basis: law.review },
    'reconsideration.decidable': { label: '能够判断是否符合受理条件的，不得要求补正', basis: law.correct },
    'reconsideration.supplyBy': { label: '补正期限须晚于通知之日或者原期限', basis: law.supply },
    'reconsideration.supplyRuns': { label: '补正期限还没有届满，或者通知还没有送达', basis: law.abandon },
    'reconsideration.supplyReason': { label: '须先核实没有正当理由', basis: law.abandon },
    'reconsideration.competent': { label: '须告知有管辖权的行政复议机关', basis: law.refuse },
    'reconsideration.recusal': {
      label: '承办过原行为的人员不得办理本件',
      basis: platform('复议法没有回避条文，由平台约定'),
    },
    'reconsideration.summary': { label: '不符合适用简易程序的条件', basis: law.summary },
    'reconsideration.copied': { label: '申请书副本已经发送', basis: platform('副本只发送一次') },
    'reconsideration.noCopy': { label: '被申请人还没有收到申请书副本', basis: law.reply },
    'reconsideration.third': { label: '已经是本件的申请人或者第三人', basis: law.third },
    'reconsideration.recipient': {
      label: '没有这个当事人或者机关',
      basis: platform('文书送给本件的当事人和有关机关'),
    },
    'reconsideration.readReason': { label: '不予查阅的须属于法定例外并写明理由', basis: law.read },
    'reconsideration.stayGround': { label: '没有停止执行的申请，或者没有停止执行', basis: law.stay },
    'reconsideration.investigators': { label: '调查取证不得少于二人，并应当出示证件', basis: law.investigate },
    'reconsideration.supplement': { label: '不符合补充证据的条件', basis: law.supplement },
    'reconsideration.views': { label: '须写明意见，或者写明不能听取的原因', basis: law.views },
    'reconsideration.noHearing': { label: '没有已通知而尚未举行的听证', basis: law.hearing },
    'reconsideration.suspendGround': { label: '不符合中止的情形', basis: law.suspend },
    'reconsideration.notWithdrawn': { label: '没有申请人的撤回，或者复议机构没有准予', basis: law.withdraw },
    'reconsideration.terminateGround': { label: '不符合终止的情形', basis: law.terminate },
    'reconsideration.mediation': { label: '调解须自愿、合法', basis: law.mediate },
    'reconsideration.settle': { label: '不符合和解撤回的条件', basis: law.settle },
    'reconsideration.superior': { label: '须指明另一个上级行政机关', basis: law.superior },
    'reconsideration.dismissal': { label: '须选定驳回的情形', basis: law.dismiss },
    'reconsideration.decisionKind': { label: '这一版没有这种决定或者附项', basis: law.decide },
    'reconsideration.revokeGrounds': { label: '撤销须写明法定的理由', basis: law.decide },
    'reconsideration.adoption': {
      label: '须写明咨询意见的采纳情况，未全部采纳的须写明理由',
      basis: [...law.committee, platform('采纳情况写入决定书')],
    },
    'reconsideration.lateReply': {
      label: '逾期答复而拟维持的，须由机关负责人书面说明',
      basis: [...law.silence, platform('书面说明')],
    },
    'reconsideration.performDue': {
      label: '须载明晚于文书作出之日的履行期限',
      basis: [...law.decide, ...law.mediate],
    },
    'reconsideration.serviceWay': { label: '电子送达须经受送达人同意', basis: law.serve },
    'reconsideration.publicNotice': { label: '公告的期间还没有届满', basis: law.serve },
    'reconsideration.notMajor': { label: '不是重大行政复议决定', basis: law.major },
    'reconsideration.nothingToPerform': { label: '没有需要履行的内容', basis: law.perform },
    'reconsideration.enforceEarly': {
      label: '有当事人的起诉期限还没有届满，或者已经起诉，或者调解书的履行期限还没有届满',
      basis: [...law.enforce, platform('每一名申请人、第三人都已送达并且起诉期限都已届满，方可强制执行')],
    },
    'reconsideration.knowledge': {
      label: '须写明知道行政行为之日；应当送达而没有送达的不写',
      basis: law.applyPeriod,
    },
    'reconsideration.offer': {
      label: '没有可以接收的移交',
      basis: platform('移交须是交给本机关的，没有撤回，也没有答复过'),
    },
    'reconsideration.replier': { label: '须写明是本案哪一个被申请人', basis: law.reply },
    'reconsideration.notSilent': { label: '没有逾期不作决定，不能以此起诉', basis: law.suitOnSilence },
    'reconsideration.enforcer': { label: '不是有权强制执行的机关', basis: law.enforce },
    'reconsideration.noOpinion': { label: '没有这份意见书，或者已经反馈', basis: law.opinion },
    'reconsideration.order': { label: '现在不能这样责令', basis: law.superior },
    'reconsideration.noOrder': { label: '没有上级的责令', basis: law.superior },
    'reconsideration.normRule': { label: '规章不在附带审查的范围', basis: law.norm },
    'reconsideration.normOpen': {
      label: '附带审查还没有办结，处理期间中止审理，不得恢复、不得作出决定',
      basis: law.normSuspends,
    },
    'reconsideration.normResult': { label: '申请过附带审查的，决定书须写明结论', basis: law.norm },
    'reconsideration.unserved': { label: '还有当事人没有送达', basis: law.archive },
    'reconsideration.unperformed': { label: '还有没有履行的内容', basis: law.archive },
    'reconsideration.clue': { label: '发现的线索还没有移送', basis: law.clue },
  }
  return all
}
