/** Two matters beside each other: under which version and why, their steps, their limits. */
import { type ReactNode, Suspense } from 'react'
import { findPart } from '../domains.ts'
import { Cites } from '../law/cites.tsx'
import { useLaws } from '../law/data.ts'
import type { Act, Limit } from '../matter/data.ts'
import { LimitState } from '../matter/limits.tsx'
import { usePhone } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { paths } from '../paths.ts'
import type { Explained } from '../procedure/data.ts'
import { Rows } from '../procedure/rows.tsx'
import { day, moment } from '../words.ts'
import { align, daysBetween, type Row } from './align.ts'
import { declared, limitBasis, limitDifferences, openedOn, stepBasis, stepDifferences } from './differences.ts'
import type { Ready } from './sides.ts'

const names = ['甲件', '乙件'] as const
/** Heads of the two sides; a phone repeats them on every card and has no room for numbers. */
function useHeads(a: Ready, b: Ready): [string, string] {
  const phone = usePhone()
  const headOf = (name: string, { matter: m }: Ready) => (phone ? name : `${name}　${m.number ?? m.title}`)
  return [headOf(names[0], a), headOf(names[1], b)]
}

/** What differs, each in a line; of what is alike one word. */
function Words({ list }: { list: readonly string[] }) {
  if (list.length === 0) return <span className="quiet">相同</span>
  return (
    <ul className="differs">
      {list.map((w) => (
        <li key={w}>{w}</li>
      ))}
    </ul>
  )
}
const none = <span className="quiet">无</span>

type Fact = { term: string; show: (s: Ready) => ReactNode; text: (s: Ready) => string; isOwn?: true }

/** The statutes on which most of a version's actions and limits rest, each in its text. */
function useMainLaws(): (p: Explained | undefined) => readonly string[] {
  const laws = useLaws().data
  return (p) => {
    const cites = [...(p?.actions ?? []), ...(p?.limits ?? [])].flatMap((x) => x.basis)
    const counted = Map.groupBy(
      cites.filter((c) => c.law && c.version),
      (c) => `${c.law} ${c.version}`,
    )
    return [...counted]
      .filter(([, list]) => list.length * 10 >= cites.length)
      .toSorted(([, x], [, y]) => y.length - x.length)
      .flatMap(([key]) => {
        const [id, version] = key.split(' ')
        const law = laws?.find((l) => l.id === id)
        const text = law?.versions.find((v) => v.version === version)
        if (!law || !text) return []
        const [from, to] = [text.from && `，${day(text.from)}起施行`, text.to && `，${day(text.to)}起不再施行`]
        return [`《${law.title}》${day(text.version)}公布（修改）的文本${from ?? ''}${to ?? ''}`]
      })
  }
}

export function Versions({ a, b }: { a: Ready; b: Ready }) {
  const mainLaws = useMainLaws()
  const [headA, headB] = useHeads(a, b)
  const plain = (term: string, text: (s: Ready) => string): Fact => ({ term, text, show: text })
  const facts: Fact[] = [
    {
      term: '事项',
      text: () => '',
      show: ({ matter: m }) => <A to={paths.matter(m.id)}>{m.title}</A>,
      isOwn: true,
    },
    {
      term: '程序的版本',
      text: ({ matter: m }) => `${m.procedure} ${m.version}`,
      show: ({ matter: m }) => (
        <>
          {m.procedureLabel}，<A to={paths.procedure(m.procedure, m.version)}>{m.versionLabel}</A>
        </>
      ),
    },
    plain('版本的适用期间', ({ procedure: p }) =>
      p ? `${day(p.effective.from)}起${p.effective.to ? `，至${day(p.effective.to)}前` : ''}` : '—',
    ),
    {
      term: '主要依据的法律法规',
      text: (s) => mainLaws(s.procedure).join(),
      show: (s) => (
        <ul className="cites">
          {mainLaws(s.procedure).map((law) => (
            <li key={law}>{law}</li>
          ))}
        </ul>
      ),
    },
    plain('按哪一天选版本', (s) => s.matter.opening?.decidedBy ?? s.procedure?.decidedBy ?? '—'),
    plain('这一天是', ({ matter: { opening } }) =>
      opening ? `${opening.decidedOn ? day(opening.decidedOn) : '不按日期'}（由“${opening.label}”开始）` : '—',
    ),
    // Only of procedures whose versions somebody may have to choose between.
    ...(hasChoice(a) || hasChoice(b)
      ? [
          {
            term: '版本的选用',
            text: () => '',
            show: (side: Ready) => <VersionPart side={side} />,
            isOwn: true,
          } as const,
        ]
      : []),
    plain('办理单位', ({ matter: m }) => m.agencyName ?? m.agencyId),
    plain('现在的状态', ({ matter: m }) => m.stateLabel),
  ]
  return (
    <Rows
      caption="版本和由来"
      rows={facts}
      idOf={(f) => `fact-${f.term}`}
      marked={undefined}
      columns={[
        { head: '内容', cell: (f) => f.term },
        { head: headA, cell: (f) => f.show(a) },
        { head: headB, cell: (f) => f.show(b) },
        {
          head: '不同之处',
          cell: (f) => (f.isOwn ? null : <Words list={f.text(a) === f.text(b) ? [] : ['不同']} />),
        },
      ]}
    />
  )
}

