/** What papers of reconsideration say under each version of the law, built from an act and facts alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialFacts } from '../src/domains/reconsideration/facts.ts'
import { decisionPapers } from '../src/domains/reconsideration/papers/decision.ts'
import { suspendPapers } from '../src/domains/reconsideration/papers/ending.ts'
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
