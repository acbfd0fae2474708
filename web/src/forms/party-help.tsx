/** Beside a number of an identity document: whether it can be one, and what one's own matters hold of whom it names. */
import { useQuery } from '@tanstack/react-query'
import { Button, Form } from 'antd'
import { api, bodyOf } from '../api.ts'
import { useForm } from './context.ts'
import type { Path } from './fields.tsx'
import { useRested } from './lookups.ts'
import type { FieldSchema } from './schema.ts'

export function PartyHelp({ path, properties }: { path: Path; properties: Record<string, FieldSchema> }) {
  const { isPublic, capacity } = useForm()
  const form = Form.useFormInstance()
  const kind = Form.useWatch([...path, 'idKind'], form) as string | undefined
  const number = Form.useWatch([...path, 'idNumber'], form) as string | undefined
  const rested = useRested(number?.trim() ?? '', 500)
  const isWhole = rested.length >= 6
  const found = useQuery({
    queryKey: ['party', capacity, kind, rested],
    enabled: !isPublic && kind !== undefined && isWhole,
    queryFn: async () => bodyOf(await api.POST('/api/parties/find', { body: { idKind: kind!, idNumber: rested } })),
    staleTime: 300_000,
    retry: false,
  })
  if (!found.data) return null
  const { ok, reason, matters, fill, birthOn, sex } = found.data
  if (!ok)
    return (
      <p className="wide party-help bad" role="status">
        {reason}
      </p>
    )
  const values: Record<string, string> = { ...(birthOn ? { birthOn } : {}), ...(sex ? { sex } : {}), ...fill }
  const useful = Object.entries(values).filter(
    ([key, v]) => key in properties && form.getFieldValue([...path, key]) !== v,
  )
  if (!matters.length && !useful.length) return null
  return (
    <p className="wide party-help" role="status">
      {matters.length > 0 && `您的范围内有${matters.length === 5 ? '至少' : ''}${matters.length}件事项登记过此人。`}
      {useful.length > 0 && (
        <Button
          size="small"
          type="link"
          onClick={() => {
            for (const [key, value] of useful) form.setFieldValue([...path, key], value)
          }}
        >
          {fill ? '填入已登记的内容' : '按号码填入出生日期'}
        </Button>
      )}
    </p>
  )
}
