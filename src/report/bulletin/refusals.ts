/** Under which rules an act of a bulletin is refused. */
import { monthly, separate, wording } from './law.ts'

export const refusals = {
  'bulletin.twice': { label: '这个月的通报已经开始编制', basis: monthly },
  'bulletin.future': { label: '这个月还没有开始', basis: monthly },
  'bulletin.duplicateCase': { label: '同一案号的同一事项已经导入', basis: monthly },
  'bulletin.otherMonth': { label: '不是这个月的案件', basis: monthly },
  'bulletin.noDifference': { label: '没有这处差异', basis: monthly },
  'bulletin.notCompared': { label: '还没有导入法院清单并比对', basis: monthly },
  'bulletin.unexplained': { label: '有差异没有说明', basis: monthly },
  'bulletin.calendar': { label: '下一月的放假安排还没有公布，不能冻结', basis: monthly },
  'bulletin.early': { label: '还没有到次月第五个工作日', basis: monthly },
  'bulletin.hash': { label: '快照与它的散列值不符', basis: monthly },
  'bulletin.samePerson': { label: '编制人不得审批自己编制的通报', basis: separate },
  'bulletin.C01': { label: '快照与冻结时的不一致，不能发布', basis: monthly, severity: 'BLOCK' },
  'bulletin.C10': { label: '率的变化没有写明是百分点还是相对变化', basis: wording, severity: 'BLOCK' },
  'bulletin.otherAgency': { label: '只能为本机关提出', basis: monthly },
  'bulletin.received': { label: '收到日须在发布之日以后、不晚于今天', basis: monthly },
  'bulletin.lateObjection': { label: '已过提出异议的期限', basis: monthly },
  'bulletin.noObjection': { label: '没有这项待处理的异议', basis: monthly },
  'bulletin.noWarning': { label: '这项指标没有触及预警线，或者已经提醒', basis: monthly },
  'bulletin.notWarned': { label: '没有发过这项提醒，或者已经反馈', basis: monthly },
  'bulletin.noRecipient': { label: '没有这个机关，提醒函不能发出', basis: monthly },
  'bulletin.open': { label: '有预警没有提醒或者没有反馈，或者有异议没有处理', basis: monthly },
  'bulletin.noNext': { label: '下一期还没有发布，或者有预警，系统不自动办结', basis: monthly },
  'bulletin.noCorrection': { label: '本期没有对这个月这项指标的更正', basis: monthly },
} as const
