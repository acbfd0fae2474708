/** All domains of this house, the kernel's own first. */
import {
  calendarDomain,
  officeDomain,
  type Registry,
  recordDomain,
  registryOf,
  supervisionDomain,
  wordingDomain,
} from '#kernel'
import { domains } from '../domains/index.ts'

export const cityRegistry = (): Registry => {
  const own = [recordDomain, supervisionDomain, calendarDomain, wordingDomain(domains)]
  return registryOf([...own, officeDomain([...own, ...domains]), ...domains])
}
