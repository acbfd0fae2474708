/** All domains of this house, the kernel's own first. */
import { recordDomain, type Registry, registryOf, supervisionDomain } from '#kernel'
import { domains } from '../domains/index.ts'

export const cityRegistry = (): Registry => registryOf([recordDomain, supervisionDomain, ...domains])
