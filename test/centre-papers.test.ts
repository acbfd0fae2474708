/** Papers of the centre and of petitions in worked cases: what each holds, that it is built again to the same hash, what its service starts. */

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LocalDate } from '#kernel/clock'
import { makeCitizenId } from '#kernel/codes'
import { centre } from '../src/domains/centre/index.ts'
import type { Actor, Scope } from '../src/kernel/access.ts'
import { sm3Hex } from '../src/kernel/canonical.ts'
import { inTransaction } from '../src/kernel/db.ts'
import { deriveColumns } from '../src/kernel/derive.ts'
import type { Block, DocumentTree } from '../src/kernel/document.ts'
import type { AttachedFile } from '../src/kernel/matter.ts'
import { paperHash } from '../src/kernel/paper.ts'
import type { IssuedDocument } from '../src/kernel/procedure.ts'
import { scanActs } from '../src/kernel/scan.ts'
import { wordingDomain } from '../src/kernel/wording.ts'
import { foldedActs, paperOf } from '../src/server/papers.ts'
import { type CentreTown, openCentre } from './centre-support.ts'

let town: CentreTown
const reader = (agency: string): Scope => ({ kind: 'reader', value: `a:${agency}` })
before(async () => {
  town = await openCentre([centre, wordingDomain([centre])])
  town.actors.officer = await town.city.post('officer', 'petition_officer', reader('petitions'), 'petitions')
})
after(() => town?.city.close())

// ----- Reading papers back -----

type Opened = { tree: DocumentTree; issued: IssuedDocument; text: string; n: number }
const seen = new Set<string>()

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
        return { tree, issued, text: textOf(tree), n: act.record.n }
      }),
    )
  } finally {
    client.release()
  }
}
const plain = (x: unknown): string =>
  typeof x === 'string' ? x : Array.isArray(x) ? x.map(plain).join('') : ((x as { text?: string }).text ?? '')
/** Everything that a reader of the paper reads, one line a block or row. */
const textOf = (tree: DocumentTree): string => tree.blocks.map(blockText).join('\n')
function blockText(b: Block): string {
  switch (b.kind) {
    case 'fields':
      return b.rows.map((r) => `${r.label}|${plain(r.value)}`).join('\n')
    case 'signatures':
      return b.signers.map((s) => `${s.label} ${s.mark}`).join('\n')
    case 'issued':
      return `${b.by.join('、')} ${b.on}`
    case 'head':
      return `${b.issuer} ${b.number ?? ''}`
    case 'qr':
      return `qr:${b.text}`
    default:
      return 'text' in b ? plain(b.text) : ''
  }
}
/** The last paper of a template, with these words in it. An organ's letter has a red head and a number; the centre's sheet neither. */
async function paper(
  matterId: string,
  template: string,
  layout: 'official' | 'form',
  ...words: (string | RegExp)[]
): Promise<Opened> {
  const all = await papersOf(matterId)
  const last = all.filter((p) => p.issued.template === `centre.${template}`).at(-1)
  assert.ok(last, `${template} is issued, not only ${all.map((p) => p.issued.template)}`)
  for (const w of words)
    if (typeof w === 'string') assert.ok(last.text.includes(w), `${template} says ${w}:\n${last.text}`)
    else assert.match(last.text, w, template)
  assert.equal(last.tree.layout, layout, template)
  assert.equal(last.tree.blocks[0]!.kind === 'head', layout === 'official', template)
  assert.equal(last.issued.number !== undefined, layout === 'official', `${template}: number`)
  assert.ok(last.tree.blocks.some((b) => b.kind === 'qr' && b.text === last.issued.check))
  assert.ok(!/undefined|null|NaN|平台约定|【/.test(last.text), `${template}:\n${last.text}`)
  return last
}
const templatesOf = async (matterId: string) => (await papersOf(matterId)).map((p) => p.issued.template)
const file = (name: string, label = '送达回证'): AttachedFile => ({
  id: crypto.randomUUID(),
  label,
  type: 'application/pdf',
  sizeBytes: 1234,
  hash: sm3Hex(name),
  private: { name, salt: '0'.repeat(32), stored: sm3Hex(`stored ${name}`) },
})
const actor = (name: string): Actor => town.actors[name]!
const serveStep = (
  matterId: string,
  document: string,
  more: object,
  files = [file('文书.pdf', '送达的文书'), file('回证.pdf')],
) => ({
  matterId,
  action: 'serve',
  input: { document, recipient: '1', way: 'DIRECT', ...more },
  files,
})
const refusal = async (by: string, on: string, step: Parameters<CentreTown['city']['refuse']>[2]) =>
  (await town.city.refuse(actor(by), on, step)).type.replace('urn:fadu:rule:', '')

// ----- Short ways -----

const who = { name: '来访示例', address: '海曙区示例路8号' }
const addressee = who
const doc = (date: string) => ({ date })
const step = (by: string, on: string, id: string, action: string, input: object = {}) =>
  town.step(by, on, id, action, input)
const handlers = (unit: string) => ({ handlers: [{ officerId: `handler-${unit}`, conflict: 'NONE' }] })
const lead = (agencyId: string) => ({ units: [{ agencyId, kind: 'LEAD' }] })
const civil = { signals: { isCivil: true }, subjectKind: 'CIVIL_DISPUTE', path: 'PEOPLES_MEDIATION' }
const asked = { signals: {}, reach: { departmentParty: 'COUNTY' }, subjectKind: 'PETITION_REQUEST', path: 'PETITION' }
let people = 700
const petitioner = () => ({
  name: who.name,
  idKind: 'resident',
  idNumber: makeCitizenId('330203', '1980-02-02' as LocalDate, people++),
})
const register = (on: string, more: object = {}) => town.register(on, { petitioners: [petitioner()], ...more })

// ----- The centre -----

