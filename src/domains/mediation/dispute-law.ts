/** Citations of a dispute's mediation, by the names this folder uses. */
import { law, platform, weaker } from '#kernel/law'

export const pml = law('PML_2010')
export const nb = law('NB_PM_2015')
export const nbMedical = law('NB_MED_2012')
export const medical = law('MED_2018')
export const labour = law('LAB_2007')
export const zjLabour = law('ZJ_LAB_2020')
export const land = law('LAND_2009')
export const invited = law('TYTJ_2016')
export const online = law('ONLINE_2022')
export const violence = law('DV_2015')
export const civil = law('CIVIL')
export const confirm2011 = law('CONFIRM_2011')
export const rules2002 = law('PM_RULES_2002')
export { platform, weaker }
