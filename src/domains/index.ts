/** The domains of this house. A new domain adds one line here and a folder beside it. */
import type { Domain } from '#kernel/domain'
import { centre } from './centre/index.ts'
import { litigation } from './litigation/index.ts'
import { mediation } from './mediation/index.ts'
import { reconsideration } from './reconsideration/index.ts'
import { resolution } from './resolution/index.ts'

export const domains: readonly Domain[] = [mediation, centre, reconsideration, litigation, resolution]
