/** Papers of people's mediation in worked matters: what each holds, that it is built again to the same hash, served and voided; and disputes handed over. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { mediation } from '../src/domains/mediation/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { sm3Hex } from '../src/kernel/canonical.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import type { Block, DocumentTree } from '../src/kernel/document.ts'
import { defineDomain } from '../src/kernel/domain.ts'
import { hear, heardInput, newOffer, type Offer, offerRows } from '../src/kernel/handover.ts'
import { platform } from '../src/kernel/law.ts'
import type { AttachedFile } from '../src/kernel/matter.ts'
import { paperHash } from '../src/kernel/paper.ts'
import { type IssuedDocument, procedureOf } from '../src/kernel/procedure.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { tick } from '../src/kernel/supervision.ts'
import { wordingDomain } from '../src/kernel/wording.ts'
import { foldedActs, paperOf } from '../src/server/papers.ts'
import { disputesOf, type Office, openTown, type Town } from './mediation-support.ts'

// ----- A giver, as a dispute centre is one -----

type GiverFacts = { offers: Offer[] }
const { action, define } = procedureOf<GiverFacts>()
const basis = platform('测试用')
const giver = defineDomain({
  id: 'giver',
  label: '测试移交单位',
  roles: { giver: { label: '移交人', scope: 'agency' } },
  tables: [],
  supervision: [],
  indicators: [],
  procedures: [
    define({
      id: 'giver.case',
      version: '1',
      label: '测试移交件',
      effective: { from: '2015-06-01' as LocalDate },
      decidedByLabel: '登记日',
      states: { OPEN: { label: '办理中' }, CLOSED: { label: '已办结', final: true } },
      initial: { offers: [] },
      refusals: {},
      limits: {},
      title: () => '测试移交件',
      hears: { taken: 'heard', refused: 'heard', ended: 'heard' },
      actions: {
        open: action({
          label: '登记',
          by: ['giver'],
          to: 'OPEN',
          basis,
          input: z.strictObject({ agencyId: z.string() }),
          place: (i) => i.agencyId,
          apply: (f) => f,
        }),
        offer: action({
          label: '移交',
          by: ['giver'],
          in: ['OPEN'],
          basis,
          input: z.strictObject({ agency: z.string(), facts: z.json() }),
          admits: (ctx) => ({ in: [`a:${ctx.input.agency}`] }),
          given: (ctx) => ({ handover: ctx.newId() }),
          apply: (f, a) => ({
            offers: [
              ...f.offers,
              newOffer({
                id: a.given.handover,
                procedure: 'mediation.dispute',
                agency: a.payload.agency,
                on: a.declaredOn,
                facts: a.payload.facts,
              }),
            ],
          }),
          rows: (a, f) => offerRows(a, f.offers),
        }),
        withdraw: action({
          label: '撤回',
          by: ['giver'],
          in: ['OPEN'],
          basis,
          input: z.strictObject({ handover: z.uuid() }),
          needs: (i) => [{ handover: i.handover }],
          apply: (f, a) => ({
            offers: f.offers.map((o) => (o.id === a.payload.handover ? { ...o, state: 'withdrawn' as const } : o)),
          }),
          rows: (a, f) => offerRows(a, f.offers),
        }),
        close: action({
          label: '办结',
          by: ['giver'],
          in: ['OPEN'],
          to: 'CLOSED',
          basis,
          input: z.strictObject({}),
          apply: (f) => f,
        }),
        heard: action({
          label: '有答复',
          by: ['system'],
          in: ['OPEN', 'CLOSED'],
          basis,
          input: heardInput,
          apply: (f, a) => ({ offers: hear(f.offers, a.payload) }),
          rows: (a, f) => offerRows(a, f.offers),
        }),
      },
    }),
  ],
})

let town: Town
let d: ReturnType<typeof disputesOf>
let village: Office
let other: Office
let court: Actor
let giverActor: Actor

before(async () => {
  town = await openTown([mediation, giver, wordingDomain([mediation])])
  d = disputesOf(town)
  village = await d.office('2020-01-06')
  other = await d.office('2020-01-06')
  const { city } = town
  await city.agency('centre', 'dispute-centre', { county: '330282', name: '示例矛调中心' })
  giverActor = await city.post('giver-1', 'giver', { kind: 'agency', value: 'centre' }, 'centre')
  court = await city.post('court-1', 'court_liaison', { kind: 'reader', value: 'a:court-330282' }, 'court-330282')
})
after(() => town?.city.close())

// ----- Reading papers back -----

type Opened = { tree: DocumentTree; issued: IssuedDocument; text: string }

/** Papers of a matter, built again from its acts as they are opened; each must give the hash that its act holds. */
async function papersOf(matterId: string): Promise<Opened[]> {
  const client = await town.city.owner.connect()
  try {
    const acts = await foldedActs(client, town.city.registry, matterId)
    return acts.flatMap((act) =>
      ((act.record.given.documents ?? []) as IssuedDocument[]).map((issued, i) => {
        const { tree } = paperOf(act, i)
        const salt = act.fields![`#/given/documents/${i}/salt`]!.value as string
        assert.equal(paperHash(salt, tree), issued.hash, issued.template)
        seen.add(issued.template)
        return { tree, issued, text: textOf(tree) }
      }),
    )
  } finally {
    client.release()
  }
}
const seen = new Set<string>()

