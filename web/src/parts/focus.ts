/** Where the focus goes when another page is shown. */
import { type RefObject, useLayoutEffect, useRef } from 'react'

const isFilledIn = (at: Element | null) =>
  at !== null && (at.matches('input, textarea, select') || (at as HTMLElement).isContentEditable)

/**
 * A reader who does not see the page hears that it changed; not at the first showing, which announces itself. It is done with the
 * change itself and not after it: by then somebody may have begun to fill in, and would lose his place.
 */
export function useFocusOnChange(page: string): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null)
  const shown = useRef(page)
  useLayoutEffect(() => {
    if (shown.current === page) return
    shown.current = page
    const at = document.activeElement
    if (!(main.current?.contains(at) && isFilledIn(at))) main.current?.focus({ preventScroll: true })
  }, [page])
  return main
}