test('登记回执: number, code, what was said, where to ask; and on a petitioner’s own matter the remedies', async () => {
  const id = await register('2020-12-20', {
    adminActKnownOn: '2020-11-02',
    headCount: 10,
    representatives: 4,
    counterparties: [{ name: '某某物业公司' }],
  })
  const { text, issued } = await paper(
    id,
    'receipt',
    'form',
    '来访示例',
    /登记编号\|（示例1）矛调登〔2020〕第\d+号/,
    '来源|来访窗口',
    '收到时间|2020年12月20日',
    '涉及人数|10人',
    '接待代表|3人',
    '诉求|修复并赔偿',
    '查询',
    '申请行政复议的末日为2021年1月4日，距今天还有15日（《行政复议法》第九条第一款）',
    '2021年5月6日（《行政诉讼法》第四十六条第一款）',
    '不停止、不延长',
    '请尽快办理',
    '不作出行政决定',
  )
  // The code that opens the matter is given out apart; that of the paper's address opens nothing and is not called so.
  assert.match(text, /查询码不印在本回执上：.*核实身份后另行发给/)
  assert.ok(
    !text.replaceAll(issued.check, '').includes(issued.code),
    'the paper’s own code is printed in its address alone',
  )
  assert.ok(!text.includes('某某物业公司'), 'the other side stands on no receipt')
  await step('reception', '2020-12-21', id, 'remindRemedy', { channel: 'WRITTEN', addressee })
  await paper(id, 'remedyReminder', 'form', /^来访示例$/m, '2021年1月4日，距今天还有14日')
  await step('dispatcher', '2020-12-21', id, 'triage', {
    signals: { isAgainstAdministrativeAct: true },
    subjectKind: 'ADMIN_DISPUTE',
    path: 'RECONSIDERATION',
    remedyNotice: { on: '2020-12-21', channel: 'WRITTEN' },
  })
  const way = await paper(
    id,
    'wayNotice',
    'form',
    '事项性质|行政争议',
    '办理途径|行政复议',
    '其他可走的途径|诉讼',
    '办理层级|',
    '依据《浙江省信访条例》第十九条',
    '2021年1月4日',
    '遮去部分文字',
  )
  assert.ok(!way.text.includes('来访示例'), 'an act that names nobody prints no name')
  await step('dispatcher', '2020-12-21', id, 'handoff', {
    path: 'RECONSIDERATION',
    targetAgencyId: 'gov-330203',
    receipt: doc('2020-12-21'),
    notice: doc('2020-12-21'),
    addressee,
  })
  await paper(
    id,
    'guidance',
    'form',
    '来访示例',
    '通过行政复议解决',
    '请向gov-330203提出申请',
    '法定期限的末日|2021年1月4日',
    '不停止、不延长',
  )
})

test('移送单 and 退件单, 办理情况告知, 材料移送单: what goes into a procedure and what comes back', async () => {
  const id = await register('2020-12-21', { channel: 'COURT_DELEGATED', courtSignedOn: '2020-12-21' })
  await paper(id, 'receipt', 'form', '签收法院材料|2020年12月21日')
  await step('dispatcher', '2020-12-21', id, 'triage', civil)
  const over = { path: 'PEOPLES_MEDIATION', targetAgencyId: 'committee', receipt: doc('2020-12-21') }
  await step('dispatcher', '2020-12-21', id, 'handoff', { ...over, addressee })
  await paper(
    id,
    'transferSheet',
    'form',
    /^示例村人民调解委员会$/m,
    '来访人|来访示例',
    '不接收的，请注明理由',
    '示例村人民调解委员会签收 any',
  )
  await step('dispatcher', '2020-12-22', id, 'targetRefuse', { reason: '当事人不在本村', paper: doc('2020-12-22') })
  await paper(id, 'returnSlip', 'form', '退件单位|示例村人民调解委员会', '不接收的理由|当事人不在本村')
  await step('dispatcher', '2020-12-23', id, 'handoff', over)
  await step('dispatcher', '2020-12-24', id, 'recordOutcome', {
    outcome: 'FAILED',
    paper: doc('2020-12-24'),
    addressee,
  })
  const failed = await paper(
    id,
    'progress',
    'form',
    '来访示例',
    '办理情况|调处不成',
    '仲裁、诉讼',
    '以办理单位出具的文书为准',
  )
  assert.ok(failed.text.includes('社会矛盾纠纷调处化解中心 2020-12-24'), 'the centre issues it')
  await step('dispatcher', '2020-12-25', id, 'returnToCourt', {
    courtAgencyId: 'court',
    reason: 'FAILED',
    receipt: doc('2020-12-25'),
  })
  await paper(id, 'courtReturn', 'form', /^示例区人民法院$/m, '调解不成', '签收委派材料|2020年12月21日', '依法登记立案')
  const own = await register('2020-12-21')
  await step('dispatcher', '2020-12-21', own, 'triage', civil)
  await step('dispatcher', '2020-12-21', own, 'handoff', {
    ...over,
    receipt: { ...doc('2020-12-21'), number: '示例1号' },
  })
  assert.ok(!(await templatesOf(own)).includes('centre.transferSheet'), 'a paper with a number is made elsewhere')
})