const plain = (x: unknown): string =>
  typeof x === 'string' ? x : Array.isArray(x) ? x.map(plain).join('') : ((x as { text?: string }).text ?? '')
/** Everything that a reader of the paper reads, one line a block or row. */
const textOf = (tree: DocumentTree): string => tree.blocks.map(blockText).join('\n')
function blockText(b: Block): string {
  switch (b.kind) {
    case 'fields':
      return b.rows.map((r) => `${r.label}|${plain(r.value)}`).join('\n')
    case 'table':
      return [b.columns.map((c) => c.label), ...b.rows].map((r) => r.map(plain).join('|')).join('\n')
    case 'signatures':
      return b.signers.map((s) => `${s.label} ${s.mark} ${s.on ?? ''}`).join('\n')
    case 'issued':
      return `${b.by.join('、')} ${b.on}`
    case 'head':
      return `${b.issuer} ${b.number ?? ''}`
    case 'attachments':
      return b.items.join('、')
    case 'qr':
      return `qr:${b.text}`
    default:
      return 'text' in b ? plain(b.text) : ''
  }
}
/** The paper of a template, with these words in it. */
async function paper(matterId: string, template: string, ...words: (string | RegExp)[]): Promise<Opened> {
  const found = (await papersOf(matterId)).filter((p) => p.issued.template === `mediation.${template}`)
  assert.ok(found.length, `${template} is issued`)
  const last = found.at(-1)!
  for (const w of words)
    if (typeof w === 'string') assert.ok(last.text.includes(w), `${template} says ${w}:\n${last.text}`)
    else assert.match(last.text, w, template)
  assert.ok(last.tree.blocks.some((b) => b.kind === 'qr' && b.text === last.issued.check && b.text.length >= 16))
  return last
}
const holds = async () => {
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
}

// ----- Short ways -----

const parties = [
  {
    side: 'A',
    name: '王示例',
    idKind: 'resident',
    idNumber: '330205198001019017',
    birthOn: '1980-01-01',
    phone: '13900000001',
    address: '慈溪市示例村1号',
  },
  { side: 'B', name: '李样本', idKind: 'resident', idNumber: '330205198001019025' },
]
const people = [
  {
    party: 1,
    name: '王示例',
    sex: 'female',
    ethnicity: '汉族',
    idNumber: '330205198001019017',
    address: '慈溪市示例村1号',
  },
  { party: 2, name: '李样本', idNumber: '330205198001019025', phone: '13900000002' },
]
let occasions = 0
const apply = async (on: string, more: object = {}, by: Actor = village.head) =>
  (
    await town.city.ok(by, on, {
      procedure: 'mediation.dispute',
      action: 'apply',
      input: d.caseOf(village, parties, {
        summary: '屋顶漏水，墙面受损',
        demand: '修复屋顶，赔偿2000元',
        amountInvolvedFen: 200_050,
        // Each on an occasion of its own, so that none is taken for another's duplicate.
        occurredOn: `${2000 + (occasions % 20)}-0${1 + ((occasions++ / 20) | 0)}-15`,
        ...more,
      }),
    })
  ).matterId
const step = (on: string, id: string, action: string, input: object = {}, by: Actor = village.head) =>
  town.city.ok(by, on, { matterId: id, action, input })
const accepted = async (on: string, more: object = {}) => {
  const id = await apply(on, more)
  await step(on, id, 'accept', { people })
  return id
}
const inSession = async (on: string, more: object = {}) => {
  const id = await accepted(on, more)
  await step(on, id, 'assign', { hostMediatorId: village.host })
  await step(on, id, 'informRights', { people })
  await step(on, id, 'holdSession', { attendees: [1, 2], record: { date: on } })
  return id
}
const written = (on: string, more: object = {}) =>
  d.agreementOf(on, true, 'FULL', {
    hasMoney: true,
    amountPayableFen: 200_050,
    content: '李样本修复屋顶并赔偿损失。\n双方不再就此事争执。',
    obligations: [
      { obligor: 2, obligee: 1, content: '雇请工人修复屋顶', dueOn: '2020-07-31' },
      { obligor: 2, obligee: 1, content: '转账支付赔偿款', amountFen: 200_050, dueOn: '2020-08-31' },
    ],
    statement: { facts: '2020年5月暴雨后屋顶漏水', issues: '赔偿金额', responsibility: '李样本施工不当' },
    people,
    ...more,
  })
const remedy = (on: string) => ({ on, channels: ['LITIGATION', 'ARBITRATION'] })
const file = (name: string, label = '送达回证'): AttachedFile => ({
  id: crypto.randomUUID(),
  label,
  type: 'application/pdf',
  sizeBytes: 1234,
  hash: sm3Hex(name),
  private: { name, salt: '0'.repeat(32), stored: sm3Hex(`stored ${name}`) },
})

// ----- Disputes -----

