/**
 * What of a committee and its mediators the public may read (宁波市人民调解条例 arts. 13 and 21): a fixed list of fields.
 *
 * A list of what goes out, not of what stays in: a field that somebody adds later stays private until it is named here.
 * Identity numbers, home addresses, private telephones, political status and ethnicity are never named here.
 */
import type { LocalDate } from '#kernel/clock'
import type { Register } from '#kernel/domain'
import { law, platform } from '#kernel/law'
import type { CommitteeKind, OfficeRole, WorkMode } from './organisation-kinds.ts'
import { committeeKinds, officeRoles, workModes } from './organisation-kinds.ts'

const nb = law('NB_PM_2015')

export type PublishedRow = {
  kind: string
  id: string
  matter_id: string
  published_on: LocalDate
  withdrawn_on: LocalDate | null
  content: string
}

/** The public page of a committee, as JSON text with keys in order of display. */
export function committeePage(c: {
  name: string
  kind: CommitteeKind
  address: string
  phone: string | null
  establisherName: string
  firstFiledOn: LocalDate | null
}): string {
  return JSON.stringify({
    name: c.name,
    kind: committeeKinds[c.kind],
    address: c.address,
    phone: c.phone,
    establisher: c.establisherName,
    firstFiledOn: c.firstFiledOn,
  })
}

/** The public page of a mediator at one committee. Their names are public by law, so the name is not masked. */
export function mediatorPage(m: {
  name: string
  sex: 'male' | 'female'
  specialties: readonly string[]
  committeeName: string
  role: OfficeRole
  workMode: WorkMode
}): string {
  return JSON.stringify({
    name: m.name,
    sex: m.sex === 'male' ? '男' : '女',
    specialties: m.specialties,
    committee: m.committeeName,
    role: officeRoles[m.role],
    workMode: workModes[m.workMode],
  })
}

export const committeeRegister: Register = {
  kind: 'mediation.committee',
  label: '人民调解委员会',
  title: 'name',
  basis: nb(13),
  fields: {
    name: '名称',
    kind: '类型',
    address: '办公地点',
    phone: '联系电话',
    establisher: '设立单位',
    firstFiledOn: '备案日期',
  },
}

export const mediatorRegister: Register = {
  kind: 'mediation.mediator',
  label: '人民调解员',
  title: 'name',
  basis: [nb(13), nb(21)],
  fields: {
    name: '姓名',
    sex: '性别',
    specialties: '擅长',
    committee: '所在委员会',
    role: '职务',
    workMode: '专职或者兼职',
  },
}

const cellFields = { place: '区县（市）', kind: '纠纷类型', count: '件数' }
export const statisticsRegister: Register = {
  kind: 'mediation.statistics',
  label: '人民调解汇总数',
  title: 'title',
  basis: platform('汇总数按季度、年度公布，小于公布下限的单元格合并显示'),
  fields: {
    title: '名称',
    year: '年度',
    period: '期间',
    measure: '指标',
    edition: '第几版',
    note: '说明',
    cells: { label: '各区县（市）、各类型', fields: cellFields },
    publishedBeforeOn: '原公布日期',
    publishedBefore: { label: '原公布', fields: cellFields },
  },
}
