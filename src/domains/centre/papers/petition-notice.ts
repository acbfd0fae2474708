/** What is told a petitioner before the matter itself is answered: that it is registered, taken in hand, not taken, or led elsewhere. */

import { fields, letterTemplate, paragraphs, sheet, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, fillWording, printedDate } from '#kernel/document'
import type { FoldedAct, Paper } from '#kernel/procedure'
import type { PetitionFacts } from '../petition-facts.ts'
import { petitionPaths, type RepeatGround, requestItems } from '../petition-kinds.ts'
import { petitionDates } from '../petition-rules.ts'
import { codeGivenApart, groundedIn, inBrackets, registeredNames } from './common.ts'
import {
  isNoticeMadeHere,
  itsPetition,
  type PetitionIssue,
  type PetitionView,
  petitionLawOf,
  petitionView,
  rulesOf,
} from './petition-view.ts'

// ----- Receipt -----

type Receipt = PetitionView & { demand: string | undefined; isAccusation: boolean }
const receiptTemplate: DocumentTemplate<Receipt> = {
  id: 'centre.petitionReceipt',
  version: '1',
  label: '信访事项登记回执',
  layout: 'form',
  wording: {
    query: `凭上面的编号和查询码，可以查询办理环节、承办机关、日期和答复文书。${codeGivenApart}请妥善保存本回执。`,
  },
  build: (d, words) =>
    sheet(d, '信访事项登记回执', d.to, [
      ...paragraphs(`你方提出的信访事项，已于${printedDate(d.on)}登记。`),
      fields([
        ['编号', d.number],
        ['收到日期', printedDate(d.receivedOn)],
        ['形式', d.channel],
        ['类别', d.category],
        ['事由', d.isAccusation ? undefined : d.kind],
        ['请求', d.demand],
      ]),
      ...paragraphs(words.query!),
    ]),
}
export const receivePapers: readonly PetitionIssue[] = [
  {
    template: receiptTemplate,
    when: (_act, f) => f.petitionerIds.length > 0 && !f.isUnclear,
    data: (act, f, paper): Receipt => {
      const isAccusation = f.category === 'ACCUSATION'
      return {
        ...petitionView(act, f, paper),
        ...(isAccusation ? { to: '信访人', isMasked: false } : registeredNames(act)),
        demand: isAccusation ? undefined : told(act, '/demand', act.payload.demand),
        isAccusation,
      }
    },
  },
]

// ----- Taken in hand -----

type Accepted = PetitionView & {
  path: string
  item: string | undefined
  acceptedOn: LocalDate | null
  days: number
  dueOn: LocalDate | null
  noticeBasis: string
  closeBasis: string
}
const acceptedData: PetitionIssue['data'] = (act, f, paper): Accepted => ({
  ...petitionView(act, f, paper),
  path: act.payload.path,
  // The list's last item says what it is by what it is not.
  item: f.item === '6' ? '按信访程序办理，出具信访处理意见' : f.item ? requestItems[f.item] : undefined,
  acceptedOn: f.acceptedOn,
  days: rulesOf(f).close.days,
  dueOn: f.closeDueOn,
  noticeBasis: groundedIn(petitionLawOf(f).notice),
  closeBasis: inBrackets(petitionLawOf(f).close),
})
const acceptedTemplate = (id: string, label: string, code: string, says: string) =>
  letterTemplate<Accepted>({
    id,
    label,
    code,
    wording: {
      says,
      term: '自{from}起{days}日内办结并书面答复{basis}，末日为{due}。情况复杂需要延长的，将告知你方延期理由。',
      closing: '办理期间请勿就同一事项重复提出。',
    },
    to: (d) => d.to,
    body: (d, words) => [
      ...paragraphs(`${itsPetition(d)}，${d.noticeBasis}${words.says}`),
      fields([
        ['类别', d.category],
        ['办理途径', d.item],
        ['处理途径和程序', d.path],
      ]),
      ...paragraphs(
        d.acceptedOn && d.dueOn
          ? fillWording(words.term!, {
              from: printedDate(d.acceptedOn),
              days: `${d.days}`,
              basis: d.closeBasis,
              due: printedDate(d.dueOn),
            })
          : '',
      ),
      ...paragraphs(words.closing!),
    ],
  })
/** Until 2022-04-30 acceptance was a decision; since then the petitioner is told that it was received and what follows. */
const isUnderOldLaw = (f: PetitionFacts) => f.receivedOn < petitionDates.state2022
export const noticePapers: readonly PetitionIssue[] = [
  {
    template: acceptedTemplate('centre.petitionAcceptance', '信访事项受理告知书', '信受字', '本机关决定予以受理。'),
    when: (act, f) => isUnderOldLaw(f) && isNoticeMadeHere(act.payload.notice),
    data: acceptedData,
  },
  {
    template: acceptedTemplate('centre.petitionArrival', '信访事项接收情况告知书', '信接字', '本机关已经接收并办理。'),
    when: (act, f) => !isUnderOldLaw(f) && isNoticeMadeHere(act.payload.notice),
    data: acceptedData,
  },
]

