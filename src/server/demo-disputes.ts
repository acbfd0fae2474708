/** Accounts of a demonstration for reconsideration and for suits: whoever has most on hand. */
import type { Pool } from '#kernel'

/** Who handles reconsideration where most is on hand, who answers for organs there and in court, and who guides them. */
export async function disputeAccounts(owner: Pool): Promise<{ username: string; label: string; officerId: string }[]> {
  const busiest = async (procedure: string, column: 'agency_id' | 'county_code') =>
    (
      await owner.query(
        `select agency_id, county_code from kernel.matter where procedure = $1 and not is_final and county_code is not null
         group by 1, 2 order by count(*) desc, 1 limit 1`,
        [procedure],
      )
    ).rows[0]?.[column] as string | undefined
  const organ = await busiest('reconsideration.case', 'agency_id')
  const sued = await busiest('litigation.defence', 'agency_id')
  const county = await busiest('litigation.defence', 'county_code')
  const wanted: [username: string, label: string, role: string, agency: string | undefined][] = [
    ['fuyi', '行政复议立案人员', 'recon_clerk', organ],
    ['fuyiban', '行政复议办案人员', 'recon_officer', organ],
    ['fuyifuze', '行政复议机构负责人', 'recon_unit_head', organ],
    ['fuyijiguan', '行政复议机关负责人', 'recon_organ_head', organ],
    ['beishen', '被申请人承办人员', 'respondent_officer', sued],
    ['yingsu', '被诉机关应诉承办人', 'litigation_officer', sued],
    ['yingsufuze', '被诉机关负责人', 'litigation_head', sued],
    ['yingsufazhi', '被诉机关法制机构', 'litigation_reviewer', sued],
    ['tongbao', '月通报编制人员', 'bulletin_editor', county && `justice-${cityCodeOf(county)}`],
    ['shenpi', '月通报审批人', 'bulletin_approver', county && `justice-${cityCodeOf(county)}`],
    ['beitongbao', '被通报机关经办人', 'bulletin_agency', sued],
    ['yingsuzhidao', '市司法局应诉指导人员', 'litigation_supervisor', county && `justice-${cityCodeOf(county)}`],
  ]
  const out: { username: string; label: string; officerId: string }[] = []
  for (const [username, label, role, agency] of wanted) {
    if (agency === undefined) continue
    const { rows } = await owner.query(
      `select officer_id from kernel.post where role = $1 and agency_id = $2 and valid_to is null order by 1 limit 1`,
      [role, agency],
    )
    if (rows[0]) out.push({ username, label, officerId: rows[0].officer_id as string })
  }
  return out
}
/** The city of a county, by the first four digits of its code. */
const cityCodeOf = (county: string): string => `${county.slice(0, 4)}00`
