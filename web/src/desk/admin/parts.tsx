/** What the pages of administration share: the way in, spans of days, kinds of agencies. */
import type { ReactNode } from 'react'
import { Crumbs } from '../../parts/crumbs.tsx'
import { A } from '../../parts/link.tsx'
import { paths } from '../../paths.ts'
import { day } from '../../words.ts'

export function AdminTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <Crumbs
        items={[
          <A key="up" to={paths.admin}>
            管理
          </A>,
          title,
        ]}
      />
      <div className="title">
        <h1>{title}</h1>
        {children}
      </div>
    </>
  )
}

/** From a day on, and until which; the last day is the first on which it no longer holds. */
export function Span({ from, to, isKnown = true }: { from: string | null; to: string | null; isKnown?: boolean }) {
  return (
    <span className="num">
      {from && isKnown ? `${day(from)}起` : '起始日未登记'}
      {to && `，${day(to)}止`}
    </span>
  )
}

const kinds: Readonly<Record<string, string>> = {
  government: '人民政府',
  'town-government': '乡镇人民政府、街道办事处',
  'justice-bureau': '司法行政机关',
  'justice-station': '司法所',
  bureau: '工作部门及其派出机构',
  court: '人民法院',
  procuratorate: '人民检察院',
  police: '公安机关',
  'petition-office': '信访工作机构',
  'dispute-centre': '矛盾调解中心',
  dispute_centre: '矛盾调解中心（已设立）',
  hotline: '热线',
  mediation_committee: '人民调解委员会',
  'arbitration-commission': '仲裁委员会',
  'functional-zone': '功能区',
  'villagers-committee': '村民委员会',
  'residents-committee': '居民委员会',
  enterprise: '企业',
  institution: '事业单位',
  'park-management': '市场、园区管理单位',
  'industry-association': '行业协会',
  'social-organisation': '社会团体',
}
export const kindLabel = (kind: string): string => kinds[kind] ?? '其他机构'
export const kindOptions = Object.entries(kinds).map(([value, label]) => ({ value, label }))

const relations: Readonly<Record<string, string>> = { leads: '领导', guides: '指导' }
export const relationLabel = (kind: string): string => relations[kind] ?? '监督'
