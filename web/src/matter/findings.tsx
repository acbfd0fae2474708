/** What supervision found on a matter. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../api.ts'
import { A } from '../parts/link.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'
import { day } from '../words.ts'
import { matterKey } from './data.ts'

export function Findings({ id }: { id: string }) {
  const { post } = useSession()
  const findings = useQuery({
    queryKey: [...matterKey(id, post?.capacity), 'findings'],
    queryFn: async () =>
      bodyOf(await api.GET('/api/findings', { params: { query: { subject: id, limit: 50 } } })).items,
  })
  if (!findings.data?.length) return null
  return (
    <section className="card card-pad" aria-labelledby="findings">
      <h2 id="findings">监督发现</h2>
      <ul className="limits">
        {findings.data.map((f) => (
          <li key={f.matterId}>
            <div className="head">
              <A to={paths.matter(f.matterId)}>{f.label}</A>
              <span className={f.closedOn ? 'badge' : f.severity === 'RED' ? 'badge bad' : 'badge warn'}>
                {f.closedOn ? '已销号' : f.severity === 'RED' ? '红' : '黄'}
              </span>
            </div>
            <div className="more">
              <p>
                自{day(f.since)}起，{day(f.foundOn)}发现{f.closedOn && `，${day(f.closedOn)}销号`}
              </p>
              <p>依据：{f.basis.join('；')}</p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
