/**
 * What supervision of mediation watches (RED, YELLOW: a view with a row for each violation) and what an action refuses (BLOCK: the
 * refusal of that action). Rules that rest on quoted sources or conventions only warn.
 */
import type { SupervisionRule } from '#kernel/domain'
import { law, platform, weaker } from '#kernel/law'

const pml = law('PML_2010')
const nb = law('NB_PM_2015')
const invited = law('TYTJ_2016')
const labour = law('LAB_2007')
const medical = law('MED_2018')
const rules2002 = law('PM_RULES_2002')
const violence = law('DV_2015')
const nbMedical = law('NB_MED_2012')

const view = (n: string) => `mediation.watch_${n}`

export const supervision: readonly SupervisionRule[] = [
  {
    id: 'mediation.A01',
    label: '备案超过三十个工作日；第二十五个工作日起预警',
    severity: 'RED',
    basis: nb(13, 1),
    view: view('a01'),
    watches: ['mediation.committee', 'mediation.mediator'],
  },
  {
    id: 'mediation.A02',
    label: '备案后五个工作日内没有通报人民法院或者没有上网公布',
    severity: 'YELLOW',
    basis: [pml(10), nb(13, 2), platform('“及时”按五个工作日')],
    view: view('a02'),
    watches: ['mediation.committee', 'mediation.mediator'],
  },
  {
    id: 'mediation.A03',
    label: '委员会在任委员的人数、主任、妇女或者少数民族成员不合规定',
    severity: 'RED',
    basis: [pml(8, 2), pml(8, 3)],
    view: view('a03'),
    watches: ['mediation.committee'],
  },
  {
    id: 'mediation.A04',
    label: '委员任期届满没有改选；届满前六十日起预警',
    severity: 'RED',
    basis: [pml(9, 2), platform('届满未改选的，原任继续履职至改选')],
    view: view('a04'),
    watches: ['mediation.committee'],
  },
  { id: 'mediation.A05', label: '一方明确拒绝后仍然调解', severity: 'BLOCK', basis: pml(17) },
  { id: 'mediation.A06', label: '委托调解没有委托函、当事人同意或者委员会同意', severity: 'BLOCK', basis: nb(19, 1) },
  {
    id: 'mediation.A07',
    label: '超过调解期限未结（含合意延期）；剩三个工作日起、到期后才要求延期的预警',
    severity: 'RED',
    basis: [nb(27), labour(14, 3), medical(38), invited(27)],
    view: view('a07'),
    watches: ['mediation.dispute'],
  },
  { id: 'mediation.A08', label: '延期没有各方当事人同意', severity: 'BLOCK', basis: nb(27) },
  {
    id: 'mediation.A09',
    label: '应当书面而口头，或者书面协议缺签名、印章',
    severity: 'BLOCK',
    basis: [nb(24, 1), pml(29, 2)],
  },
  { id: 'mediation.A10', label: '口头协议没有内容记录', severity: 'BLOCK', basis: pml(28) },
  {
    id: 'mediation.A11',
    label: '调解不成没有告知其他途径，或者没有终止调解通知书',
    severity: 'BLOCK',
    basis: [pml(26), nb(27)],
  },
  {
    id: 'mediation.A12',
    label: '可能引起治安、刑事案件而没有报告',
    severity: 'RED',
    basis: pml(25),
    view: view('a12'),
    watches: ['mediation.dispute'],
  },
  {
    id: 'mediation.A13',
    label: '调解员索取、收受财物或者牟取其他不正当利益',
    severity: 'RED',
    basis: [pml(4), pml(15, 1, 3)],
    view: view('a13'),
    watches: ['mediation.mediator'],
  },
  {
    id: 'mediation.A14',
    label: '同日对同一方的同类纠纷五件以上且各为单一申请人，疑似拆件',
    severity: 'YELLOW',
    basis: platform('群体纠纷计一件，不得按人头拆件'),
    view: view('a14'),
    watches: ['mediation.dispute'],
  },
  {
    id: 'mediation.A15',
    label: '同一纠纷同时有两个未结件，或者成功后再次登记',
    severity: 'RED',
    basis: [nb(18), platform('登记数据应当真实，同一纠纷只登记一次')],
    view: view('a15'),
    watches: ['mediation.dispute'],
  },
  {
    id: 'mediation.A16',
    label: '指派的调解员不在任，或者与当事人有利害关系',
    severity: 'BLOCK',
    basis: [pml(13), pml(19)],
  },
  {
    id: 'mediation.A17',
    label: '最后履行期后五个工作日没有履行记录也没有回访',
    severity: 'YELLOW',
    basis: [pml(31, 2), platform('五个工作日内回访')],
    view: view('a17'),
    watches: ['mediation.dispute'],
  },
  {
    id: 'mediation.A18',
    label: '结论后三十日没有归档',
    severity: 'YELLOW',
    basis: [pml(27), platform('结论后三十日内立卷归档')],
    view: view('a18'),
    watches: ['mediation.dispute'],
  },
  {
    id: 'mediation.A19',
    label: '委托、委派的纠纷结论后三个工作日没有反馈',
    severity: 'YELLOW',
    basis: [nb(19, 3), invited(26, 2), platform('“及时”按三个工作日')],
    view: view('a19'),
    watches: ['mediation.dispute'],
  },
  {
    id: 'mediation.A20',
    label: '裁定驳回确认或者判决变更、撤销、无效的协议没有录入或者通报',
    severity: 'YELLOW',
    basis: [nb(25, 3), nb(26)],
    awaits: '需要人民法院一侧的裁判数据，对接后比对',
  },
  {
    id: 'mediation.A21',
    label: '调解员满十二个月没有培训，或者新任没有岗前培训',
    severity: 'YELLOW',
    basis: [pml(14, 2), platform('“定期”按每年至少一次')],
    view: view('a21'),
    watches: ['mediation.mediator'],
  },
  {
    id: 'mediation.A22',
    label: '收到、调解、结论在同一分钟，或者一人一日结案超过二十件，疑似造数',
    severity: 'YELLOW',
    basis: platform('登记数据应当真实'),
    view: view('a22'),
    watches: ['mediation.dispute'],
  },
  {
    id: 'mediation.A23',
    label: '考核以调解成功率百分之九十九以上为目标',
    severity: 'YELLOW',
    basis: platform('过高的成功率目标会诱导虚报'),
    awaits: '需要考核指标目标的登记，由考核系统提供',
  },
  {
    id: 'mediation.P01',
    label: '行业性、专业性人民调解委员会的设立单位不是行业协会或者社会团体，请核对',
    severity: 'YELLOW',
    basis: [nb(10, 1), pml(34)],
    view: view('p01'),
    watches: ['mediation.committee'],
  },
  {
    id: 'mediation.P02',
    label: '乡镇、街道人民调解委员会委员学历低于高中',
    severity: 'YELLOW',
    basis: weaker(rules2002(14), 'quoted'),
    view: view('p02'),
    watches: ['mediation.mediator'],
  },
  {
    id: 'mediation.P03',
    label: '专职调解员少于配备数（行业性、专业性三名，乡镇、街道二名）',
    severity: 'YELLOW',
    basis: platform('专职人数配备按司发〔2018〕2号的转述，原文未核'),
    view: view('p03'),
    watches: ['mediation.committee'],
  },
  {
    id: 'mediation.P04',
    label: '换届后没有连任的委员、聘期已满的调解员没有办理离任',
    severity: 'YELLOW',
    basis: [pml(9, 2), platform('改选之日起未连任的离任；聘期按聘用合同')],
    view: view('p04'),
  },
  {
    id: 'mediation.P05',
    label: '委员会已撤销，调解员没有办理离任',
    severity: 'YELLOW',
    basis: [nb(13, 1), platform('委员会撤销的，任职随之结束')],
    view: view('p05'),
  },
  {
    id: 'mediation.P06',
    label: '因调解工作致伤致残而生活困难，或者在岗位上牺牲，没有救助、抚恤登记',
    severity: 'YELLOW',
    basis: [pml(16), nb(29), platform('登记的期限由本市设定，默认三十日')],
    view: view('p06'),
  },
  {
    id: 'mediation.P07',
    label: '可能引起治安、刑事案件，发现后没有在规定的时数内报告',
    severity: 'YELLOW',
    basis: [pml(25), platform('“及时”按两小时，时数由本市设定')],
    view: view('p07'),
  },
  {
    id: 'mediation.P08',
    label: '发现无民事行为能力人、限制民事行为能力人遭受家庭暴力而没有向公安机关报案',
    severity: 'RED',
    basis: [violence(14), platform('村（居）民委员会以外的人民调解委员会参照')],
    view: view('p08'),
  },
  {
    id: 'mediation.P09',
    label: '索赔十万元以上的医疗纠纷没有鉴定',
    severity: 'YELLOW',
    basis: nbMedical(36),
    view: view('p09'),
  },
  {
    id: 'mediation.P10',
    label: '法院委派件各方签名满三十日没有申请司法确认',
    severity: 'YELLOW',
    basis: [invited(24, 3), pml(29, 2), platform('两种生效日并存的，先按各方签名之日预警，不拒绝')],
    view: view('p10'),
  },
  {
    id: 'mediation.P11',
    label: '补贴与本区县的补贴标准不一致',
    severity: 'YELLOW',
    basis: [pml(16), platform('补贴标准由各区县自定，按结论日适用')],
    view: view('p11'),
  },
  {
    id: 'mediation.P12',
    label: '补贴标准只补调解成功的，同一档次的不成件没有补贴',
    severity: 'YELLOW',
    basis: [pml(16), platform('补贴不与调解成功单独挂钩，避免诱导虚报')],
    view: view('p12'),
  },
  {
    id: 'mediation.P13',
    label: '公布的汇总数与记录不一致，应当更正并显示原公布的数',
    severity: 'YELLOW',
    basis: platform('公布的数与记录一致；更正后同时显示原公布和更正后的数'),
    view: view('p13'),
  },
]
