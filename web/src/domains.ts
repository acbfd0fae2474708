/**
 * Where a domain replaces or adds a part of a page, because the general one serves it badly. Everything else comes from the
 * declarations: a domain that is not named here has all its pages all the same.
 */
import { type ComponentType, lazy } from 'react'
import type { Matter, Procedure } from './matter/data.ts'

export type MatterPart = ComponentType<{
  matter: Matter
  procedure: Procedure | undefined
  /** Beside another matter, where what one has not is said too. */
  isBeside?: boolean
}>
/** `matter`: beside its acts; `version`: what is to be said of the choice of its version. */
type Parts = { matter?: MatterPart; version?: MatterPart }

const load = (from: () => Promise<{ default: MatterPart }>): MatterPart => lazy(from) as unknown as MatterPart

/** By procedure; each part lives in web/src/domains/<id>. */
const parts: Readonly<Record<string, Parts>> = {
  'reconsideration.case': { version: load(() => import('./domains/reconsideration/version-choice.tsx')) },
  'mediation.dispute': { matter: load(() => import('./domains/mediation/agreement.tsx')) },
}

export const findPart = (procedure: string, part: keyof Parts): MatterPart | undefined => parts[procedure]?.[part]
