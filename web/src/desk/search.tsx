/** One box over matters, persons, agencies, procedures, articles and pages; opened with Ctrl-K, walked with the arrows. */
import { useQuery } from '@tanstack/react-query'
import { Input, Modal, Spin } from 'antd'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { api, bodyOf, type Schemas } from '../api.ts'
import { readsBulletins } from '../bulletin/data.ts'
import { useRested } from '../forms/lookups.ts'
import { useGo } from '../parts/address.ts'
import { ProblemView } from '../parts/problem.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.tsx'

type Hit = { key: string; group: string; label: string; note: string; to: string; search?: Record<string, string> }

const pages: readonly { label: string; to: string; isFor?: (role: string | undefined) => boolean }[] = [
  { label: '工作台', to: paths.home },
  { label: '新办事项', to: paths.open },
  { label: '事项', to: paths.matters },
  { label: '草稿', to: paths.drafts },
  { label: '监督', to: paths.supervision },
  { label: '月通报', to: paths.bulletins, isFor: readsBulletins },
  { label: '年度报告', to: '/report' },
  { label: '程序', to: paths.procedures },
  { label: '法规', to: paths.laws },
  { label: '管理', to: paths.admin },
]

function hitsOf(found: Schemas['Found'] | undefined, words: string, role: string | undefined): Hit[] {
  const f = found
  return [
    ...(f?.matters ?? []).map((m) => ({
      key: `m ${m.id}`,
      group: '事项',
      label: m.number ?? m.title,
      note: `${m.procedureLabel}，${m.stateLabel}`,
      to: paths.matter(m.id),
    })),
    ...(f?.persons ?? []).map((p) => ({
      key: `p ${p.matter.id} ${p.name}`,
      group: '当事人',
      label: p.name,
      note: p.matter.number ?? p.matter.title,
      to: paths.matter(p.matter.id),
    })),
    ...(f?.agencies ?? []).map((a) => ({
      key: `a ${a.id}`,
      group: '机构',
      label: a.name,
      note: '这个机构的事项',
      to: paths.matters,
      search: { agency: a.id },
    })),
    ...(f?.procedures ?? []).map((p) => ({
      key: `r ${p.id} ${p.version}`,
      group: '程序',
      label: p.label,
      note: p.versionLabel,
      to: paths.procedure(p.id, p.version),
    })),
    ...(f?.articles ?? []).map((a) => ({
      key: `l ${a.id} ${a.version} ${a.article}`,
      group: '法条',
      label: `${a.title}${a.label}`,
      note: a.excerpt,
      to: paths.law(a.id, a.version),
      search: { article: a.article },
    })),
    ...pages
      .filter((p) => words && p.label.includes(words) && (!p.isFor || p.isFor(role)))
      .map((p) => ({ key: `g ${p.to}`, group: '页面', label: p.label, note: '', to: p.to })),
  ]
}

export function SearchBox({ onClose }: { onClose: () => void }) {
  const { post } = useSession()
  const go = useGo()
  const list = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const words = useRested(typed.trim())
  const found = useQuery({
    queryKey: ['search', post?.capacity, words],
    enabled: words.length > 0,
    queryFn: async () => bodyOf(await api.GET('/api/search', { params: { query: { q: words } } })),
  })
  const hits = hitsOf(found.data, words, post?.role)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another word begins at the first hit
  useEffect(() => setAt(0), [words])
  const open = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    go(hit.to, hit.search)
  }
  const onKey = (e: KeyboardEvent) => {
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      const by = e.key === 'ArrowDown' ? 1 : -1
      setAt((n) => (hits.length ? (n + by + hits.length) % hits.length : 0))
    } else if (e.key === 'Enter') open(hits[at])
  }
  return (
    <Modal open title="检索" footer={null} onCancel={onClose} width="min(680px, 96vw)" className="search-box">
      <Input
        autoFocus
        size="large"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls={list}
        aria-activedescendant={hits[at] ? `${list}-${at}` : undefined}
        aria-label="检索"
        placeholder="编号（完整）、姓名（开头）、机构、程序、法条"
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
        onKeyDown={onKey}
        suffix={found.isFetching ? <Spin size="small" /> : <span />}
      />
      {found.isError && <ProblemView error={found.error} />}
      <div role="listbox" id={list} aria-label="检索结果" className="hits">
        {hits.map((h, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the box above, as a combobox has it
          <div
            key={h.key}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === at}
            tabIndex={-1}
            className={i === at ? 'hit at' : 'hit'}
            onClick={() => open(h)}
            onMouseEnter={() => setAt(i)}
          >
            <small>{hits[i - 1]?.group === h.group ? '' : h.group}</small>
            <span>
              {h.label}
              {h.note && <em>{h.note}</em>}
            </span>
          </div>
        ))}
      </div>
      {words && found.isSuccess && hits.length === 0 && (
        <p className="quiet">没有找到您可以查看的。编号须完整，姓名按开头查。</p>
      )}
      {!words && <p className="quiet">按 ↑ ↓ 选择，按回车打开。</p>}
    </Modal>
  )
}
