/** The answers to a petition: the opinion, its review and recheck, a longer limit, and the end. */

import { fields, heading, letterTemplate, paragraphs, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type Block, fillWording, printedDate } from '#kernel/document'
import type { PetitionFacts } from '../petition-facts.ts'
import { finalGrounds, opinionConclusions, reviewConclusions } from '../petition-kinds.ts'
import { cites, groundedIn, inBrackets } from './common.ts'
import {
  isNoticeMadeHere,
  itsPetition,
  type NextAsk,
  nextAsk,
  type PetitionIssue,
  type PetitionView,
  petitionLawOf,
  petitionView,
  rulesOf,
} from './petition-view.ts'

// ----- A longer limit -----

type Extended = PetitionView & { days: number; dueOn: LocalDate; reason: string; basis: string }
const extensionTemplate = letterTemplate<Extended>({
  id: 'centre.petitionExtension',
  label: '信访事项延长办理期限告知书',
  code: '信延字',
  to: (d) => d.to,
  body: (d) => [
    ...paragraphs(
      `${itsPetition(d)}，情况复杂，${d.basis}经本机关、单位负责人批准，办理期限延长${d.days}日，延长后的末日为${printedDate(d.dueOn)}。`,
    ),
    ...paragraphs(`延期理由：${d.reason}`),
  ],
})
export const extendPapers: readonly PetitionIssue[] = [
  {
    template: extensionTemplate,
    when: (act) => isNoticeMadeHere(act.payload.notice),
    data: (act, f, paper): Extended => ({
      ...petitionView(act, f, paper),
      days: act.payload.days,
      dueOn: f.closeDueOn!,
      reason: act.payload.reason,
      basis: groundedIn(petitionLawOf(f).extend),
    }),
  },
]

// ----- The opinion -----

/** Of a paper that ends a step: what the petitioner may do, or that nothing follows. */
const nextWords = {
  review: '不服本处理意见的，可以自收到本意见书之日起{days}日内，向{organ}书面申请复查{basis}。{lapse}',
  recheck: '不服本复查意见的，可以自收到本意见书之日起{days}日内，向{organ}书面申请复核{basis}。{lapse}',
}
const askBlocks = (words: string, a: NextAsk): Block[] =>
  paragraphs(fillWording(words, { days: `${a.days}`, organ: a.organ, basis: a.basis, lapse: a.lapse }))

type Opinion = PetitionView & {
  demand: string
  findings: string
  conclusion: string
  opinion: string
  legalBasis: string
  procedure: string
  next: NextAsk
}
const opinionTemplate = letterTemplate<Opinion>({
  id: 'centre.petitionOpinion',
  label: '信访事项处理意见书',
  code: '信意字',
  wording: { review: nextWords.review },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(`${itsPetition(d)}，经听取陈述、调查核实，${d.procedure}提出如下处理意见：`),
    heading('一、信访人的投诉请求'),
    ...paragraphs(d.demand),
    heading('二、查明的事实和理由'),
    ...paragraphs(d.findings),
    heading('三、处理意见'),
    ...paragraphs(`对信访人的请求${d.conclusion}。${d.opinion}`),
    heading('四、法律法规依据'),
    ...paragraphs(d.legalBasis),
    heading('五、申请复查的权利和期限'),
    ...askBlocks(words.review!, d.next),
  ],
})
export const opinionPapers: readonly PetitionIssue[] = [
  {
    template: opinionTemplate,
    when: (act) => isNoticeMadeHere(act.payload.document),
    data: (act, f, paper): Opinion => ({
      ...petitionView(act, f, paper),
      demand: told(act, '/demand', act.payload.demand)!,
      findings: told(act, '/findings', act.payload.findings)!,
      conclusion: opinionConclusions[act.payload.conclusion as keyof typeof opinionConclusions],
      opinion: told(act, '/opinion', act.payload.opinion)!,
      legalBasis: act.payload.legalBasis,
      procedure: groundedIn(petitionLawOf(f).opinion),
      next: nextAsk(act, f, 'review'),
    }),
  },
]

// ----- Review and recheck -----

