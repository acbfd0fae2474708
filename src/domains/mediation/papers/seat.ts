/** Papers of a mediator's seat: the letter of appointment, and the decisions that end it. */

import { issued, paragraphs, title } from '#kernel/blocks'
import { addDays } from '#kernel/clock'
import { type DocumentTemplate, printedDate } from '#kernel/document'
import type { Issue } from '#kernel/procedure'
import type { SeatFacts } from '../mediator.ts'
import { meetingKinds, misconductKinds, officeRoles } from '../organisation-kinds.ts'
import { foot } from './common.ts'
import { type Decision, decisionTemplate, paperHead } from './decision.ts'

type Letter = Omit<Decision, 'heading' | 'rows'> & { name: string }
const appointmentTemplate: DocumentTemplate<Letter> = {
  id: 'mediation.letterOfAppointment',
  version: '1',
  label: '人民调解员聘任书',
  layout: 'form',
  wording: { closing: '请依法履行人民调解员职责，坚持原则、公道正派，为当事人保守秘密。' },
  build: (d, words) => [
    title('聘任书'),
    { kind: 'addressee', text: d.name },
    ...d.lines.flatMap(paragraphs),
    ...paragraphs(words.closing!),
    issued(d.by, d.on),
    ...foot(d),
  ],
}
export const appointmentPapers: readonly Issue<SeatFacts, any>[] = [
  {
    template: appointmentTemplate,
    // Who is elected holds office by the vote, which its own record shows.
    when: (_act, f) => f.basis === 'HIRED',
    data: (_act, f, paper) => ({
      ...paperHead(paper),
      name: f.name,
      lines: [
        `兹聘任你为${f.committeeName}${f.role === 'HIRED_MEDIATOR' ? '' : officeRoles[f.role]}${f.workMode === 'FULL_TIME' ? '专职' : '兼职'}人民调解员，任期自${printedDate(f.startOn)}起${untilText(f)}。`,
      ],
    }),
  },
]
const untilText = (f: SeatFacts) => {
  const end = f.contractEndOn ?? f.termEndOn
  return end === null ? '' : `，至${printedDate(addDays(end, -1))}止`
}

const reasons: Record<string, string> = {
  ...misconductKinds,
  LOW_SUCCESS_RATE: '聘用合同约定的情形',
  CONTRACT: '聘用合同约定的情形',
}
const leaving = (id: string, label: string, verb: string): readonly Issue<SeatFacts, any>[] => [
  {
    template: decisionTemplate(id, label),
    data: (act, f, paper): Decision => ({
      ...paperHead(paper),
      heading: `关于${verb}${f.name}人民调解员职务的决定`,
      lines: [`决定自${printedDate(f.endOn!)}起${verb}${f.name}在${f.committeeName}的${officeRoles[f.role]}职务。`],
      rows: [
        ['事由', reasons[act.payload.reason]],
        ['事实', act.payload.finding],
        [
          '作出单位',
          act.payload.meetingKind ? meetingKinds[act.payload.meetingKind as keyof typeof meetingKinds] : paper.byName,
        ],
      ],
    }),
  },
]
export const removalPapers = leaving('mediation.removal', '罢免人民调解员的决定', '罢免')
export const dismissalPapers = leaving('mediation.dismissal', '解聘人民调解员的决定', '解聘')
