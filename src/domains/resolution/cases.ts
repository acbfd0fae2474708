/** Worked cases of settling disputes and of advice (chapter 5 D8). People and numbers are invented. */
import type { WorkedCases } from '#kernel/domain'
import { advising } from './cases-advice.ts'
import { courseCases } from './cases-course.ts'
import { settling } from './cases-settling.ts'

export const cases: WorkedCases = {
  agencies: {
    centre: { name: '示例行政争议化解中心', kind: 'justice-bureau', county: '330203' },
    bureau: { name: '示例区市场监督管理局', kind: 'bureau', county: '330203' },
  },
  people: {
    coordinator: { role: 'resolution_coordinator', agency: 'centre' },
    officer: { role: 'resolution_officer', agency: 'bureau' },
    head: { role: 'resolution_head', agency: 'bureau' },
  },
  cases: [...settling, ...courseCases, ...advising],
}
