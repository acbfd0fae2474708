/** One public register: searched by what it contains, each entry with its declared fields. */
import { Empty, Input } from 'antd'
import { useAddress, useQueryState } from '../../parts/address.ts'
import { clearable } from '../../parts/clearable.tsx'
import { Crumbs } from '../../parts/crumbs.tsx'
import { Fact } from '../../parts/fact.tsx'
import { useTitle } from '../../parts/hooks.ts'
import { A } from '../../parts/link.tsx'
import { More } from '../../parts/more.tsx'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { day } from '../../words.ts'
import { portal } from '../paths.ts'
import { type Register, useRegister, useRegisters } from '../registers.ts'

export function RegisterPage() {
  const { kind = '' } = useAddress()
  const [{ q }, setQuery] = useQueryState()
  const registers = useRegisters()
  const register = registers.data?.find((r) => r.kind === kind)
  const rows = useRegister(kind, q)
  useTitle(register?.label ?? '公开名册')
  if (registers.isError) return <ProblemView error={registers.error} retry={() => registers.refetch()} />
  if (rows.isError) return <ProblemView error={rows.error} retry={() => rows.refetch()} />
  if (!register) return <Waiting rows={4} />
  return (
    <>
      <Crumbs
        items={[
          <A key="all" to={portal.registers}>
            公开名册
          </A>,
          register.label,
        ]}
      />
      <div className="title">
        <h1>{register.label}</h1>
      </div>
      <p className="lead">公开依据：{register.basis.join('；')}</p>
      <Input.Search
        className="block find-in"
        aria-label={`在${register.label}中查找`}
        placeholder="输入名称、地点等文字"
        enterButton="查找"
        allowClear={clearable}
        maxLength={100}
        defaultValue={q}
        onSearch={(text) => setQuery({ q: text.trim() })}
      />
      <div className="block" aria-live="polite">
        {rows.isPending ? (
          <Waiting rows={4} />
        ) : rows.items.length === 0 ? (
          <Empty description={q ? `没有含有“${q}”的` : '还没有公开的内容'} />
        ) : (
          <ul className="plain-list entries">
            {rows.items.map((r) => (
              <Entry key={r.id} register={register} content={r.content} publishedOn={r.publishedOn} />
            ))}
          </ul>
        )}
        {rows.items.length > 0 && <More query={rows} shown={rows.items.length} unit="项" />}
      </div>
    </>
  )
}

function Entry({
  register,
  content,
  publishedOn,
}: {
  register: Register
  content: Record<string, unknown>
  publishedOn: string
}) {
  return (
    <li className="card card-pad">
      <h2>{textOf(content[register.title])}</h2>
      <dl className="facts">
        {register.fields
          .filter((f) => f.name !== register.title && !isEmpty(content[f.name]))
          .map((f) => (
            <Fact key={f.name} term={f.label} wide={f.fields.length > 0}>
              <Value of={content[f.name]} fields={f.fields} />
            </Fact>
          ))}
        <Fact term="公布">{day(publishedOn)}</Fact>
      </dl>
    </li>
  )
}

/** A field's value: a text, several, or rows with fields of their own. */
function Value({ of: value, fields }: { of: unknown; fields: Register['fields'][number]['fields'] }) {
  if (fields.length === 0) return <>{textOf(value)}</>
  const rows = (Array.isArray(value) ? value : [value]) as Record<string, unknown>[]
  return (
    <ul className="plain-list">
      {rows.map((row, i) => (
        // Rows of a published entry never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={i}>
          {fields
            .filter((f) => !isEmpty(row[f.name]))
            .map((f) => `${f.label}：${textOf(row[f.name])}`)
            .join('；')}
        </li>
      ))}
    </ul>
  )
}

const isEmpty = (v: unknown) => v === null || v === undefined || v === '' || (Array.isArray(v) && v.length === 0)

function textOf(value: unknown): string {
  if (isEmpty(value)) return '—'
  if (Array.isArray(value)) return value.map(textOf).join('、')
  const text = String(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? day(text) : text
}
