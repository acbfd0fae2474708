/**
 * What the printed figures of one year must satisfy among themselves, as data: sums, subsets, rates, changes, readings,
 * and the pairs that look alike without being comparable. Only ids and relations stand here; the numbers all come from
 * the file that is being checked.
 */

/** One relation. `why` is the reason in words a reader understands; ids name figures. */
export type Rule =
  | { kind: 'sum'; whole: string; parts: readonly string[]; why: string }
  | { kind: 'at-most'; chain: readonly string[]; why: string; weak?: boolean }
  | { kind: 'total'; parts: readonly string[]; why: string }
  | { kind: 'net'; plus: string; minus: string; why: string }
  | { kind: 'opening'; cumulative: string; added: string; why: string }
  | { kind: 'rate'; rate: string; num: string; den: string }
  | { kind: 'yoy'; change: string; count: string }
  | { kind: 'one-habit' }
  | { kind: 'rate-change'; change: string; rate: string; direction: 'rise' | 'fall' }
  | { kind: 'average'; num: string; den: string; why: string }
  | { kind: 'unrelated'; ids: readonly string[]; why: string }
  | { kind: 'threshold'; ids: readonly string[]; why: string }
  | { kind: 'full'; rate: string; why: string }
  | { kind: 'pending'; ids: readonly string[]; why: string }
  | { kind: 'weak'; ids: readonly string[]; why: string }
  | { kind: 'once'; id: string; why: string }
  | { kind: 'wording'; id: string; words: readonly string[]; why: string }
  | { kind: 'boundary'; done: string; begun: string; why: string }
  | { kind: 'seats'; committees: string; members: string; minimum: bigint }
  | { kind: 'published'; why: string }

export type Identity = { id: string; rules: readonly Rule[] }

const partOf = (whole: string) => `部分不能多于全部（${whole}）`

