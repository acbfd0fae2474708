/** Papers while a mediation goes on: rights and duties, appraisal, extension, and what is reported to others. */

import { dateOr, fields, heading, issued, numbered, paragraphs, signatures, title, told } from '#kernel/blocks'
import type { LocalDate } from '#kernel/clock'
import { type DocumentTemplate, printedDate } from '#kernel/document'
import type { Issue } from '#kernel/procedure'
import { type DisputeFacts, isCourtReferral } from '../dispute-facts.ts'
import { clocks, escalationKinds, riskLevels, type Violence, violences } from '../dispute-kinds.ts'
import { foot, type MatterView, matterView, namesOf, partySigner } from './common.ts'
import { referrerText, termText } from './intake.ts'

type DisputeIssue = Issue<DisputeFacts, any>

// ----- Rights and duties -----

type Rights = MatterView & { term: string; isShamWarned: boolean }
const rightsTemplate: DocumentTemplate<Rights> = {
  id: 'mediation.rightsNotice',
  version: '1',
  label: '人民调解权利义务告知书',
  layout: 'form',
  wording: {
    rights:
      '1. 可以选择调解员，也可以接受本会指定的调解员；\n2. 可以接受调解、拒绝调解，或者随时要求终止调解；\n3. 可以要求公开进行或者不公开进行；\n4. 自主表达意愿，是否达成协议、达成什么协议由各方自己决定。',
    duties: '1. 如实陈述纠纷事实；\n2. 遵守调解现场秩序，尊重调解员；\n3. 尊重对方行使权利。',
    effect:
      '调解不收取任何费用。达成的协议具有法律约束力，应当按照约定履行；各方认为有必要的，可以在协议生效之日起三十日内共同申请人民法院司法确认。调解不成的，可以依法通过仲裁、行政、司法等途径维护权利；申请行政复议、提起行政诉讼的期限，不因调解而停止计算。',
  },
  build: (d, words) => [
    title('人民调解权利义务告知书'),
    numbered(d.number),
    { kind: 'addressee', text: namesOf(d.parties) },
    ...paragraphs(`本会受理的${d.kind}，现将调解中的权利、义务和有关事项告知如下：`),
    heading('一、权利'),
    ...paragraphs(words.rights!),
    heading('二、义务'),
    ...paragraphs(words.duties!),
    heading('三、其他事项'),
    ...paragraphs(`${words.effect}调解期限${d.term}。`),
    ...paragraphs(
      d.isShamWarned ? '以虚构事实、恶意串通等方式进行虚假调解，损害他人合法权益的，依法承担法律责任。' : '',
    ),
    issued(d.committee, d.on),
    ...paragraphs('以上内容已经知晓：'),
    signatures(...d.parties.map((p) => ({ label: `${p.label}（${p.name}）`, mark: 'sign' as const }))),
    ...foot(d),
  ],
}
export const rightsPapers: readonly DisputeIssue[] = [
  {
    template: rightsTemplate,
    data: (act, f, paper): Rights => ({
      ...matterView(act, f, paper),
      term: termText(f),
      isShamWarned: act.payload.isShamWarned,
    }),
  },
]

// ----- Appraisal -----

