/** What supervision of petitions watches. Until 2022-04-30 the province's shorter limits are RED beside the State's; afterwards they warn. */
import type { SupervisionRule } from '#kernel/domain'
import { pet2005, pet2022, platform, zj2016 } from './petition-law.ts'

const view = (n: string) => `centre.watch_${n}`

export const petitionSupervision: readonly SupervisionRule[] = [
  {
    id: 'centre.B03',
    label: '信访事项没有在期限内转送交办，或者没有在期限内书面告知信访人',
    severity: 'RED',
    basis: [zj2016(20), pet2005(21), pet2005(22), pet2022(22), pet2022(23), pet2022(44, 1, 3)],
    view: view('b03'),
    watches: ['centre.petition'],
  },
  {
    id: 'centre.B04',
    label: '信访事项超过办结期限（含已批准的延长）没有办结；末日前最后一个工作日起预警',
    severity: 'RED',
    basis: [zj2016(23, 1), pet2005(33), pet2022(34), pet2022(45, 1, 1)],
    view: view('b04'),
    watches: ['centre.petition'],
  },
  {
    id: 'centre.B05',
    label: '延长办理期限不是由本机关负责人在届满前批准、没有告知理由或者超过上限',
    severity: 'BLOCK',
    basis: [zj2016(23, 1), pet2005(33), pet2022(34)],
  },
  {
    id: 'centre.B07',
    label: '收到申请三十日没有出具复查、复核意见（复核扣除听证时间）',
    severity: 'RED',
    basis: [pet2005(34), pet2005(35, 1), pet2022(35), pet2022(36, 1)],
    view: view('b07'),
    watches: ['centre.petition'],
  },
  {
    id: 'centre.petitionVersion',
    label: '按旧规定收到的信访事项在新规定施行后仍在办理：沿用旧规定，请核对',
    severity: 'YELLOW',
    basis: platform('收到日在旧规定施行期间的，沿用旧规定的期限和程序'),
    view: view('petition_version'),
    watches: ['centre.petition'],
  },
]
