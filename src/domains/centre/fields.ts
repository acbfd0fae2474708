/** Whom a paper is for: a field that the forms of this folder share. */
import { z } from 'zod'
import { text } from '#kernel/fields'
import type { PersonalField } from '#kernel/procedure'

/** Whom a paper of the act is for: an act sees no names but its own, since facts hold none. */
export const addressee = z
  .strictObject({ name: text('姓名（名称）', 200), address: text('地址', 200).optional() })
  .optional()
  .meta({ label: '文书上的收件人（不填的，姓名按登记信息遮去部分文字）' })
export const addresseePersonal: readonly PersonalField[] = [
  { path: 'addressee.name', label: '收件人姓名（名称）', mask: 'name', purpose: '制作文书' },
  { path: 'addressee.address', label: '收件人地址', mask: 'address', purpose: '送达文书' },
]
