/** What the window of a centre gives out: the receipt, the way that was found, the remedies, and that the matter is known already. */

import { dateOr, type FieldRow, fields, paragraphs, sheet, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, printedDate } from '#kernel/document'
import { channels, levels, type Path, paths, type RepeatKind } from '../kinds.ts'
import { type Addressed, cites, codeGivenApart, groundedIn, registeredNames } from './common.ts'
import { isMadeHere, lawOf, type MatterIssue, type MatterView, matterView } from './matter-view.ts'
import { type RemedyView, remedyBlocks, remedyWords } from './remedy.ts'

/** What every paper of the centre says of the centre. */
export const ownWays = '本中心是协调平台，不作出行政决定。你可以随时直接通过诉讼、仲裁、行政复议等法定途径解决。'

// ----- Receipt -----

type Receipt = MatterView & { rows: FieldRow[]; remedy: RemedyView | undefined }
const receiptTemplate: DocumentTemplate<Receipt> = {
  id: 'centre.receipt',
  version: '1',
  label: '登记回执',
  layout: 'form',
  wording: {
    query: `凭上面的登记编号和查询码，可以到中心窗口或者在网上查询本件的办理环节、承办单位和日期，以及答复文书。${codeGivenApart}请妥善保存本回执。`,
    ways: ownWays,
    ...remedyWords,
  },
  build: (d, words) =>
    sheet(d, '登记回执', d.to, [
      ...paragraphs(`你方提出的诉求，本中心已于${printedDate(d.on)}登记。登记情况如下：`),
      fields([['登记编号', d.number], ...d.rows]),
      ...paragraphs(words.query!),
      ...(d.remedy ? remedyBlocks(d.remedy, words) : []),
      ...paragraphs(words.ways!),
    ]),
}
export const registerPapers: readonly MatterIssue[] = [
  {
    template: receiptTemplate,
    data: (act, f, paper): Receipt => {
      const i = act.payload
      const { visit, remedy } = act.given
      // Who accuses is named to nobody, nor is on paper what he says and of whom.
      const who: Addressed = f.isSealed ? { to: '来访人', address: undefined, isMasked: false } : registeredNames(act)
      const received = f.receivedAt.startsWith(act.declaredOn) ? f.receivedAt.slice(11, 16) : ''
      return {
        ...matterView(act, f, paper),
        ...who,
        rows: [
          ['来源', channels[f.channels[0]!.channel]],
          ['收到时间', `${printedDate(f.receivedOn)}${received}`],
          ['事项类型', f.isSealed ? '密封登记' : f.kind],
          ['涉及人数', `${f.headCount}人`],
          ['接待代表', visit && visit.headCount > 1 && `${visit.representatives}人`],
          // The account of what happened names others; what is asked for is enough to check the entry by.
          ['诉求', f.isSealed ? undefined : told(act, '/demand', i.demand)],
          ['签收法院材料', dateOr(f.courtSignedOn)],
        ],
        remedy: remedy && { ...remedy, knownOn: f.adminActKnownOn!, isReconsiderationFirst: false },
      }
    },
  },
]

// ----- The way -----

