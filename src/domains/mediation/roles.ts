/** Roles of people's mediation: who acts, and how far each sees. */
import type { RoleDef } from '#kernel/access'
import { law } from '#kernel/law'

const pml = law('PML_2010')
const nb = law('NB_PM_2015')

export const roles: Record<string, RoleDef> = {
  mediator: { label: '人民调解员', scope: 'agency', basis: pml(13) },
  committee_head: { label: '人民调解委员会主任', scope: 'agency', basis: pml(8, 2) },
  establisher: { label: '设立单位经办人', scope: 'reader', basis: nb(13, 1) },
  justice_station: { label: '司法所工作人员', scope: 'town', basis: nb(5, 2) },
  county_justice: { label: '县级司法行政机关工作人员', scope: 'county', basis: pml(10) },
  city_justice: { label: '市司法行政机关工作人员', scope: 'city', basis: nb(5, 1) },
  court_liaison: { label: '法院诉调对接人员', scope: 'reader', basis: pml(5, 2) },
  referrer: { label: '委托或者移送单位经办人', scope: 'reader', basis: nb(19, 1) },
}
