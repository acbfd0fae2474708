/** What the papers of reconsideration share: whom they are for, which law they may name, the two sheets. */
import {
  type FieldRow,
  fields,
  type Head,
  headOf,
  letterTemplate,
  type Masked,
  paragraphs,
  sheet,
  signatures,
  told,
} from '#kernel/blocks'
import type { DocumentSigner, DocumentTemplate, Wording } from '#kernel/document'
import type { Basis } from '#kernel/errors'
import { citeText } from '#kernel/law'
import type { FoldedAct, Issue, Paper } from '#kernel/procedure'
import type { Facts } from '../facts.ts'
import { type ReconLaw, reconLaws } from '../law.ts'

export type ReconIssue = Issue<Facts, any>

/** Statutes as a paper names them, each title once; conventions and what nobody has read are no ground for one. */
export const cites = (bases: readonly Basis[]): string =>
  bases
    .filter((b) => b.standing === undefined)
    .map((b, i, all) => {
      const text = citeText(b)
      return all[i - 1]?.statute === b.statute ? text.slice(text.indexOf('》') + 1) : text
    })
    .join('、')
export const groundedIn = (bases: readonly Basis[]): string => {
  const text = cites(bases)
  return text && `依据${text}，`
}

export type View = Head &
  Masked & {
    number: string
    to: string
    opening: string
    rows: readonly FieldRow[]
    texts: readonly (readonly [label: string, text: string | undefined])[]
    close: string | undefined
  }

const shown = 5
const namesText = (names: readonly string[]): string =>
  names.length > shown ? `${names.slice(0, shown).join('、')}等${names.length}人` : names.join('、')
const addressedTo = (act: FoldedAct, f: Facts): { to: string; isMasked: boolean } => {
  const given = act.payload.addressee as { name: string } | undefined
  return given
    ? { to: told(act, '/addressee/name', given.name)!, isMasked: false }
    : { to: namesText(f.applicants.map((a) => a.mask)), isMasked: f.applicants.some((a) => a.kind === 'PERSON') }
}
/** A personal text of the act as it is printed. */
export const said = (act: FoldedAct, key: string): string | undefined => told(act, `/${key}`, act.payload[key])

type Of = {
  id: string
  label: string
  /** Series of an organ's paper; a record has none. */
  code?: string
  ground?: keyof ReconLaw | ((act: FoldedAct, f: Facts) => readonly Basis[])
  wording?: Wording
  to?: (act: FoldedAct, f: Facts) => string
  opening: (act: FoldedAct, f: Facts) => string
  rows?: (act: FoldedAct, f: Facts) => readonly FieldRow[]
  texts?: (act: FoldedAct, f: Facts) => readonly (readonly [label: string, text: string | undefined])[]
  close?: (act: FoldedAct, f: Facts) => string | undefined
  signers?: readonly DocumentSigner[]
  when?: (act: FoldedAct, f: Facts) => boolean
}

const bodyOf = (d: View, words: Wording) => [
  ...paragraphs(d.opening),
  ...(d.rows.length ? [fields(d.rows)] : []),
  ...d.texts.flatMap(([label, text]) => (text ? [...paragraphs(`${label}：`), ...paragraphs(text)] : [])),
  ...(d.close ? paragraphs(d.close) : []),
  ...Object.values(words).flatMap((w) => paragraphs(w)),
]

function templateOf(of: Of): DocumentTemplate<View> {
  if (of.code)
    return letterTemplate<View>({
      id: `reconsideration.${of.id}`,
      label: of.label,
      code: of.code,
      ...(of.wording ? { wording: of.wording } : {}),
      to: (d) => d.to,
      body: bodyOf,
    })
  return {
    id: `reconsideration.${of.id}`,
    version: '1',
    label: of.label,
    layout: 'form',
    isRecord: true,
    ...(of.wording ? { wording: of.wording } : {}),
    build: (d, words) => [
      ...sheet(d, of.label, undefined, bodyOf(d, words)),
      ...(of.signers ? [signatures(...of.signers)] : []),
    ],
  }
}

const groundsOf = (of: Of, act: FoldedAct, f: Facts): readonly Basis[] =>
  typeof of.ground === 'function' ? of.ground(act, f) : of.ground ? reconLaws[f.version][of.ground] : []

/** Citations side by side by their statutes, each once; a paragraph is left out where one of its items is cited. */
export function joined(...lists: readonly (readonly Basis[] | undefined)[]): readonly Basis[] {
  const all = lists.flatMap((l) => l ?? [])
  const keys = ['statute', 'version', 'article', 'sub', 'paragraph', 'item'] as const
  const isWithin = (a: Basis, b: Basis) => keys.every((k) => a[k] === undefined || a[k] === b[k])
  const kept = all.filter((a, i) => !all.some((b, j) => i !== j && isWithin(a, b) && (!isWithin(b, a) || j < i)))
  const statutes = [...new Set(kept.map((b) => b.statute))]
  return statutes.flatMap((s) => kept.filter((b) => b.statute === s))
}

/** A paper as the act that issues it declares it: an organ's letter where it has a series, else a record. */
export function paperOf(of: Of): readonly ReconIssue[] {
  return [
    {
      template: templateOf(of),
      ...(of.when ? { when: of.when } : {}),
      data: (act: FoldedAct, f: Facts, paper: Paper): View => {
        const addressed = of.to ? { to: of.to(act, f), isMasked: false } : addressedTo(act, f)
        return {
          ...headOf(paper),
          ...addressed,
          number: f.number ?? '',
          opening: `${groundedIn(groundsOf(of, act, f))}${of.opening(act, f)}`,
          rows: of.rows?.(act, f) ?? [],
          texts: of.texts?.(act, f) ?? [],
          close: of.close?.(act, f),
        }
      },
    },
  ]
}
export const sayDay = (text: string | null | undefined): string | undefined => text ?? undefined
