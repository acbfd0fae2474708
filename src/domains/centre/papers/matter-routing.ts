/** Papers on the way into a lawful procedure: who is sent where, what comes back, what became of it, and what goes back to a court. */

import { dateOr, fields, paragraphs, sheet, signatures } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, fillWording, printedDate } from '#kernel/document'
import type { FoldedAct } from '#kernel/procedure'
import { channels, guidedPaths, type Outcome, outcomes, paths } from '../kinds.ts'
import { invited } from '../law.ts'
import { lastHandoff, type MatterFacts } from '../matter-facts.ts'
import { groundedIn, inBrackets } from './common.ts'
import { ownWays } from './matter-intake.ts'
import { isMadeHere, lawOf, type MatterIssue, type MatterView, matterView, petitionerOf } from './matter-view.ts'

// ----- Into a procedure -----

type Handed = MatterView & {
  path: string
  target: string
  competence: string | undefined
  petitioner: string
  source: string
  receivedOn: LocalDate
  heads: number
  deadlineOn: LocalDate | null
  basis: string
}
const handedData: MatterIssue['data'] = (act, f, paper): Handed => {
  const h = f.handoffs.at(-1)!
  return {
    ...matterView(act, f, paper),
    path: paths[h.path],
    target: h.targetName,
    competence: act.payload.competence,
    petitioner: petitionerOf(act, f),
    source: channels[f.channels[0]!.channel],
    receivedOn: f.receivedOn,
    heads: f.headCount,
    deadlineOn: act.given.deadlineOn ?? null,
    basis: inBrackets(lawOf(f).ways),
  }
}
const guidanceTemplate: DocumentTemplate<Handed> = {
  id: 'centre.guidance',
  version: '1',
  label: '途径引导单',
  layout: 'form',
  wording: {
    guidance: '你方登记的事项，依法应当通过{path}解决{basis}。请向{target}提出申请，并按照该程序的要求提交材料。',
    notStopped: '本中心的登记和引导不停止、不延长法律规定的申请、起诉期限和时效。',
  },
  build: (d, words) =>
    sheet(d, '途径引导单', d.to, [
      ...paragraphs(fillWording(words.guidance!, { path: d.path, basis: d.basis, target: d.target })),
      fields([
        ['事项性质', d.subject],
        ['法定途径', d.path],
        ['接收单位', d.target],
        ['职权依据', d.competence],
        ['登记的收到日', printedDate(d.receivedOn)],
        ['法定期限的末日', d.deadlineOn && `${printedDate(d.deadlineOn)}（按登记的日期计算）`],
      ]),
      ...paragraphs(words.notStopped!),
      ...paragraphs('随单转去登记材料一份，接收单位的受理情况由其依法告知。'),
    ]),
}
const transferTemplate: DocumentTemplate<Handed> = {
  id: 'centre.transferSheet',
  version: '1',
  label: '移送单',
  isRecord: true,
  layout: 'form',
  wording: { request: '请依法办理，并将是否接收、办理结果书面告知本中心。不接收的，请注明理由。' },
  build: (d, words) =>
    sheet(d, '移送单', d.target, [
      ...paragraphs(`本中心登记的下列事项，依法应当通过${d.path}办理，现移送你单位${d.basis}。`),
      fields([
        ['事项性质', d.subject],
        ['来访人', d.petitioner],
        ['涉及人数', `${d.heads}人`],
        ['来源', d.source],
        ['收到日期', printedDate(d.receivedOn)],
        ['职权依据', d.competence],
        ['材料', '登记材料随单移送，以所附清单为准'],
      ]),
      ...paragraphs(words.request!),
      signatures({ label: `${d.target}签收`, mark: 'any' }),
    ]),
}
const isGuided = (act: FoldedAct) => guidedPaths.includes(act.payload.path)
/** Into a procedure that the petitioner himself begins: he is told in writing. Into any other: the matter goes over with a slip. */
export const handoffPapers: readonly MatterIssue[] = [
  {
    template: guidanceTemplate,
    when: (act) => isGuided(act) && isMadeHere(act.payload.notice),
    data: handedData,
  },
  {
    template: transferTemplate,
    when: (act) => !isGuided(act) && isMadeHere(act.payload.receipt),
    data: handedData,
  },
]

// ----- And back -----

