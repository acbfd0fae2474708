/** Numbers as the report prints them. */
import { qualified } from '../words.ts'

/** Digits in groups of three by spacing alone, so that what is copied is the number as printed. */
export function Digits({ text }: { text: string }) {
  const m = /^([^\d]*)(\d{5,})(.*)$/.exec(text)
  if (!m) return <span className="num">{text}</span>
  const [, sign, whole = '', rest] = m
  const first = whole.length % 3 || 3
  const groups = [whole.slice(0, first), ...(whole.slice(first).match(/.{3}/g) ?? [])]
  return (
    <span className="num">
      {sign}
      {groups.map((g, i) => (
        // The groups of one number never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <span key={i} className={i ? 'gap' : undefined}>
          {g}
        </span>
      ))}
      {rest}
    </span>
  )
}

/** A printed number with its qualifier and unit: 约2.6万人次, 300多名. */
export function Printed({ value, qualifier, unit }: { value: string; qualifier: string; unit: string }) {
  const { before, after } = qualified(qualifier, value, unit)
  return (
    <span className="num">
      {before}
      <Digits text={value} />
      {after}
      <span className="unit">{unit}</span>
    </span>
  )
}