test('流转单, 异议书, 核实意见, 受理告知书, 升级单, 答复书, 销号单: between units, and what a unit tells', async () => {
  const id = await register('2020-07-01')
  await step('dispatcher', '2020-07-01', id, 'triage', {
    signals: { isEnforcementRequest: true },
    reach: { departmentParty: 'COUNTY' },
    subjectKind: 'COMPLAINT_ILLEGAL',
    path: 'ENFORCEMENT_COMPLAINT',
    isSeveralUnits: true,
  })
  await step('dispatcher', '2020-07-02', id, 'dispatch', {
    units: [
      { agencyId: 'bureauA', kind: 'LEAD' },
      { agencyId: 'bureauB', kind: 'ASSIST' },
    ],
    handleWorkdays: 10,
    note: '请现场核查',
  })
  await paper(
    id,
    'dispatchSlip',
    'form',
    '主办单位|bureauA',
    '协办单位|bureauB',
    '签收|2个工作日内',
    '办理|自收到之日2020年7月1日起10个工作日',
    '交办要求|请现场核查',
    '内部时限，不是法定期限',
    'bureauA签收 any',
  )
  const objecting = { reason: '不属本单位职责', properUnit: 'C局' }
  await step('bureauA.head', '2020-07-03', id, 'objectReturn', objecting)
  const objection = await paper(
    id,
    'objection',
    'official',
    'bureauA 矛调异字〔2020〕1号',
    '社会矛盾纠纷调处化解中心',
    '2020年7月2日交办',
    '理由|不属本单位职责',
    '应办单位|C局',
  )
  assert.equal(objection.issued.by, 'bureauA')
  await step('dispatcher', '2020-07-03', id, 'rejectReturn', { verification: '职责清单载明属A局' })
  await paper(id, 'verification', 'form', /^bureauA$/m, '不同意退回', '职责清单载明属A局')
  await step('director', '2020-07-06', id, 'convene', {
    units: ['bureauA', 'bureauC'],
    leadUnit: 'bureauC',
    conclusion: '由C局主办',
  })
  await step('director', '2020-07-06', id, 'assignLead')
  await paper(id, 'leadSlip', 'form', '主办单位|bureauC', '第1次会商确定', '自本单之日起10个工作日')
  await step('bureauC', '2020-07-07', id, 'accept', { as: 'ADMINISTRATIVE', ...handlers('bureauC'), addressee })
  await paper(
    id,
    'acceptance',
    'official',
    'bureauC 矛调受字〔2020〕1号',
    '来访示例',
    '2020年7月7日受理',
    '相应行政程序',
  )
  const result = {
    kind: 'REPLY',
    issuerAgencyId: 'bureauC',
    documentNo: '示例1号',
    documentOn: '2020-07-10',
    isEffective: true,
  }
  await step('bureauC', '2020-07-10', id, 'submitResult', result)
  await step('dispatcher', '2020-07-10', id, 'review')
  await step('bureauC', '2020-07-13', id, 'reply', { channel: 'WRITTEN', content: '已责令拆除', addressee })
  const reply = await paper(id, 'reply', 'official', 'bureauC 矛调复字〔2020〕1号', '已责令拆除', '行政复议等途径')
  assert.ok(!reply.text.includes('复查'), 'a reply that is no petition’s promises no review')
  await step('visitor', '2020-07-14', id, 'visitBack', { isReached: true, satisfaction: 5 })
  await step('dispatcher', '2020-07-14', id, 'close', { closeCode: 'SUPPORTED_EXECUTED' })
  await paper(id, 'closingSlip', 'form', '销号方式|支持诉求并落实', '答复日期|2020年7月13日', '回访|1次')

  const village = await register('2020-08-31')
  await step('dispatcher', '2020-08-31', village, 'triage', civil)
  await step('dispatcher', '2020-08-31', village, 'dispatch', lead('village'))
  await step('village.head', '2020-09-01', village, 'objectReturn', objecting)
  await paper(village, 'objectionSheet', 'form', '示例村村民委员会 2020-09-01')
  await step('dispatcher', '2020-09-01', village, 'acceptReturn', { verification: '属实' })
  await paper(village, 'verification', 'form', /^示例村村民委员会$/m, '同意退回，请交还材料')
  await step('dispatcher', '2020-09-02', village, 'dispatch', lead('village2'))
  await step('village2', '2020-09-02', village, 'receive', handlers('village2'))
  await step('village2', '2020-09-02', village, 'accept', { as: 'MEDIATION', addressee })
  await paper(village, 'acceptanceSheet', 'form', '来访示例', '自愿', '一个月（《宁波市人民调解条例》第二十七条）')
  await step('dispatcher', '2020-09-28', village, 'escalate', {
    trigger: 'FAILED',
    toLevel: 'TOWN',
    unit: 'town',
    consent: doc('2020-09-28'),
    materials: doc('2020-09-28'),
  })
  await paper(
    village,
    'escalationSlip',
    'form',
    '原层级|村（社区）',
    '层级|乡镇（街道）',
    '升级事由|本级调处不成',
    '当事人同意|2020年9月28日',
    '承办单位|示例街道办事处',
    '附件|前期办理材料',
  )
  await step('town', '2020-09-29', village, 'receive', handlers('town'))
  await step('town', '2020-09-29', village, 'accept', { as: 'OTHER' })
  await step('town', '2020-09-30', village, 'submitResult', {
    ...result,
    issuerAgencyId: 'town',
    documentOn: '2020-09-30',
  })
  await step('dispatcher', '2020-09-30', village, 'review')
  await step('town', '2020-10-09', village, 'reply', { channel: 'PHONE', content: '已电话答复' })
  assert.ok(!(await templatesOf(village)).some((t) => t.startsWith('centre.reply')), 'what is said is no paper')
})