test('an application, written or taken down, is proved to the applicant on the spot', async () => {
  const id = await apply('2020-06-01')
  await paper(
    id,
    'application',
    '编号：（',
    '甲方|王示例',
    '甲方|王示例，1980年1月1日出生',
    '居民身份证：330205198001019017，电话：13900000001',
    '慈溪市示例村1号',
    '屋顶漏水',
    '修复屋顶，赔偿2000元',
    '2,000.50元',
    '甲方（王示例） any 2020-06-01',
  )
  const receipt = await paper(id, 'applicationReceipt', '王示例：', '2020年6月1日', '修复屋顶，赔偿2000元', '诉讼时效')
  assert.ok(!receipt.text.includes('330205198001019025'), 'the receipt tells no more of the other side than its name')
  assert.match(receipt.issued.number ?? '', /^$/, 'a paper of the matter bears the matter’s number and no other')
  const { rows } = await town.city.owner.query('select matter_no from mediation.matter where matter_id = $1', [id])
  assert.ok(receipt.text.includes(rows[0].matter_no))
  const oral = await apply('2020-06-01', { form: 'ORAL' })
  await paper(oral, 'oralApplication', '口头申请', '记录人 sign 2020-06-01')
  assert.ok(!(await papersOf(oral)).some((p) => p.issued.template === 'mediation.application'))
})

test('taken in: the register names whom it is told, and the days it may take by the kind of dispute', async () => {
  const id = await accepted('2020-06-02')
  await paper(id, 'acceptance', '甲方|王示例，女，汉族', '受理日期|2020年6月2日', '一个月', '不收取任何费用')
  const labour = await apply('2020-06-02', { kind: 'LABOUR' })
  await step('2020-06-02', labour, 'accept')
  const masked = await paper(labour, 'acceptance', '甲方|王**', '十五日', '遮去部分文字')
  assert.ok(!masked.text.includes('王示例'), 'an act that names nobody prints no name')
})

test('not taken in: the parties are told why, and an organ that entrusted has its letter with a number', async () => {
  const plain = await apply('2020-06-03')
  await step('2020-06-03', plain, 'notAccept', { code: 'NOT_CIVIL', explanation: '属于行政争议', people })
  await paper(plain, 'notAcceptNotice', '王示例、李样本', '不是平等主体之间', '属于行政争议', '司法等途径')
  assert.ok(!(await papersOf(plain)).some((p) => p.issued.template === 'mediation.notAcceptLetter'))

  const { matterId } = await town.city.ok(court, '2020-06-03', {
    procedure: 'mediation.dispute',
    action: 'receiveReferral',
    input: d.caseOf(village, parties, {
      source: 'COURT_DELEGATED',
      letter: { number: '（2020）浙0282委派1号', date: '2020-06-02' },
      courtProcedure: 'SIMPLIFIED',
      occurredOn: '2019-01-15',
      consents: [],
    }),
  })
  await paper(
    matterId,
    'materialsReceipt',
    '移交单位|court-330282',
    '法院立案前委派',
    '（2020）浙0282委派1号',
    '签收日期|2020年6月3日',
  )
  await step('2020-06-04', matterId, 'notAccept', { code: 'CRIME', letter: { date: '2020-06-04' } })
  const letter = await paper(matterId, 'notAcceptLetter', 'court-330282', '退回', '公诉')
  assert.equal(letter.issued.number, '人调函字〔2020〕第1号')
  const refused = await town.city.refuse(village.head, '2020-06-04', {
    matterId,
    action: 'feedback',
    input: { report: { date: '2020-06-04' }, people: [people[0]] },
  })
  assert.equal(refused.type, 'urn:fadu:rule:mediation.paperParties')
  await step('2020-06-05', matterId, 'feedback', { report: { date: '2020-06-05' }, isMaterialReturned: true })
  const feedback = await paper(matterId, 'feedbackLetter', '不予受理', '已随函退回')
  assert.equal(feedback.issued.number, '人调函字〔2020〕第2号', 'letters of a committee share one series')
})

test('a party that does not want it: the other side of a labour dispute is told', async () => {
  const id = await apply('2020-06-05', { kind: 'LABOUR' })
  await step('2020-06-06', id, 'refuse', {
    party: 2,
    channel: 'PHONE',
    document: { date: '2020-06-06' },
    otherSideNotifiedOn: '2020-06-06',
    people,
  })
  await paper(id, 'refusalNotice', /^王示例$/m, '李样本于2020年6月6日明确表示不同意', '劳动争议仲裁')
})

