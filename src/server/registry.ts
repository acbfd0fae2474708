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
import { bulletin } from '../report/bulletin/index.ts'

export const cityRegistry = (): Registry => {
  const own = [recordDomain, supervisionDomain, calendarDomain, wordingDomain([...domains, bulletin])]
  const all = [...domains, bulletin]
  return registryOf([...own, officeDomain([...own, ...all]), ...all])
}
