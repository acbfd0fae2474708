/**
 * The one layout in which any act is printed: internal records need no template of their own. It gives plain words to what
 * stands in the record and adds nothing.
 */
import { type Block, type DocumentTree, type LocalDate, printedDate, type RichText } from '#kernel'

/** An act as it is printed; labels come from the form's own metadata, values as the reader may see them. */
export type ActPrint = {
  readonly title: string
  readonly number?: string
  readonly date: LocalDate
  readonly fields: readonly { readonly label: string; readonly value: string }[]
  /** Citations, e.g. 人民调解法（2010年）第十七条. */
  readonly basis: readonly string[]
}

/** From this length on a value has a row of its own across the sheet, since a narrow column would make a ribbon of it. */
const longValue = 400

/** The tree of an act's print. Empty fields are printed as 无, so that nobody fills them in by hand. */
export function printOfAct(act: ActPrint): DocumentTree {
  const short = act.fields.filter((f) => f.value.length <= longValue)
  const long = act.fields.filter((f) => f.value.length > longValue)
  const value = (text: string): RichText => (text.trim() === '' ? '无' : text)
  const blocks: Block[] = [
    { kind: 'title', text: act.title },
    ...(act.number === undefined ? [] : [{ kind: 'number', text: act.number } as const]),
    {
      kind: 'fields',
      rows: [
        { label: '日期', value: printedDate(act.date) },
        ...short.map((f) => ({ label: f.label, value: value(f.value) })),
      ],
    },
    ...long.flatMap((f): Block[] => [
      { kind: 'heading', level: 2, text: f.label },
      ...f.value.split(/\n+/).map((text): Block => ({ kind: 'paragraph', text })),
    ]),
    ...(act.basis.length === 0
      ? []
      : [
          {
            kind: 'paragraph',
            text: [{ text: '依据：', bold: true }, `${act.basis.join('；')}。`],
            indent: false,
          } as const,
        ]),
    { kind: 'note', text: '本页由系统按记录打印，供内部使用。' },
  ]
  return { template: 'kernel.act', version: '1', layout: 'form', title: act.title, on: act.date, blocks }
}
