/** What the text of the two laws asks beyond the chapter's worked cases: when to enforce, what silence leads to, what must come first. */
import { assign, copy, decide, file, reply, serve } from './recon.cases.ts'
import type { Scenario } from './recon-play.ts'
import { no, ready, yes } from './recon-rules.cases.ts'

const enforce = (on: string, by: string, who = 'organHead') =>
  [on, who, 'enforce', { by, note: '逾期不起诉不履行' }] as const
const signed = (on: string) => ({
  signatures: [
    { who: '1', signedOn: on },
    { who: 'bureau', signedOn: on },
  ],
  sealedOn: on,
})
const agreed = { terms: '协议', claims: '请求', parties: '各方' }

const enforcing: Scenario[] = [
  {
    id: '强制执行 未送达申请人',
    text: '决定只送达被申请人：申请人的起诉期限没有起算，不得强制执行；两名申请人只送达一名的，也不得；都届满的可以',
    steps: [
      ...ready('2025-03', { applicants: ['@person:0', '@person:1'] }),
      decide('2025-04-01', 'MODIFY'),
      { ...serve('2025-04-02', 'decision', 'bureau'), state: 'EFFECTIVE' },
      no(...enforce('2025-04-02', 'ORGAN'), 'enforceEarly'),
      { ...serve('2025-04-02', 'decision', '1'), due: { sue: '2025-04-17' } },
      no(...enforce('2025-04-18', 'ORGAN'), 'enforceEarly'),
      { ...serve('2025-04-18', 'decision', '2'), state: 'EFFECTIVE' },
      // The second applicant's own days end on 05-06, after the holiday.
      no(...enforce('2025-05-06', 'ORGAN'), 'enforceEarly'),
      yes(...enforce('2025-05-07', 'ORGAN')),
    ],
  },
  {
    id: '强制执行 第三人 2017',
    text: '2017年文本的维持决定由被申请人执行；第三人的起诉期限也须届满（条例第五十二条）',
    steps: [
      file('2023-03-06', { act: { docNo: '示罚〔2023〕93号' } }),
      assign('2023-03-07'),
      copy('2023-03-08'),
      yes('2023-03-09', 'officer', 'addThirdParty', { person: '@person:1', joinedBy: 'NOTIFIED', interest: '相邻' }),
      reply('2023-03-16'),
      decide('2023-04-03', 'MAINTAIN'),
      serve('2023-04-04', 'decision', '1'),
      no(...enforce('2023-04-20', 'RESPONDENT', 'bureau.head'), 'enforceEarly'),
      serve('2023-04-20', 'decision', 'T1'),
      no(...enforce('2023-05-05', 'RESPONDENT', 'bureau.head'), 'enforceEarly'),
      yes(...enforce('2023-05-06', 'RESPONDENT', 'bureau.head')),
    ],
  },
  {
    id: '强制执行 调解书',
    text: '调解书载明履行期限05-06的：生效当日、期限内不得强制执行，届满次日可以；没有载明的按六十日',
    steps: [
      ...ready('2025-03'),
      no('2025-03-20', 'unitHead', 'mediate', { ...agreed, performDueOn: '2025-03-20' }, 'performDue'),
      yes('2025-03-20', 'unitHead', 'mediate', { ...agreed, performDueOn: '2025-05-06' }, 'MEDIATED'),
      {
        ...yes('2025-03-21', 'officer', 'confirmSigned', signed('2025-03-21'), 'EFFECTIVE'),
        due: { performMediation: '2025-05-06' },
      },
      no(...enforce('2025-03-21', 'ORGAN'), 'enforceEarly'),
      no(...enforce('2025-05-06', 'ORGAN'), 'enforceEarly'),
      yes(...enforce('2025-05-07', 'ORGAN')),
    ],
  },
]

export const scenarios: Scenario[] = [...enforcing]
