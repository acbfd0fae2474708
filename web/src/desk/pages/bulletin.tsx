/** One month's bulletin: what is next, its numbers, its differences, warnings and corrections, and whether it is still what was frozen. */
import { App, Button } from 'antd'
import { problemOf } from '../../api.ts'
import { Corrections, Differences, Snapshot, Warnings } from '../../bulletin/checks.tsx'
import { type Bulletin, useBulletin, useWork } from '../../bulletin/data.ts'
import { Glance, Tables } from '../../bulletin/numbers.tsx'
import { useMatter } from '../../matter/data.ts'
import { NextSteps } from '../../matter/next-steps.tsx'
import { useAddress } from '../../parts/address.ts'
import { Badge } from '../../parts/badge.tsx'
import { Crumbs } from '../../parts/crumbs.tsx'
import { Fact } from '../../parts/fact.tsx'
import { FileButton } from '../../parts/file-button.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { day, moment } from '../../words.ts'
import '../../matter/matter.css'
import '../../procedure/procedure.css'
import '../../bulletin/bulletin.css'

export function BulletinPage() {
  const id = useAddress().bulletin ?? ''
  const { post } = useSession()
  const bulletin = useBulletin(id)
  const b = bulletin.data
  useTitle(b?.head.title ?? '月通报')
  if (bulletin.isError) return <ProblemView error={bulletin.error} retry={() => bulletin.refetch()} />
  if (!b) return <Waiting label="正在读取月通报" />
  const { head } = b
  // An organ that only has a line reads the numbers; how they were checked is the editors' business.
  const isWhole = post?.scopeKind !== 'reader'
  return (
    <>
      <Crumbs
        items={[
          <A key="all" to={paths.bulletins}>
            月通报
          </A>,
          `${Number(head.period.slice(0, 4))}年${Number(head.period.slice(5))}月`,
        ]}
      />
      <div className="title">
        <h1>{head.title}</h1>
        <Badge tone={head.state === 'CLOSED' ? 'none' : 'link'}>{head.stateLabel}</Badge>
        {head.issueNo !== null && <Badge>第{head.issueNo}期</Badge>}
      </div>
      <dl className="facts card card-pad block">
        <Fact term="编制单位">{head.agencyName ?? '—'}</Fact>
        <Fact term="冻结">{head.frozenOn ? day(head.frozenOn) : <FreezeDay id={id} />}</Fact>
        <Fact term="数据截至">{b.asOf ? moment(b.asOf) : '—'}</Fact>
        <Fact term="发布">{head.publishedOn ? day(head.publishedOn) : '—'}</Fact>
      </dl>
      <div className="buttons">
        {b.lines.length > 0 && (
          <FileButton path={`/api/bulletins/${id}/table`} name={`${head.title}.xlsx`}>
            下载Excel表格
          </FileButton>
        )}
        <A to={paths.matter(id)}>办理经过和文书</A>
      </div>
      <div className={b.snapshotHash ? 'two block' : 'block'} key={post?.capacity}>
        <div className="column">
          <NextSteps id={id} />
          {post?.role === 'bulletin_editor' && <Work bulletin={b} />}
        </div>
        <Snapshot bulletin={b} />
      </div>
      {b.lines.length > 0 ? (
        <>
          <Glance lines={b.lines} />
          <Tables lines={b.lines} />
        </>
      ) : (
        <p className="lead">各项数字在冻结以后列出。</p>
      )}
      {isWhole && (
        <>
          <Differences bulletin={b} />
          <Warnings bulletin={b} />
          <Corrections bulletin={b} />
        </>
      )}
    </>
  )
}

/** The day on which it is to be frozen, as its limit has it. */
function FreezeDay({ id }: { id: string }) {
  const limit = useMatter(id).data?.limits.find((l) => l.limit === 'freeze' && l.state === 'running')
  if (!limit) return <>—</>
  return (
    <>
      {day(limit.due)}到期
      {limit.isProvisional && <span className="tentative">暂定</span>}
    </>
  )
}

const works: Readonly<Record<string, { label: string; says: string; none: string }>> = {
  COLLECTING: {
    label: '由系统比对',
    says: '平台的记录与已经导入的法院清单逐案比对，列出差异。',
    none: '还没有导入法院清单，没有可以比对的。',
  },
  RECONCILED: {
    label: '到日冻结',
    says: '次月第五个工作日起可以冻结；冻结后明细不再改动。到了这一天系统也会自行冻结。',
    none: '还没有到次月第五个工作日，或者放假安排还没有公布，不能冻结。',
  },
}
const didWords: Readonly<Record<string, string>> = { compare: '已经比对。', freeze: '已经冻结。', close: '已经办结。' }

/** What the system does when its editor asks. */
function Work({ bulletin: b }: { bulletin: Bulletin }) {
  const work = useWork(b.head.matterId)
  const { message } = App.useApp()
  const now = works[b.head.state]
  if (!now) return null
  const ask = () =>
    work.mutate(undefined, {
      onSuccess: (done) => {
        const did = done.map((d) => didWords[d] ?? '').join('')
        if (did) message.success(did)
        else message.info(now.none)
      },
      onError: (error) => message.error(problemOf(error).title),
    })
  return (
    <section className="card card-pad" aria-labelledby="work">
      <h2 id="work">请系统办理</h2>
      <ul className="go-on">
        <li>
          <Button onClick={ask} loading={work.isPending}>
            {now.label}
          </Button>
          <span className="basis">{now.says}</span>
        </li>
      </ul>
    </section>
  )
}
