/** One control for each kind of field. Each takes `value` and `onChange` as Ant Design's form items give them. */
import { DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { clearableChoice } from '../parts/clearable.tsx'
import { usePhone } from '../parts/hooks.ts'
import { useChoices } from './lookups.ts'
import { type FieldSchema, type From, fenOf, said, yuanOf } from './schema.ts'

type Control<T> = { value?: T; onChange?: (value: T | undefined) => void; id?: string; disabled?: boolean }

/** A day as 'YYYY-MM-DD'. A phone's own calendar is better than any drawn one. */
export function DayInput({ value, onChange, ...rest }: Control<string>) {
  const phone = usePhone()
  if (phone)
    return (
      <Input
        {...rest}
        type="date"
        value={value ?? ''}
        max="9999-12-31"
        onChange={(e) => onChange?.(e.target.value || undefined)}
      />
    )
  return (
    <DatePicker
      {...rest}
      value={value ? dayjs(value) : null}
      onChange={(d) => onChange?.(d ? d.format('YYYY-MM-DD') : undefined)}
      format={['YYYY年M月D日', 'YYYY-MM-DD', 'YYYY-M-D', 'YYYY.M.D', 'YYYY/M/D', 'YYYYMMDD']}
      placeholder="例如 2020-03-02"
      style={{ width: '100%' }}
    />
  )
}

/** An instant in the city's time: '2020-03-02T09:15:00.000+08:00'. */
export function MomentInput({ value, onChange, ...rest }: Control<string>) {
  return (
    <Input
      {...rest}
      type="datetime-local"
      value={value?.slice(0, 16) ?? ''}
      onChange={(e) => onChange?.(e.target.value ? `${e.target.value}:00.000+08:00` : undefined)}
    />
  )
}

const large = (fen: number) =>
  fen >= 10_000_000_000
    ? `${Number((fen / 10_000_000_000).toFixed(4))}亿元`
    : `${Number((fen / 1_000_000).toFixed(4))}万元`

/** An amount in yuan, kept in fen; what is typed is read by its digits, so that no fraction is lost. */
export function MoneyInput({ value, onChange, ...rest }: Control<number>) {
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? (value === undefined ? '' : yuanOf(value))
  return (
    <Input
      {...rest}
      inputMode="decimal"
      value={shown}
      suffix={value !== undefined && value >= 1_000_000 ? `元（${large(value)}）` : '元'}
      placeholder="0.00"
      onChange={(e) => {
        const text = e.target.value.replace(/[,，\s]/g, '')
        setTyped(text)
        onChange?.(fenOf(text))
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}

export function WholeInput({ field, value, onChange, ...rest }: Control<number> & { field: FieldSchema }) {
  const unit = said(field, 'unit')
  return (
    <InputNumber
      {...rest}
      value={value ?? null}
      onChange={(n) => onChange?.(n ?? undefined)}
      min={said(field, 'minimum')}
      max={said(field, 'maximum')}
      precision={0}
      controls={false}
      suffix={unit}
      style={{ width: '100%' }}
    />
  )
}

type Picked = string | number | readonly (string | number)[]

/** One or several of a lookup, found by name as one types. `isNumber` where the record holds the value as a number. */
export function PickInput({
  from,
  within,
  isNumber,
  isMultiple,
  value,
  onChange,
  onFill,
  ...rest
}: Control<Picked> & {
  from: From
  within?: string | undefined
  isNumber?: boolean
  isMultiple?: boolean
  onFill?: (fill: Record<string, string>) => void
}) {
  const [typed, setTyped] = useState('')
  const chosen = (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]).map(String)
  const { choices, isLoading, error } = useChoices(from, typed, chosen, within)
  const asKept = (v: string) => (isNumber ? Number(v) : v)
  return (
    <Select
      {...rest}
      {...(isMultiple ? { mode: 'multiple' as const } : {})}
      value={isMultiple ? chosen : (chosen[0] ?? null)}
      onChange={(next: string | string[] | undefined) => {
        if (Array.isArray(next)) onChange?.(next.map(asKept))
        else {
          onChange?.(next === undefined || next === null ? undefined : asKept(next))
          const fill = choices.find((c) => c.value === next)?.fill
          if (fill) onFill?.(fill)
        }
        setTyped('')
      }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear={clearableChoice}
      loading={isLoading}
      placeholder={isMultiple ? '输入名称查找，可选多个' : '输入名称查找'}
      notFoundContent={error ? '没有取到选项，请稍后再试' : isLoading ? '正在查找' : '没有可以选的'}
      options={choices.map((c) => ({ value: c.value, label: c.label, hint: c.hint }))}
      optionRender={(o) => (
        <span className="choice">
          {o.label}
          {o.data.hint && <small>{o.data.hint}</small>}
        </span>
      )}
    />
  )
}
