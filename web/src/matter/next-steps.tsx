/** What may be done now; what may not, with the reason and the article. */
import { StopOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { day } from '../words.ts'
import { useActions } from './data.ts'

export function NextSteps({ id }: { id: string }) {
  const actions = useActions(id)
  if (actions.isError) return <ProblemView error={actions.error} retry={() => actions.refetch()} />
  if (!actions.data) return <Waiting rows={2} label="正在读取可办的动作" />
  const { lapse, actions: all, stateLabel } = actions.data
  // What a limit waits for stands first and stands out; where none does, all that may be done is alike.
  const awaited = all.filter((a) => a.isAllowed && a.due !== null).toSorted((a, b) => (a.due! < b.due! ? -1 : 1))
  const may = [...awaited, ...all.filter((a) => a.isAllowed && a.due === null)]
  // What the law keeps from this very step stands before what is another's business.
  const stopped = all.filter((a) => !a.isAllowed && a.isMine)
  const others = all.filter((a) => !a.isMine)
  return (
    <section className="card card-pad" aria-labelledby="next">
      <h2 id="next">接下来</h2>
      {lapse && (
        <Alert
          type="info"
          showIcon
          title={`期限已于${day(lapse.on)}届满，依法视为「${lapse.label}」；下一次办理时一并登记。`}
        />
      )}
      {may.length > 0 ? (
        <ul className="go-on">
          {may.map((a) => (
            <li key={a.action}>
              <A
                to={paths.act(id, a.action)}
                className={awaited.length > 0 && a.due === null ? 'ant-btn second' : 'ant-btn'}
              >
                {a.label}
              </A>
              <span className="basis">
                {a.due !== null && <b>{day(a.due)}届满　</b>}
                {a.basis.map((b) => b.text).join('；')}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="lead">
          {all.length === 0 ? `已是「${stateLabel}」，没有可以再办的动作。` : '现在没有您的职务可以办的动作。'}
        </p>
      )}
      {stopped.length > 0 && (
        <>
          <h3>现在不能办的</h3>
          <ul className="go-on stopped">
            {stopped.map((a) => (
              <li key={a.action}>
                <Button disabled icon={<StopOutlined />} aria-describedby={`why-${a.action}`}>
                  {a.label}
                </Button>
                <span className="basis" id={`why-${a.action}`}>
                  <b>{a.reason}</b>
                  {a.basis.length > 0 && `　依据：${a.basis.map((b) => b.text).join('；')}`}
                  {a.allowed.length > 0 && `　可以先办：${a.allowed.join('、')}`}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <details className="others">
          <summary>由别人办理的（{others.length}）</summary>
          <ul className="go-on stopped">
            {others.map((a) => (
              <li key={a.action}>
                <Button disabled aria-describedby={`why-${a.action}`}>
                  {a.label}
                </Button>
                <span className="basis" id={`why-${a.action}`}>
                  {a.reason}　依据：{a.basis.map((b) => b.text).join('；')}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
