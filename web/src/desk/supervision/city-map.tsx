/** The city's map from boundaries that it has imported itself: counts as shades, the same numbers in the table beside it. */
import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { api, bodyOf } from '../../api.ts'
import { A } from '../../parts/link.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { type Filter, useCounts } from './data.ts'
import { type Area, drawn, shadeOf } from './projection.ts'

export function CityMap({ filter }: { filter: Filter }) {
  const { post } = useSession()
  const map = useQuery({
    queryKey: ['city-map', post?.capacity],
    enabled: post !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => bodyOf(await api.GET('/api/map')).map,
  })
  if (map.isPending || map.isError) return null
  if (!map.data)
    return (
      <p className="map-hint quiet">
        没有导入区划界线，所以只有表。公开的地图须有审图号，程序不附带；由系统管理员在
        <A to={paths.places}>管理的区划页</A>导入。
      </p>
    )
  return <Drawn map={map.data as { approval: string; areas: Area[] }} filter={filter} />
}

function Drawn({ map, filter }: { map: { approval: string; areas: Area[] }; filter: Filter }) {
  const levels = (['county', 'town'] as const).filter((l) => map.areas.some((a) => a.level === l))
  const [chosen, setChosen] = useState<'county' | 'town'>()
  const level = chosen ?? levels[0] ?? 'county'
  const counts = useCounts(level, filter)
  const found = new Map(counts.data?.items.map((g) => [g.key, g]))
  const most = Math.max(0, ...(counts.data?.items.map((g) => (g.key ? g.open : 0)) ?? []))
  const picture = useMemo(() => drawn(map.areas.filter((a) => a.level === level)), [map, level])
  return (
    <figure className="city-map">
      {levels.length > 1 && (
        <Segmented
          aria-label="地图的区划"
          size="small"
          value={level}
          onChange={(v) => setChosen(v as 'county')}
          options={[
            { value: 'county', label: '区县（市）' },
            { value: 'town', label: '乡镇（街道）' },
          ]}
        />
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: a group within a drawing has no element of its own */}
      <svg viewBox={picture.viewBox} role="group" aria-label="各区划未销号的监督发现，数字同旁边的表">
        {picture.areas.map((a) => {
          const n = found.get(a.code)?.open ?? 0
          const words = `${a.name}：未销号${n}件`
          return (
            <A
              key={a.code}
              to={paths.findings}
              search={{ ...filter, [level]: a.code }}
              aria-label={words}
              className={`area shade-${shadeOf(n, most)}`}
            >
              <path d={a.path}>
                <title>{words}</title>
              </path>
            </A>
          )
        })}
      </svg>
      <figcaption>
        <span className="legend">
          <span>未销号：</span>
          {[0, 1, 2, 3, 4].map((s) => (
            <span key={s} className={`swatch shade-${s}`} aria-hidden />
          ))}
          <span>0至{most}件</span>
        </span>
        <span>审图号：{map.approval}</span>
      </figcaption>
    </figure>
  )
}
