/** Where a form is filled in: what its fields need to know beyond their own value. */
import { createContext, useContext } from 'react'

export type FormPlace = {
  /** The matter it acts on; none for one that opens a matter. */
  matter?: string | undefined
  isPublic: boolean
  /** In which post its filler acts. */
  capacity?: string | undefined
  /** Fields whose values the law counts as personal, by their paths (`parties.*.name`). */
  personal: ReadonlySet<string>
}

export const FormContext = createContext<FormPlace>({ isPublic: false, personal: new Set() })
export const useForm = () => useContext(FormContext)

/** `parties.*.name` of a place such as ['parties', 0, 'name']. */
export const patternOf = (path: readonly (string | number)[]): string =>
  path.map((p) => (typeof p === 'number' ? '*' : p)).join('.')
