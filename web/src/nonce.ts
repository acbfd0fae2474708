/** The nonce of this page, under which the content policy lets styles be added later. */

/** Undefined where the page was served without one (in development). */
export function findNonce(): string | undefined {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce
  return nonce && !nonce.startsWith('__') ? nonce : undefined
}

/**
 * Gives every style element that our own scripts make the page's nonce: parts of the library (what keeps the page from scrolling
 * under a dialog, what measures a scroll bar) make theirs without it, and the policy would refuse them.
 */
export function carryNonce(nonce: string | undefined): void {
  if (nonce === undefined) return
  const create = document.createElement.bind(document) as (
    name: string,
    options?: ElementCreationOptions,
  ) => HTMLElement
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }) as typeof document.createElement
}