/** Handled as a petition by a unit of the centre, from registration to its reply. */
async function repliedAsPetition(on: string, unit: string, more: object = {}) {
  const id = await register(on)
  await step('dispatcher', on, id, 'triage', asked)
  await step('dispatcher', on, id, 'dispatch', lead(unit))
  await step(unit, on, id, 'receive', handlers(unit))
  await step(unit, on, id, 'accept', { as: 'PETITION' })
  await step(unit, on, id, 'submitResult', {
    kind: 'OPINION',
    issuerAgencyId: unit,
    documentNo: '示例1号',
    documentOn: on,
    isEffective: true,
  })
  await step('dispatcher', on, id, 'review')
  await step(unit, on, id, 'reply', { channel: 'WRITTEN', content: '不在补贴范围', hasReviewNotice: true, ...more })
  return id
}
test('the reply to a petition tells the right to review and its days under the law of the day of receipt', async () => {
  const old = await repliedAsPetition('2020-06-01', 'bureauA', { addressee, reviewOrgan: '海曙区人民政府' })
  await paper(old, 'acceptance', 'official', '自受理之日起30日内办结', '《浙江省信访条例》第二十三条第一款')
  await paper(
    old,
    'reply',
    'official',
    '来访示例',
    '不在补贴范围',
    '30日内，向海曙区人民政府申请复查（《浙江省信访条例》第二十四条第一款、《信访条例》第三十四条）',
  )
  const now = await repliedAsPetition('2022-06-01', 'village')
  await paper(now, 'acceptanceSheet', 'form', '自受理之日起60日内办结', '《信访工作条例》第三十四条')
  const sheet = await paper(now, 'replySheet', 'form', '上一级机关、单位申请复查（《信访工作条例》第三十五条）')
  assert.ok(!sheet.text.includes('信访条例》'), 'the older law is not named')
})

test('不再受理告知: by the ground, with the days that are left for review', async () => {
  const same = { petitioners: [petitioner()], kind: '物业', actOn: '2020-05-01', counterparties: [{ name: '某物业' }] }
  await town.register('2020-05-11', same)
  const again = await town.register('2020-05-12', { ...same, channel: 'PHONE' })
  await step('reception', '2020-05-12', again, 'noticeRepeat', {
    repeatKind: 'DUP_PENDING',
    notice: doc('2020-05-12'),
    addressee,
  })
  await paper(
    again,
    'repeatNotice',
    'form',
    '来访示例',
    '正在办理',
    '新的事实或者证据',
    '《浙江省信访条例》第二十条第一款第（五）项',
  )
})

test('an accusation: neither who accuses nor whom stands on any paper', async () => {
  const accusing = {
    isAccusation: true,
    accusedAgencyId: 'bureauB',
    counterparties: [{ name: '被告发者甲', agencyId: 'bureauB' }],
    summary: '被告发者甲收受钱物',
    demand: '查处被告发者甲',
  }
  const id = await register('2020-06-01', accusing)
  await paper(id, 'receipt', 'form', '事项类型|密封登记', '来访人')
  await step('dispatcher', '2020-06-01', id, 'triage', {
    signals: { isAccusation: true },
    subjectKind: 'ACCUSATION',
    path: 'DISCIPLINE',
  })
  await town.city.agency('discipline', 'discipline', { county: '330203', name: '示例区纪委监委' })
  await step('dispatcher', '2020-06-01', id, 'handoff', {
    path: 'DISCIPLINE',
    targetAgencyId: 'discipline',
    addressee,
  })
  await paper(id, 'transferSheet', 'form', /^示例区纪委监委$/m, '来访人|（隐去）')
  // An affair that turns out to be one later.
  const later = await register('2020-06-01', {
    counterparties: [{ name: '被告发者甲' }],
    summary: '被告发者甲收受钱物',
  })
  await step('dispatcher', '2020-06-01', later, 'triage', civil)
  await step('dispatcher', '2020-06-01', later, 'dispatch', lead('village'))
  await step('dispatcher', '2020-06-02', later, 'seal', { reason: '涉及公职人员', accusedAgencyId: 'village' })
  await step('dispatcher', '2020-06-02', later, 'handoff', { path: 'DISCIPLINE', targetAgencyId: 'discipline' })
  await paper(later, 'transferSheet', 'form', '来访人|（隐去）')
  await step('dispatcher', '2020-06-03', later, 'recordOutcome', { outcome: 'ACCEPTED', paper: doc('2020-06-03') })
  await paper(later, 'progress', 'form', /^（隐去）$/m)
  const petition = await town.city.ok(actor('officer'), '2022-06-01', {
    procedure: 'centre.petition',
    action: 'receivePetition',
    input: {
      ...receiving('petitions', '2022-06-01'),
      category: 'ACCUSATION',
      accusedAgencyIds: ['bureauB'],
      respondent: '被告发者甲',
      summary: '被告发者甲收受钱物',
      demand: '查处被告发者甲',
    },
  })
  await step('officer', '2022-06-02', petition.matterId, 'assign', {
    toAgencyId: 'discipline',
    feedbackDueOn: '2022-07-02',
  })
  await paper(petition.matterId, 'petitionAssignment', 'official', '信访人|（隐去）', '不得将检举、控告材料')
  for (const matter of [id, later, petition.matterId])
    for (const p of await papersOf(matter)) {
      assert.ok(!p.text.includes('被告发者甲'), `${p.issued.template} names whom it accuses`)
      assert.ok(!p.text.includes('收受钱物'), `${p.issued.template} tells of what`)
      if (matter !== later) assert.ok(!p.text.includes('bureauB'), `${p.issued.template} names the unit`)
      if (matter === petition.matterId || p.issued.template === 'centre.transferSheet')
        assert.ok(!p.text.includes('来访示例'), `${p.issued.template} names who accuses`)
    }
  // Nor is a paper served on the accused.
  const [assignment] = (await papersOf(petition.matterId)).slice(-1)
  const serve = serveStep(petition.matterId, assignment!.issued.id, { recipient: 'bureauB', on: '2022-06-02' })
  assert.equal(await refusal('officer', '2022-06-02', serve), 'centre.petition.noRecipient')
})