type Appraisal = MatterView & {
  institution: string
  question: string | undefined
  isJoint: boolean
  from: LocalDate
  to: LocalDate | null
  isExcluded: boolean
}
const appraisalData: DisputeIssue['data'] = (act, f, paper): Appraisal => {
  const last = f.appraisals.at(-1)!
  return {
    ...matterView(act, f, paper),
    institution: act.payload.institution ?? '鉴定机构',
    question: act.payload.question,
    isJoint: act.payload.isJointlyEntrusted,
    from: last.from,
    to: last.to,
    isExcluded: f.kind === 'MEDICAL' || (f.isOnline && isCourtReferral(f)),
  }
}
const entrustmentTemplate: DocumentTemplate<Appraisal> = {
  id: 'mediation.appraisalEntrustment',
  version: '1',
  label: '鉴定委托书',
  layout: 'form',
  build: (d) => [
    title('鉴定委托书'),
    numbered(d.number),
    { kind: 'addressee', text: d.institution },
    ...paragraphs(
      `本会正在调解${namesOf(d.parties)}之间的${d.kind}。${d.isJoint ? '各方当事人共同委托' : '经各方当事人同意，本会委托'}你单位进行鉴定。`,
    ),
    fields([
      ['委托事项', d.question ?? '以所附鉴定申请和材料清单为准'],
      ['委托日期', printedDate(d.from)],
      ['鉴定材料', '以所附清单为准'],
    ]),
    ...paragraphs('鉴定意见请送本会，并在开始、完成鉴定时告知本会日期。'),
    signatures(...d.parties.map((p) => partySigner(p)), { label: d.committee, mark: 'seal', on: d.on }),
    ...foot(d),
  ],
}
const datesTemplate: DocumentTemplate<Appraisal> = {
  id: 'mediation.appraisalNotice',
  version: '1',
  label: '鉴定起止告知书',
  layout: 'form',
  build: (d) => [
    title('鉴定起止告知书'),
    numbered(d.number),
    { kind: 'addressee', text: namesOf(d.parties) },
    ...paragraphs(
      d.to === null
        ? `本件鉴定自${printedDate(d.from)}开始。`
        : `本件鉴定自${printedDate(d.from)}开始，至${printedDate(d.to)}结束。`,
    ),
    ...paragraphs(d.isExcluded ? '鉴定时间不计入调解期限。' : '鉴定时间计入调解期限。'),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const appraisalPapers: readonly DisputeIssue[] = [
  { template: entrustmentTemplate, when: (act) => act.payload.startOn !== undefined, data: appraisalData },
  { template: datesTemplate, data: appraisalData },
]

// ----- Extension -----

type Extension = MatterView & { clock: string; oldDueOn: LocalDate; newDueOn: LocalDate; requestedOn: LocalDate }
const extensionTemplate: DocumentTemplate<Extension> = {
  id: 'mediation.extension',
  version: '1',
  label: '延长调解期限申请书',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title('延长调解期限申请书'),
    numbered(d.number),
    { kind: 'addressee', text: d.committee },
    ...paragraphs(
      `${d.kind}尚未达成协议，各方当事人于${printedDate(d.requestedOn)}共同要求延长调解期限。延长的是${d.clock}，原到期日${printedDate(d.oldDueOn)}，延长至${printedDate(d.newDueOn)}。`,
    ),
    signatures(...d.parties.map((p) => partySigner(p, d.requestedOn))),
    ...paragraphs('本会同意延长。延长期满仍不能达成协议，或者当事人不愿继续的，本会终止调解。'),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const extensionPapers: readonly DisputeIssue[] = [
  {
    template: extensionTemplate,
    data: (act, f, paper): Extension => ({
      ...matterView(act, f, paper),
      clock: clocks[act.payload.clock as keyof typeof clocks],
      oldDueOn: act.given.oldDueOn,
      newDueOn: act.payload.newDueOn,
      requestedOn: act.payload.requestedOn,
    }),
  },
]

// ----- Reports -----

type Escalation = MatterView & {
  to: string
  what: string
  risk: string
  measures: string | undefined
  discoveredAt: string | undefined
  isViolenceAsked: boolean
  violence: string | undefined
}
const escalationTemplate: DocumentTemplate<Escalation> = {
  id: 'mediation.escalationReport',
  version: '1',
  label: '激化风险报告单',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title('激化风险报告单'),
    numbered(d.number),
    { kind: 'addressee', text: d.to },
    ...paragraphs(`本会在调解${d.kind}中发现下列情形，现予报告，请及时处置。`),
    fields([
      ['情形', d.what],
      ['风险等级', d.risk],
      ['当事人', namesOf(d.parties)],
      ['发现时间', d.discoveredAt && minuteText(d.discoveredAt)],
      ['家庭暴力询问', d.isViolenceAsked ? '已询问' : undefined],
      ['家庭暴力', d.violence],
      ['已采取的预防措施', d.measures],
      ['报告日期', printedDate(d.on)],
    ]),
    issued(d.committee, d.on),
    heading('回执'),
    ...paragraphs(`${d.committee}：报告单已收到。`),
    signatures({ label: d.to, mark: 'any' }),
    ...foot(d),
  ],
}
const minuteText = (at: string) => `${printedDate(at.slice(0, 10) as LocalDate)}${at.slice(11, 16)}`
export const escalationPapers: readonly DisputeIssue[] = [
  {
    template: escalationTemplate,
    data: (act, f, paper): Escalation => ({
      ...matterView(act, f, paper),
      to: act.payload.toAgency,
      what: escalationKinds[act.payload.kind as keyof typeof escalationKinds],
      risk: riskLevels[f.riskLevel],
      measures: told(act, '/measures', act.payload.measures),
      discoveredAt: act.payload.discoveredAt,
      isViolenceAsked: act.payload.isViolenceAsked,
      violence: act.payload.violence === 'NONE' ? undefined : violences[act.payload.violence as Violence],
    }),
  },
]

type Sham = MatterView & { to: string; ground: string | undefined; firstSessionOn: LocalDate | null }
const shamTemplate: DocumentTemplate<Sham> = {
  id: 'mediation.shamReport',
  version: '1',
  label: '疑似虚假调解报告单',
  isRecord: true,
  layout: 'form',
  build: (d) => [
    title('疑似虚假调解报告单'),
    numbered(d.number),
    { kind: 'addressee', text: d.to },
    ...paragraphs(`本会调解的${d.kind}有虚假调解的可能，已中止调解，现报请审查。`),
    fields([
      ['当事人', namesOf(d.parties)],
      ['首次调解日', dateOr(d.firstSessionOn)],
      ['中止日期', printedDate(d.on)],
      ['具体情形', d.ground],
    ]),
    ...paragraphs('中止期间不停止计算调解期限。'),
    issued(d.committee, d.on),
    ...foot(d),
  ],
}
export const shamPapers: readonly DisputeIssue[] = [
  {
    template: shamTemplate,
    data: (act, f, paper): Sham => ({
      ...matterView(act, f, paper),
      to: isCourtReferral(f) ? referrerText(f) : f.committeeName,
      ground: told(act, '/ground', act.payload.ground),
      firstSessionOn: f.firstSessionOn,
    }),
  },
]
