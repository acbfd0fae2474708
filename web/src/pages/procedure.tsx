/** One procedure version, to be checked against the statute: diagram, actions, limits, refusals, supervision, other versions. */
import { useRouterState } from '@tanstack/react-router'
import { Select } from 'antd'
import { useEffect } from 'react'
import { ArticleReader } from '../law/cites.tsx'
import { useAddress, useQueryState } from '../parts/address.ts'
import { Crumbs } from '../parts/crumbs.tsx'
import { Fact } from '../parts/fact.tsx'
import { FileButton } from '../parts/file-button.tsx'
import { useTitle } from '../parts/hooks.ts'
import { A } from '../parts/link.tsx'
import { ProblemView, Waiting } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { Compared } from '../procedure/compared.tsx'
import { type Explained, namesOf, useExplained } from '../procedure/data.ts'
import { StepsDiagram } from '../procedure/diagram.tsx'
import { Actions, Limits, Refusals, Watched } from '../procedure/tables.tsx'
import '../procedure/procedure.css'
import { isInForce, useProcedures } from '../procedures.ts'
import { useSession } from '../session.tsx'
import { day } from '../words.ts'

/** The part of the page that the address names, shown once it is there. */
function useMarked(isThere: boolean): string | undefined {
  const hash = useRouterState({ select: (s) => s.location.hash })
  const marked = decodeURIComponent(hash) || undefined
  useEffect(() => {
    if (isThere && marked) document.getElementById(marked)?.scrollIntoView()
  }, [isThere, marked])
  return marked
}

export function ProcedurePage() {
  const { id = '', version = '' } = useAddress()
  const procedure = useExplained(id, version)
  const marked = useMarked(procedure.data !== undefined)
  const { today } = useSession()
  useTitle(procedure.data ? `${procedure.data.label}程序` : '程序')
  if (procedure.isError) return <ProblemView error={procedure.error} retry={() => procedure.refetch()} />
  if (!procedure.data) return <Waiting rows={12} />
  const p = procedure.data
  const names = namesOf(p)
  const moving = p.actions.filter((a) => a.moves)
  const beside = p.actions.filter((a) => !a.moves)
  const file = (extension: string) => ({
    path: `/api/procedures/${encodeURIComponent(id)}/${encodeURIComponent(version)}.${extension}`,
    name: `${p.label}程序（${p.versionLabel}）.${extension}`,
  })
  return (
    <ArticleReader>
      <Crumbs
        items={[
          <A key="all" to={paths.procedures}>
            程序
          </A>,
          p.domainLabel,
          p.label,
        ]}
      />
      <div className="title">
        <h1>{p.label}程序</h1>
        <span className="badge">{p.versionLabel}</span>
        {isInForce(p, today) && <span className="badge link">现行</span>}
      </div>
      <dl className="facts card card-pad block">
        <Fact term="适用">
          {day(p.effective.from)}起{p.effective.to && `，至${day(p.effective.to)}前`}
        </Fact>
        <Fact term="按哪一天选版本">{p.decidedBy}</Fact>
        <Fact term="由什么开始">{p.openings.map((o) => o.label).join('、')}</Fact>
        <Fact term="怎样终结">
          {p.states
            .filter((s) => s.isFinal)
            .map((s) => s.label)
            .join('、') || '—'}
        </Fact>
      </dl>
      <div className="buttons">
        <FileButton {...file('pdf')} anonymous>
          下载PDF文件
        </FileButton>
        <FileButton {...file('bpmn')} anonymous>
          下载BPMN 2.0流程文件
        </FileButton>
        <Others p={p} />
      </div>
      <nav className="proc-nav" aria-label="本页内容">
        <a href="#diagram">程序图</a>
        <a href="#actions">动作</a>
        {p.limits.length > 0 && <a href="#limits">期限</a>}
        {p.refusals.length > 0 && <a href="#refusals">不予办理的情形</a>}
        {p.supervision.length > 0 && <a href="#watched">监督规则</a>}
      </nav>
      <section className="block" aria-labelledby="diagram">
        <h2 id="diagram">程序图</h2>
        <StepsDiagram diagram={p.diagram} label={p.label} />
      </section>
      <section className="block" aria-labelledby="actions">
        <h2 id="actions">动作（{p.actions.length}项）</h2>
        <Actions rows={moving} refusals={p.refusals} names={names} marked={marked} />
      </section>
      {beside.length > 0 && (
        <section className="block" aria-labelledby="beside">
          <h2 id="beside">不改变状态的动作（{beside.length}项，程序图中不画）</h2>
          <Actions rows={beside} refusals={p.refusals} names={names} marked={marked} />
        </section>
      )}
      {p.limits.length > 0 && (
        <section className="block" aria-labelledby="limits">
          <h2 id="limits">期限（{p.limits.length}项）</h2>
          <Limits rows={p.limits} names={names} marked={marked} />
        </section>
      )}
      {p.refusals.length > 0 && (
        <section className="block" aria-labelledby="refusals">
          <h2 id="refusals">不予办理的情形（{p.refusals.length}项）</h2>
          <p className="quiet">办理上列动作时逐项检查，有其中之一的不予办理，并告知理由、依据和可以怎样办。</p>
          <Refusals rows={p.refusals} actions={p.actions} names={names} marked={marked} />
        </section>
      )}
      {p.supervision.length > 0 && (
        <section className="block" aria-labelledby="watched">
          <h2 id="watched">监督规则（{p.supervision.length}项）</h2>
          <Watched rows={p.supervision} marked={marked} />
        </section>
      )}
    </ArticleReader>
  )
}

/** The other versions: to open, and to lay beside this one. */
function Others({ p }: { p: Explained }) {
  const [query, set] = useQueryState()
  const all = useProcedures().data?.filter((x) => x.id === p.id) ?? []
  const others = all.filter((x) => x.version !== p.version)
  const than = others.find((x) => x.version === query.with)
  if (others.length === 0) return null
  const [older, newer] = than && than.effective.from > p.effective.from ? [p, than] : [than, p]
  return (
    <>
      <span className="nowrap">
        与其他版本对照：
        <Select
          size="small"
          aria-label="与哪一版本对照"
          value={than?.version ?? ''}
          onChange={(version) => set({ with: version })}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: '不对照' },
            ...others.map((x) => ({ value: x.version, label: x.versionLabel })),
          ]}
        />
      </span>
      {than && older && (
        <section className="compare block" aria-labelledby="compared">
          <h2 id="compared">
            {older.versionLabel}的版本与{newer.versionLabel}的版本对照
          </h2>
          <Compared older={older} newer={newer} />
        </section>
      )}
    </>
  )
}