test('service: the centre uses a body’s ways, organs all of them; electronically by consent; what is void is not served', async () => {
  const id = await repliedAsPetition('2020-06-01', 'bureauA')
  const { issued } = await paper(id, 'reply', 'official')
  const serve = (more: object, files?: AttachedFile[]) => serveStep(id, issued.id, { on: '2020-06-02', ...more }, files)
  const says = (more: object, by = 'bureauA', files?: AttachedFile[]) => refusal(by, '2020-06-03', serve(more, files))
  assert.equal(await says({ way: 'LEFT' }, 'dispatcher'), 'centre.serviceWay')
  assert.equal(await says({ way: 'PUBLIC_NOTICE' }, 'reception'), 'centre.serviceWay')
  assert.equal(await says({ way: 'ELECTRONIC' }), 'centre.serviceWay')
  assert.equal(await says({ recipient: '2' }), 'centre.noRecipient')
  assert.equal(await says({ recipient: 'bureauD' }), 'centre.noRecipient')
  assert.equal(await says({ on: '2020-05-31' }), 'centre.dates')
  assert.equal(await says({}, 'bureauA', []), 'kernel.files')
  await town.city.ok(actor('bureauA'), '2020-06-03', serve({ way: 'LEFT' }))
  const slip = await paper(id, 'dispatchSlip', 'form')
  const toUnit = serveStep(id, slip.issued.id, { recipient: 'bureauA', on: '2020-06-02', way: 'MAIL' })
  await town.city.ok(actor('dispatcher'), '2020-06-03', toUnit)
  const { rows } = await town.city.owner.query(
    'select recipient, way, served_on from kernel.service where matter_id = $1 order by n',
    [id],
  )
  assert.deepEqual(
    rows.map((r) => [r.recipient.slice(0, 2), r.way, r.served_on]),
    [
      ['p:', 'LEFT', '2020-06-02'],
      ['a:', 'MAIL', '2020-06-02'],
    ],
  )
  await town.city.ok(actor('bureauA'), '2020-06-04', {
    matterId: id,
    action: 'voidPaper',
    input: { document: issued.id, reason: '内容有误' },
  })
  assert.equal(await refusal('bureauA', '2020-06-05', serve({})), 'kernel.document')
})

// ----- Petitions -----

const receiving = (agencyId: string, on: string, more: object = {}) => ({
  agencyId,
  receivedOn: on,
  channel: 'VISIT',
  category: 'REQUEST',
  petitioners: [petitioner()],
  respondent: '某某村委会',
  place: '330203001',
  kind: '补贴',
  demand: '补发补贴',
  summary: '没有收到补贴',
  ...more,
})
const receive = async (on: string, more: object = {}, by = 'bureauA') =>
  (
    await town.city.ok(actor(by), on, {
      procedure: 'centre.petition',
      action: 'receivePetition',
      input: receiving(actor(by).agency, on, more),
    })
  ).matterId
const six = (on: string, more: object = {}) => ({ item: '6', path: '调查核实后书面答复', notice: doc(on), ...more })
const opinion = (on: string, more: object = {}) => ({
  conclusion: 'NOT_SUPPORTED',
  document: doc(on),
  demand: '请求补发2019年补贴',
  findings: '经核实不在发放范围',
  opinion: '可以申请临时救助。',
  legalBasis: '示例办法第三条',
  isReviewTold: true,
  addressee,
  ...more,
})
const review = (on: string, more: object = {}) => ({
  conclusion: 'UPHELD',
  document: doc(on),
  opinion: '原处理意见适当。',
  addressee,
  ...more,
})
const answered = async (on: string, more: object = {}, received: object = {}) => {
  const id = await receive(on, received)
  await step('bureauA', on, id, 'notifyReceipt', six(on, { addressee }))
  await step('bureauA', on, id, 'hearPetitioner', { record: '已听取' })
  await step('bureauA', on, id, 'investigate', { record: '已核实' })
  await step('bureauA', on, id, 'issueOpinion', opinion(on, more))
  return id
}
const numberIn = async (id: string) =>
  (
    await town.city.owner.query('select number from centre.petition_reply where matter_id = $1 order by issued_on', [
      id,
    ])
  ).rows.map((r) => r.number)
const served = async (id: string, template: string, on: string, more: object = {}, by = 'bureauA') => {
  const { issued } = await paper(id, template, 'official')
  return town.city.ok(actor(by), on, serveStep(id, issued.id, { on, ...more }))
}
const due = async (id: string) => {
  const limits = await town.limits(id)
  return [limits.reviewApply, limits.recheckApply]
}

test('B3.2 受理告知书 until 2022-04-30, 接收情况告知书 since: path, procedure, and the last day under the law of the day', async () => {
  const old = await receive('2020-09-18')
  const receipt = await paper(
    old,
    'petitionReceipt',
    'form',
    '来访示例',
    '类别|申诉求决',
    '形式|走访',
    '请求|补发补贴',
    '查询码不印在本回执上',
  )
  assert.ok(
    !/查询码\|/.test(receipt.text) && !receipt.text.replaceAll(receipt.issued.check, '').includes(receipt.issued.code),
  )
  assert.ok(!receipt.text.includes('某某村委会'), 'whom it is about stands on no receipt')
  await step('bureauA', '2020-09-18', old, 'notifyReceipt', six('2020-09-18', { addressee }))
  await paper(
    old,
    'petitionAcceptance',
    'official',
    'bureauA 信受字〔2020〕1号',
    '来访示例',
    '决定予以受理',
    '自2020年9月18日起30日内',
    '末日为2020年10月18日',
    '依据《浙江省信访条例》第二十条第一款、第二十条第二款、《信访条例》第二十一条第二款、第二十二条第二款，',
    '处理途径和程序|调查核实后书面答复',
  )
  await step('bureauA.head', '2020-10-16', old, 'extend', {
    days: 60,
    reason: '须省级部门确认',
    notice: doc('2020-10-16'),
    addressee,
  })
  await paper(
    old,
    'petitionExtension',
    'official',
    '信延字〔2020〕1号',
    '延长60日，延长后的末日为2020年12月17日',
    '延期理由：须省级部门确认',
    '负责人批准',
  )
  const now = await receive('2022-05-05')
  await step('bureauA', '2022-05-05', now, 'notifyReceipt', six('2022-05-05'))
  await paper(
    now,
    'petitionArrival',
    'official',
    '信接字〔2022〕1号',
    '已经接收',
    '60日内',
    '末日为2022年7月4日',
    '依据《信访工作条例》第二十三条第二款、第二十三条第三款，',
    '遮去部分文字',
  )
  const unclear = await receive('2022-05-05', { isUnclear: true })
  await step('bureauA', '2022-05-05', unclear, 'notifyReceipt', { item: '6', path: '调查核实' })
  assert.deepEqual(await templatesOf(unclear), [], 'without a name and address nobody is written to')
  const elsewhere = await receive('2022-05-05')
  await step(
    'bureauA',
    '2022-05-05',
    elsewhere,
    'notifyReceipt',
    six('2022-05-05', { notice: { number: '示例3号', date: '2022-05-05' } }),
  )
  assert.deepEqual(await templatesOf(elsewhere), ['centre.petitionReceipt'], 'one paper, one number')
})

