/** The monthly bulletin on administrative disputes (“双下降”月通报), and the sums of counts that it and the annual report tell of. */
import type { RoleDef, TableAccess } from '#kernel/access'
import { defineDomain, type Indicator, type SupervisionRule } from '#kernel/domain'
import { counting, litigationLaw, measuring, monthly, platform, recon2017, recon2023, wording } from './law.ts'
import { measureProcedure } from './measure.ts'
import { bulletinProcedure } from './procedure.ts'

const roles = {
  bulletin_editor: { label: '通报编制人员（司法局）', scope: 'agency', basis: monthly },
  bulletin_approver: { label: '通报审批人', scope: 'agency', basis: monthly },
  bulletin_court: { label: '法院清单报送人员', scope: 'agency', basis: monthly },
  bulletin_agency: { label: '被通报机关经办人', scope: 'reader', basis: monthly },
} as const satisfies Record<string, RoleDef>

const tables: readonly TableAccess[] = [
  { table: 'bulletin.bulletin', write: 'upsert' },
  { table: 'bulletin.court_line', write: 'append', internal: true },
  { table: 'bulletin.difference', write: 'upsert', internal: true },
  { table: 'bulletin.frozen_row', write: 'append', internal: true },
  { table: 'bulletin.frozen_line', write: 'append' },
  { table: 'bulletin.warning', write: 'upsert', internal: true },
  { table: 'bulletin.objection', write: 'upsert', internal: true },
  { table: 'bulletin.correction', write: 'upsert', internal: true },
  { table: 'bulletin.population', write: 'upsert', internal: true },
  { table: 'bulletin.measure', write: 'upsert' },
]

const watches = [bulletinProcedure.id]
const supervision: readonly SupervisionRule[] = [
  {
    id: 'bulletin.C01',
    label: '冻结后的明细与冻结时不一致',
    severity: 'RED',
    basis: monthly,
    view: 'bulletin.watch_c01',
    watches,
  },
  {
    id: 'bulletin.C02',
    label: '到期没有冻结、发布或者反馈',
    severity: 'YELLOW',
    basis: monthly,
    view: 'bulletin.watch_c02',
    watches,
  },
  {
    id: 'bulletin.C03',
    label: '案号只在平台或者只在法院清单里，没有说明',
    severity: 'YELLOW',
    basis: monthly,
    view: 'bulletin.watch_c03',
    watches,
  },
  {
    id: 'bulletin.C04',
    label: '触及预警线，没有反馈整改',
    severity: 'YELLOW',
    basis: monthly,
    view: 'bulletin.watch_c04',
    watches,
  },
  {
    id: 'bulletin.C05',
    label: '同一机关连续三个月都有一审败诉',
    severity: 'RED',
    basis: monthly,
    view: 'bulletin.watch_c05',
    watches,
  },
  {
    id: 'bulletin.C06',
    label: '裁判已经登记，没有登记裁判结果超过五个工作日',
    severity: 'YELLOW',
    basis: monthly,
    awaits:
      '登记裁判须同时写明结果，不会只有裁判而没有结果；人工登记的裁判等待另一人核对的，应诉事项列出等待的起始日以后，超过五个工作日的在此列出',
  },
  {
    id: 'bulletin.C07',
    label: '其他撤回占调撤一半以上，而调撤率列前三名',
    severity: 'YELLOW',
    basis: [recon2023(5), recon2023(74), platform('自愿原则；防止以撤诉冲率')],
    view: 'bulletin.watch_c07',
    watches,
  },
  {
    id: 'bulletin.C08',
    label: '不予受理后被上级责令受理，或者干预、阻碍立案',
    severity: 'RED',
    basis: [recon2023(35), recon2017(20), litigationLaw(3, 2)],
    view: 'bulletin.watch_c08',
    watches,
  },
  {
    id: 'bulletin.C09',
    label: '印出的全年数与按明细重算的、年度报告统计的不一致',
    severity: 'RED',
    basis: monthly,
    view: 'bulletin.watch_c09',
    watches,
  },
  { id: 'bulletin.C10', label: '率的变化没有写明单位而发布', severity: 'BLOCK', basis: wording },
]

const counted = { version: '1', fromYear: 2018, authority: '平台约定', basis: counting }
const indicators: readonly Indicator[] = [
  {
    id: 'administrative_disputes',
    label: '行政争议发案量',
    unit: '件',
    kind: 'flow',
    figure: 'administrative-disputes',
    versions: [
      {
        ...counted,
        text: '受理的一件行政复议案件，或者立案的一件一审行政案件；同一争议先复议后诉讼的计两件；公益诉讼计入，一审立案的明细分列公益诉讼以后另行注明件数',
        parts: ['recon_accepted', 'first_instance_filed'],
      },
    ],
  },
  {
    id: 'administrative_disputes_unique',
    label: '行政争议（同一争议只计一次）',
    unit: '件',
    kind: 'flow',
    versions: [
      {
        ...counted,
        text: '一起争议，以年内最早的一件为准',
        parts: ['recon_accepted', 'first_instance_filed'],
        oncePer: 'chain_id',
      },
    ],
  },
  {
    id: 'reconsideration_share',
    label: '行政复议占行政争议的比例',
    unit: '%',
    kind: 'rate',
    decimals: 2,
    versions: [
      {
        ...counted,
        text: '受理的行政复议案件除以行政争议发案量',
        numerator: 'recon_accepted',
        denominator: 'administrative_disputes',
      },
    ],
  },
  {
    id: 'dispute_measures',
    label: '“双下降”措施',
    unit: '项',
    kind: 'flow',
    versions: [
      {
        ...counted,
        text: '市级登记的一项措施，按实施日；区县（市）自己的措施只计在本单位',
        basis: measuring,
        view: 'bulletin.dispute_measures',
      },
    ],
  },
  {
    id: 'bulletins_published',
    label: '发布的月通报',
    unit: '期',
    kind: 'flow',
    versions: [
      { ...counted, text: '发布的一期月通报', basis: platform('全年应当十二期'), view: 'bulletin.counted_published' },
    ],
  },
]

export const bulletin = defineDomain({
  id: 'bulletin',
  label: '行政争议月通报',
  roles,
  procedures: [bulletinProcedure, measureProcedure],
  tables,
  sql: new URL('./sql/', import.meta.url),
  supervision,
  indicators,
})
