/** Papers and files in the record: numbers without gaps, hashes that hold, voiding, service, an agency's own words, erasure. */
import assert from 'node:assert/strict'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { familyOf, fontsOf, lackingIn } from '../src/documents/fonts.ts'
import type { Actor } from '../src/kernel/access.ts'
import { type ActRecord, sm3Hex } from '../src/kernel/canonical.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns, fieldsOf, storedEffect } from '../src/kernel/derive.ts'
import type { DocumentTree } from '../src/kernel/document.ts'
import { seededEntropy } from '../src/kernel/entropy.ts'
import { recordDomain } from '../src/kernel/erase.ts'
import type { ActionRequest, AttachedFile, MatterState } from '../src/kernel/matter.ts'
import { builtPaper, paperHash } from '../src/kernel/paper.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { wordingDomain } from '../src/kernel/wording.ts'
import { sample } from './sample/domain.ts'
import { openCity, type TestCity, temporaryFolder } from './support.ts'

let city: TestCity
let officer: Actor
let clerk: Actor
let writer: Actor
let topics = 0

before(async () => {
  city = await openCity([sample, recordDomain, wordingDomain([sample])], { lacking: lackingIn })
  await city.agency('A1', 'bureau', { county: '330203', name: '示例局' })
  clerk = await city.post('clerk1', 'clerk', { kind: 'agency', value: 'A1' }, 'A1')
  officer = await city.post('officer1', 'officer', { kind: 'agency', value: 'A1' }, 'A1')
  writer = await city.post('writer1', 'wording_officer', { kind: 'agency', value: 'A1' }, 'A1')
})
after(() => city.close())

async function decided(year = '2023'): Promise<string> {
  const m = await city.ok(clerk, `${year}-03-01`, {
    procedure: 'sample.filing',
    action: 'file',
    input: { agencyId: 'A1', topic: `文书${++topics}`, name: '陈示例' },
  })
  await city.ok(officer, `${year}-03-02`, { matterId: m.matterId, action: 'accept', input: {} })
  await city.ok(officer, `${year}-03-03`, { matterId: m.matterId, action: 'decide', input: { result: 'yes' } })
  return m.matterId
}
const notice = (matterId: string, more = {}) => ({
  matterId,
  action: 'notify',
  input: { name: '陈示例', result: 'yes', ...more },
})
const q = (text: string, values: unknown[] = []) => city.owner.query(text, values).then((r) => r.rows)

