/** What turning a plan into requests has in common: who asks, a planned request, and the entropy that makes its hash repeat. */
import { hash } from 'node:crypto'
import type { Actor, Scope } from '#kernel/access'
import { epochMs, type Instant, instantFromMs, type LocalDate } from '#kernel/clock'
import type { Entropy, IdOf } from '#kernel/entropy'
import type { ActionRequest, Step } from '#kernel/matter'
import { idFor } from './random.ts'
import { atSecond, dayOf } from './timing.ts'

/** A request of the replay, and the rule under which it must be refused where the plan says so. */
export type PlannedRequest = ActionRequest & {
  refusedBy?: string
  /** So many acts that the law has worked by then come before it in its matter, made by the system as it is turned to. */
  lapses?: number
}

/** Requests that stand or fall together: all acts of one matter and of those that cannot be told apart from it. */
export type Unit = {
  requests: PlannedRequest[]
  /** Acts of a matter in earlier phases of the replay, where its requests go on from there. */
  before?: ReadonlyMap<string, number>
}

export const inAgency = (agency: string): Scope => ({ kind: 'agency', value: agency })
export const asReader = (agency: string): Scope => ({ kind: 'reader', value: `a:${agency}` })

/** The officer of an imported agency in one role. */
export const officerId = (agency: string, role: string): string => `${role}.${agency}`
export const officer = (agency: string, role: string, scope: Scope): Actor => ({
  id: officerId(agency, role),
  role,
  scope,
  agency,
})
export const countyJustice = (county: string): Actor =>
  officer(`justice-${county}`, 'county_justice', { kind: 'county', value: county })
export const courtLiaison = (court: string): Actor => officer(court, 'court_liaison', asReader(court))

/** Ids that the plan has given already, by what they are for. */
export type ChosenIds = { readonly [of in IdOf]?: string }

/**
 * Ids and salts of one act: those chosen for what they are for, each once, else from a stream that depends on the label
 * alone; a second try begins anew. A party whom the city knows asks for no id, and nothing else may then take his.
 */
export function entropyOf(label: string, chosen: ChosenIds = {}): Entropy {
  let id = 0
  let salts = 0
  let block = ''
  const given = new Set<IdOf>()
  return {
    id: (at, of) => {
      const planned = of && !given.has(of) ? chosen[of] : undefined
      if (planned === undefined) return idFor(label, 'id', ++id, epochMs(at))
      given.add(of!)
      return planned
    },
    salt: () => {
      const at = (salts++ % 2) * 32
      if (at === 0) block = hash('sm3', `salt\u0000${label}\u0000${salts}`, 'hex')
      return block.slice(at, at + 32)
    },
    mark: () => () => {
      id = 0
      salts = 0
      given.clear()
    },
  }
}

/** Acts of one or several matters in the order of their instants; those of one instant in the order in which they were added. */
export class Script {
  readonly #seed: string
  readonly #acts: { at: Instant; make: () => PlannedRequest }[] = []
  readonly #counts = new Map<string, number>()
  readonly #before = new Map<string, number>()

  constructor(seed: string) {
    this.#seed = seed
  }

  /** Adds a request of one or more steps, made when its turn has come. */
  add(
    actor: Actor,
    at: Instant,
    steps: Step | readonly Step[] | (() => Step),
    more: { ids?: ChosenIds; refusedBy?: string; lapses?: number } = {},
  ): this {
    const make = (): PlannedRequest => {
      const list =
        typeof steps === 'function' ? [steps()] : Array.isArray(steps) ? (steps as readonly Step[]) : [steps as Step]
      const matter = list[0]!.matterId!
      const n = this.#counts.get(matter) ?? 0
      this.#counts.set(matter, n + (more.lapses ?? 0) + list.length)
      return {
        actor,
        at,
        entropy: entropyOf(`${this.#seed}/${matter}/${n}`, more.ids),
        steps: list,
        ...(more.refusedBy ? { refusedBy: more.refusedBy } : {}),
        ...(more.lapses ? { lapses: more.lapses } : {}),
      }
    }
    this.#acts.push({ at, make })
    return this
  }

  /** The matter has so many acts of an earlier phase: what is added goes on from there. */
  continue(matter: string, acts: number): this {
    this.#counts.set(matter, acts)
    this.#before.set(matter, acts)
    return this
  }

  /** Takes over the acts of another script, to be ordered among these. */
  take(other: Script): this {
    this.#acts.push(...other.#acts)
    return this
  }

  /** The requests in order; those after `until` are left for those who come then. */
  unit(until?: Instant): Unit {
    // Instants are written alike, so their texts sort as they do; the sort is stable.
    const acts = this.#acts
      .filter((a) => until === undefined || a.at <= until)
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    return { requests: acts.map((a) => a.make()), ...(this.#before.size ? { before: this.#before } : {}) }
  }
}

/** An instant a few seconds later: of what is entered in one go. */
export const later = (at: Instant, seconds: number): Instant => instantFromMs(epochMs(at) + seconds * 1000)
/** An instant of a day, by seconds since its midnight in China. */
export const onDay = (on: LocalDate, seconds: number): Instant => atSecond(dayOf(on), seconds)
/** The earlier and the later of two instants. */
export const earliest = (a: Instant, b: Instant): Instant => (a < b ? a : b)
export const latest = (a: Instant, b: Instant): Instant => (a < b ? b : a)
