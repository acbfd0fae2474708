/**
 * The sections of a yearly report: headings by the `system` of its figures. The web keeps the same list in web/src/words.ts;
 * test/report-document.test.ts compares the two.
 */
export const sectionLabels: Readonly<Record<string, string>> = {
  'law-study': '领导干部学法',
  'rule-of-law-supervision': '法治督察',
  'certificate-free-services': '“无证件（证明）办事”',
  'business-environment': '法治化营商环境',
  'construction-approval': '工程建设项目审批',
  'government-services': '政务服务',
  'public-data': '公共数据',
  'policy-payout': '惠企惠民政策兑现',
  'legal-aid': '法律援助',
  legislation: '政府立法',
  'normative-document': '行政规范性文件与合法性审核',
  'major-decision': '重大行政决策',
  'livelihood-vote': '民生实事项目票决',
  'township-legality-review': '乡镇（街道）合法性审查',
  'enforcement-catalog': '综合行政执法目录',
  'enforcement-dispatch': '综合行政执法协同',
  'enforcement-norms': '行政执法规范化',
  'double-random': '“双随机、一公开”监管',
  'mobile-enforcement': '掌上执法',
  'judicial-advice': '司法建议与检察建议',
  'proactive-disclosure': '政府信息主动公开',
  'information-request': '政府信息依申请公开',
  'public-credit': '公共信用',
  'administrative-dispute': '行政争议',
  'administrative-litigation': '行政诉讼',
  'peoples-mediation': '人民调解',
  'administrative-reconsideration': '行政复议',
  'legal-education': '法治宣传教育',
  assessment: '法治政府建设考核',
  system: '平台建设',
}

/** A section with its rows. */
export type Section<Row> = { readonly label: string; readonly rows: readonly Row[] }

/** Rows under the headings of their sections, in the order in which the file first names each; others stand under 其他. */
export function bySection<Row extends { readonly system?: string | null }>(rows: readonly Row[]): Section<Row>[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) {
    const isKnown = row.system != null && Object.hasOwn(sectionLabels, row.system)
    const label = isKnown ? sectionLabels[row.system!]! : '其他'
    const list = found.get(label)
    if (list) list.push(row)
    else found.set(label, [row])
  }
  return [...found].map(([label, list]) => ({ label, rows: list }))
}
