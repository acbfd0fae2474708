/** The tables of a procedure page: actions, limits, what refuses, what supervision watches. */
import { Fragment, type ReactNode } from 'react'
import { Cites } from '../law/cites.tsx'
import type { Action, Explained, Limit, Names } from './data.ts'
import { Rows } from './rows.tsx'

const words = (list: readonly string[]): ReactNode => (list.length ? list.join('、') : null)

/** What an action asks for. The label says what it is; a line without content is left out. */
function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p>
      <span className="quiet">{label}</span>
      {children}
    </p>
  )
}

function Moves({ action, names }: { action: Action; names: Names }) {
  const byTarget = [...Map.groupBy(action.states, (m) => m.to.join(' '))]
  return (
    <ul className="moves">
      {byTarget.map(([key, list]) => {
        const to = list[0]?.to ?? []
        const from = list.map((m) => (m.from === null ? '开始' : names.state(m.from)))
        const isSame = list.every((m) => m.to.length === 1 && m.to[0] === m.from)
        return (
          <li key={key}>
            {from.join('、')}
            {isSame ? <span className="quiet">，状态不变</span> : <b> → {to.map(names.state).join('或者')}</b>}
          </li>
        )
      })}
    </ul>
  )
}

/** Actions that leave each state as it is, told once. */
function States({ action, names }: { action: Action; names: Names }) {
  if (action.moves) return <Moves action={action} names={names} />
  return (
    <>
      {action.states.map((m) => (m.from === null ? '开始' : names.state(m.from))).join('、')}
      <span className="quiet">，状态不变</span>
    </>
  )
}

type Field = Action['fields'][number]
function Fields({ fields }: { fields: readonly Field[] }) {
  return (
    <ul className="asked">
      {fields.map((f) => (
        <li key={f.label}>
          {f.label}
          {f.isRequired && <span className="must">必填</span>}
          {f.fields.length > 0 && <Fields fields={f.fields} />}
        </li>
      ))}
    </ul>
  )
}

function Required({ action: a }: { action: Action }) {
  const must = a.fields.filter((f) => f.isRequired).map((f) => f.label)
  if (a.fields.length === 0 && a.files.required.length === 0 && a.files.min === 0) return null
  return (
    <>
      {must.length > 0 && <Line label="必须填写：">{must.join('、')}</Line>}
      {a.files.required.length > 0 && <Line label="必须提交：">{a.files.required.join('、')}</Line>}
      {a.files.min > 0 && <p>至少附{a.files.min}份材料</p>}
      {a.fields.length > 0 && (
        <details>
          <summary>全部{a.fields.length}项内容</summary>
          <Fields fields={a.fields} />
          {a.personal.length > 0 && <Line label="其中的个人信息：">{a.personal.join('、')}</Line>}
        </details>
      )}
    </>
  )
}

type Kind = 'limit' | 'action' | 'refusal'
/** A limit, an action or a refusal by its name, leading to its row. */
const To = ({ kind, id, label }: { kind: Kind; id: string; label: string }) => <a href={`#${kind}-${id}`}>{label}</a>
const listed = (kind: Kind, ids: readonly string[], nameOf: (id: string) => string) => (
  <>
    {ids.map((id, i) => (
      <Fragment key={id}>
        {i > 0 && '、'}
        <To kind={kind} id={id} label={nameOf(id)} />
      </Fragment>
    ))}
  </>
)

function Effects({ action: a, names }: { action: Action; names: Names }) {
  if (!a.starts.length && !a.meets.length && !a.extends.length && !a.documents.length) return null
  return (
    <>
      {a.starts.length > 0 && <Line label="开始：">{listed('limit', a.starts, names.limit)}</Line>}
      {a.meets.length > 0 && <Line label="满足：">{listed('limit', a.meets, names.limit)}</Line>}
      {a.extends.length > 0 && <Line label="延长：">{listed('limit', a.extends, names.limit)}</Line>}
      {a.documents.length > 0 && <Line label="出具：">{a.documents.map((d) => `《${d}》`).join('')}</Line>}
    </>
  )
}

/** What may stand against an action, each with its article. */
function Refuses({ action: a, refusals }: { action: Action; refusals: Explained['refusals'] }) {
  const met = refusals.filter((r) => a.refuses.includes(r.rule))
  if (met.length === 0) return null
  return (
    <details>
      <summary>{met.length}种情形</summary>
      <ul className="asked">
        {met.map((r) => (
          <li key={r.rule}>
            <To kind="refusal" id={r.rule} label={r.label} />
            <Cites of={r.basis} />
          </li>
        ))}
      </ul>
    </details>
  )
}

