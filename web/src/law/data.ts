/** Statutes as the pages read them; they change only when somebody imports texts. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from '../api.ts'
import { paths } from '../paths.ts'

export type Rest = Schemas['LawRest']
export type LawVersion = Schemas['LawVersion']

const staleTime = 300_000

export function useLaws() {
  return useQuery({ queryKey: ['laws'], staleTime, queryFn: async () => bodyOf(await api.GET('/api/laws')).items })
}

export function useLaw(id: string, version: string) {
  return useQuery({
    queryKey: ['law', id, version],
    staleTime,
    queryFn: async () => bodyOf(await api.GET('/api/laws/{id}/{version}', { params: { path: { id, version } } })),
  })
}
export type Law = NonNullable<ReturnType<typeof useLaw>['data']>
export type Article = Law['articles'][number]

export function useArticle(id: string, version: string, article: string) {
  return useQuery({
    queryKey: ['law', id, version, article],
    staleTime,
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/laws/{id}/{version}/articles/{article}', { params: { path: { id, version, article } } }),
      ),
  })
}

const hashOf: Readonly<Record<Rest['kind'], string>> = {
  action: 'action',
  limit: 'limit',
  refusal: 'refusal',
  rule: 'rule',
  indicator: '',
}
/** What rests on an article, by kind. */
export const restKinds: Readonly<Record<Rest['kind'], string>> = {
  action: '动作',
  limit: '期限',
  refusal: '不予办理',
  rule: '监督规则',
  indicator: '指标',
}

/** Where what rests on an article is read; nothing where it has no page. */
export function placeOf(rest: Rest, year: number | undefined): { to: string; hash?: string } | undefined {
  if (rest.kind === 'indicator')
    return year === undefined ? undefined : { to: rest.figure ? paths.figure(year, rest.figure) : paths.report(year) }
  return rest.procedure
    ? { to: paths.procedure(rest.procedure.id, rest.procedure.version), hash: `${hashOf[rest.kind]}-${rest.id}` }
    : undefined
}
