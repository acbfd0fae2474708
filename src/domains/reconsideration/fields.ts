/** Fields that the forms of this folder share. */
import { z } from 'zod'
import { choice, fen, text } from '#kernel/fields'
import type { PersonalField } from '#kernel/procedure'
import { agentKinds, capacities, partyKinds } from './kinds.ts'

/** Whom a paper of the act is for: facts hold no names, so an act that gives none has them masked. */
export const addressee = z
  .strictObject({ name: text('姓名（名称）', 200), address: text('地址', 200).optional() })
  .optional()
  .meta({ label: '文书上的收件人（不填的，姓名按登记信息遮去部分文字）' })
export const addresseePersonal: readonly PersonalField[] = [
  { path: 'addressee.name', label: '收件人姓名（名称）', mask: 'name', purpose: '制作文书' },
  { path: 'addressee.address', label: '收件人地址', mask: 'address', purpose: '送达文书' },
]
export const withAddressee = { addressee }

export const person = z.strictObject({
  kind: choice(partyKinds, '类型').default('PERSON'),
  name: text('姓名（名称）', 120),
  idKind: z
    .enum(['resident', 'uscc', 'other'])
    .meta({ label: '证件类型', options: { resident: '居民身份证', uscc: '统一社会信用代码', other: '其他证件' } })
    .default('resident'),
  idNumber: text('证件号码', 60),
  phone: text('电话', 30).optional(),
  address: text('地址', 200).optional(),
  capacity: choice(capacities, '申请资格').default('SELF'),
})
export type Person = z.output<typeof person>

export const agent = z.strictObject({
  of: z.int().min(1).max(200).meta({ label: '委托人（申请人序号）' }).default(1),
  kind: choice(agentKinds, '代理人类别'),
  name: text('代理人姓名', 60),
  authority: text('委托事项、权限和期限', 400),
})
export const personPersonal = (at: string): readonly PersonalField[] => [
  { path: `${at}.name`, label: '姓名（名称）', mask: 'name', purpose: '办理行政复议' },
  { path: `${at}.idNumber`, label: '证件号码', mask: 'citizenId', purpose: '核对身份、查重复申请' },
  { path: `${at}.phone`, label: '电话', mask: 'phone', purpose: '联系和送达' },
  { path: `${at}.address`, label: '地址', mask: 'address', purpose: '送达' },
]

/** A text of the file: it may name people, so it leaves the act. */
export const personalText = (path: string, label: string, purpose = '办理行政复议'): PersonalField => ({
  path,
  label,
  mask: 'drop',
  purpose,
})
export const amount = fen('案件涉及款额')
