/** A link within this entry. Pages that both entries show name an address, and each router puts its own beginning before it. */
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

export function A({
  to,
  search,
  hash,
  className,
  children,
  ...rest
}: {
  to: string
  search?: Record<string, string | undefined>
  hash?: string
  className?: string
  children: ReactNode
  onClick?: () => void
  'aria-label'?: string
  'aria-current'?: 'page'
}) {
  const given = Object.fromEntries(Object.entries(search ?? {}).filter(([, v]) => v !== undefined && v !== ''))
  return (
    <Link {...rest} to={to as never} search={given as never} hash={hash ?? ''} className={className ?? ''}>
      {children}
    </Link>
  )
}
