/** Which of the two entries shows a page: the portal, where everybody reads the public edition, or the workbench. */
import { createContext, useContext } from 'react'

export type Entry = 'portal' | 'desk'
export const EntryContext = createContext<Entry>('portal')
export const useIsPublic = () => useContext(EntryContext) === 'portal'
