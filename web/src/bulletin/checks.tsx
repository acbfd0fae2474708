/** What stands behind a bulletin's numbers: differences from the court's list, warnings, corrections of earlier months, the frozen hash. */
import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons'
import { State } from '../parts/agreement.tsx'
import { Rows } from '../procedure/rows.tsx'
import { day } from '../words.ts'
import type { Bulletin } from './data.ts'
import { Warning } from './numbers.tsx'
import { keyParts, withDays } from './words.ts'

export function Snapshot({ bulletin: b }: { bulletin: Bulletin }) {
  if (!b.snapshotHash) return null
  return (
    <section className="card card-pad bulletin-part" aria-labelledby="snapshot">
      <h2 id="snapshot">冻结的快照</h2>
      <dl className="facts">
        <div className="wide">
          <dt>冻结时的散列值</dt>
          <dd className="hash">{b.snapshotHash}</dd>
        </div>
        <div className="wide">
          <dt>按现存明细重算的散列值</dt>
          <dd className="hash">{b.storedHash ?? <span className="quiet">只有编制单位可以重算</span>}</dd>
        </div>
      </dl>
      {b.storedHash && (
        <p className="block">
          {b.storedHash === b.snapshotHash ? (
            <State tone="good" icon={<CheckCircleOutlined />}>
              与冻结时一致
            </State>
          ) : (
            <State tone="bad" icon={<WarningOutlined />}>
              与冻结时不一致
            </State>
          )}
        </p>
      )}
    </section>
  )
}

export function Differences({ bulletin: b }: { bulletin: Bulletin }) {
  const { differences, unexplained } = b.head
  return (
    <section className="block bulletin-part" aria-labelledby="differences">
      <h2 id="differences">与法院清单的差异</h2>
      {b.differences.length === 0 ? (
        <p className="quiet">{b.head.state === 'COLLECTING' ? '还没有比对出差异。' : '没有差异。'}</p>
      ) : (
        <>
          <p className="quiet">
            共{differences}处{unexplained > 0 ? `，其中${unexplained}处还没有说明` : '，都已经说明'}。
          </p>
          <Rows
            caption="与法院清单的差异"
            rows={b.differences}
            idOf={(d) => `difference-${d.key}`}
            marked={undefined}
            columns={[
              { head: '案号', cell: (d) => keyParts(d.key).caseNo },
              { head: '事项', cell: (d) => keyParts(d.key).event },
              { head: '差异', cell: (d) => d.kindLabel },
              { head: '平台', cell: (d) => withDays(d.ours) },
              { head: '法院', cell: (d) => withDays(d.theirs) },
              {
                head: '说明',
                cell: (d) =>
                  d.explanation ?? (
                    <State tone="warn" icon={<ExclamationCircleOutlined />}>
                      还没有说明
                    </State>
                  ),
              },
            ]}
          />
        </>
      )}
    </section>
  )
}

function Feedback({ warning: w }: { warning: Bulletin['warnings'][number] }) {
  if (w.fedBackOn)
    return (
      <State tone="good" icon={<CheckCircleOutlined />}>
        {day(w.fedBackOn)}反馈
      </State>
    )
  return (
    <State tone={w.warnedOn ? 'warn' : 'none'} icon={<ExclamationCircleOutlined />}>
      {w.warnedOn ? '等待反馈' : '还没有提醒'}
    </State>
  )
}

export function Warnings({ bulletin: b }: { bulletin: Bulletin }) {
  return (
    <section className="block bulletin-part" aria-labelledby="warnings">
      <h2 id="warnings">触及预警线的指标</h2>
      {b.warnings.length === 0 ? (
        <p className="quiet">{b.snapshotHash ? '没有指标触及预警线。' : '冻结以后列出。'}</p>
      ) : (
        <Rows
          caption="触及预警线的指标"
          rows={b.warnings}
          idOf={(w) => `warning-${w.dimension}-${w.agency}-${w.metricLabel}`}
          marked={undefined}
          columns={[
            { head: '范围、机关', cell: (w) => w.agencyName ?? w.agency },
            { head: '指标', cell: (w) => w.metricLabel },
            { head: '等级', cell: (w) => <Warning level={w.level} /> },
            {
              head: '提醒函',
              cell: (w) => (w.warnedOn ? `${day(w.warnedOn)}发给${w.recipientName ?? '该机关'}` : null),
            },
            { head: '反馈整改', cell: (w) => <Feedback warning={w} /> },
          ]}
        />
      )}
    </section>
  )
}

export function Corrections({ bulletin: b }: { bulletin: Bulletin }) {
  const { added, removed } = b.head.corrections
  return (
    <section className="block bulletin-part" aria-labelledby="corrections">
      <h2 id="corrections">对以前月份的更正</h2>
      {added + removed === 0 ? (
        <p className="quiet">{b.snapshotHash ? '没有更正。' : '冻结以后列出。'}</p>
      ) : (
        <>
          <p className="quiet">
            以前月份的记录{[added && `补入${added}条`, removed && `撤出${removed}条`].filter(Boolean).join('，')}
            。已发布的各期不改，更正计入本期的累计。
          </p>
          <Rows
            caption="对以前月份的更正"
            rows={b.corrections.map((c, i) => ({ ...c, i }))}
            idOf={(c) => `correction-${c.i}`}
            marked={undefined}
            columns={[
              { head: '统计的内容', cell: (c) => c.label },
              { head: '更正', cell: (c) => (c.change === 'ADDED' ? '补入' : '撤出') },
              { head: '所属日期', cell: (c) => <span className="num">{day(c.countedOn)}</span> },
              { head: '案件', cell: (c) => c.number },
            ]}
          />
          <Corrected lines={b.correctedLines} />
        </>
      )}
    </section>
  )
}

/** Line by line: what earlier bulletins told, what it is now, and why. */
function Corrected({ lines }: { lines: Bulletin['correctedLines'] }) {
  if (lines.length === 0) return null
  return (
    <Rows
      caption="更正表"
      rows={lines.map((c, i) => ({ ...c, i }))}
      idOf={(c) => `corrected-${c.i}`}
      marked={undefined}
      columns={[
        { head: '月份', cell: (c) => `${Number(c.period.slice(0, 4))}年${Number(c.period.slice(5))}月` },
        { head: '范围、机关', cell: (c) => c.name },
        { head: '指标', cell: (c) => c.metricLabel },
        { head: '原数', cell: (c) => <span className="num">{c.before}</span> },
        { head: '更正后', cell: (c) => <span className="num">{c.after}</span> },
        { head: '理由', cell: (c) => c.reason },
      ]}
    />
  )
}
