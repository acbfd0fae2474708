/**
 * The defence of an administrative lawsuit (行政应诉): one matter for one case in one instance. An appeal, a remand and a retrial are
 * new cases under their own numbers, linked to the one before.
 */
import { localDate } from '#kernel/clock'
import { type Heard, hear, heardInput } from '#kernel/handover'
import { appeal } from './appeal.ts'
import { confirmation } from './confirm.ts'
import { counsel } from './counsel.ts'
import { course } from './course.ts'
import { effect } from './effect.ts'
import { ending } from './ending.ts'
import { evidence } from './evidence.ts'
import { action, define, initialSuit } from './facts.ts'
import { hearing } from './hearing.ts'
import { intake } from './intake.ts'
import { judgmentActions } from './judgment.ts'
import { instances } from './kinds.ts'
import { appear, platform } from './law.ts'
import { limits, turns } from './limits.ts'
import { refusals } from './refusals.ts'
import { suitRows } from './rows.ts'

export const states = {
  DOCKETED: { label: '已立案' },
  COPY_RECEIVED: { label: '已收到副本，待答辩' },
  ANSWERED: { label: '已答辩' },
  HEARING_SET: { label: '已定开庭' },
  HEARD: { label: '已开庭' },
  SUSPENDED: { label: '中止诉讼' },
  JUDGED: { label: '已判决' },
  CONCLUDED_NO_JUDGMENT: { label: '未经判决结案' },
  APPEALED: { label: '上诉中' },
  NO_APPEAL: { label: '不上诉，待上诉期满' },
  EFFECTIVE: { label: '已生效' },
  PERFORMED: { label: '已履行' },
  CLOSED: { label: '已归档', final: true },
}

const hearAdvice = action({
  label: '收到司法建议跟踪情况',
  by: ['system'],
  in: Object.keys(states).filter((s) => s !== 'CLOSED'),
  basis: [appear(12), platform('裁判载明的情形移交登记跟踪')],
  input: heardInput,
  internal: true,
  apply: (f, a) => ({ ...f, offers: hear(f.offers, a.payload as Heard) }),
})

export const defence = define({
  id: 'litigation.defence',
  version: 'ADL_2017',
  label: '行政应诉',
  effective: { from: localDate('2018-02-08') },
  decidedBy: (input, declaredOn) => input.docketedOn ?? declaredOn,
  decidedByLabel: '立案日',
  states,
  initial: initialSuit,
  actions: {
    ...intake,
    ...evidence,
    ...course,
    ...hearing,
    ...ending,
    ...judgmentActions,
    ...confirmation,
    ...appeal,
    ...effect,
    ...counsel,
    hearAdvice,
  },
  limits,
  turns,
  refusals,
  hears: { taken: 'hearAdvice', refused: 'hearAdvice', ended: 'hearAdvice' },
  rows: suitRows,
  title: (f) => `行政应诉（${instances[f.instance]}）：${f.caseNo}`,
})
