/** What makes a field clearable: the library's own signs have no name, or an English one, for a screen reader to read out. */
import { CloseCircleFilled } from '@ant-design/icons'

export const clearable = { clearIcon: <CloseCircleFilled aria-label="清除" /> }
export const clearableChoice = { label: '清除' }
