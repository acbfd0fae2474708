/** Papers of lawsuits, compensation and settling: what each says, that it is built again to the same hash, and who reads the names. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cases as suits } from '../src/domains/litigation/cases.ts'
import { both, docketed } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { cases as settlements } from '../src/domains/resolution/cases.ts'
import { resolution } from '../src/domains/resolution/index.ts'
import { type Actor, readSettings, type Scope } from '../src/kernel/access.ts'
import { inTransaction } from '../src/kernel/db.ts'
import type { Block, DocumentTree } from '../src/kernel/document.ts'
import type { Domain, WorkedCases } from '../src/kernel/domain.ts'
import { paperHash } from '../src/kernel/paper.ts'
import type { IssuedDocument } from '../src/kernel/procedure.ts'
import { templatesOf, wordingDomain } from '../src/kernel/wording.ts'
import { foldedActs, paperOf } from '../src/server/papers.ts'
import { openCity, type TestCity } from './support.ts'

const domains = [litigation, resolution]
let city: TestCity
const people: Record<string, Actor> = {}
before(async () => {
  city = await openCity([...domains, wordingDomain(domains)])
  for (const worked of [suits, settlements]) {
    for (const [id, a] of Object.entries(worked.agencies)) await city.agency(id, a.kind, a)
    for (const [name, { role, agency }] of Object.entries(worked.people)) {
      const at = worked.agencies[agency]!
      const kind = city.registry.roles.get(role)!.scope
      const value = { agency, town: at.town, county: at.county, reader: `a:${agency}`, city: 'city' }[kind]!
      people[`${name}@${agency}`] = await city.post(`${name}@${agency}`, role, { kind, value } as Scope, agency)
    }
  }
})
after(() => city.close())

const plain = (x: unknown): string =>
  typeof x === 'string' ? x : Array.isArray(x) ? x.map(plain).join('') : ((x as { text?: string }).text ?? '')
function blockText(b: Block): string {
  switch (b.kind) {
    case 'fields':
      return b.rows.map((r) => `${r.label}|${plain(r.value)}`).join('\n')
    case 'table':
      return b.rows.map((r) => r.map(plain).join('|')).join('\n')
    case 'issued':
      return `${b.by.join('、')} ${b.on}`
    default:
      return 'text' in b ? plain(b.text) : ''
  }
}
/** Papers of a matter, each built again to the hash that its act holds. */
async function papersOf(matterId: string): Promise<{ template: string; text: string; tree: DocumentTree }[]> {
  const client = await city.owner.connect()
  try {
    const acts = await foldedActs(client, city.registry, matterId)
    return acts.flatMap((act) =>
      ((act.record.given.documents ?? []) as IssuedDocument[]).map((issued, i) => {
        const { tree } = paperOf(act, i)
        const salt = act.fields![`#/given/documents/${i}/salt`]!.value as string
        assert.equal(paperHash(salt, tree), issued.hash, issued.template)
        return { template: issued.template, text: tree.blocks.map(blockText).join('\n'), tree }
      }),
    )
  } finally {
    client.release()
  }
}

/** Plays the worked cases in this one city, so that their papers can be opened. */
async function playAll(domain: Domain, worked: WorkedCases): Promise<string[]> {
  const all: string[] = []
  for (const c of worked.cases) {
    const matters: Record<string, string> = {}
    for (const s of c.steps) {
      const opening = domain.procedures.find((p) => p.actions[s.do] && !p.actions[s.do]!.in)
      const name = s.matter ?? 'it'
      const { agency } = worked.people[s.by]!
      const answer = await city.act(people[`${s.by}@${agency}`]!, s.on, {
        ...(opening ? { procedure: opening.id } : { matterId: matters[name]! }),
        action: s.do,
        input: s.with ?? {},
      })
      if (answer.ok) matters[name] = answer.acts.at(-1)!.matterId
    }
    all.push(...Object.values(matters))
  }
  return [...new Set(all)]
}

