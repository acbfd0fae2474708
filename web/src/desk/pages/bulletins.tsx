/** The monthly bulletins on administrative disputes: the newest first. */
import { Empty } from 'antd'
import { type Head, useBulletins } from '../../bulletin/data.ts'
import { Badge } from '../../parts/badge.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { paths } from '../../paths.ts'
import { Rows } from '../../procedure/rows.tsx'
import { day } from '../../words.ts'
import '../../procedure/procedure.css'

export function BulletinsPage() {
  useTitle('月通报')
  const bulletins = useBulletins()
  return (
    <>
      <div className="title">
        <h1>月通报</h1>
      </div>
      <p className="lead">
        行政争议月通报：行政复议和一审行政诉讼的发案、败诉、负责人出庭和调撤情况，与法院清单核对后，在次月第五个工作日冻结。
      </p>
      <div className="block">
        {bulletins.isError ? (
          <ProblemView error={bulletins.error} retry={() => bulletins.refetch()} />
        ) : !bulletins.data ? (
          <Waiting rows={6} label="正在读取月通报" />
        ) : bulletins.data.length === 0 ? (
          <div className="card card-pad">
            <Empty description="没有您可以查看的月通报。月通报由编制单位的人员、审批人、被通报的机关和同级监督员查看；编制人员在“新办事项”里开始编制。" />
          </div>
        ) : (
          <List items={bulletins.data} />
        )}
      </div>
    </>
  )
}

const differences = (b: Head) =>
  b.differences === 0
    ? '无'
    : b.unexplained > 0
      ? `${b.differences}处，${b.unexplained}处没有说明`
      : `${b.differences}处，都已说明`
const corrections = ({ corrections: c }: Head) =>
  c.added + c.removed === 0
    ? '无'
    : [c.added && `补入${c.added}条`, c.removed && `撤出${c.removed}条`].filter(Boolean).join('，')

function List({ items }: { items: readonly Head[] }) {
  return (
    <Rows
      caption="月通报"
      rows={items}
      idOf={(b) => `bulletin-${b.matterId}`}
      marked={undefined}
      columns={[
        { head: '月份', cell: (b) => <A to={paths.bulletin(b.matterId)}>{b.title}</A> },
        { head: '状态', cell: (b) => <Badge tone={b.state === 'CLOSED' ? 'none' : 'link'}>{b.stateLabel}</Badge> },
        { head: '期号', cell: (b) => (b.issueNo === null ? null : `第${b.issueNo}期`) },
        { head: '与法院清单的差异', cell: differences },
        { head: '对以前月份的更正', cell: corrections },
        { head: '冻结', cell: (b) => b.frozenOn && <span className="num">{day(b.frozenOn)}</span> },
        { head: '发布', cell: (b) => b.publishedOn && <span className="num">{day(b.publishedOn)}</span> },
        { head: '编制单位', cell: (b) => b.agencyName },
      ]}
    />
  )
}
