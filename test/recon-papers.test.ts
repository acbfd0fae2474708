/** What papers of reconsideration say under each version of the law, built from an act and facts alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialFacts } from '../src/domains/reconsideration/facts.ts'
import { decisionPapers, dismissalPapers } from '../src/domains/reconsideration/papers/decision.ts'
import { suspendPapers } from '../src/domains/reconsideration/papers/ending.ts'
import { stayPapers } from '../src/domains/reconsideration/papers/handling.ts'
import { filePapers, refusalPapers } from '../src/domains/reconsideration/papers/intake.ts'
import type { ReconVersion } from '../src/domains/reconsideration/statutes.ts'

type Said = { opening: string; rows: [string, string | undefined][]; close: string | undefined }
const made = (papers: typeof decisionPapers, version: ReconVersion, payload: object): Said =>
  papers[0]!.data(
    { payload, given: {}, personal: () => '（文本）', declaredOn: '2024-03-01' } as never,
    { ...initialFacts, version },
    { number: '示例', on: '2024-03-01', check: '', byName: '示例区人民政府' } as never,
  ) as Said
const deciding = (kinds: string[], more: object = {}) => ({
  kinds,
  items: [],
  revokeGrounds: [],
  court: '法院',
  ...more,
})

test('a decision cites the articles of its kinds and items, and of silence where it rests on that', () => {
  const both = made(decisionPapers, 'RECON_2023', deciding(['REVOKE_PART', 'MAINTAIN'], { items: ['COMPENSATE'] }))
  for (const article of ['第六十四条', '第六十八条', '第七十二条', '第六十一条'])
    assert.match(both.opening, new RegExp(article))
  assert.doesNotMatch(both.opening, /第七十条/)
  assert.match(made(decisionPapers, 'RECON_2023', deciding(['REVOKE'], { isByDefault: true })).opening, /第七十条/)
  const old = made(decisionPapers, 'RECON_2017', deciding(['MODIFY'])).opening
  assert.match(old, /第二十八条第一款第三项|第二十八条第一款第（三）项/)
  assert.match(old, /实施条例》第四十七条/)
  // The law is named once, the regulation once.
  assert.equal(old.split('《').length - 1, 2)
})

test('a suspension cites the item of its own ground', () => {
  assert.match(made(suspendPapers, 'RECON_2023', { ground: 'S09' }).opening, /第三十九条第一款第（九）项/)
  const old = made(suspendPapers, 'RECON_2017', { ground: 'S04' }).opening
  assert.match(old, /第四十一条第一款第（三）项/)
  assert.doesNotMatch(old, /第二十六条/)
})

test('the words are those of the version', () => {
  const both = (papers: typeof decisionPapers, payload: object, of: (d: Said) => string | undefined) =>
    (['RECON_2017', 'RECON_2023'] as const).map((v) => of(made(papers, v, payload)))
  const row = (label: string) => (d: Said) => d.rows.find(([l]) => l === label)?.[1]
  const receipt = filePapers.filter((p) => p.template.id === 'reconsideration.receipt')
  const [received, registered] = both(receipt, { applicants: [] }, (d) => d.close)
  assert.match(received!, /收到之日起即为受理/)
  assert.match(registered!, /登记不等于受理/)
  const [old, now] = both(refusalPapers, { ground: 'LATE' }, (d) => d.close)
  assert.match(old!, /法律、法规规定应当先/)
  assert.match(now!, /法律、行政法规规定应当先/)
  for (const ground of ['NO_DUTY', 'NOT_ACCEPTABLE'])
    assert.match(made(dismissalPapers, 'RECON_2017', { ground }).opening, /决定驳回行政复议申请。$/)
  assert.deepEqual(both(decisionPapers, deciding(['REJECT_REQUEST']), row('决定种类')), [
    '驳回行政复议申请',
    '驳回复议请求',
  ])
  assert.deepEqual(both(suspendPapers, { ground: 'S05' }, row('情形')), [
    '当事人因不可抗力不能参加',
    '当事人因不可抗力或者其他正当理由不能参加',
  ])
  assert.deepEqual(both(stayPapers, { ground: 'LAW', result: 'STAY' }, row('情形')), [
    '法律规定停止执行',
    '法律、法规、规章规定停止执行',
  ])
})
