/** Places: counties, and the towns of each, with the days from which and until which they hold; the city's boundaries. */
import { Collapse } from 'antd'
import { useTitle } from '../../parts/hooks.ts'
import { ProblemView, Waiting } from '../../parts/problem.tsx'
import { MapKeeping } from '../admin/map-keeping.tsx'
import { AdminTitle, Span } from '../admin/parts.tsx'
import { usePlaces } from '../supervision/data.ts'
import '../admin/admin.css'

const kinds: Readonly<Record<string, string>> = {
  city: '设区的市',
  district: '区',
  'county-city': '县级市',
  county: '县',
  town: '镇',
  township: '乡',
  street: '街道',
  subdistrict: '街道',
  similar: '类似乡级单位',
}

export function PlacesPage() {
  useTitle('区划')
  const places = usePlaces()
  if (places.isError) return <ProblemView error={places.error} retry={() => places.refetch()} />
  if (!places.data) return <Waiting label="正在读取区划" />
  const all = places.data
  return (
    <>
      <AdminTitle title="区划" />
      <p className="lead">
        {all.find((p) => p.level === 'city')?.name}：区县（市）{all.filter((p) => p.level === 'county').length}
        个，乡镇（街道）
        {all.filter((p) => p.level === 'town').length}个。
      </p>
      <Collapse
        className="block"
        items={all
          .filter((p) => p.level === 'county')
          .map((county) => {
            const towns = all.filter((p) => p.level === 'town' && p.parent === county.code)
            return {
              key: county.code,
              label: (
                <span className="county">
                  <b>{county.name}</b>
                  <span className="num quiet">{county.code}</span>
                  <span className="quiet">
                    {kinds[county.kind] ?? '区县'}，乡镇（街道）{towns.length}个，
                    <Span from={county.from} to={county.to} isKnown={county.isFromKnown} />
                  </span>
                </span>
              ),
              children: (
                <div className="scroll">
                  <table className="rows">
                    <thead>
                      <tr>
                        <th scope="col">乡镇（街道）</th>
                        <th scope="col">代码</th>
                        <th scope="col">类别</th>
                        <th scope="col">起止</th>
                      </tr>
                    </thead>
                    <tbody>
                      {towns.map((t) => (
                        <tr key={t.code}>
                          <th scope="row">{t.name}</th>
                          <td className="num">{t.code}</td>
                          <td>{kinds[t.kind] ?? '乡镇'}</td>
                          <td>
                            <Span from={t.from} to={t.to} isKnown={t.isFromKnown} />
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              ),
            }
          })}
      />
      <MapKeeping />
    </>
  )
}
