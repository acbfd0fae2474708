/** What the two sides of a petition sign instead of an opinion: an agreement that the organ has mediated, or one that they came to by themselves. */

import { fields, foot, heading, numbered, paragraphs, signatures, title, told } from '#kernel/blocks'
import { type DocumentTemplate, fillWording } from '#kernel/document'
import { agreementKinds } from '../petition-kinds.ts'
import { groundedIn } from './common.ts'
import { type PetitionIssue, type PetitionView, petitionLawOf, petitionView } from './petition-view.ts'

type Agreement = PetitionView & {
  name: string
  other: string
  dispute: string
  terms: string
  performance: string
  basis: string
}
const agreementTemplate: DocumentTemplate<Agreement> = {
  id: 'centre.petitionAgreement',
  version: '1',
  label: '信访事项调解（和解）协议书',
  isRecord: true,
  layout: 'form',
  wording: {
    opening: '{basis}各方就编号为{number}的信访事项，自愿达成如下协议：',
    closing: '本协议自各方签名（盖章）之日起生效，代替信访处理意见书，各方应当按照约定履行。',
    copies: '本协议各方各执一份，{organ}留存一份。',
  },
  build: (d, words) => [
    title(`信访事项${d.name}`),
    numbered(d.number),
    heading('一、当事人'),
    fields([
      ['信访人', d.to],
      ['对方', d.other],
    ]),
    heading('二、争议事项'),
    ...paragraphs(d.dispute),
    heading('三、协议内容'),
    ...paragraphs(fillWording(words.opening!, { basis: d.basis, number: d.number })),
    ...paragraphs(d.terms),
    heading('四、履行的方式、期限'),
    ...paragraphs(d.performance),
    ...paragraphs(words.closing!),
    ...paragraphs(fillWording(words.copies!, { organ: d.by })),
    signatures({ label: '信访人', mark: 'any' }, { label: '对方', mark: 'any' }, { label: d.by, mark: 'seal' }),
    ...foot(d),
  ],
}
export const agreementPapers: readonly PetitionIssue[] = [
  {
    template: agreementTemplate,
    data: (act, f, paper): Agreement => ({
      ...petitionView(act, f, paper),
      name: agreementKinds[act.payload.kind as keyof typeof agreementKinds],
      other: told(act, '/otherName', act.payload.otherName)!,
      dispute: told(act, '/dispute', act.payload.dispute)!,
      terms: told(act, '/terms', act.payload.terms)!,
      performance: told(act, '/performance', act.payload.performance)!,
      basis: groundedIn(petitionLawOf(f).mediate),
    }),
  },
]
