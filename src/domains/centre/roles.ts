/** Roles of the centre: its own windows see what is placed at it, handling units what has been let in to them. */
import type { RoleDef } from '#kernel/access'
import { platform, zjPetition } from './law.ts'

const joint = zjPetition(13, 1)
const split = platform('登记、分流、承办、回访分开')

export const roles: Record<string, RoleDef> = {
  centre_establisher: { label: '矛调中心设立单位经办人', scope: 'reader', basis: joint },
  centre_reception: { label: '矛调中心窗口人员', scope: 'agency', basis: joint },
  centre_dispatcher: { label: '矛调中心分流人员', scope: 'agency', basis: split },
  centre_director: { label: '矛调中心主任', scope: 'agency', basis: split },
  visit_back: { label: '矛调中心回访员', scope: 'agency', basis: split },
  handler: { label: '承办单位经办人', scope: 'reader', basis: split },
  handler_head: { label: '承办单位负责人', scope: 'reader', basis: split },
}
