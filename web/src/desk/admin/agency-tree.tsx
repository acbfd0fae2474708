/** Agencies as a folding tree: the city's own, then each county's, its towns', and under an agency those that belong to it. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api, bodyOf } from '../../api.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { usePlaces } from '../supervision/data.ts'
import { type Agency, type Branch, branchesOf } from './branches.ts'
import { kindLabel, Span } from './parts.tsx'

export function AgencyTree() {
  const places = usePlaces()
  if (places.isError) return <ProblemView error={places.error} retry={() => places.refetch()} />
  if (!places.data) return <Waiting label="正在读取区划" />
  const counties = places.data.filter((p) => p.level === 'county' && p.to === null)
  const townName = new Map(places.data.filter((p) => p.level === 'town').map((p) => [p.code, p.name]))
  const nameOf = (town: string) => townName.get(town) ?? town
  return (
    <ul className="card tree" aria-label="机构">
      <Place name="市本级" of={{ cityLevel: 'true' }} nameOf={nameOf} startsOpen />
      {counties.map((c) => (
        <Place key={c.code} name={c.name} of={{ county: c.code }} nameOf={nameOf} />
      ))}
    </ul>
  )
}

/** Opened, it reads what lies in it; a county of a large city has some hundred agencies. */
function Place({
  name,
  of,
  nameOf,
  startsOpen = false,
}: {
  name: string
  of: { cityLevel: 'true' } | { county: string }
  nameOf: (town: string) => string
  startsOpen?: boolean
}) {
  const { post } = useSession()
  const [isOpen, setOpen] = useState(startsOpen)
  const found = useQuery({
    queryKey: ['agencies', 'tree', post?.capacity, of],
    enabled: isOpen,
    queryFn: () => allAgencies(of),
  })
  return (
    <Fold label={<b>{name}</b>} note={found.data && `${found.data.length}个`} startsOpen={startsOpen} onOpen={setOpen}>
      {found.isError ? (
        <ProblemView error={found.error} retry={() => found.refetch()} />
      ) : !found.data ? (
        <Waiting rows={2} />
      ) : (
        <Branches of={branchesOf(found.data, nameOf)} />
      )}
    </Fold>
  )
}

async function allAgencies(of: { cityLevel: 'true' } | { county: string }): Promise<Agency[]> {
  const all: Agency[] = []
  for (let after: string | undefined; ; ) {
    const query = { ...of, limit: 1000, ...(after ? { after } : {}) }
    const page = bodyOf(await api.GET('/api/agencies', { params: { query } }))
    all.push(...page.items)
    if (page.next === null) return all
    after = page.next
  }
}

function Branches({ of }: { of: readonly Branch[] }) {
  return (
    <ul>
      {of.map((b) =>
        b.below.length === 0 ? (
          <li key={b.key} className="leaf">
            {b.agency ? <One agency={b.agency} /> : b.name}
          </li>
        ) : (
          <Fold
            key={b.key}
            label={b.agency ? <One agency={b.agency} /> : <span>{b.name}</span>}
            note={b.agency ? `下设${b.below.length}个` : `${b.size}个`}
          >
            <Branches of={b.below} />
          </Fold>
        ),
      )}
    </ul>
  )
}

function One({ agency: a }: { agency: Agency }) {
  return (
    <>
      <A to={paths.agencies} search={{ agency: a.id }}>
        {a.name}
      </A>
      <span className="quiet">
        {kindLabel(a.kind)}
        {a.to && (
          <>
            ，<Span from={a.from} to={a.to} />
          </>
        )}
      </span>
    </>
  )
}

/** What is folded is read when it is opened. */
function Fold({
  label,
  note,
  startsOpen = false,
  onOpen,
  children,
}: {
  label: ReactNode
  note: ReactNode
  startsOpen?: boolean
  onOpen?: (isOpen: boolean) => void
  children: ReactNode
}) {
  const [isOpen, setOpen] = useState(startsOpen)
  return (
    <li>
      <details
        open={isOpen}
        onToggle={(e) => {
          setOpen(e.currentTarget.open)
          onOpen?.(e.currentTarget.open)
        }}
      >
        <summary>
          {label}
          {note && <span className="quiet num">{note}</span>}
        </summary>
        {isOpen && children}
      </details>
    </li>
  )
}