test('算例出具每一种文书，每一份都能按原样重建', async () => {
  const seen = new Map<string, string>()
  for (const id of [...(await playAll(litigation, suits)), ...(await playAll(resolution, settlements))])
    for (const p of await papersOf(id)) seen.set(p.template, p.text)
  const declared = domains.flatMap((d) => [...templatesOf([d]).keys()])
  assert.deepEqual([...seen.keys()].sort(), [...new Set(declared)].sort())
  // Each kind says what it is for.
  const says: Record<string, readonly RegExp[]> = {
    'litigation.L01': [/承办人\|林示例/, /依法答辩/],
    'litigation.L02': [/答辩意见/, /受理法院\|示例区人民法院/],
    'litigation.L03': [/1\|/],
    'litigation.L04': [/收到起诉状副本日\|2025年9月22日/],
    'litigation.L05': [/姓名\|吴示例/, /负责人类别\|副职/],
    'litigation.L06': [/事由\|需要履行他人不能代替的公务/, /说明的形式\|加盖机关印章/],
    'litigation.L07': [/周示例\|律师\|示例律师事务所|林示例\|本机关工作人员/],
    'litigation.L08': [/改变方式\|撤销、部分撤销或者变更处理结果/],
    'litigation.L09': [/决定\|/],
    'litigation.L09petition': [/上诉请求和理由/],
    'litigation.L10': [/申请再审的情形\|一般情形/],
    'litigation.L11': [/履行内容\|/, /履行期限\|/],
    'litigation.L12': [/裁判结果\|撤销行政行为/, /整改措施/],
    'litigation.P01': [/赔偿请求人\|陈示例/, /要求赔偿的金额\|5000\.00元/],
    'litigation.P02': [/决定\|/, /三个月内向人民法院提起诉讼/],
    'litigation.P03': [/凭据\|赔偿决定书/, /金额\|5000\.00元/],
    'resolution.D01': [/发起方\|/, /期限照常计算/],
    'resolution.D02': [/意见\|/],
    'resolution.D03': [/行政机关\|罚款由一万元改为八千元/],
    'resolution.D04': [/结果\|/, /正式结案文书\|/],
  }
  assert.deepEqual(Object.keys(says).sort(), [...seen.keys()].sort())
  for (const [id, patterns] of Object.entries(says)) for (const p of patterns) assert.match(seen.get(id)!, p, id)
})

test('共同被告都能查阅案件和原告姓名，别的机关不能；市级统计只看案件', async () => {
  const opened = await city.ok(people['feed@court']!, '2026-04-01', {
    procedure: 'litigation.defence',
    action: 'recordDocketing',
    input: docketed('2026-04-01', { caseNo: '（2026）浙0203行初777号', ...both }),
  })
  const reads = (scope: Scope, table: string) =>
    inTransaction(city.app, async (client) => {
      await client.query(readSettings(scope))
      return (await client.query(`select from ${table} where matter_id = $1`, [opened.matterId])).rowCount
    })
  const organ = (id: string): Scope => ({ kind: 'reader', value: `a:${id}` })
  for (const id of ['market', 'gov']) {
    assert.equal(await reads(organ(id), 'litigation.suit'), 1, id)
    assert.equal(await reads(organ(id), 'litigation.plaintiff_personal'), 1, id)
  }
  assert.equal(await reads(organ('housing'), 'litigation.suit'), 0)
  assert.equal(await reads({ kind: 'city', value: 'city' }, 'litigation.suit'), 1)
  await assert.rejects(reads({ kind: 'city', value: 'city' }, 'litigation.plaintiff_personal'), { code: '42501' })
})

test('应诉审批、败诉复盘是内部行为，留在被告机关之间', async () => {
  const { rows } = await city.owner.query(
    `select distinct canonical::json ->> 'action' as action, is_internal from kernel.act`,
  )
  const internal = rows.filter((r) => r.is_internal).map((r) => r.action)
  for (const action of ['assign', 'reviewLoss', 'recordInterference', 'decideRecourse'])
    assert.ok(internal.includes(action), action)
  assert.ok(!internal.includes('recordHearing'))
})