type Above = PetitionView & {
  conclusion: string
  opinion: string
  appliedOn: LocalDate
  before: string
  basis: string
  next: NextAsk
  final: string
}
const above =
  (what: 'review' | 'recheck'): PetitionIssue['data'] =>
  (act, f: PetitionFacts, paper): Above => {
    const step = f[what]!
    const law = petitionLawOf(f)
    const beforeOn = what === 'review' ? f.opinionOn! : f.review!.opinionOn!
    const number = act.given.beforeNo as string | null
    return {
      ...petitionView(act, f, paper),
      conclusion: reviewConclusions[act.payload.conclusion as keyof typeof reviewConclusions],
      opinion: told(act, '/opinion', act.payload.opinion)!,
      appliedOn: step.appliedOn,
      before: `${printedDate(beforeOn)}的${what === 'review' ? '信访处理意见' : '信访复查意见'}${number ? `（${number}）` : ''}`,
      basis: groundedIn(law[what]),
      next: nextAsk(act, f, 'recheck'),
      final: cites(law.final),
    }
  }
const reviewTemplate = letterTemplate<Above>({
  id: 'centre.petitionReview',
  label: '信访事项复查意见书',
  code: '信查字',
  wording: { recheck: nextWords.recheck },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(
      `你方就编号为${d.number}的信访事项，不服${d.before}，于${printedDate(d.appliedOn)}申请复查。${d.basis}经复查，意见如下：`,
    ),
    heading('一、复查意见和理由'),
    ...paragraphs(`${d.conclusion}原处理意见。${d.opinion}`),
    heading('二、申请复核的权利和期限'),
    ...askBlocks(words.recheck!, d.next),
  ],
})
const recheckTemplate = letterTemplate<Above>({
  id: 'centre.petitionRecheck',
  label: '信访事项复核意见书',
  code: '信核字',
  wording: { final: '本复核意见为本信访事项的终结意见。仍以同一事实和理由提出投诉请求的，各级机关、单位不再受理' },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(
      `你方就编号为${d.number}的信访事项，不服${d.before}，于${printedDate(d.appliedOn)}申请复核。${d.basis}经复核，意见如下：`,
    ),
    heading('一、复核意见和理由'),
    ...paragraphs(`${d.conclusion}原复查意见。${d.opinion}`),
    heading('二、终结'),
    ...paragraphs(`${words.final}${d.final ? `（${d.final}）` : ''}。`),
  ],
})
/** Of an organ outside the city the opinion is on file as that organ wrote it. */
export const reviewPapers: readonly PetitionIssue[] = [
  {
    template: reviewTemplate,
    when: (act, f) => f.review!.agencyId !== null && isNoticeMadeHere(act.payload.document),
    data: above('review'),
  },
]
export const recheckPapers: readonly PetitionIssue[] = [
  {
    template: recheckTemplate,
    when: (act, f) => f.recheck!.agencyId !== null && isNoticeMadeHere(act.payload.document),
    data: above('recheck'),
  },
]

// ----- The end -----

/** Only the province says of an agreement performed that it ends a petition for good. */
const endsByLaw = (f: PetitionFacts) => rulesOf(f).version === 'ZJ_PET_2016'
type Ended = PetitionView & { ground: string; dueOn: LocalDate | null; basis: string }
const finalTemplate = letterTemplate<Ended>({
  id: 'centre.petitionFinal',
  label: '信访事项处理终结告知书',
  code: '信终字',
  wording: { closing: '今后以同一事实和理由再次提出的，不再受理。有新的事实或者证据的，可以另行提出。' },
  to: (d) => d.to,
  body: (d, words) => [
    ...paragraphs(`${itsPetition(d)}，具有下列情形，处理终结${d.basis}：`),
    fields([
      ['终结的情形', d.ground],
      ['申请期限的末日', d.dueOn && printedDate(d.dueOn)],
      ['终结日期', printedDate(d.on)],
    ]),
    ...paragraphs(words.closing!),
  ],
})
export const finalPapers: readonly PetitionIssue[] = [
  {
    template: finalTemplate,
    data: (act, f, paper): Ended => ({
      ...petitionView(act, f, paper),
      ground: finalGrounds[f.final!],
      dueOn: f.final === 'LAPSED' ? f.appealDueOn : null,
      basis: inBrackets(f.final === 'LAPSED' ? petitionLawOf(f).lapse : endsByLaw(f) ? petitionLawOf(f).performed : []),
    }),
  },
]
