/** What in the platform rests on an article, each with the way to where it stands. */
import { useReportYears } from '../pages/report-years.tsx'
import { A } from '../parts/link.tsx'
import { placeOf, type Rest, restKinds } from './data.ts'

export function Rests({ rests }: { rests: readonly Rest[] }) {
  const year = useReportYears().data?.[0]
  const groups = [...Map.groupBy(rests, (r) => r.procedure?.label ?? restKinds[r.kind])]
  return (
    <ul className="rests">
      {groups.map(([name, list]) => (
        <li key={name}>
          <span className="quiet">{name}</span>
          <ul>
            {kindsOf(list).map(([kind, same]) => (
              <li key={kind}>
                {list[0]?.procedure && <span className="kind">{restKinds[kind]}</span>}
                <span className="which">
                  {same.map((r) => (
                    <One key={`${r.id} ${r.procedure?.version}`} rest={r} year={year} />
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}

/** By kind; of a thing that several versions of a procedure have, the latest stands for all. */
function kindsOf(list: readonly Rest[]): [Rest['kind'], Rest[]][] {
  const latest = new Map(list.map((r) => [`${r.kind} ${r.procedure?.id} ${r.id}`, r]))
  return [...Map.groupBy([...latest.values()], (r) => r.kind)]
}

function One({ rest, year }: { rest: Rest; year: number | undefined }) {
  const place = placeOf(rest, year)
  return place ? (
    <A to={place.to} {...(place.hash ? { hash: place.hash } : {})}>
      {rest.label}
    </A>
  ) : (
    <span>{rest.label}</span>
  )
}
