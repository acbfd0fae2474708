import type { ReactNode } from 'react'

/** Where this page stands. */
export function Crumbs({ items }: { items: readonly ReactNode[] }) {
  return (
    <nav className="crumbs" aria-label="所在位置">
      <ol>
        {items.map((item, i) => (
          // Places on one page never move.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <li key={i}>{item}</li>
        ))}
      </ol>
    </nav>
  )
}
