/** The sheets that a dossier adds to its pieces: cover, course of the matter, services, proof. */
import { sm3Hex } from '#kernel/canonical'
import { type CheckpointKey, keyId, parseCheckpoint } from '#kernel/checkpoint'
import type { LocalDate } from '#kernel/clock'
import { type Block, type DocumentTree, printedDate } from '#kernel/document'
import type { Registry } from '#kernel/domain'
import { serviceWays } from '#kernel/paper-actions'
import type { ActFile } from '#kernel/procedure'
import { sizeText } from '../files/limits.ts'
import { type DossierAct, type DossierRecord, paperTitle } from './dossier.ts'
import { actionOf, printedAct } from './papers.ts'

const mostPersons = 20

const tree = (title: string, on: LocalDate, blocks: readonly Block[]): DocumentTree => ({
  template: 'kernel.dossier',
  version: '1',
  layout: 'form',
  title,
  on,
  blocks,
})

/** The day of the last act: what a dossier goes up to, whenever it is printed. */
export const lastDay = (r: DossierRecord): LocalDate => r.matter.lastOn

export function coverOf(r: DossierRecord): DocumentTree {
  const m = r.matter
  const persons = r.persons.slice(0, mostPersons).map((p) => `${p.label}：${p.name}`)
  if (r.persons.length > mostPersons) persons.push(`等${r.persons.length}人`)
  const rows = [
    ['事项编号', m.number ?? '无'],
    ['事项名称', m.title],
    ['程序', m.procedure],
    ['办理机关', m.agency],
    ['提出日期', printedDate(m.filedOn)],
    ['最近办理日期', printedDate(m.lastOn)],
    ['状态', m.state],
    ['有关人员', persons.length ? persons.join('\n') : '记录中没有姓名'],
    ['记录标识', m.id],
  ] as const
  return tree('案卷', m.lastOn, [
    { kind: 'title', text: `${m.agency}\n案卷` },
    { kind: 'fields', rows: rows.map(([label, value]) => ({ label, value })) },
    { kind: 'note', text: '本卷由系统按记录生成，载有个人信息，供内部使用和归档，请妥善保管。' },
  ])
}

/** The generic print of an act without what makes it a sheet of its own; who and when stand in one line. */
function courseOf(a: DossierAct, registry: Registry): Block[] {
  const { record } = a
  const capacity = registry.roles.get(record.capacity)?.label ?? record.capacity
  const who = [a.agencyName, capacity, a.actorName].filter((t) => t !== '').join(' ')
  const when = `记录于 ${record.recordedAt.slice(0, 19).replace('T', ' ')}`
  const files = (record.files as readonly ActFile[]).map((f) => f.label)
  const told = [
    printedDate(record.declaredOn as LocalDate),
    who,
    when,
    ...(files.length ? [`材料：${files.join('、')}`] : []),
  ]
  return printedAct(a).blocks.flatMap((b): Block[] => {
    switch (b.kind) {
      case 'title':
        return [
          { kind: 'heading', level: 1, text: `第${record.n}步　${actionOf(a).label}` },
          { kind: 'note', text: told.join('　') },
        ]
      case 'fields': {
        // The first row is the date.
        const rows = b.rows.slice(1)
        return rows.length ? [{ ...b, rows }] : []
      }
      case 'number':
      case 'note':
        return []
      default:
        return [b]
    }
  })
}

export function courseSheet(r: DossierRecord, registry: Registry): DocumentTree {
  return tree('办理记录', lastDay(r), [
    { kind: 'title', text: '办理记录' },
    ...r.acts.flatMap((a) => courseOf(a, registry)),
    { kind: 'note', text: '本件由系统按记录打印，每一步的哈希见“记录的证明”。' },
  ])
}

export function serviceSheet(r: DossierRecord): DocumentTree {
  return tree('送达情况', lastDay(r), [
    { kind: 'title', text: '送达情况' },
    {
      kind: 'table',
      columns: [
        { label: '文书', width: 8 },
        { label: '受送达人', width: 7 },
        { label: '方式', width: 5, align: 'center' },
        { label: '送达日期', width: 8, align: 'center' },
        { label: '办理', width: 4, align: 'center' },
      ],
      rows: r.services.map((s) => [
        s.paper ? paperTitle({ issued: s.paper }) : '不在本卷的文书',
        s.recipient,
        (serviceWays as Record<string, string>)[s.way] ?? s.way,
        printedDate(s.on),
        `第${s.n}步`,
      ]),
    },
  ])
}

/** A picture on a sheet of its own. */
export function pictureSheet(title: string, name: string, sm3: string, on: LocalDate): DocumentTree {
  return tree(title, on, [
    { kind: 'note', text: `${title}（${name}）` },
    { kind: 'image', sm3, alt: title, widthMm: 156 },
  ])
}

/** What a person needs to compare this copy with the record: hashes, places in the tree, root and key. */
export function proofSheet(r: DossierRecord, keys: readonly CheckpointKey[]): DocumentTree {
  const proof = r.proof!
  const { origin, signatures } = parseCheckpoint(proof.checkpoint)
  const signer = keys.filter((k) =>
    signatures.some((s) => s.keyName === k.origin && Buffer.compare(keyId(k.origin, k.publicKeyHex), s.keyId) === 0),
  )
  const rows = [
    ['末步的哈希', r.acts.at(-1)!.hash],
    ['日志', origin],
    ['检查点的记录数', `${proof.size}`],
    ['检查点的树根', proof.root],
    ['公钥的 SM3', signer.map((k) => sm3Hex(Buffer.from(k.publicKeyHex, 'hex'))).join('\n')],
  ] as const
  return tree('记录的证明', lastDay(r), [
    { kind: 'title', text: '记录的证明' },
    {
      kind: 'paragraph',
      text: '每一步的哈希含前一步的哈希，并且是全市记录树的一个叶；树根由城市的密钥签名。电子案卷文件夹里有各步的原文和证明，可以用独立的核验程序在没有本平台的计算机上核对；公钥请从别处取得，与下面的 SM3 比对。',
    },
    { kind: 'fields', rows: rows.map(([label, value]) => ({ label, value })) },
    {
      kind: 'table',
      columns: [
        { label: '步', width: 2, align: 'center' },
        { label: '办理', width: 6 },
        { label: '叶', width: 3, align: 'center' },
        { label: '哈希（SM3）', width: 19 },
      ],
      rows: r.acts.map((a, i) => [`${a.record.n}`, actionOf(a).label, `${proof.acts[i]!.leaf}`, a.hash]),
    },
    ...(r.files.length
      ? [
          {
            kind: 'table',
            caption: '材料',
            columns: [
              { label: '步', width: 2, align: 'center' },
              { label: '材料', width: 5 },
              { label: '大小', width: 4, align: 'center' },
              { label: '记录中的加盐哈希（SM3）', width: 19 },
            ],
            rows: r.files.map((f) => [`${f.n}`, f.label, sizeText(f.sizeBytes), f.hash]),
          } satisfies Block,
        ]
      : []),
    ...proof.erasures.map(
      (e): Block => ({ kind: 'note', text: `删除本卷个人信息的记录：叶${e.proof.leaf}，哈希 ${e.hash}` }),
    ),
  ])
}
