/** The day from which the law counts, where it is not today; and why, where it lies before what is recorded already. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import { day } from '../words.ts'
import { DayInput } from './controls.tsx'

export type Day = { declaredOn?: string | undefined; late?: { reason: string; evidence: string } | undefined }

export function DayFields({
  on,
  onChange,
  lastOn,
}: {
  on: Day
  onChange: (on: Day) => void
  lastOn: string | undefined
}) {
  const [isOpen, setOpen] = useState(on.declaredOn !== undefined)
  const isLate = on.declaredOn !== undefined && lastOn !== undefined && on.declaredOn < lastOn
  if (!isOpen)
    return (
      <p className="quiet">
        发生日：今天。
        <Button type="link" size="small" onClick={() => setOpen(true)}>
          发生在别的日子
        </Button>
      </p>
    )
  return (
    <fieldset className="group">
      <legend>
        发生日
        <Button
          type="link"
          size="small"
          onClick={() => {
            setOpen(false)
            onChange({})
          }}
        >
          就在今天
        </Button>
      </legend>
      <div className="form-grid">
        <div>
          <DayInput value={on.declaredOn ?? ''} onChange={(declaredOn) => onChange({ ...on, declaredOn })} />
          <p className="quiet">法律从这一天起算期限，不得晚于今天。</p>
        </div>
      </div>
      {isLate && (
        <div className="form-grid">
          <p className="wide">上一步在{day(lastOn)}。早于上一步的是补录，须写明理由和证据。</p>
          <Input
            aria-label="补录的理由"
            placeholder="补录的理由"
            value={on.late?.reason ?? ''}
            onChange={(e) => onChange({ ...on, late: { reason: e.target.value, evidence: on.late?.evidence ?? '' } })}
          />
          <Input
            aria-label="补录的证据"
            placeholder="证据（材料名称、文号等）"
            value={on.late?.evidence ?? ''}
            onChange={(e) => onChange({ ...on, late: { evidence: e.target.value, reason: on.late?.reason ?? '' } })}
          />
        </div>
      )}
    </fieldset>
  )
}