test('转送函、交办函 tell the organ its days; 异议书 goes back to who sent it', async () => {
  const id = await receive('2022-09-20', {}, 'officer')
  await step('officer', '2022-09-20', id, 'transfer', { toAgencyId: 'bureauA' })
  await paper(
    id,
    'petitionTransfer',
    'official',
    'petitions 信转字〔2022〕1号',
    /^bureauA$/m,
    '15日内书面告知信访人',
    '5个工作日内提出异议',
    '不得自行退回',
    '信访人|来**',
  )
  await step('bureauA.head', '2022-09-23', id, 'object', { reason: '属于乙局职权', properAgencyId: 'bureauB' })
  await paper(
    id,
    'petitionObjection',
    'official',
    'bureauA 信异字〔2022〕1号',
    /^petitions$/m,
    '2022年9月20日收到',
    '详细理由|属于乙局职权',
    '应当办理的机关、单位|bureauB',
    '《信访工作条例》第二十三条第三款',
  )
  const old = await receive('2020-06-01', {}, 'officer')
  await step('officer', '2020-06-02', old, 'assign', { toAgencyId: 'bureauA', feedbackDueOn: '2020-07-01' })
  await paper(
    old,
    'petitionAssignment',
    'official',
    '反馈期限|2020年7月1日以前',
    '5个工作日内书面告知信访人',
    '书面说明理由',
  )
})

test('不予受理、不再受理、导入其他程序、建议回复: each says where to go, and on what ground', async () => {
  const mine = await receive('2022-06-01')
  await step('bureauA', '2022-06-02', mine, 'notMine', {
    path: 'LITIGATION',
    targetAgencyId: 'court',
    reason: '应当通过诉讼解决',
    notice: doc('2022-06-02'),
    addressee,
  })
  await paper(
    mine,
    'petitionNotAccepted',
    'official',
    '信不受字〔2022〕1号',
    '理由：应当通过诉讼解决',
    '请向示例区人民法院提出（程序：诉讼）',
    '《信访工作条例》第二十三条第一款',
  )
  const ways = await receive('2022-06-01')
  await step('bureauA', '2022-06-06', ways, 'divert', {
    path: 'ARBITRATION',
    item: '2',
    targetName: '示例仲裁委员会',
    notice: doc('2022-06-06'),
    addressee,
  })
  await paper(
    ways,
    'petitionDiversion',
    'official',
    '“仲裁”程序办理，由示例仲裁委员会接收',
    '《信访工作条例》第二十八条第二款',
  )
  const idea = await receive('2022-06-01', { category: 'SUGGESTION' })
  await step('bureauA', '2022-06-06', idea, 'divert', {
    path: 'REPLY',
    reply: '已列入计划',
    notice: doc('2022-06-06'),
    addressee,
  })
  await paper(idea, 'petitionSuggestionReply', 'official', '已列入计划', '《信访工作条例》第二十九条第一款')

  const who = petitioner()
  const first = await answered('2022-06-01', {}, { petitioners: [who] })
  const again = await receive('2022-06-20', { petitioners: [who] })
  await step('bureauA', '2022-06-20', again, 'refuseRepeat', {
    ground: 'REPLIED',
    previousMatterId: first,
    newFacts: 'NONE',
    isReviewTold: true,
    notice: doc('2022-06-20'),
    addressee,
  })
  await paper(
    again,
    'petitionRepeatNotice',
    'official',
    '信不再字〔2022〕1号',
    '已经书面答复',
    '30日内依法申请复查',
    '不重新计算',
    '《信访工作条例》第十九条第三款',
  )
})