type Way = MatterView & {
  path: string
  level: string | undefined
  reason: string | undefined
  others: string
  isSeveralUnits: boolean
  remedy: RemedyView | undefined
  basis: string
}
const wayTemplate: DocumentTemplate<Way> = {
  id: 'centre.wayNotice',
  version: '1',
  label: '途径告知',
  layout: 'form',
  wording: { ways: ownWays, ...remedyWords },
  build: (d, words) =>
    sheet(d, '途径告知', d.to, [
      ...paragraphs(`${d.basis}你方登记的事项，经分流按下列途径办理：`),
      fields([
        ['事项性质', d.subject],
        ['办理途径', d.path],
        ['确定的理由', d.reason],
        ['办理层级', d.level],
        ['其他可走的途径', d.others],
        ['涉及单位', d.isSeveralUnits && '两个以上，会商确定一个主办单位'],
      ]),
      ...(d.remedy ? remedyBlocks(d.remedy, words) : []),
      ...paragraphs(words.ways!),
    ]),
}
export const triagePapers: readonly MatterIssue[] = [
  {
    template: wayTemplate,
    data: (act, f, paper): Way => {
      const { proposal, remedy } = act.given
      const others = [...new Set<Path>([proposal.path, ...proposal.next, ...proposal.also])]
      return {
        ...matterView(act, f, paper),
        path: paths[f.path!],
        level: f.level ? levels[f.level] : undefined,
        // A person's reason for another way is for the house.
        reason: proposal.path === f.path ? proposal.reason : undefined,
        others: others
          .filter((p) => p !== f.path)
          .map((p) => paths[p])
          .join('、'),
        isSeveralUnits: f.isSeveralUnits,
        remedy: remedy
          ? { ...remedy, knownOn: f.adminActKnownOn!, isReconsiderationFirst: f.isReconsiderationFirst }
          : undefined,
        basis: groundedIn(lawOf(f).ways),
      }
    },
  },
]

type Reminder = MatterView & { remedy: RemedyView }
const reminderTemplate: DocumentTemplate<Reminder> = {
  id: 'centre.remedyReminder',
  version: '1',
  label: '救济期限提示',
  layout: 'form',
  wording: remedyWords,
  build: (d, words) =>
    sheet(d, '救济期限提示', d.to, [
      ...paragraphs('你方登记的事项涉及行政行为，提示如下：'),
      ...remedyBlocks(d.remedy, words).slice(1),
    ]),
}
export const reminderPapers: readonly MatterIssue[] = [
  {
    template: reminderTemplate,
    data: (act, f, paper): Reminder => ({
      ...matterView(act, f, paper),
      remedy: {
        ...(act.given as RemedyView),
        knownOn: f.adminActKnownOn!,
        isReconsiderationFirst: f.isReconsiderationFirst,
      },
    }),
  },
]

// ----- Known already -----

type Repeat = MatterView & { kind: RepeatKind; reviewDueOn: LocalDate | null; daysLeft: number | null; basis: string }
const repeatText = (d: Repeat): string => {
  switch (d.kind) {
    case 'DUP_PENDING':
      return '同一事项正在办理，办理期限内不重复受理。办理结果将按原登记编号答复。'
    case 'UNSATISFIED':
      return d.reviewDueOn === null
        ? '同一事项已经书面答复，不重复办理。不服答复的，可以依法申请复查。'
        : `同一事项已经书面答复，不重复办理。不服答复的，可以在${printedDate(d.reviewDueOn)}以前（还有${d.daysLeft}日）向原办理单位的上一级机关、单位申请复查。`
    default:
      return '同一事项已经处理终结，以同一事实和理由再次提出的，不再受理。'
  }
}
const repeatTemplate: DocumentTemplate<Repeat> = {
  id: 'centre.repeatNotice',
  version: '1',
  label: '不再受理告知',
  layout: 'form',
  wording: { newFacts: '有新的事实或者证据的，请一并提出，另行登记办理。' },
  build: (d, words) =>
    sheet(d, '不再受理告知', d.to, [
      ...paragraphs(`你方${printedDate(d.on)}登记的事项，经核对与已登记的事项相同。${repeatText(d)}`),
      ...paragraphs(d.basis && `依据：${d.basis}。`),
      ...paragraphs(words.newFacts!),
    ]),
}
export const repeatPapers: readonly MatterIssue[] = [
  {
    template: repeatTemplate,
    when: (act) => isMadeHere(act.payload.notice),
    data: (act, f, paper): Repeat => {
      const kind = act.payload.repeatKind as RepeatKind
      return {
        ...matterView(act, f, paper),
        kind,
        reviewDueOn: (f.proposedRepeat?.reviewDueOn ?? null) as LocalDate | null,
        daysLeft: f.proposedRepeat?.daysLeft ?? null,
        basis: cites(kind === 'DUP_FINAL' ? [...lawOf(f).final] : [...lawOf(f).repeat]),
      }
    },
  },
]
