/** What is registered of whoever is signed in: his posts and his certificates of enforcement. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api.ts'
import { useTitle } from '../../parts/hooks.ts'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { useSession } from '../../session.tsx'
import { CertificateCard } from '../admin/certificates.tsx'
import { Span } from '../admin/parts.tsx'
import '../admin/admin.css'

export function MePage() {
  useTitle('我的职务和执法证件')
  const { user, posts } = useSession()
  const certificates = useQuery({
    queryKey: ['me', 'certificates'],
    queryFn: async () => bodyOf(await api.GET('/api/me/certificates')).items,
  })
  return (
    <>
      <div className="title">
        <h1>我的职务和执法证件</h1>
      </div>
      <p className="lead">{user?.name}，下面是平台登记的职务和执法证件。与实际不符的，请报安全管理员更正。</p>
      <section className="block card card-pad" aria-labelledby="posts">
        <h2 id="posts">职务</h2>
        <ul className="posts">
          {posts.map((p) => (
            <li key={p.capacity}>
              <b>{p.roleLabel}</b>
              <span>{p.agencyName}</span>
              <span className="quiet">
                <Span from={p.from} to={p.to} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="block" aria-labelledby="certificates">
        <h2 id="certificates">执法证件</h2>
        {certificates.isError ? (
          <ProblemView error={certificates.error} retry={() => certificates.refetch()} />
        ) : !certificates.data ? (
          <Waiting rows={2} label="正在读取执法证件" />
        ) : certificates.data.length === 0 ? (
          <p className="quiet">没有登记执法证件。从事行政执法的，须持有效的执法证件。</p>
        ) : (
          <ul className="plain-list entries">
            {certificates.data.map((c) => (
              <CertificateCard key={c.matterId} certificate={c} />
            ))}
          </ul>
        )}
      </section>
    </>
  )
}