export function Actions({
  rows,
  refusals,
  names,
  marked,
}: {
  rows: readonly Action[]
  refusals: Explained['refusals']
  names: Names
  marked: string | undefined
}) {
  return (
    <Rows
      caption="动作"
      rows={rows}
      idOf={(a) => `action-${a.action}`}
      marked={marked}
      columns={[
        {
          head: '动作',
          cell: (a) => (
            <>
              {a.label}
              {a.isSystem && <span className="badge">平台依法记录</span>}
              {a.isForMany && <span className="badge">可以批量</span>}
              {a.isInternal && <span className="badge">内部</span>}
            </>
          ),
        },
        { head: '由谁办', cell: (a) => words(a.by) },
        { head: '从何状态到何状态', cell: (a) => <States action={a} names={names} /> },
        { head: '要求', cell: (a) => Required({ action: a }) },
        { head: '期限和文书', cell: (a) => Effects({ action: a, names }) },
        { head: '不予办理', cell: (a) => Refuses({ action: a, refusals }) },
        { head: '依据', cell: (a) => <Cites of={a.basis} /> },
      ]}
    />
  )
}

export function Limits({ rows, names, marked }: { rows: readonly Limit[]; names: Names; marked: string | undefined }) {
  return (
    <Rows
      caption="期限"
      rows={rows}
      idOf={(l) => `limit-${l.limit}`}
      marked={marked}
      columns={[
        {
          head: '期限',
          cell: (l) => (
            <>
              {l.label}
              {l.isRight && <span className="badge">权利</span>}
            </>
          ),
        },
        { head: '约束谁', cell: (l) => words(l.binds) },
        {
          head: '长度',
          cell: (l) => (
            <>
              <p>{l.within}</p>
              <p className="quiet">{l.rolls ? '末日休息的顺延' : '末日不顺延'}</p>
              {l.excludes && <p className="quiet">有依法不计入的期间</p>}
              {l.outer && <p>最长{l.outer.within}</p>}
            </>
          ),
        },
        {
          head: '起算',
          cell: (l) => (
            <>
              {listed('action', l.after, names.action)}
              {l.isConditional && <p className="quiet">符合条件时起算</p>}
              {l.follows !== null && (
                <p>
                  “<To kind="limit" id={l.follows} label={names.limit(l.follows)} />
                  ”届满而没有办结的，自届满之日
                </p>
              )}
            </>
          ),
        },
        {
          head: '满足、中止、延长',
          cell: (l) => (
            <>
              {l.met.length > 0 && <Line label="满足：">{listed('action', l.met, names.action)}</Line>}
              {l.pausedIn.length > 0 && <Line label="中止：">在“{l.pausedIn.map(names.state).join('”“')}”期间</Line>}
              {l.extendedBy.length > 0 && <Line label="延长：">{listed('action', l.extendedBy, names.action)}</Line>}
              {l.lapse && (
                <Line label={l.lapse.kind === 'deem' ? '期满视为：' : '期满请人判断：'}>
                  <To kind="action" id={l.lapse.action} label={l.lapse.label} />
                </Line>
              )}
            </>
          ),
        },
        { head: '依据', cell: (l) => <Cites of={[...l.basis, ...(l.outer?.basis ?? [])]} /> },
      ]}
    />
  )
}

export function Refusals({
  rows,
  actions,
  names,
  marked,
}: {
  rows: Explained['refusals']
  actions: readonly Action[]
  names: Names
  marked: string | undefined
}) {
  return (
    <Rows
      caption="不予办理的情形"
      rows={rows}
      idOf={(r) => `refusal-${r.rule}`}
      marked={marked}
      columns={[
        { head: '情形', cell: (r) => r.label },
        {
          head: '涉及的动作',
          cell: (r) =>
            listed(
              'action',
              actions.filter((a) => a.refuses.includes(r.rule)).map((a) => a.action),
              names.action,
            ),
        },
        { head: '依据', cell: (r) => <Cites of={r.basis} /> },
      ]}
    />
  )
}

const severities: Readonly<Record<string, string>> = { RED: '红色', YELLOW: '黄色', BLOCK: '不予办理' }

export function Watched({ rows, marked }: { rows: Explained['supervision']; marked: string | undefined }) {
  return (
    <Rows
      caption="监督规则"
      rows={rows}
      idOf={(s) => `rule-${s.rule}`}
      marked={marked}
      columns={[
        {
          head: '监督的情形',
          cell: (s) => (
            <>
              {s.label}
              {s.awaits && <span className="quiet">（{s.awaits}）</span>}
            </>
          ),
        },
        {
          head: '等级',
          cell: (s) => <span className={`badge ${tones[s.severity] ?? ''}`}>{severities[s.severity] ?? ''}</span>,
        },
        { head: '依据', cell: (s) => <Cites of={s.basis} /> },
      ]}
    />
  )
}
const tones: Readonly<Record<string, string>> = { RED: 'bad', YELLOW: 'warn' }