test('rights and duties; appraisal; extension; reports to the police and to a reviewer; transfer', async () => {
  const id = await accepted('2020-06-08', { isInsured: true, kind: 'TRAFFIC' })
  await step('2020-06-08', id, 'assign', { hostMediatorId: village.host })
  await step('2020-06-08', id, 'informRights', { people, isShamWarned: true })
  await paper(
    id,
    'rightsNotice',
    '选择调解员',
    '如实陈述',
    '随时要求终止',
    '司法确认',
    '虚假调解',
    '乙方（李样本） sign',
  )
  await step('2020-06-09', id, 'holdSession', { attendees: [1, 2], record: { date: '2020-06-09' } })
  await step('2020-06-10', id, 'appraise', {
    startOn: '2020-06-10',
    institution: '示例鉴定中心',
    question: '车辆损失',
    isJointlyEntrusted: true,
    people,
  })
  await paper(id, 'appraisalEntrustment', '示例鉴定中心', '共同委托', '委托事项|车辆损失')
  await step('2020-06-20', id, 'appraise', { endOn: '2020-06-20', people })
  await paper(id, 'appraisalNotice', '2020年6月10日开始，至2020年6月20日结束', '计入调解期限')
  await step('2020-06-22', id, 'reportEscalation', {
    kind: 'GROUP',
    toAgency: '慈溪市公安局示例派出所',
    measures: '已劝离围观人员',
    discoveredAt: '2020-06-22T08:30:00+08:00',
    people,
  })
  await paper(id, 'escalationReport', '慈溪市公安局示例派出所', '已劝离围观人员', '2020年6月22日08:30', '回执')
  await step('2020-06-23', id, 'extend', {
    consents: [1, 2],
    requestedOn: '2020-06-23',
    newDueOn: '2020-07-20',
    people,
  })
  await paper(
    id,
    'extension',
    '原到期日2020年7月8日，延长至2020年7月20日',
    '甲方（王示例） any 2020-06-23',
    '本会同意延长',
  )
  await step('2020-06-24', id, 'suspendSuspectedSham', {
    ground: '双方陈述雷同',
    report: { date: '2020-06-24' },
    people,
  })
  await paper(id, 'shamReport', '双方陈述雷同', '已中止调解')
  await step('2020-06-28', id, 'resume', { finding: '不属于虚假调解' })
  await step('2020-06-29', id, 'transferOut', {
    toAgencyId: other.agencyId,
    consents: [1, 2],
    receiverConsent: { date: '2020-06-29' },
    reason: '当事人选择',
    people,
  })
  await paper(
    id,
    'transferSheet',
    /接收单位\|示例第\d+人民调解委员会/,
    '受理日期|2020年6月8日',
    '已开会调解|1次',
    '继续计算',
  )
})

test('人民调解法 art. 29: the agreement states who, what happened, what was agreed, how and until when; every signature with its day', async () => {
  const id = await inSession('2020-07-01')
  const onlyOne = await town.city.refuse(village.head, '2020-07-02', {
    matterId: id,
    action: 'settle',
    input: written('2020-07-02', { people: [people[0]] }),
  })
  assert.equal(onlyOne.type, 'urn:fadu:rule:mediation.paperParties')
  assert.match(onlyOne.title, /缺第2号当事人/)
  const twice = await town.city.refuse(village.head, '2020-07-02', {
    matterId: id,
    action: 'settle',
    input: written('2020-07-02', { people: [...people, people[0]] }),
  })
  assert.match(twice.title, /写了两次/)
  for (const missing of ['content', 'mediatorSignedOn']) {
    const p = await town.city.refuse(village.head, '2020-07-02', {
      matterId: id,
      action: 'settle',
      input: Object.fromEntries(Object.entries(written('2020-07-02')).filter(([k]) => k !== missing)),
    })
    assert.ok(
      p.errors?.some((e: { path: string }) => e.path === missing),
      `${missing}: ${p.title}`,
    )
  }
  assert.deepEqual(
    (await papersOf(id)).filter((p) => p.issued.template === 'mediation.agreement'),
    [],
    'what is refused issues nothing',
  )
  await step('2020-07-03', id, 'settle', {
    ...written('2020-07-02'),
    sealedOn: '2020-07-03',
    signatures: [
      { party: 1, on: '2020-07-01' },
      { party: 2, on: '2020-07-02', signer: 'AGENT', authorisation: { date: '2020-07-01' } },
    ],
    people: [people[0], { ...people[1], agentName: '赵代理' }],
  })
  const { text, issued } = await paper(
    id,
    'agreement',
    '甲方|王示例',
    '王示例，女，汉族',
    '证件号码：330205198001019017',
    '乙方|李样本',
    '委托代理人：赵代理',
    '2020年5月暴雨后屋顶漏水',
    '争议事项：赔偿金额',
    '各方责任：李样本施工不当',
    '李样本修复屋顶并赔偿损失。\n双方不再就此事争执。',
    '1|乙方|甲方|雇请工人修复屋顶|—|2020年7月31日',
    '2|乙方|甲方|转账支付赔偿款|2,000.50元|2020年8月31日',
    '合计2,000.50元',
    '一式3份',
    '甲方（王示例） any 2020-07-01',
    '乙方（李样本，委托代理人赵代理） any 2020-07-02',
    '人民调解员 sign 2020-07-02',
    /示例第\d+人民调解委员会 seal 2020-07-03/,
    '生效日期：2020年7月3日',
    '可以在2020年8月3日以前',
  )
  const { rows } = await town.city.owner.query('select agreement_no from mediation.agreement where matter_id = $1', [
    id,
  ])
  assert.ok(text.includes(`编号：${rows[0].agreement_no}`), 'one number: the agreement’s own')
  assert.equal(issued.number, undefined)
  const { rows: acts } = await town.city.owner.query(
    `select canonical from kernel.act where matter_id = $1 and action = 'settle'`,
    [id],
  )
  for (const secret of ['王示例', '330205198001019017', '李样本修复屋顶', '施工不当'])
    assert.ok(!acts[0].canonical.includes(secret), `${secret} stands in the record only as a commitment`)

  const { scope: _, ...changed } = written('2020-07-06', { reason: '工期延后' })
  await step('2020-07-06', id, 'modify', {
    ...changed,
    obligations: [{ obligor: 2, obligee: 1, content: '修复屋顶', dueOn: '2020-09-30' }],
    hasMoney: false,
    amountPayableFen: undefined,
  })
  await paper(id, 'agreement', '人民调解变更协议书', /变更“（.*）人调字〔2020〕第\d+号”协议/, '2020年9月30日', '之2')

  await step('2020-07-07', id, 'applyConfirm', {
    applicants: [1, 2],
    courtAgencyId: 'court-330282',
    application: { date: '2020-07-07' },
    people,
  })
  await paper(
    id,
    'confirmationApplication',
    '王示例、李样本',
    'court-330282',
    /人民调解协议（编号：.*第\d+号之2）有效/,
    '没有恶意串通',
    '身份证明',
  )
  await paper(id, 'mediationProof', '2020年7月1日受理', '经1次调解', '书面')
})