type Returned = MatterView & { path: string; target: string; handedOn: LocalDate; reason: string }
const returnTemplate: DocumentTemplate<Returned> = {
  id: 'centre.returnSlip',
  version: '1',
  label: '退件单',
  isRecord: true,
  layout: 'form',
  build: (d) =>
    sheet(d, '退件单', undefined, [
      fields([
        ['退件单位', d.target],
        ['移送的途径', d.path],
        ['移送日期', printedDate(d.handedOn)],
        ['退件日期', printedDate(d.on)],
        ['不接收的理由', d.reason],
      ]),
      ...paragraphs('材料已经收回。本件由中心重新分流。'),
      signatures({ label: `${d.target}经办人`, mark: 'any' }),
    ]),
}
export const targetRefusePapers: readonly MatterIssue[] = [
  {
    template: returnTemplate,
    data: (act, f, paper): Returned => {
      const h = lastHandoff(f)!
      return {
        ...matterView(act, f, paper),
        path: paths[h.path],
        target: h.targetName,
        handedOn: h.on,
        reason: act.payload.reason,
      }
    },
  },
]

type Progress = MatterView & {
  path: string
  target: string
  handedOn: LocalDate
  outcome: Outcome
  reviewDueOn: LocalDate | null
  isFinal: boolean
}
const progressTemplate: DocumentTemplate<Progress> = {
  id: 'centre.progress',
  version: '1',
  label: '办理情况告知',
  layout: 'form',
  wording: {
    failed: '没有达成一致的，你方可以依法通过仲裁、诉讼等途径解决；有时效、期限规定的，请注意在期限内提出。',
    ways: ownWays,
  },
  build: (d, words) =>
    sheet(d, '办理情况告知', d.to, [
      ...paragraphs('你方登记的事项，办理情况如下：'),
      fields([
        ['办理途径', d.path],
        ['办理单位', d.target],
        ['转入日期', printedDate(d.handedOn)],
        ['办理情况', outcomes[d.outcome]],
        ['申请复查的末日', dateOr(d.reviewDueOn)],
        ['终结', d.isFinal && '同一事项已经处理终结，以同一事实和理由再次提出的不再受理'],
      ]),
      ...paragraphs('结论以办理单位出具的文书为准。'),
      ...paragraphs(d.outcome === 'FAILED' ? words.failed! : ''),
      ...paragraphs(words.ways!),
    ]),
}
export const outcomePapers: readonly MatterIssue[] = [
  {
    template: progressTemplate,
    data: (act, f: MatterFacts, paper): Progress => {
      const h = lastHandoff(f)!
      return {
        ...matterView(act, f, paper),
        path: paths[h.path],
        target: h.targetName,
        handedOn: h.on,
        outcome: act.given.outcome,
        reviewDueOn: f.reviewDueOn,
        isFinal: f.isFinal,
      }
    },
  },
]

// ----- Back to the court that delegated -----

type Court = MatterView & {
  court: string
  reason: string
  signedOn: LocalDate
  extendedTo: LocalDate | null
  parties: string
  basis: string
}
const courtReasons: Record<string, string> = {
  FAILED: '调解不成',
  REFUSED: '对方拒绝调解',
  UNREACHABLE: '联系不上对方',
  DUE: '委派期限届满，没有达成协议',
}
const courtTemplate: DocumentTemplate<Court> = {
  id: 'centre.courtReturn',
  version: '1',
  label: '材料移送单',
  isRecord: true,
  layout: 'form',
  build: (d) =>
    sheet(d, '材料移送单', d.court, [
      ...paragraphs(`你院委派调解的下列事项，${d.reason}，${d.basis}现将材料退回。`),
      fields([
        ['当事人', d.parties],
        ['签收委派材料', printedDate(d.signedOn)],
        ['合意延长至', dateOr(d.extendedTo)],
        ['退回日期', printedDate(d.on)],
        ['材料', '原材料和调解情况记录，以所附清单为准'],
      ]),
      ...paragraphs('当事人坚持起诉的，请依法登记立案。'),
      signatures({ label: `${d.court}签收`, mark: 'any' }),
    ]),
}
export const courtPapers: readonly MatterIssue[] = [
  {
    template: courtTemplate,
    when: (act) => isMadeHere(act.payload.receipt),
    data: (act, f, paper): Court => ({
      ...matterView(act, f, paper),
      court: act.given.name,
      reason: courtReasons[act.payload.reason]!,
      signedOn: f.courtSignedOn!,
      extendedTo: f.courtExtendedTo,
      parties: petitionerOf(act, f),
      basis: groundedIn([invited(21, 1)]),
    }),
  },
]
