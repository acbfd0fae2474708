/** Large type for who wants it (适老化): kept in this browser, applied to the whole page. */
const key = 'fadu.size'
export type Size = 'usual' | 'large'

export function initialSize(): Size {
  try {
    return localStorage.getItem(key) === 'large' ? 'large' : 'usual'
  } catch {
    return 'usual'
  }
}

export function keepSize(size: Size): void {
  try {
    localStorage.setItem(key, size)
  } catch {
    // A browser that keeps nothing still shows the page.
  }
}