const hasChoice = (s: Ready) => findPart(s.matter.procedure, 'version') !== undefined

function VersionPart({ side: s }: { side: Ready }) {
  const Part = findPart(s.matter.procedure, 'version')
  if (!Part) return null
  return (
    <Suspense fallback={null}>
      <Part matter={s.matter} procedure={undefined} isBeside />
    </Suspense>
  )
}

/** Alike is what has the same id in one procedure, and the same name in two. */
const keyIn = (a: Ready, b: Ready) => (id: string, label: string) =>
  a.matter.procedure === b.matter.procedure ? id : label

export function Steps({ a, b }: { a: Ready; b: Ready }) {
  const key = keyIn(a, b)
  const [headA, headB] = useHeads(a, b)
  const rows = align<Act>(a.acts, b.acts, (x) => key(x.action, x.label))
  const cell = (s: Ready, act: Act | undefined) => (act ? <Step side={s} act={act} /> : none)
  return (
    <Rows
      caption="办理经过"
      rows={rows}
      idOf={(r) => `step-${r.key}`}
      marked={undefined}
      columns={[
        { head: '动作', cell: (r) => nameOf(r) },
        { head: headA, cell: (r) => cell(a, r.a) },
        { head: headB, cell: (r) => cell(b, r.b) },
        { head: '不同之处', cell: (r) => <Words list={stepDifferences(r, a, b)} /> },
      ]}
    />
  )
}
const nameOf = (r: Row<{ label: string }>) => {
  const [a, b] = [r.a?.label, r.b?.label]
  return a && b && a !== b ? `${a}／${b}` : (a ?? b ?? '')
}

function Step({ side: s, act }: { side: Ready; act: Act }) {
  const days = daysBetween(openedOn(s), act.declaredOn)
  return (
    <div className="side">
      <p>
        <time dateTime={act.declaredOn} className="num">
          {day(act.declaredOn)}
        </time>
        {days > 0 && <span className="quiet">（开始后第{days}天）</span>}
      </p>
      <p className="quiet">
        {act.roleLabel}
        {act.agencyName && `，${act.agencyName}`}
      </p>
      <Cites of={stepBasis(s, act)} />
    </div>
  )
}

export function Limits({ a, b }: { a: Ready; b: Ready }) {
  const key = keyIn(a, b)
  const [headA, headB] = useHeads(a, b)
  const rows = align<Limit>(a.matter.limits, b.matter.limits, (l) => key(l.limit, l.label))
  const cell = (s: Ready, limit: Limit | undefined) => (limit ? <OneLimit side={s} limit={limit} /> : none)
  if (rows.length === 0) return <p className="quiet">两件都没有期限。</p>
  return (
    <Rows
      caption="期限"
      rows={rows}
      idOf={(r) => `limit-${r.key}`}
      marked={undefined}
      columns={[
        { head: '期限', cell: (r) => nameOf(r) },
        { head: headA, cell: (r) => cell(a, r.a) },
        { head: headB, cell: (r) => cell(b, r.b) },
        { head: '不同之处', cell: (r) => <Words list={limitDifferences(r, a, b)} /> },
      ]}
    />
  )
}

function OneLimit({ side: s, limit: l }: { side: Ready; limit: Limit }) {
  const def = declared(s, l)
  return (
    <div className="side">
      <LimitState limit={l} />
      <dl className="short">
        {def && (
          <div>
            <dt>长度</dt>
            <dd>
              {def.within}
              <span className="quiet">（{def.rolls ? '末日休息的顺延' : '末日不顺延'}）</span>
            </dd>
          </div>
        )}
        <div>
          <dt>起算</dt>
          <dd className="num">{day(l.startOn)}</dd>
        </div>
        <div>
          <dt>未顺延的末日</dt>
          <dd className="num">{day(l.dueRaw)}</dd>
        </div>
        <div>
          <dt>末日</dt>
          <dd className="num">
            {l.dueAt ? moment(l.dueAt) : day(l.extendedTo ?? l.due)}
            {l.extendedTo ? '（已延长）' : l.due !== l.dueRaw ? '（顺延）' : ''}
          </dd>
        </div>
        {l.metOn && (
          <div>
            <dt>办结</dt>
            <dd className="num">{day(l.metOn)}</dd>
          </div>
        )}
      </dl>
      <Cites of={limitBasis(s, l)} />
    </div>
  )
}
