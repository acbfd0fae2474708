/** Letters between organs on a petition: passing it on, and objecting to that. No letter names whom a petition accuses, nor who accuses. */

import { fields, letterTemplate, paragraphs, sheet, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, printedDate } from '#kernel/document'
import { HIDDEN } from '#kernel/mask'
import type { FoldedAct, Paper } from '#kernel/procedure'
import { lastTransfer, type PetitionFacts } from '../petition-facts.ts'
import { conferenceWays } from '../petition-kinds.ts'
import { groundedIn, inBrackets } from './common.ts'
import { type PetitionIssue, type PetitionView, petitionLawOf, petitionView, rulesOf } from './petition-view.ts'

type Passed = PetitionView & {
  organ: string
  petitioner: string
  heads: number
  feedbackDueOn: LocalDate | null
  basis: string
  notice: string
  objection: string
}
const spanText = (s: { unit: string; amount: number }) => `${s.amount}${s.unit === 'workday' ? '个工作日' : '日'}`
const passedData =
  (ground: 'transfer' | 'assign') =>
  (act: FoldedAct, f: PetitionFacts, paper: Paper): Passed => {
    const law = petitionLawOf(f)
    const rules = rulesOf(f)
    const view = petitionView(act, f, paper)
    return {
      ...view,
      organ: act.given.toName,
      petitioner: f.category === 'ACCUSATION' ? HIDDEN : view.to,
      isMasked: f.category === 'ACCUSATION' ? false : view.isMasked,
      heads: f.headCount,
      feedbackDueOn: lastTransfer(f)!.feedbackDueOn,
      basis: groundedIn(law[ground]),
      notice: `自收到之日起${spanText(rules.notice.within)}内书面告知信访人${inBrackets(law.notice)}`,
      objection: rules.objection.isStatutory
        ? `不属于你机关、单位职权范围的，自收到之日起${spanText(rules.objection.within)}内提出异议并详细说明理由，经核实同意后交还材料${inBrackets(law.objection)}；不得自行退回。`
        : `不属于你机关、单位职权范围的，请在${spanText(rules.objection.within)}内书面说明理由，经核实同意后交还材料。`,
    }
  }
const passing = (id: string, label: string, code: string, verb: string) =>
  letterTemplate<Passed>({
    id,
    label,
    code,
    wording: { secrecy: '请为信访人保密，不得将检举、控告材料及有关情况透露、转给被检举、控告的人员或者单位。' },
    to: (d) => d.organ,
    body: (d, words) => [
      ...paragraphs(`${d.basis}现将下列信访事项（编号：${d.number}）${verb}你机关、单位依法办理。`),
      fields(
        [
          ['信访人', d.petitioner],
          ['人数', `${d.heads}人`],
          ['收到日期', printedDate(d.receivedOn)],
          ['形式', d.channel],
          ['类别', d.category],
          ['反馈期限', d.feedbackDueOn && `${printedDate(d.feedbackDueOn)}以前`],
        ],
        2,
      ),
      ...paragraphs('材料随函移送，以所附清单为准。'),
      ...paragraphs(`请${d.notice}。${d.objection}`),
      ...paragraphs(words.secrecy!),
    ],
  })
export const transferPapers: readonly PetitionIssue[] = [
  {
    template: passing('centre.petitionTransfer', '信访事项转送函', '信转字', '转送'),
    data: passedData('transfer'),
  },
]
export const assignPapers: readonly PetitionIssue[] = [
  {
    template: passing('centre.petitionAssignment', '信访事项交办函', '信交字', '交办'),
    data: passedData('assign'),
  },
]

type Objection = PetitionView & { organ: string; arrivedOn: LocalDate; reason: string; proper: string; basis: string }
const objectionTemplate = letterTemplate<Objection>({
  id: 'centre.petitionObjection',
  label: '信访事项异议书',
  code: '信异字',
  to: (d) => d.organ,
  body: (d) => [
    ...paragraphs(
      `你机关、单位转送（交办）的信访事项（编号：${d.number}），本机关、单位于${printedDate(d.arrivedOn)}收到。经审查，该事项不属于本机关、单位职权范围，${d.basis}提出异议，请核实。`,
    ),
    fields([
      ['详细理由', d.reason],
      ['应当办理的机关、单位', d.proper],
    ]),
    ...paragraphs('相关材料待核实同意后交还。'),
  ],
})
export const objectPapers: readonly PetitionIssue[] = [
  {
    template: objectionTemplate,
    data: (act, f, paper): Objection => ({
      ...petitionView(act, f, paper),
      isMasked: false,
      organ: act.given.organName,
      arrivedOn: f.arrivedOn,
      reason: act.payload.reason,
      proper: act.given.properName,
      basis: groundedIn(petitionLawOf(f).objection),
    }),
  },
]

type Conference = PetitionView & {
  units: string
  way: string
  decider: string | undefined
  lead: string
  conclusion: string
  basis: string
}
const conferenceTemplate: DocumentTemplate<Conference> = {
  id: 'centre.petitionConference',
  version: '1',
  label: '信访事项会商纪要',
  isRecord: true,
  layout: 'form',
  wording: { bound: '确定的办理单位不得再提出异议。' },
  build: (d, words) =>
    sheet(d, '信访事项会商纪要', undefined, [
      ...paragraphs(`${d.basis}就办理单位会商如下：`),
      fields([
        ['会商日期', printedDate(d.on)],
        ['参加的机关、单位', d.units],
        ['确定的方式', d.way],
        ['决定、协调的机关', d.decider],
        ['办理单位', d.lead],
      ]),
      ...paragraphs(d.conclusion),
      ...paragraphs(words.bound!),
    ]),
}
export const conferencePapers: readonly PetitionIssue[] = [
  {
    template: conferenceTemplate,
    data: (act, f, paper): Conference => ({
      ...petitionView(act, f, paper),
      isMasked: false,
      units: (act.given.unitNames as string[]).join('、'),
      way: conferenceWays[act.payload.way as keyof typeof conferenceWays],
      decider: act.payload.decider,
      lead: act.given.toName,
      conclusion: told(act, '/conclusion', act.payload.conclusion)!,
      basis: groundedIn(petitionLawOf(f).joint),
    }),
  },
]
