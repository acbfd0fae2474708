/** One matter: what it is, its limits, what was done and on what basis, and the proof of its record. */
import { ClockCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, bodyOf, type Schemas } from '../api.ts'
import { State } from '../parts/agreement.tsx'
import { Badge } from '../parts/badge.tsx'
import { Crumbs } from '../parts/crumbs.tsx'
import { Fact } from '../parts/fact.tsx'
import { useTitle } from '../parts/hooks.ts'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { ProofPanel } from '../parts/proof-panel.tsx'
import { type FieldSchema, Fields } from '../parts/submitted.tsx'
import { useSession } from '../session.tsx'
import { day, limitStates, moment } from '../words.ts'

const getMatter = async (id: string) => bodyOf(await api.GET('/api/matters/{id}', { params: { path: { id } } }))
type Matter = Awaited<ReturnType<typeof getMatter>>
type Act = Schemas['Act']
type Limit = Schemas['Limit']
type Procedure = Schemas['Procedure']

export function MatterPage({ id }: { id: string }) {
  const { user, post, isReady } = useSession()
  const enabled = user != null && post !== undefined
  const matter = useQuery({
    queryKey: ['matter', id, post?.capacity],
    enabled,
    queryFn: () => getMatter(id),
  })
  const acts = useQuery({
    queryKey: ['acts', id, post?.capacity],
    enabled: enabled && matter.isSuccess,
    queryFn: async () => bodyOf(await api.GET('/api/matters/{id}/acts', { params: { path: { id } } })).items,
  })
  const m = matter.data
  const procedure = useQuery({
    queryKey: ['procedure', m?.procedure, m?.version],
    enabled: m !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/procedures/{id}/{version}', {
          params: { path: { id: m?.procedure ?? '', version: m?.version ?? '' } },
        }),
      ),
  })
  useTitle(m ? (m.number ?? m.title) : '事项')

  if (isReady && user == null) {
    return (
      <div className="card card-pad">
        <p>
          事项登录后查看：
          <Link to="/sign-in" search={{ next: `/matters/${id}` }}>
            登录
          </Link>
        </p>
      </div>
    )
  }
  if (matter.isError) return <ProblemView error={matter.error} retry={() => matter.refetch()} />
  if (!m) return <Waiting label="正在读取事项" />
  return (
    <>
      <Crumbs
        items={[
          <Link key="home" to="/">
            年度报告
          </Link>,
          m.procedureLabel,
        ]}
      />
      <div className="title">
        <h1>{m.title}</h1>
        <Badge tone={m.isFinal ? 'none' : 'link'}>{m.stateLabel}</Badge>
      </div>
      <Head matter={m} procedure={procedure.data} />
      <div className="two block">
        <section className="card card-pad" aria-labelledby="acts">
          <h2 id="acts" style={{ marginBottom: 14 }}>
            办理经过
          </h2>
          {acts.isError ? (
            <ProblemView error={acts.error} retry={() => acts.refetch()} />
          ) : acts.data ? (
            <ol className="acts">
              {acts.data.map((act) => (
                <ActView key={act.n} act={act} procedure={procedure.data} />
              ))}
            </ol>
          ) : (
            <Waiting rows={4} label="正在读取办理经过" />
          )}
        </section>
        <div className="cards" style={{ gap: 20 }}>
          <section className="card card-pad" aria-labelledby="limits">
            <h2 id="limits">期限</h2>
            <Limits limits={m.limits} />
          </section>
          <section className="card card-pad" aria-labelledby="proof">
            <h2 id="proof" style={{ marginBottom: 10 }}>
              记录的证明
            </h2>
            <ProofPanel id={id} key={post?.capacity} />
          </section>
          <Links matter={m} />
        </div>
      </div>
    </>
  )
}

function Head({ matter: m, procedure }: { matter: Matter; procedure: Procedure | undefined }) {
  return (
    <section className="block card card-pad" aria-label="事项">
      <dl className="facts">
        <Fact term="编号">
          <span className="num">{m.number ?? '（未编号）'}</span>
        </Fact>
        <Fact term="状态">{m.stateLabel}</Fact>
        <Fact term="办理单位">{m.agencyName ?? m.agencyId}</Fact>
        <Fact term="程序">
          {m.procedureLabel}
          <span className="quiet">（{m.version}版）</span>
        </Fact>
        <Fact term="开始">{day(m.filedOn)}</Fact>
        <Fact term="最近一步">{day(m.lastOn)}</Fact>
        {procedure && <Fact term="适用版本的依据日">{procedure.decidedBy}</Fact>}
      </dl>
    </section>
  )
}

