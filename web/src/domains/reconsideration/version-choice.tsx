/** Of an application made under the old law and received under the new one: who is still to say which applies, and until when. */
import { ExclamationCircleOutlined } from '@ant-design/icons'
import type { Matter } from '../../matter/data.ts'
import { State } from '../../parts/agreement.tsx'
import { day } from '../../words.ts'

export default function VersionChoice({ matter, isBeside }: { matter: Matter; isBeside?: boolean }) {
  const limit = matter.limits.find((l) => l.limit === 'versionChoice')
  if (!limit) return isBeside ? <span className="quiet">不需要确认：提出和收到没有跨越新法施行日</span> : null
  if (limit.state === 'running' || limit.state === 'paused')
    return (
      <p className="version-choice">
        <State tone="warn" icon={<ExclamationCircleOutlined />}>
          版本的选用待确认
        </State>
        <span>
          申请在新法施行前提出、施行后收到。暂按申请提出日选用旧法的版本，由行政复议机构负责人在{day(limit.due)}
          前书面确认，或者改按新法办理；期满没有确认的，适用旧法。
        </span>
      </p>
    )
  return (
    <p className="version-choice quiet">
      版本的选用：
      {limit.state === 'lapsed'
        ? '期满没有书面确认，适用旧法。'
        : limit.metOn
          ? `${day(limit.metOn)}确定。`
          : '已经确定。'}
    </p>
  )
}