test('an oral agreement is taken down with its content', async () => {
  const id = await inSession('2020-07-08')
  await step('2020-07-08', id, 'settle', { ...d.agreementOf('2020-07-08', false, 'FULL'), people })
  await paper(id, 'oralAgreement', '各自清理宅前通道', '即时履行完毕', '2020年7月8日达成之日起生效', '王示例')
  assert.ok(!(await papersOf(id)).some((p) => p.issued.template === 'mediation.agreement'))
})

test('no agreement: one paper goes out and names the other ways; an end before the first session is told too', async () => {
  const quit = await inSession('2020-07-09')
  await step('2020-07-10', quit, 'fail', {
    cause: 'PARTY_QUIT',
    remedyNotice: remedy('2020-07-10'),
    terminationNotice: { date: '2020-07-10' },
    people,
  })
  await paper(quit, 'terminationNotice', '2020年7月9日受理', '一方拒绝或者放弃调解', '诉讼、仲裁', '王示例、李样本')
  const failed = await inSession('2020-07-09')
  await step('2020-07-10', failed, 'fail', {
    cause: 'SUPERVENING',
    supervening: 'DEATH',
    remedyNotice: remedy('2020-07-10'),
  })
  await paper(failed, 'remedyNotice', '当事人死亡或者终止', '诉讼、仲裁')
  for (const [id, one] of [
    [quit, 'terminationNotice'],
    [failed, 'remedyNotice'],
  ] as const)
    assert.deepEqual(
      (await papersOf(id)).map((p) => p.issued.template).filter((t) => /terminationNotice|remedyNotice/.test(t)),
      [`mediation.${one}`],
    )
  const lost = await accepted('2020-07-09')
  await step('2020-07-13', lost, 'withdraw', { reason: 'LOST_CONTACT', people })
  await paper(lost, 'endNotice', '当事人失去联系', '开会调解前终结')
  const own = await accepted('2020-07-09')
  await step('2020-07-13', own, 'withdraw', { reason: 'WITHDRAWN' })
  assert.ok(!(await papersOf(own)).some((p) => p.issued.template === 'mediation.endNotice'))
})

test('a minor is named with the guardian who signs', async () => {
  const child = { ...parties[0], name: '王小', idNumber: '330205201001019003', birthOn: '2010-01-01' }
  const { matterId: id } = await town.city.ok(village.head, '2020-07-14', {
    procedure: 'mediation.dispute',
    action: 'apply',
    input: d.caseOf(village, [child, parties[1]!], { occurredOn: '2018-03-03' }),
  })
  const p = await town.city.refuse(village.head, '2020-07-14', {
    matterId: id,
    action: 'accept',
    input: { people: [{ party: 1, name: '王小' }, people[1]] },
  })
  assert.match(p.title, /第1号当事人没有写明法定代理人/)
  await step('2020-07-14', id, 'accept', { people: [{ party: 1, name: '王小', guardianName: '王大' }, people[1]] })
  await paper(id, 'acceptance', '王小', '法定代理人：王大')
})

// ----- Service, voiding, an agency's own words -----