/** The identities of the yearly report, in the order in which they are printed. */
export const IDENTITIES: readonly Identity[] = [
  {
    id: 'E-I01',
    rules: [
      {
        kind: 'sum',
        whole: 'proactive-disclosures-city-level',
        parts: ['proactive-website', 'proactive-new-media'],
        why: '两个渠道互不重叠、按条次计，行文虽与总数并列，实为其分项',
      },
    ],
  },
  {
    id: 'E-I02',
    rules: [
      {
        kind: 'at-most',
        chain: ['proactive-disclosures-city-level', 'proactive-disclosures'],
        why: '余数为区县部分；全市之数没有按渠道分列，市本级的分项不能当作全市的',
      },
    ],
  },
  {
    id: 'E-I03',
    rules: [
      {
        kind: 'at-most',
        chain: ['information-requests-city-level', 'information-requests'],
        why: partOf('市本级在全市之内'),
      },
    ],
  },
  {
    id: 'E-I04',
    rules: [
      {
        kind: 'wording',
        id: 'information-requests',
        words: ['受理', '答复'],
        why: '同一个数既称受理又称答复：受理加上年结转等于答复加结转下年，只有两头结转相等时才是同一个数，应以政府信息公开年报的申请表为准',
      },
    ],
  },
  {
    id: 'E-I05',
    rules: [{ kind: 'at-most', chain: ['supervisors-city-level', 'supervisors'], why: partOf('市本级在全市之内') }],
  },
  {
    id: 'E-I06',
    rules: [{ kind: 'pending', ids: ['supervised-units'], why: '须与正文点名的单位逐一核对，文件只有总数' }],
  },
  {
    id: 'E-I07',
    rules: [
      {
        kind: 'at-most',
        chain: ['certless-fields', 'certless-items', 'certless-certificates'],
        why: '每个领域至少一个事项，每个事项至少一项证明',
      },
    ],
  },
  {
    id: 'E-I08',
    rules: [
      {
        kind: 'at-most',
        chain: ['business-environment-fields', 'business-environment-tasks'],
        why: '每个领域至少一条任务',
      },
      {
        kind: 'at-most',
        chain: ['enforcement-catalog-fields', 'enforcement-catalog-items'],
        why: '每个方面至少一个事项',
      },
    ],
  },
  {
    id: 'E-I09',
    rules: [
      {
        kind: 'total',
        parts: ['joint-documents-reviewed', 'government-documents-reviewed'],
        why: '合计为推算，原文没有印出；一件可提多条意见，意见条数不受件数约束',
      },
    ],
  },
  {
    id: 'E-I10',
    rules: [
      {
        kind: 'unrelated',
        ids: [
          'joint-documents-reviewed',
          'government-documents-reviewed',
          'documents-filed-upward',
          'documents-filing-reviewed',
        ],
        why: '审核发文、向上报备、审查报送备案是不同的集合，不可相加减',
      },
    ],
  },
  {
    id: 'E-I11',
    rules: [
      {
        kind: 'weak',
        ids: ['documents-filed-upward', 'government-documents-reviewed'],
        why: '报备件数应不多于当年制发的规范性文件数，该数未印出；审核发文数不是它的上界',
      },
    ],
  },
  {
    id: 'E-I12',
    rules: [
      {
        kind: 'unrelated',
        ids: ['local-regulation-drafts', 'local-regulation-amendments', 'local-regulation-research'],
        why: '提请审议、配合修改、调研论证是不同的工作，不可相加成一个总数',
      },
      {
        kind: 'unrelated',
        ids: ['rules-made', 'rules-drafted', 'rules-amended', 'rules-repealed', 'rules-surveyed'],
        why: '制定、起草、修改、废止、调研是不同的行为，不可相加成一个总数',
      },
      { kind: 'net', plus: 'rules-made', minus: 'rules-repealed', why: '规章存量的净变动；修改不改变存量' },
    ],
  },
  {
    id: 'E-I13',
    rules: [{ kind: 'pending', ids: ['rules-made'], why: '同一件规章在正文数处提到的只计一件，须对照正文' }],
  },
  {
    id: 'E-I14',
    rules: [
      {
        kind: 'boundary',
        done: 'rules-made',
        begun: 'rules-drafted',
        why: '是制定还是起草，以政府令公布之日是否在本年为准',
      },
    ],
  },
  { id: 'E-I15', rules: [{ kind: 'once', id: 'major-decisions-catalogued', why: '目录事项只印一个数' }] },
  {
    id: 'E-I16',
    rules: [{ kind: 'average', num: 'livelihood-investment', den: 'livelihood-projects-voted', why: '投资为计划数' }],
  },
  {
    id: 'E-I17',
    rules: [
      { kind: 'at-most', chain: ['survey-groups', 'townships-surveyed'], why: '每组至少到一个乡镇（街道）' },
      {
        kind: 'unrelated',
        ids: ['townships-surveyed', 'legislative-experts'],
        why: '调研的乡镇（街道）与立法专家无关，数值相同也是巧合',
      },
    ],
  },
  {
    id: 'E-I18',
    rules: [
      { kind: 'unrelated', ids: ['certless-fields', 'credit-sources'], why: '领域与信源单位无关，数值相同也是巧合' },
    ],
  },
  {
    id: 'E-I19',
    rules: [
      {
        kind: 'unrelated',
        ids: ['enforcement-measures', 'dispute-measures'],
        why: '两项活动各有各的举措，数值相同也是巧合',
      },
    ],
  },
  {
    id: 'E-I20',
    rules: [{ kind: 'full', rate: 'inspection-completion', why: '抽查户次是已完成的数，不是到期任务的数' }],
  },
  {
    id: 'E-I21',
    rules: [
      {
        kind: 'threshold',
        ids: ['mobile-activation-rate', 'mobile-check-rate', 'dispatch-closing-rate'],
        why: '“以上”含本数，按未取整之数比较，逐月与全年分别计算',
      },
    ],
  },
  {
    id: 'E-I22',
    rules: [
      {
        kind: 'at-most',
        weak: true,
        chain: ['credit-list-records', 'credit-records'],
        why: '名单含转载的全国数据，未必都在本市库中，只能作量级检查',
      },
    ],
  },
  {
    id: 'E-I23',
    rules: [{ kind: 'average', num: 'payout-amount', den: 'payout-beneficiaries', why: '含现金兑付与减免' }],
  },
  { id: 'E-I24', rules: [{ kind: 'yoy', change: 'administrative-disputes-change', count: 'administrative-disputes' }] },
  {
    id: 'E-I25',
    rules: [
      {
        kind: 'at-most',
        chain: ['disputes-settled', 'disputes-mediated'],
        why: '差数为部分成功与不成功的件数',
      },
    ],
  },
  {
    id: 'E-I26',
    rules: [{ kind: 'rate', rate: 'mediation-success-rate', num: 'disputes-settled', den: 'disputes-mediated' }],
  },
  { id: 'E-I27', rules: [{ kind: 'one-habit' }] },
  {
    id: 'E-I28',
    rules: [
      {
        kind: 'at-most',
        chain: ['mediation-committees-professional', 'mediation-committees'],
        why: partOf('行业性、专业性调解组织计入人民调解委员会'),
      },
      { kind: 'seats', committees: 'mediation-committees', members: 'mediators', minimum: 3n },
    ],
  },
  {
    id: 'E-I29',
    rules: [
      {
        kind: 'rate-change',
        change: 'first-instance-loss-change',
        rate: 'first-instance-loss-rate',
        direction: 'fall',
      },
    ],
  },
  {
    id: 'E-I30',
    rules: [{ kind: 'rate-change', change: 'head-appearance-change', rate: 'head-appearance-rate', direction: 'rise' }],
  },
  {
    id: 'E-I31',
    rules: [
      {
        kind: 'weak',
        ids: ['reconsideration-settled-rate', 'reconsideration-settled-rate-city-level'],
        why: '市本级在全市之内，两率不同并不矛盾：其余部分在另一侧即可；没有印出件数，不能进一步核对',
      },
    ],
  },
  {
    id: 'E-I32',
    rules: [
      {
        kind: 'opening',
        cumulative: 'democratic-villages-national',
        added: 'democratic-villages-national-new',
        why: '没有撤销命名时',
      },
      {
        kind: 'opening',
        cumulative: 'democratic-villages-provincial',
        added: 'democratic-villages-provincial-new',
        why: '没有撤销命名时',
      },
    ],
  },
  {
    id: 'E-I33',
    rules: [
      {
        kind: 'unrelated',
        ids: ['democratic-villages-national', 'democratic-villages-provincial'],
        why: '省级的含社区，国家级的是否都是省级的未经核实，不作包含关系检查',
      },
    ],
  },
  {
    id: 'E-I34',
    rules: [{ kind: 'full', rate: 'advice-reply-rate', why: '没有印出建议件数；监察建议不计入' }],
  },
  {
    id: 'E-I35',
    rules: [{ kind: 'full', rate: 'review-coverage', why: '分母是全部乡镇（街道），不是被调研的乡镇（街道）' }],
  },
  { id: 'E-I36', rules: [{ kind: 'published', why: '年度报告应在次年4月1日之前公开' }] },
  {
    id: 'E-I37',
    rules: [{ kind: 'unrelated', ids: ['case-teaching-selection'], why: '这是届次，不是举办的次数' }],
  },
  {
    id: 'E-I38',
    rules: [{ kind: 'full', rate: 'reconsideration-standard-rate', why: '没有印出应评机关的数目' }],
  },
  {
    id: 'E-I39',
    rules: [
      {
        kind: 'pending',
        ids: ['information-requests', 'information-requests-city-level'],
        why: '须与政府信息公开年报的申请表核对',
      },
    ],
  },
  {
    id: 'E-I40',
    rules: [
      {
        kind: 'pending',
        ids: ['administrative-disputes'],
        why: '须与复议受理加一审新收行政案件的统计表核对，口径由平台约定',
      },
    ],
  },
  {
    id: 'E-I41',
    rules: [
      {
        kind: 'unrelated',
        ids: ['certless-items', 'online-service-items'],
        why: '无证明事项与上线事项是两个库，前者多于后者不是错',
      },
    ],
  },
]
