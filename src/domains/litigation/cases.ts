/** Worked cases of the defence of lawsuits and of compensation (chapter 5 B8), played through the engine by the tests of every domain. */
import type { WorkedCases } from '#kernel/domain'
import { appealCases } from './cases-appeal.ts'
import { agencies, people } from './cases-cast.ts'
import { compensationCases } from './cases-compensation.ts'
import { courseCases } from './cases-course.ts'
import { endingCases } from './cases-ending.ts'
import { enforcementCases } from './cases-enforcement.ts'
import { headCases } from './cases-heads.ts'
import { hearingCases } from './cases-hearing.ts'
import { judgmentCases } from './cases-judgment.ts'
import { rightCases } from './cases-rights.ts'

export const cases: WorkedCases = {
  agencies,
  people,
  cases: [
    ...courseCases,
    ...hearingCases,
    ...headCases,
    ...judgmentCases,
    ...appealCases,
    ...endingCases,
    ...rightCases,
    ...compensationCases,
    ...enforcementCases,
  ],
}