test('a paper is served on a party with its receipt; electronically only by consent; never before it was issued', async () => {
  const id = await inSession('2020-07-15')
  await step('2020-07-15', id, 'settle', written('2020-07-15'))
  const { issued } = await paper(id, 'agreement')
  const serve = (more: object, files: AttachedFile[] = [file('文书.pdf', '送达的文书'), file('回证.pdf')]) => ({
    matterId: id,
    action: 'serve',
    input: { document: issued.id, recipient: 2, way: 'DIRECT', on: '2020-07-16', ...more },
    files,
  })
  const refusal = async (more: object, files?: AttachedFile[]) =>
    (await town.city.refuse(village.head, '2020-07-18', serve(more, files))).type.replace('urn:fadu:rule:', '')
  assert.equal(await refusal({ recipient: 3 }), 'mediation.noParty')
  assert.equal(await refusal({ on: '2020-07-14' }), 'mediation.dates')
  assert.equal(await refusal({ on: '2020-07-19' }), 'mediation.dates')
  assert.equal(await refusal({ way: 'ELECTRONIC' }), 'mediation.serviceWay')
  assert.equal(await refusal({ way: 'PUBLIC_NOTICE' }), 'kernel.input')
  assert.equal(await refusal({}, []), 'kernel.files')
  assert.equal(await refusal({}, [file('回证.pdf'), file('另一份.pdf')]), 'kernel.files', 'without what was served')
  const list = { ...file('清单.txt', '送达的文书'), type: 'text/plain' }
  assert.equal(await refusal({}, [list, file('回证.pdf')]), 'kernel.files', 'a shopping list is no served paper')
  assert.equal(await refusal({ document: crypto.randomUUID() }), 'kernel.document')
  await town.city.ok(village.head, '2020-07-17', serve({ way: 'ELECTRONIC', isWayAgreed: true }))
  const { rows } = await town.city.owner.query(
    `select s.recipient, s.way, s.served_on, p.party_id from kernel.service s join mediation.party p on p.matter_id = s.matter_id and p.seq = 2 where s.matter_id = $1`,
    [id],
  )
  assert.deepEqual(
    rows.map((r) => [r.recipient, r.way, r.served_on]),
    [[`p:${rows[0].party_id}`, 'ELECTRONIC', '2020-07-16']],
  )
  const state = await town.city.owner.query('select state from mediation.matter where matter_id = $1', [id])
  assert.equal(state.rows[0].state, 'SETTLED')

  const void_ = { matterId: id, action: 'voidPaper', input: { document: issued.id, reason: '金额写错' } }
  assert.equal(
    (await town.city.refuse(village.head, '2020-07-18', { ...void_, input: { document: issued.id, reason: ' ' } }))
      .status,
    422,
  )
  await town.city.ok(village.head, '2020-07-18', void_)
  assert.equal((await town.city.refuse(village.head, '2020-07-18', void_)).type, 'urn:fadu:rule:kernel.document')
  assert.equal(await refusal({}), 'kernel.document', 'what is void is not served')
})

test('a committee words its notice itself from a day on; what the law fixes stays', async () => {
  const writer = await town.city.post(
    'writer-1',
    'wording_officer',
    { kind: 'agency', value: village.agencyId },
    village.agencyId,
  )
  await town.city.ok(writer, '2020-07-20', {
    procedure: 'wording.text',
    action: 'set',
    input: {
      agencyId: village.agencyId,
      template: 'mediation.terminationNotice',
      name: 'remedy',
      text: '还可以选择：{channels}。请尽早办理。',
      from: '2020-07-21',
    },
  })
  const id = await inSession('2020-07-21')
  await step('2020-07-21', id, 'fail', {
    cause: 'NO_AGREEMENT',
    remedyNotice: remedy('2020-07-21'),
    terminationNotice: { date: '2020-07-21' },
  })
  await paper(id, 'terminationNotice', '还可以选择：诉讼、仲裁。请尽早办理。', '委员会认为无法达成协议')
})

// ----- Committees and mediators -----

test('a committee’s papers: decision, election, filing and the bureau’s answers', async () => {
  const c = await town.committee({
    on: '2020-08-03',
    more: { name: '慈溪市样板村人民调解委员会', phone: '0574-63000000' },
  })
  await paper(
    c.matterId,
    'establishment',
    '关于设立慈溪市样板村人民调解委员会的决定',
    'village-330282',
    '委员3人',
    '至2023年8月2日',
  )
  await paper(c.matterId, 'electionRecord', '推选机构|村民代表会议', '第1届')
  await step('2020-08-04', c.matterId, 'file', town.filing, town.establisher)
  await paper(
    c.matterId,
    'filingForm',
    'justice-330282',
    '设立委员会',
    '名称|慈溪市样板村人民调解委员会',
    '组成|',
    '办公地点|村部一楼',
    '名称、组成人员、办公地点',
  )
  await step(
    '2020-08-05',
    c.matterId,
    'returnFiling',
    { reason: 'MATERIALS_INCOMPLETE', missing: '会议记录' },
    town.county,
  )
  const returned = await paper(c.matterId, 'correctionNotice', 'village-330282', '会议记录', '一次性告知')
  assert.equal(returned.issued.number, '司调补字〔2020〕1号')
  assert.equal(returned.tree.layout, 'official')
  await step('2020-08-06', c.matterId, 'file', town.filing, town.establisher)
  await step('2020-08-07', c.matterId, 'acceptFiling', { defects: ['没有妇女委员名单'] }, town.county)
  await paper(
    c.matterId,
    'filingReceipt',
    'justice-330282',
    '2020年8月6日报送',
    '2020年8月7日登记备案',
    '没有妇女委员名单',
  )
  await step(
    '2020-08-10',
    c.matterId,
    'notifyCourt',
    { courtId: 'court-330282', letterNumber: '慈司〔2020〕31号' },
    town.county,
  )
  await paper(c.matterId, 'courtNotice', 'justice-330282 慈司〔2020〕31号', /^court-330282$/m, '已经备案')
  await step('2020-08-11', c.matterId, 'change', { changedOn: '2020-08-11', address: '村部二楼' }, town.establisher)
  await paper(c.matterId, 'changeForm', '2020年8月11日起变更', '办公地点|村部二楼')
  await step(
    '2020-08-12',
    c.matterId,
    'orderRectify',
    { violation: 'NAME_OR_SEAL', finding: '印章与名称不符。' },
    town.county,
  )
  const order = await paper(c.matterId, 'rectifyOrder', '印章与名称不符。', '2020年9月11日以前改正', '第三十二条')
  assert.equal(order.issued.number, '司调改字〔2020〕1号')
  await step(
    '2023-08-03',
    c.matterId,
    'elect',
    {
      startOn: '2023-08-03',
      meetingKind: 'VILLAGERS_MEETING',
      composition: town.three,
    },
    town.establisher,
  )
  await paper(c.matterId, 'electionRecord', '推选机构|村民会议', '第2届', '至2026年8月2日')
  await step(
    '2023-08-04',
    c.matterId,
    'dissolve',
    { dissolvedOn: '2023-08-04', reason: '村庄合并', successorId: other.agencyId },
    town.establisher,
  )
  await paper(c.matterId, 'dissolution', '村庄合并', /合并接续的委员会\|示例第\d+人民调解委员会/)
})

