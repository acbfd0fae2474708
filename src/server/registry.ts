/** All domains of this house, the kernel's own first. */
import { calendarDomain, type Registry, recordDomain, registryOf, supervisionDomain, wordingDomain } from '#kernel'
import { domains } from '../domains/index.ts'

export const cityRegistry = (): Registry =>
  registryOf([recordDomain, supervisionDomain, calendarDomain, wordingDomain(domains), ...domains])
