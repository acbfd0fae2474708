/** What supervision of the centre watches: a view with a row for each violation, or the refusal of an act. Conventions only warn. */
import type { SupervisionRule } from '#kernel/domain'
import { invited, litigation, petition2005, petition2022, platform, recon2017, recon2023, zjPetition } from './law.ts'

const view = (n: string) => `centre.watch_${n}`

export const supervision: readonly SupervisionRule[] = [
  {
    id: 'centre.B01',
    label: '有来访、来电记录而三十分钟内没有登记号',
    severity: 'YELLOW',
    basis: [platform('三十分钟内登记'), petition2022(22, 1), petition2022(44, 1, 1)],
    awaits: '需要窗口叫号系统和电话系统的记录，对接后对账',
  },
  {
    id: 'centre.B02',
    label: '登记后一个工作日没有分流，交办后两个工作日没有签收，或者应会商而三个工作日没有会商',
    severity: 'YELLOW',
    basis: platform('中心内部时限'),
    view: view('b02'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B06',
    label: '异议退回超过五个工作日，或者同一单位第二次退回同一件',
    severity: 'BLOCK',
    basis: [petition2022(23, 3), platform('非信访件和2022年5月1日以前的件同样办理')],
  },
  {
    id: 'centre.B08',
    label: '应走其他法定途径的事项作出信访处理意见，或者行政争议转入人民调解',
    severity: 'RED',
    basis: [petition2022(28, 2), petition2022(31), zjPetition(19), zjPetition(20, 1, 1)],
    view: view('b08'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B09',
    label: '法院委派调解期限届满，没有双方同意延长，既无生效协议也没有退回法院',
    severity: 'RED',
    basis: [invited(27, 1), invited(21, 1)],
    view: view('b09'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B10',
    label: '检举控告件曾由被检举人所在单位承办或者查阅',
    severity: 'RED',
    basis: [petition2022(30, 3), petition2022(46, 1, 5), zjPetition(26, 1, 4)],
    view: view('b10'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B11',
    label: '有利害关系的人员承办而没有回避',
    severity: 'BLOCK',
    basis: [petition2022(28, 3), petition2005(30), zjPetition(27, 1)],
  },
  { id: 'centre.B12', label: '主办单位为空或者有两个以上主办', severity: 'BLOCK', basis: petition2022(24, 1) },
  {
    id: 'centre.B13',
    label: '同一件退回、改派三次以上',
    severity: 'RED',
    basis: [petition2022(28, 1), petition2022(45, 1, 1), petition2005(28)],
    view: view('b13'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B14',
    label: '已终结的件以有新的事实为由再次派办，请核对',
    severity: 'YELLOW',
    basis: [petition2022(36, 3), zjPetition(25, 2)],
    view: view('b14'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B15',
    label: '办结报告的文书在对应程序中不存在或者没有生效',
    severity: 'RED',
    basis: petition2022(40, 1),
    view: view('b15'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B16',
    label: '回访两次以上不满意仍以“化解”销号',
    severity: 'YELLOW',
    basis: platform('不满意的件不应当以化解销号'),
    view: view('b16'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B17',
    label: '行政争议件登记时复议期限剩余十五日以内而没有提示',
    severity: 'RED',
    basis: [recon2017(9, 1), recon2023(20, 1), litigation(46, 1), platform('登记当日提示')],
    view: view('b17'),
    watches: ['centre.matter'],
  },
  {
    id: 'centre.B18',
    label: '重大紧急件没有在两小时内上报',
    severity: 'RED',
    basis: [petition2022(25, 1), petition2022(46, 1, 4), petition2005(26), platform('“及时”按两小时')],
    view: view('b18'),
    watches: ['centre.matter'],
  },
]