test('a mediator’s papers: the letter of appointment, and the decisions that end a seat', async () => {
  const hired = await town.hire(village.agencyId, { on: '2020-08-03', person: { name: '周聘任' }, by: village.head })
  await paper(hired.matterId, 'letterOfAppointment', '周聘任', '专职人民调解员', '2020年8月3日起，至2023年8月2日')
  await town.file(hired.matterId, '2020-08-04')
  await paper(hired.matterId, 'filingForm', '聘任调解员', '姓名|周聘任')
  await step('2020-09-01', hired.matterId, 'dismiss', { reason: 'INSULT', finding: '辱骂当事人', endOn: '2020-09-01' })
  await paper(hired.matterId, 'dismissal', '关于解聘周聘任', '侮辱当事人', '辱骂当事人')
  const elected = await town.member(other.agencyId, { on: '2020-08-03', person: { name: '吴当选' } })
  assert.deepEqual(await papersOf(elected.matterId), [], 'who is elected needs no letter')
  await step(
    '2020-09-01',
    elected.matterId,
    'remove',
    {
      reason: 'LEAK',
      finding: '泄露隐私',
      endOn: '2020-09-01',
      meetingKind: 'VILLAGE_REPRESENTATIVES',
    },
    town.establisher,
  )
  await paper(elected.matterId, 'removal', '关于罢免吴当选', '作出单位|村民代表会议')
})

// ----- Hand-over -----

const offered = {
  source: 'CENTRE',
  number: '示矛〔2020〕8号',
  kind: 'NEIGHBOUR',
  townCode: '330282001',
  actOn: '2017-05-05',
  receivedOn: '2020-10-09',
}
async function offer(facts: object = offered, agency = village.agencyId) {
  const { matterId } = await town.city.ok(giverActor, '2020-10-09', {
    procedure: 'giver.case',
    action: 'open',
    input: { agencyId: 'centre' },
  })
  const done = await town.city.ok(giverActor, '2020-10-09', { matterId, action: 'offer', input: { agency, facts } })
  return { matterId, handover: done.given.handover as string }
}
/** The form of registering, filled from the offer as the page fills it. */
const registration = (handover: string, facts: object, office = village) => {
  const receives = town.city.registry.procedureAt('mediation.dispute', '2020-10-10' as LocalDate).receives!
  return {
    procedure: 'mediation.dispute',
    action: receives.action,
    input: {
      committeeAgencyId: office.agencyId,
      parties: d.partiesOf(),
      ...receives.fill(receives.facts.parse(facts)),
      handover,
    },
  }
}
/** What the giver has heard, after the day's tick. */
async function heardBy(matterId: string, at: string) {
  await tick(town.city.app, town.city.engine, instantAt(at as LocalDate, '12:00'))
  const { rows } = await town.city.owner.query('select snapshot from kernel.matter where matter_id = $1', [matterId])
  const { rows: acts } = await town.city.owner.query(
    `select canonical from kernel.act where matter_id = $1 and action = 'heard' order by n`,
    [matterId],
  )
  const [o] = JSON.parse(rows[0].snapshot).facts.offers as Offer[]
  return { answer: o!.answer, heard: o!.heard, said: acts.map((r) => JSON.parse(r.canonical).payload.facts) }
}