function LimitState({ limit }: { limit: Limit }) {
  if (limit.isOverdue) {
    return (
      <State tone="bad" icon={<ExclamationCircleOutlined />}>
        已超期
      </State>
    )
  }
  const words = limit.isSoon ? '即将届满' : (limitStates[limit.state] ?? '')
  const tone = limit.state === 'lapsed' ? 'bad' : limit.state === 'met' ? 'good' : limit.isSoon ? 'warn' : 'none'
  return (
    <State tone={tone} icon={<ClockCircleOutlined />}>
      {words}
    </State>
  )
}

function Limits({ limits }: { limits: readonly Limit[] }) {
  if (limits.length === 0) return <p className="quiet">没有正在计算的期限。</p>
  return (
    <ul className="limits">
      {limits.map((l) => (
        <li key={`${l.limit} ${l.subject}`}>
          <div className="head">
            <b>{l.label}</b>
            <LimitState limit={l} />
          </div>
          <div className="more">
            <p>
              自{day(l.startOn)}起，至{day(l.extendedTo ?? l.due)}
              {l.extendedTo ? '（已延长）' : l.due !== l.dueRaw ? `（原为${day(l.dueRaw)}，逢休息日顺延）` : ''}
            </p>
            {l.metOn && <p>办结于{day(l.metOn)}</p>}
            {l.isProvisional && <p>节假日安排尚未公布，末日可能变动</p>}
            {l.outerDue && <p>另一法律的末日：{day(l.outerDue)}</p>}
            {l.basis.length > 0 && <p>依据：{l.basis.join('；')}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}

const personalWords: Record<Act['personal'], string> = {
  none: '',
  shown: '',
  masked: '个人信息已作遮盖。',
  withheld: '其中的个人信息，以您的职务不予显示。',
  erased: '其中的个人信息已依法删除；删除本身也记录在案。',
}

function ActView({ act, procedure }: { act: Act; procedure: Procedure | undefined }) {
  const declared = procedure?.actions.find((a) => a.action === act.action)
  const payload = (act.payload ?? {}) as Record<string, unknown>
  const isEmpty = Object.keys(payload).length === 0
  const basis = basisOf(act)
  return (
    <li className="act">
      <span className="n num" aria-hidden>
        {act.n}
      </span>
      <h3>
        {act.label}
        <time dateTime={act.declaredOn} className="num">
          {day(act.declaredOn)}
        </time>
      </h3>
      <p className="meta">
        {act.roleLabel}
        {act.agencyName && `，${act.agencyName}`}
        <span className="quiet">　登记于{moment(act.recordedAt)}</span>
      </p>
      {basis.length > 0 && <p className="meta">依据：{basis.join('；')}</p>}
      {!isEmpty && (
        <div className="submitted">
          <Fields value={payload} schema={declared?.form as FieldSchema | undefined} personal={act.personal} />
          {personalWords[act.personal] && <p className="quiet">{personalWords[act.personal]}</p>}
        </div>
      )}
    </li>
  )
}

/** Citations as they were recorded: texts, or objects that carry one. */
function basisOf(act: Act): string[] {
  return (act.basis as readonly unknown[]).flatMap((b) => {
    if (typeof b === 'string') return [b]
    const text = (b as { text?: unknown } | null)?.text
    return typeof text === 'string' ? [text] : []
  })
}

function Links({ matter }: { matter: Matter }) {
  if (matter.links.length === 0) return null
  return (
    <section className="card card-pad" aria-labelledby="links">
      <h2 id="links">相关事项</h2>
      <ul className="limits">
        {matter.links.map((l, i) => (
          <li key={l.matter?.id ?? `hidden ${i}`}>
            {l.matter ? (
              <>
                <Link to="/matters/$matter" params={{ matter: l.matter.id }}>
                  {l.matter.title}
                </Link>
                <p className="more">
                  {l.matter.procedureLabel} · {l.matter.stateLabel}
                </p>
              </>
            ) : (
              <span className="quiet">一件相关事项，您无权查看</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
