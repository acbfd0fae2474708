/** Documents as values: numbers, dates, wordings and the hash of a paper. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  buildDocument,
  checkWording,
  type DocumentTemplate,
  documentCommitment,
  documentHash,
  documentNumber,
  documentText,
  ordinalNumber,
  printedDate,
  Refusal,
  sm3Hex,
  verifyCommitment,
  wordingOn,
} from '#kernel'
import { agreement, day, letter, paper } from './documents-support.ts'

const notice: DocumentTemplate<{ name: string }> = {
  id: 'test.notice',
  version: '1',
  label: '告知书',
  layout: 'form',
  wording: { opening: '{name}：现告知如下。', closing: '特此告知。' },
  build: (data, words) => [
    { kind: 'title', text: '告知书' },
    { kind: 'paragraph', text: words.opening!.replace('{name}', () => data.name) },
    { kind: 'paragraph', text: words.closing! },
  ],
}

test('numbers stand in 〔〕 with the year in full and no leading zeros; a series may write 第', () => {
  assert.equal(documentNumber('甬政法', 2020, 12), '甬政法〔2020〕12号')
  assert.equal(documentNumber('海洞人调字', 2020, 7, ordinalNumber), '海洞人调字〔2020〕第7号')
  for (const [year, n] of [
    [20, 1],
    [2020, 0],
    [2020, 1.5],
  ] as const)
    assert.throws(() => documentNumber('甬', year, n))
})

test('dates are printed in Arabic numerals without leading zeros', () => {
  assert.equal(printedDate(day('2020-03-02')), '2020年3月2日')
  assert.throws(() => printedDate(day('2020-02-30')), Refusal)
})

test('an agency’s own wording holds from its day until its end; the later one takes precedence', () => {
  const base = notice as DocumentTemplate
  const overrides = [
    { template: 'test.notice', name: 'closing', text: '丙', from: day('2020-06-01') },
    { template: 'test.notice', name: 'closing', text: '乙', from: day('2020-03-01'), until: day('2020-09-01') },
    { template: 'test.other', name: 'closing', text: '丁', from: day('2020-01-01') },
    { template: 'test.notice', name: 'unknown', text: '戊', from: day('2020-01-01') },
  ]
  assert.equal(wordingOn(base, overrides, day('2020-02-29')).closing, '特此告知。')
  assert.equal(wordingOn(base, overrides, day('2020-03-01')).closing, '乙')
  assert.equal(wordingOn(base, overrides, day('2020-06-01')).closing, '丙')
  assert.deepEqual(Object.keys(wordingOn(base, overrides, day('2020-06-01'))), ['opening', 'closing'])
  const issued = buildDocument(notice, { name: '{closing}' }, day('2020-03-01'), overrides)
  assert.deepEqual(issued.blocks[1], { kind: 'paragraph', text: '{closing}：现告知如下。' })
  assert.deepEqual(issued.blocks[2], { kind: 'paragraph', text: '乙' })
})

test('a wording that asks for what is not given is refused before it is kept', () => {
  const base = notice as DocumentTemplate
  const override = { template: 'test.notice', name: 'opening', text: '{name}您好', from: day('2020-01-01') }
  checkWording(base, override)
  assert.throws(() => checkWording(base, { ...override, text: '{phone}您好' }), /\{phone\}/)
  assert.throws(() => checkWording(base, { ...override, name: 'toString' }), Refusal)
  assert.throws(() => checkWording(base, { ...override, template: 'test.other' }), Refusal)
})

test('the hash covers template, version and text; the text is canonical JSON', () => {
  assert.equal(
    documentText(paper('form', [{ kind: 'title', text: 'e\u0301' }])),
    '{"blocks":[{"kind":"title","text":"é"}],"layout":"form","on":"2020-03-02","title":"样张"}',
  )
  const text = documentText(letter)
  assert.equal(documentHash(letter), sm3Hex(`{"template":"test.paper","text":${JSON.stringify(text)},"version":"1"}`))
  const others = [
    { ...letter, version: '2' },
    { ...letter, template: 'test.paper2' },
    { ...letter, on: day('2020-03-03') },
    { ...letter, blocks: letter.blocks.slice(1) },
    agreement,
  ]
  assert.equal(new Set([letter, ...others].map(documentHash)).size, others.length + 1)
  assert.deepEqual(JSON.parse(JSON.stringify(letter)), letter, 'a tree is plain JSON')
})

test('a paper with personal data is committed to with a salt', () => {
  const commitment = documentCommitment('00'.repeat(16), agreement)
  const committed = { template: 'test.paper', version: '1', text: documentText(agreement) }
  assert.ok(verifyCommitment('00'.repeat(16), committed, commitment))
  assert.ok(!verifyCommitment('01'.repeat(16), committed, commitment))
  assert.notEqual(commitment.$sm3, documentHash(agreement))
})

test('broken text is refused by its place', () => {
  const broken = paper('form', [{ kind: 'paragraph', text: 'a\ud800' }])
  assert.throws(() => documentText(broken), /\/blocks\/0\/text/)
})
