/** R13, R14, R23 and R24: suspension, resumption, mediation, termination. */
import { dateOr } from '#kernel/blocks'
import { criminal2017, terminations } from '../kinds.ts'
import { recon2023 } from '../statutes.ts'
import { groundNames, type SuspensionGround, suspensionBasis } from '../suspension-grounds.ts'
import { joined, paperOf, said } from './common.ts'

export const suspendPapers = paperOf({
  id: 'suspension',
  label: '行政复议中止通知书',
  code: '复中字',
  ground: (act, f) =>
    joined(suspensionBasis(act.payload.ground, f.version), f.version === 'RECON_2017' ? undefined : [recon2023(39, 3)]),
  opening: (act) => `本件自${dateOr(act.declaredOn)}起中止审理。`,
  rows: (act, f) => [['情形', groundNames(f.version)[act.payload.ground as SuspensionGround]]],
  texts: (act) => [['理由', said(act, 'reason')]],
  close: () => '中止的原因消除后，及时恢复审理并书面告知。',
})
export const resumePapers = paperOf({
  id: 'resumption',
  label: '行政复议恢复审理通知书',
  code: '复恢字',
  ground: 'resume',
  opening: (act) => `中止的原因已经消除，本件自${dateOr(act.declaredOn)}起恢复审理。`,
  texts: (act) => [['理由', said(act, 'reason')]],
})
export const terminatePapers = paperOf({
  id: 'termination',
  label: '行政复议终止决定书',
  code: '复终字',
  ground: 'terminate',
  opening: () => '决定终止本件行政复议。',
  rows: (act, f) => [
    [
      '情形',
      act.payload.ground === 'CRIMINAL' && f.version === 'RECON_2017'
        ? criminal2017
        : terminations[act.payload.ground as keyof typeof terminations],
    ],
  ],
  texts: (act) => [['理由', said(act, 'reason')]],
})
export const settlementPapers = paperOf({
  id: 'settlementTermination',
  label: '行政复议终止决定书',
  code: '复终字',
  ground: 'settle',
  opening: () => '申请人与被申请人自愿达成和解，申请人撤回申请，复议机构准予撤回，决定终止本件行政复议。',
  close: () => '终止后不得再以同一事实和理由提出行政复议申请，能够证明撤回违背真实意愿的除外。',
})
export const mediationPapers = paperOf({
  id: 'mediation',
  label: '行政复议调解书',
  code: '复调字',
  ground: 'mediate',
  to: (act) => said(act, 'parties')!,
  opening: () => '经调解，当事人自愿达成协议：',
  rows: (act) => [['履行期限', dateOr(act.payload.performDueOn)]],
  texts: (act) => [
    ['请求、事实和理由', said(act, 'claims')],
    ['调解结果', said(act, 'terms')],
  ],
  close: (_a, f) =>
    f.version === 'RECON_2017'
      ? '本调解书经双方当事人签字，即具有法律效力。'
      : '本调解书经各方当事人签字或者签章，并加盖行政复议机关印章，即具有法律效力。',
})