/** Folds a matter's acts again, and builds the papers of each as they are opened. */
async function papersOf(matterId: string): Promise<{ tree: DocumentTree; issued: any; salt: string | undefined }[]> {
  const rows = await q(
    `select a.matter_id, a.n, a.hash, a.canonical, p.fields from kernel.act a left join kernel.act_private p using (matter_id, n) where matter_id = $1 order by n`,
    [matterId],
  )
  let state: MatterState | undefined
  const out = []
  for (const r of rows) {
    const record = JSON.parse(r.canonical) as ActRecord
    const fields = fieldsOf(r.fields)
    state = storedEffect(city.registry, state, r, record, fields).after
    for (const [i, issued] of ((record.given.documents ?? []) as any[]).entries()) {
      const act = { ...record, personal: (p: string) => fields?.[p]?.value } as never
      const tree = builtPaper(state.procedure.actions[record.action]!, act, state.facts, issued)
      out.push({ tree, issued, salt: fields?.[`#/given/documents/${i}/salt`]?.value as string | undefined })
    }
  }
  return out
}
const holds = async () => {
  const found = await inTransaction(
    city.owner,
    async (c) => [...(await deriveColumns(c, city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
}

test('the number is taken with the act, and the paper built again gives the hash of the act', async () => {
  const id = await decided('2022')
  await city.ok(officer, '2022-03-04', notice(id))
  const [row] = await q('select * from kernel.document where matter_id = $1', [id])
  assert.equal(row.number, '测决字〔2022〕1号')
  const [paper] = await papersOf(id)
  assert.equal(paperHash(paper!.salt!, paper!.tree), row.hash)
  assert.match(JSON.stringify(paper!.tree), /陈示例/)
  assert.match(JSON.stringify(paper!.tree), /示例局/)
  const [act] = await q(`select canonical from kernel.act where matter_id = $1 and action = 'notify'`, [id])
  assert.ok(!act.canonical.includes('陈示例'))
  await holds()
})

test('numbers under many callers have no gap and none twice; a refused act takes none', async () => {
  const ids: string[] = []
  for (let i = 0; i < 40; i++) ids.push(await decided())
  const answers = await Promise.all(
    ids.flatMap((id, i) => [
      city.act(officer, '2023-03-04', notice(id)),
      ...(i % 4 === 0 ? [city.act(officer, '2023-03-04', notice(id, { result: 'perhaps' }))] : []),
      ...(i % 5 === 0 ? [city.act(officer, '2023-03-04', notice(id, { isOnPaper: false }))] : []),
    ]),
  )
  assert.equal(answers.filter((a) => !a.ok).length, 10)
  const numbers = (await q(`select number from kernel.document where issued_on >= '2023-01-01'`)).map((r) =>
    Number(/〔2023〕(\d+)号/.exec(r.number)![1]),
  )
  assert.deepEqual(
    numbers.sort((a, b) => a - b),
    Array.from({ length: 40 }, (_, i) => i + 1),
  )
})

test('a voided number stays and is not given again; what is void can be neither served nor voided again', async () => {
  const id = await decided('2021')
  await city.ok(officer, '2021-03-04', notice(id))
  const [one] = await q('select document_id from kernel.document where matter_id = $1', [id])
  const voiding = { matterId: id, action: 'voidPaper', input: { document: one.document_id } }
  await city.ok(officer, '2021-03-05', voiding)
  assert.match((await city.refuse(officer, '2021-03-05', voiding)).title, /测决字〔2021〕1号已经作废/)
  await city.ok(officer, '2021-03-05', notice(id))
  const rows = await q(
    'select d.number, v.voided_on from kernel.document d left join kernel.document_void v using (document_id) where d.matter_id = $1 order by 1',
    [id],
  )
  assert.deepEqual(
    rows.map((r) => [r.number, r.voided_on]),
    [
      ['测决字〔2021〕1号', '2021-03-05'],
      ['测决字〔2021〕2号', null],
    ],
  )
  const other = await decided('2021')
  const p = await city.refuse(officer, '2021-03-06', {
    matterId: other,
    action: 'voidPaper',
    input: { document: one.document_id },
  })
  assert.match(p.title, /没有这份文书/)
  await holds()
})

test('a paper whose id another matter’s paper has is refused in one batch and in a later one; the first stays as it was', async () => {
  const ids = [await decided('2020'), await decided('2020'), await decided('2020')]
  const paperId = '01700000-0000-7000-8000-000000000001'
  const asked = (matterId: string): ActionRequest => {
    const entropy = seededEntropy(matterId)
    return {
      actor: officer,
      at: instantAt('2020-03-04' as LocalDate, '10:00'),
      entropy: { ...entropy, id: (at, of) => (of === 'paper' ? paperId : entropy.id(at)) },
      steps: [notice(matterId)],
    }
  }
  const answers = await city.engine.performMany([asked(ids[0]!), asked(ids[1]!)])
  assert.deepEqual(
    answers.map((a) => (a.ok ? 200 : a.problem.status)),
    [200, 500],
  )
  await assert.rejects(city.engine.perform(asked(ids[2]!)), /does not move from matter/)
  const rows = await q('select matter_id, number from kernel.document where document_id = $1', [paperId])
  assert.deepEqual(rows, [{ matter_id: ids[0], number: '测决字〔2020〕1号' }])
  await holds()
})

const file = (name = '决定书.pdf'): AttachedFile => ({
  id: crypto.randomUUID(),
  label: '决定书',
  type: 'application/pdf',
  sizeBytes: 1234,
  hash: sm3Hex(name),
  private: { name, salt: '0'.repeat(32), stored: sm3Hex(`stored ${name}`) },
})

test('service is an act with the bytes served, starts its limit on its own day, and is seen by the one served', async () => {
  const id = await decided('2020')
  await city.ok(officer, '2020-03-04', notice(id))
  const [d] = await q('select document_id from kernel.document where matter_id = $1', [id])
  const serve = {
    matterId: id,
    action: 'serve',
    input: { document: d.document_id, recipient: 'p:1', on: '2020-03-06' },
  }
  assert.match((await city.refuse(officer, '2020-03-09', serve)).title, /须附上 1 份材料/)
  await city.ok(officer, '2020-03-09', { ...serve, files: [file()] })
  const [f] = await q('select * from kernel.file where matter_id = $1', [id])
  assert.deepEqual([f.name, f.seen_by, f.label], ['决定书.pdf', ['p:1'], '决定书'])
  const [limit] = await q(
    `select start_on, due_raw from kernel.matter_limit where matter_id = $1 and limit_id = 'review'`,
    [id],
  )
  assert.deepEqual([limit.start_on, limit.due_raw], ['2020-03-06', '2020-05-05'])
  const [act] = await q(`select canonical from kernel.act where matter_id = $1 and action = 'serve'`, [id])
  assert.ok(!act.canonical.includes('决定书.pdf'), 'the name of a file is private')
  await holds()
})

test('the same request sent again with its upload placed anew acts once', async () => {
  const id = await decided('2019')
  await city.ok(officer, '2019-03-04', notice(id))
  const [d] = await q('select document_id from kernel.document where matter_id = $1', [id])
  const step = () => ({
    matterId: id,
    action: 'serve',
    input: { document: d.document_id, recipient: 'p:1', on: '2019-03-06' },
    files: [{ ...file(), upload: 'one and the same' }],
  })
  const first = await city.act(officer, '2019-03-09', step(), { key: 'key-of-the-service' })
  const again = await city.act(officer, '2019-03-09', step(), { key: 'key-of-the-service' })
  assert.ok(first.ok)
  assert.deepEqual(again, first)
  assert.equal((await q('select 1 from kernel.service where matter_id = $1', [id])).length, 1)
})

test('an agency’s own words hold from their day; papers issued before keep theirs; a word without content is refused', async () => {
  const before = await decided('2018')
  await city.ok(officer, '2018-03-04', notice(before))
  const set = (text: string, from: string, name = 'remedy') => ({
    procedure: 'wording.text',
    action: 'set',
    input: { agencyId: 'A1', template: 'sample.decision', name, text, from },
  })
  assert.match((await city.refuse(writer, '2018-03-05', set('请在{weeks}周内', '2018-03-10'))).title, /\{weeks\}/)
  assert.match((await city.refuse(writer, '2018-03-05', set('不改', '2018-03-01'))).title, /过去/)
  assert.match((await city.refuse(writer, '2018-03-05', set('无此段', '2018-03-10', 'nothing'))).title, /nothing/)
  const unknown = set('没有这种文书', '2018-03-10')
  const p = await city.refuse(writer, '2018-03-05', {
    ...unknown,
    input: { ...unknown.input, template: 'sample.none' },
  })
  assert.equal(p.type, 'urn:fadu:rule:wording.template')
  await city.ok(writer, '2018-03-05', set('如有异议，请于{days}日内提出。', '2018-03-10'))
  const early = await decided('2018')
  await city.ok(officer, '2018-03-09', notice(early))
  const late = await decided('2018')
  await city.ok(officer, '2018-03-10', notice(late))
  const words = async (id: string) => JSON.stringify((await papersOf(id))[0]!.tree)
  assert.match(await words(before), /申请复查/)
  assert.match(await words(early), /申请复查/)
  assert.match(await words(late), /如有异议，请于60日内提出/)
  for (const id of [before, early, late]) {
    const [p] = await papersOf(id)
    assert.equal(paperHash(p!.salt!, p!.tree), p!.issued.hash)
  }
  await holds()
})

test('erasing takes the name of a file and the salt of a paper away, and the record still holds', async () => {
  const id = await decided('2017')
  await city.ok(officer, '2017-03-04', notice(id))
  const [d] = await q('select document_id from kernel.document where matter_id = $1', [id])
  const served = await city.ok(officer, '2017-03-09', {
    matterId: id,
    action: 'serve',
    input: { document: d.document_id, recipient: 'p:1', on: '2017-03-06' },
    files: [file()],
  })
  const [one, two] = await Promise.all(
    ['privacy1', 'privacy2'].map((o) => city.post(o, 'privacy_officer', { kind: 'agency', value: 'A1' }, 'A1')),
  )
  const values = [
    { matter: id, n: served.n, pointer: '/files/0/private' },
    { matter: id, n: served.n - 1, pointer: '/given/documents/0/salt' },
    { matter: id, n: served.n - 1, pointer: '/payload/name' },
  ]
  const day = '2023-06-01' as LocalDate
  const opened = await city.ok(one!, day, {
    procedure: 'record.erasure',
    action: 'propose',
    input: { agencyId: 'A1', ground: 'PURPOSE_ENDED', isRetentionOver: true, values },
  })
  await city.ok(two!, day, { matterId: opened.matterId, action: 'erase', input: { erased: values } })
  const [f] = await q('select name, stored, salt, hash from kernel.file where matter_id = $1', [id])
  assert.deepEqual([f.name, f.stored, f.salt], [null, null, null])
  assert.equal(f.hash.length, 64)
  const [p] = await papersOf(id)
  assert.equal(p!.salt, undefined)
  assert.ok(!JSON.stringify(p!.tree).includes('陈示例'))
  await holds()
})

test('a paper with a character that no font can print is refused before it has a number; the next one has it', async () => {
  const id = await decided('2023')
  const problem = await city.refuse(officer, '2023-03-04', notice(id, { name: '𠮷示例' }))
  assert.equal(problem.type, 'urn:fadu:rule:kernel.document.glyph')
  assert.match(problem.title, /“𠮷”/)
  assert.equal((await q('select 1 from kernel.document where matter_id = $1', [id])).length, 0)
  const before = (await q(`select last from kernel.number_series where series like 'paper/%'`)).map((r) => r.last)
  await city.ok(officer, '2023-03-04', notice(id, { name: '碶示例' }))
  const after = (await q(`select last from kernel.number_series where series like 'paper/%'`)).map((r) => r.last)
  assert.equal(after.reduce((a, b) => a + b, 0) - before.reduce((a, b) => a + b, 0), 1)
})

test('a folder of fonts of the city’s own: its families come after ours, and what is no font is said at once', () => {
  const folder = temporaryFolder('fonts')
  mkdirSync(folder, { recursive: true })
  const ours = fontsOf('').files[1]!
  copyFileSync(ours, `${folder}/own.ttf`)
  assert.equal(familyOf(readFileSync(ours)), 'Noto Serif SC')
  const fonts = fontsOf(folder)
  assert.deepEqual([fonts.families, fonts.files.length], [['Noto Serif SC'], 3])
  assert.ok(fonts.coverage.has('碶'.codePointAt(0)!))
  writeFileSync(`${folder}/none.ttf`, 'no font')
  assert.throws(() => fontsOf(`${folder}/`), /none\.ttf 不是可以使用的字库/)
  assert.throws(() => fontsOf(`${folder}/nowhere`), /没有 FADU_FONTS 指明的文件夹/)
})

test('an organ’s own characters stand before the series, so that two organs’ numbers differ', async () => {
  await city.owner.query(`update kernel.agency set letter = '示政' where agency_id = 'A1'`)
  const id = await decided('2024')
  await city.ok(officer, '2024-03-04', notice(id))
  const [row] = await q('select number from kernel.document where matter_id = $1', [id])
  assert.match(row.number, /^示政.+〔2024〕1号$/)
  await city.owner.query(`update kernel.agency set letter = null where agency_id = 'A1'`)
})
