/** Reading the report: on the workbench in one's post, on the portal as anybody may. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api, bodyOf, type Schemas } from './api.ts'
import { useIsPublic } from './entry.ts'
import type { RecordPage, Report } from './report-shape.ts'
import { useSession } from './session.tsx'

export const pageSize = 50

export function useReport(year: string) {
  const { post } = useSession()
  const isPublic = useIsPublic()
  return useQuery({
    queryKey: ['report', year, isPublic ? 'public' : post?.capacity],
    enabled: isPublic || post !== undefined,
    queryFn: async (): Promise<Report> => {
      const params = { path: { year: Number(year) } }
      return !isPublic
        ? (bodyOf(await api.GET('/api/report/{year}', { params })) as Report)
        : (bodyOf(await api.GET('/api/public/report/{year}', { params })) as Report)
    },
    staleTime: 300_000,
  })
}

/** A page of the records behind a figure, by key: those after `after`. */
export function useRecords(year: string, id: string, after: string | undefined, enabled: boolean) {
  const { post } = useSession()
  return useQuery({
    queryKey: ['records', year, id, post?.capacity, after],
    enabled: enabled && post !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async (): Promise<RecordPage> =>
      bodyOf(
        await api.GET('/api/report/{year}/figures/{id}/records', {
          params: { path: { year: Number(year), id }, query: { ...(after ? { after } : {}), limit: pageSize } },
        }),
      ) as RecordPage,
    staleTime: 300_000,
  })
}

export type By = 'month' | 'county' | 'town'

/** A figure's records that the reader may see, grouped. */
export function useBreakdown(year: string, id: string, by: By, enabled = true) {
  const { post } = useSession()
  return useQuery({
    queryKey: ['breakdown', year, id, by, post?.capacity],
    enabled: enabled && post !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async () =>
      bodyOf(
        await api.GET('/api/report/{year}/figures/{id}/breakdown', {
          params: { path: { year: Number(year), id }, query: { by } },
        }),
      ),
    staleTime: 300_000,
  })
}

export type Statistics = Schemas['Statistics']
export type PublicFigure = Statistics['figures'][number]
export type PublicTable = NonNullable<PublicFigure['table']>

/** The public statistics of a year. */
export function useStatistics(year: string | undefined, enabled = true) {
  return useQuery({
    queryKey: ['statistics', year],
    enabled: enabled && year !== undefined,
    queryFn: async () =>
      bodyOf(await api.GET('/api/public/statistics/{year}', { params: { path: { year: Number(year) } } })),
    staleTime: 300_000,
  })
}