test('B8.5 处理意见书 by its fields; its service starts the thirty days to the day; 复查、复核意见书, and the end', async () => {
  const missing = await receive('2022-09-01')
  await step('bureauA', '2022-09-01', missing, 'notifyReceipt', six('2022-09-01'))
  await step('bureauA', '2022-09-01', missing, 'hearPetitioner', { record: '已听取' })
  await step('bureauA', '2022-09-01', missing, 'investigate', { record: '已核实' })
  for (const [without, rule] of [
    ['legalBasis', 'centre.petition.legalBasis'],
    ['findings', 'kernel.input'],
    ['demand', 'kernel.input'],
  ] as const)
    assert.equal(
      await refusal('bureauA', '2022-09-01', {
        matterId: missing,
        action: 'issueOpinion',
        input: Object.fromEntries(Object.entries(opinion('2022-09-01')).filter(([k]) => k !== without)),
      }),
      rule,
    )
  assert.ok(!(await templatesOf(missing)).includes('centre.petitionOpinion'), 'what is refused issues nothing')

  const id = await answered('2022-09-01', { nextOrgan: '海曙区人民政府' })
  const { issued } = await paper(
    id,
    'petitionOpinion',
    'official',
    /bureauA 信意字〔2022〕\d+号/,
    '来访示例',
    /一、信访人的投诉请求\n请求补发2019年补贴/,
    /二、查明的事实和理由\n经核实不在发放范围/,
    '对信访人的请求不予支持。可以申请临时救助。',
    /四、法律法规依据\n示例办法第三条/,
    '30日内，向海曙区人民政府书面申请复查（《信访工作条例》第三十五条）',
    '《信访工作条例》第三十一条第一款第（六）项',
  )
  assert.deepEqual(await numberIn(id), [issued.number], 'one number, of the paper')
  const { rows } = await town.city.owner.query(
    `select canonical from kernel.act where matter_id = $1 and action = 'issueOpinion'`,
    [id],
  )
  for (const secret of ['来访示例', '示例路8号', '不在发放范围'])
    assert.ok(!rows[0].canonical.includes(secret), `${secret} stands in the record only as a commitment`)
  assert.deepEqual(await due(id), [undefined, undefined], 'unserved, nothing runs')
  // Another paper's service starts nothing.
  await served(id, 'petitionArrival', '2022-09-01')
  await served(id, 'petitionOpinion', '2022-09-02', { recipient: 'bureauA' })
  assert.deepEqual(await due(id), [undefined, undefined])
  const electronic = serveStep(id, issued.id, { on: '2022-09-02', way: 'ELECTRONIC' })
  assert.equal(await refusal('bureauA', '2022-09-02', electronic), 'centre.petition.serviceWay')
  const early = serveStep(id, issued.id, { on: '2022-08-31' })
  assert.equal(await refusal('bureauA', '2022-09-02', early), 'centre.petition.day')
  await served(id, 'petitionOpinion', '2022-09-02')
  assert.deepEqual(await due(id), ['2022-10-08', undefined], '2022-10-02 is a holiday; the first working day is 10-08')
  const row = async () =>
    (
      await town.city.owner.query('select reply_received_on, appeal_due_on from centre.petition where matter_id = $1', [
        id,
      ])
    ).rows[0]
  assert.deepEqual(Object.values(await row()), ['2022-09-02', '2022-10-08'])
  await served(id, 'petitionOpinion', '2022-09-20')
  assert.deepEqual(await due(id), ['2022-10-08', undefined], 'served once more, the days run on as they are')
  const twice = { matterId: id, action: 'recordReceipt', input: { receivedOn: '2022-09-20', proof: doc('2022-09-20') } }
  assert.equal(await refusal('bureauA', '2022-09-20', twice), 'centre.petition.receiptTwice')

  await step('bureauA', '2022-10-08', id, 'applyReview', {
    agencyId: 'gov-330203',
    grounds: '事实没有查清',
    document: doc('2022-10-08'),
  })
  await step('gov-330203', '2022-10-20', id, 'issueReview', review('2022-10-20'))
  const reviewed = await paper(
    id,
    'petitionReview',
    'official',
    'gov-330203 信查字〔2022〕1号',
    `2022年9月1日的信访处理意见（${issued.number}）`,
    '2022年10月8日申请复查',
    '维持原处理意见。原处理意见适当。',
    '书面申请复核（《信访工作条例》第三十六条第一款）',
  )
  await served(id, 'petitionReview', '2022-10-21', {}, 'gov-330203')
  assert.deepEqual(await due(id), ['2022-10-08 met 2022-10-08', '2022-11-21'], '2022-11-20 is a Sunday')
  await step('bureauA', '2022-11-21', id, 'applyRecheck', {
    agencyId: 'gov-330200',
    grounds: '复查没有查清',
    document: doc('2022-11-21'),
  })
  await step('gov-330200', '2022-12-01', id, 'issueRecheck', review('2022-12-01', { conclusion: 'CHANGED' }))
  await paper(
    id,
    'petitionRecheck',
    'official',
    '信核字〔2022〕1号',
    `2022年10月20日的信访复查意见（${reviewed.issued.number}）`,
    '变更原复查意见',
    '各级机关、单位不再受理（《信访工作条例》第三十六条第三款）',
  )
  await served(id, 'petitionRecheck', '2022-12-02', {}, 'gov-330200')
  assert.deepEqual(await due(id), ['2022-10-08 met 2022-10-08', '2022-11-21 met 2022-11-21'])
})

test('of several petitioners the last to be served counts; a day of receipt recorded directly is not moved by a service', async () => {
  const two = { petitioners: [petitioner(), petitioner()] }
  const id = await answered('2022-09-01', {}, two)
  await served(id, 'petitionOpinion', '2022-09-02', { recipient: '1' })
  await served(id, 'petitionOpinion', '2022-09-06', { recipient: '2' })
  assert.deepEqual(await due(id), ['2022-10-08', undefined])
  const late = await answered('2022-09-01', {}, two)
  await served(late, 'petitionOpinion', '2022-09-02', { recipient: '1' })
  await served(late, 'petitionOpinion', '2022-09-20', { recipient: '2' })
  assert.deepEqual(await due(late), ['2022-10-20', undefined])
  const direct = await answered('2022-09-01', { receivedOn: '2022-09-01' })
  assert.deepEqual(await due(direct), ['2022-10-08', undefined])
  await served(direct, 'petitionOpinion', '2022-09-20')
  assert.deepEqual(await due(direct), ['2022-10-08', undefined])
  const recorded = await answered('2020-09-01')
  await step('bureauA', '2020-09-10', recorded, 'recordReceipt', { receivedOn: '2020-09-10', proof: doc('2020-09-10') })
  await served(recorded, 'petitionOpinion', '2020-09-14')
  assert.deepEqual(await due(recorded), ['2020-10-10', undefined])
})