// ----- Not taken -----

type Repeat = PetitionView & { ground: RepeatGround; previous: string | undefined; days: number; basis: string }
const groundText = (d: Repeat): string => {
  switch (d.ground) {
    case 'PENDING':
      return '与你方已经提出的信访事项相同，原件正在办理期限内。'
    case 'REPLIED':
      return `与你方已经提出的信访事项相同，原件已经书面答复。不服答复的，可以自收到书面答复之日起${d.days}日内依法申请复查、复核；期限自收到原答复之日起算，不重新计算。`
    case 'FINAL':
      return '与你方已经提出的信访事项相同，原件已经处理终结。'
  }
}
const repeatTemplate = letterTemplate<Repeat>({
  id: 'centre.petitionRepeatNotice',
  label: '信访事项不再受理告知书',
  code: '信不再字',
  wording: { newFacts: '有新的事实或者证据的，可以提供，经核实后依法办理。' },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(`${itsPetition(d)}，${groundText(d)}`),
    ...paragraphs(d.previous ? `原件文书：${d.previous}。` : ''),
    ...paragraphs(`${d.basis}本机关、单位不再受理。`),
    ...paragraphs(words.newFacts!),
  ],
})
export const refuseRepeatPapers: readonly PetitionIssue[] = [
  {
    template: repeatTemplate,
    when: (act) => isNoticeMadeHere(act.payload.notice),
    data: (act, f, paper): Repeat => ({
      ...petitionView(act, f, paper),
      ground: act.payload.ground,
      previous: act.payload.previous?.number,
      days: rulesOf(f).review.amount,
      basis: groundedIn(petitionLawOf(f).repeat),
    }),
  },
]

/** Of the articles on leading a petition elsewhere the one on its category. */
const divertGround = (f: PetitionFacts) => {
  const law = petitionLawOf(f)
  if (f.category === 'REQUEST') return law.ways
  return law.divert.filter((b) => b.article === (f.category === 'SUGGESTION' ? 29 : 30))
}
type Led = PetitionView & { path: string; target: string; reason: string; basis: string }
const ledData =
  (ground: 'notMine' | 'divert') =>
  (act: FoldedAct, f: PetitionFacts, paper: Paper): Led => ({
    ...petitionView(act, f, paper),
    path: petitionPaths[act.payload.path as keyof typeof petitionPaths],
    target: act.given.targetName ?? '',
    reason: act.payload.reason ?? '',
    basis: groundedIn(ground === 'notMine' ? petitionLawOf(f).notMine : divertGround(f)),
  })
const notMineTemplate = letterTemplate<Led>({
  id: 'centre.petitionNotAccepted',
  label: '信访事项不予受理告知书',
  code: '信不受字',
  wording: { closing: '法律对提出的期限有规定的，请注意在期限内提出；本告知不停止、不延长这些期限。' },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(`${itsPetition(d)}，不属于本机关、单位受理的范围，${d.basis}不予受理。`),
    ...paragraphs(`理由：${d.reason}`),
    ...paragraphs(`请向${d.target}提出（程序：${d.path}）。`),
    ...paragraphs(words.closing!),
  ],
})
export const notMinePapers: readonly PetitionIssue[] = [
  { template: notMineTemplate, when: (act) => isNoticeMadeHere(act.payload.notice), data: ledData('notMine') },
]

// ----- Led elsewhere -----

const divertTemplate = letterTemplate<Led>({
  id: 'centre.petitionDiversion',
  label: '信访事项导入其他程序告知书',
  code: '信导字',
  wording: { closing: '处理结果由接收的机关、单位按照该程序告知。法律对申请期限有规定的，请注意在期限内提出。' },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(`${itsPetition(d)}，${d.basis}通过“${d.path}”程序办理，由${d.target}接收。`),
    ...paragraphs(words.closing!),
  ],
})
type Suggestion = PetitionView & { reply: string; basis: string }
const suggestionTemplate = letterTemplate<Suggestion>({
  id: 'centre.petitionSuggestionReply',
  label: '建议意见回复函',
  code: '信复字',
  wording: { closing: '感谢你方的建议。' },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(`${itsPetition(d)}，经研究，${d.basis}回复如下：`),
    ...paragraphs(d.reply),
    ...paragraphs(words.closing!),
  ],
})
const isSuggestion = (f: PetitionFacts) => f.category === 'SUGGESTION'
export const divertPapers: readonly PetitionIssue[] = [
  {
    template: divertTemplate,
    when: (act, f) => !isSuggestion(f) && isNoticeMadeHere(act.payload.notice),
    data: ledData('divert'),
  },
  {
    template: suggestionTemplate,
    when: (act, f) => isSuggestion(f) && isNoticeMadeHere(act.payload.notice),
    data: (act, f, paper): Suggestion => ({
      ...petitionView(act, f, paper),
      reply: told(act, '/reply', act.payload.reply)!,
      basis: groundedIn(divertGround(f)),
    }),
  },
]