test('an offer is taken once, by the committee it was made to, and heard of to its end', async () => {
  const { matterId: from, handover } = await offer()
  const wrong = await town.city.refuse(other.head, '2020-10-10', registration(handover, offered, other))
  assert.equal(wrong.type, 'urn:fadu:rule:mediation.offer')
  const unasked = registration(handover, offered)
  const { handover: _, ...without } = unasked.input
  assert.equal(
    (await town.city.refuse(village.head, '2020-10-10', { ...unasked, input: without })).type,
    'urn:fadu:rule:mediation.offer',
    'a committee registers a referral itself only where one was handed over',
  )
  const { matterId: id } = await town.city.ok(village.head, '2020-10-10', registration(handover, offered))
  assert.equal(
    (await town.city.refuse(village.head, '2020-10-10', registration(handover, offered))).type,
    'urn:fadu:rule:mediation.offer',
  )
  await paper(id, 'materialsReceipt', '移交单位编号|示矛〔2020〕8号', '矛调中心分流')
  const { rows } = await town.city.owner.query(
    'select source, referral_mode, referrer_agency_id, place, occurred_on from mediation.matter where matter_id = $1',
    [id],
  )
  assert.deepEqual(Object.values(rows[0]), ['CENTRE', 'INFORMED', 'centre', '330282001', '2017-05-05'])
  assert.deepEqual(await heardBy(from, '2020-10-10').then((h) => [h.answer, h.heard]), ['taken', 1])
  await step('2020-10-12', id, 'consent', {
    party: 1,
    result: 'CONSENT',
    channel: 'IN_PERSON',
    document: { date: '2020-10-12' },
  })
  await step('2020-10-12', id, 'accept')
  await d.begin(village, id, '2020-10-12')
  await step('2020-10-13', id, 'settle', d.agreementOf('2020-10-13', true, 'FULL'))
  const ended = await heardBy(from, '2020-10-13')
  assert.deepEqual([ended.answer, ended.heard], ['ended', 2])
  const last = ended.said.at(-1)
  assert.deepEqual([last.outcome, last.concludedOn], ['SETTLED_FULL', '2020-10-13'])
  assert.match(last.agreementNumber, /人调字〔2020〕第\d+号$/)
  // What comes after the end is no new answer.
  await step('2020-10-20', id, 'close')
  assert.equal((await heardBy(from, '2020-10-20')).heard, 2)
  await holds()
})

test('what is not accepted is answered with the ground; an end before the first session, too', async () => {
  const one = await offer({ ...offered, actOn: '2017-06-06' })
  const first = await town.city.ok(
    village.head,
    '2020-10-10',
    registration(one.handover, { ...offered, actOn: '2017-06-06' }),
  )
  await step('2020-10-12', first.matterId, 'notAccept', { code: 'EXCLUSIVE_JURISDICTION' })
  const refused = await heardBy(one.matterId, '2020-10-12')
  assert.deepEqual([refused.answer, refused.heard], ['refused', 2])
  assert.deepEqual(refused.said.at(-1), {
    outcome: 'NOT_ACCEPTED',
    code: 'EXCLUSIVE_JURISDICTION',
    ground: '法律法规规定只能由专门机关管辖',
  })
  const facts = { ...offered, source: 'COURT_DELEGATED', kind: null, actOn: null }
  const two = await offer(facts)
  const filled = registration(two.handover, facts)
  assert.equal((await town.city.refuse(village.head, '2020-10-10', filled)).type, 'urn:fadu:rule:mediation.A06')
  const second = await town.city.ok(village.head, '2020-10-10', {
    ...filled,
    input: { ...filled.input, letter: { date: '2020-10-09' } },
  })
  await step('2020-10-12', second.matterId, 'withdraw', { reason: 'COURT_ACCEPTED' })
  const ended = await heardBy(two.matterId, '2020-10-12')
  assert.deepEqual([ended.answer, ended.said.at(-1).outcome], ['ended', 'ENDED_BEFORE_START'])
  // The report goes to who gave the dispute over, by its name where its offer tells it, and never to a kind of source.
  await step('2020-10-13', second.matterId, 'feedback', { report: { date: '2020-10-13' }, isMaterialReturned: true })
  await paper(second.matterId, 'feedbackLetter', /^委托（移送）单位$/m)
  const named = { ...facts, giver: '示例区社会矛盾纠纷调处化解中心', actOn: '2017-07-07' }
  const three = await offer(named)
  const third = registration(three.handover, named)
  const { matterId: told } = await town.city.ok(village.head, '2020-10-10', {
    ...third,
    input: { ...third.input, letter: { date: '2020-10-09' } },
  })
  await paper(told, 'materialsReceipt', '移交单位|示例区社会矛盾纠纷调处化解中心', '来源|法院立案前委派')
  await step('2020-10-12', told, 'withdraw', { reason: 'COURT_ACCEPTED' })
  await step('2020-10-13', told, 'feedback', { report: { date: '2020-10-13' } })
  await paper(told, 'feedbackLetter', /^示例区社会矛盾纠纷调处化解中心$/m)
  const gone = await offer()
  await town.city.ok(giverActor, '2020-10-09', {
    matterId: gone.matterId,
    action: 'withdraw',
    input: { handover: gone.handover },
  })
  assert.equal(
    (await town.city.refuse(village.head, '2020-10-10', registration(gone.handover, offered))).type,
    'urn:fadu:rule:mediation.offer',
  )
  await holds()
})

test('every template of the domain has been issued above', () => {
  const declared = mediation.procedures.flatMap((p) =>
    Object.values(p.actions).flatMap((a) => (a.issues ?? []).map((i) => i.template.id)),
  )
  assert.deepEqual(
    [...new Set(declared)].filter((t) => !seen.has(t)),
    [],
  )
  assert.ok(seen.size >= 33, `${seen.size}`)
})