test('浙江省信访条例 art. 25: what was served and not contested in time ends, and the petitioner is told; so does an agreement performed', async () => {
  const id = await answered('2020-02-28')
  await paper(
    id,
    'petitionOpinion',
    'official',
    '期满未申请的，本信访事项处理终结（《浙江省信访条例》第二十五条第一款第（二）项）',
  )
  await served(id, 'petitionOpinion', '2020-03-02')
  assert.equal(
    await refusal('bureauA.head', '2020-04-01', { matterId: id, action: 'lapse', input: {} }),
    'centre.petition.notLapsed',
  )
  await step('bureauA.head', '2020-04-02', id, 'lapse', { addressee })
  await paper(
    id,
    'petitionFinal',
    'official',
    '信终字〔2020〕1号',
    '来访示例',
    '终结的情形|逾期未申请复查、复核',
    '申请期限的末日|2020年4月1日',
    '《浙江省信访条例》第二十五条第一款第（二）项',
  )
  const agreed = await receive('2020-06-01')
  await step('bureauA', '2020-06-01', agreed, 'notifyReceipt', six('2020-06-01'))
  await step('bureauA', '2020-06-18', agreed, 'mediatePetition', {
    consents: ['PETITIONER', 'OTHER'],
    isWithinDiscretion: true,
    isAgreed: true,
    effectiveOn: '2020-06-17',
    agreement: { number: '示例〔协议〕1号', date: '2020-06-17' },
    text: '补发补贴',
  })
  await step('bureauA', '2020-06-30', agreed, 'performed', { evidence: doc('2020-06-30'), addressee })
  await paper(agreed, 'petitionFinal', 'official', '协议履行完毕', '第二十五条第一款第（一）项')
})

test('调解、和解协议书 is drawn up for both to sign and ends nothing by itself; 会商纪要 says who handles it', async () => {
  const id = await receive('2022-06-01')
  await step('bureauA', '2022-06-01', id, 'notifyReceipt', six('2022-06-01'))
  const terms = {
    kind: 'SETTLEMENT',
    consents: ['PETITIONER', 'OTHER'],
    isWithinDiscretion: true,
    otherName: '示例街道办事处',
    dispute: '补贴发放的范围',
    terms: '补发补贴三千元',
    performance: '2022年7月1日前一次付清',
    addressee,
  }
  for (const more of [{ consents: ['PETITIONER'] }, { isWithinDiscretion: false }])
    assert.equal(
      await refusal('bureauA', '2022-06-10', {
        matterId: id,
        action: 'proposeAgreement',
        input: { ...terms, ...more },
      }),
      'centre.petition.mediation',
    )
  assert.equal((await step('bureauA', '2022-06-10', id, 'proposeAgreement', terms)).state, 'ACCEPTED')
  await paper(
    id,
    'petitionAgreement',
    'form',
    '信访事项和解协议书',
    `信访人|${addressee.name}`,
    '对方|示例街道办事处',
    '补发补贴三千元',
    '《信访工作条例》第三十三条',
    '信访人 any',
  )
  const atOffice = await receive('2022-06-01', {}, 'officer')
  await step('officer', '2022-06-02', atOffice, 'convene', {
    unitIds: ['bureauA', 'bureauB'],
    way: 'SUPERIOR',
    decider: '示例区人民政府',
    leadAgencyId: 'bureauB',
    conclusion: '由乙局办理',
  })
  await paper(
    atOffice,
    'petitionConference',
    'form',
    '办理单位|bureauB',
    '决定、协调的机关|示例区人民政府',
    '由乙局办理',
    '《信访工作条例》第二十四条第一款',
  )
  assert.equal((await town.limits(atOffice)).notice, '2022-06-17')
})

test('what nobody has verified is named on no paper: after 2022-05-01 the province’s end of a petition is not cited', async () => {
  const id = await answered('2022-06-01')
  const p = await paper(id, 'petitionOpinion', 'official')
  assert.ok(!p.text.includes('浙江省') && !p.text.includes('处理终结'))
})

test('an office words its own notice from a day on; the days and the law stay', async () => {
  const writer = await town.city.post('writer', 'wording_officer', { kind: 'agency', value: 'bureauD' }, 'bureauD')
  await town.city.ok(writer, '2022-07-01', {
    procedure: 'wording.text',
    action: 'set',
    input: {
      agencyId: 'bureauD',
      template: 'centre.petitionArrival',
      name: 'closing',
      text: '联系科室：信访科。',
      from: '2022-07-04',
    },
  })
  const id = await receive('2022-07-04', {}, 'bureauD')
  await step('bureauD', '2022-07-04', id, 'notifyReceipt', six('2022-07-04', { addressee }))
  await paper(id, 'petitionArrival', 'official', '联系科室：信访科。', '60日内')
})

test('every template of the domain has been issued above; rows follow from acts and no personal value stands in one', async () => {
  const declared = centre.procedures.flatMap((p) =>
    Object.values(p.actions).flatMap((a) => (a.issues ?? []).map((i) => i.template)),
  )
  assert.deepEqual(
    [...new Set(declared.map((t) => t.id))].filter((t) => !seen.has(t)),
    [],
  )
  // Letters of organs are numbered, each kind in a series of its own; the centre's and the villages' papers are not.
  const series = new Map(declared.map((t) => [t.id, t.code]))
  const codes = [...series.values()].filter((c) => c !== undefined)
  assert.equal(new Set(codes).size, codes.length)
  for (const t of declared) assert.equal(t.code !== undefined, t.layout === 'official', t.id)
  const found = await inTransaction(
    town.city.owner,
    async (c) => [...(await deriveColumns(c, town.city.registry)).findings, ...(await scanActs(c, {})).findings],
    'begin isolation level repeatable read',
  )
  assert.deepEqual(found, [])
})
