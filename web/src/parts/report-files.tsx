/** The report to be taken along: the same edition as the page shows, as Word, PDF, Excel and CSV. */
import { DownloadOutlined, LoadingOutlined } from '@ant-design/icons'
import { type MouseEvent, useState } from 'react'
import { type Problem, problemOf } from '../api.ts'
import { useIsPublic } from '../entry.ts'
import { fetchFile, save } from '../files.ts'

const formats = [
  { extension: 'docx', label: 'Word 文件' },
  { extension: 'pdf', label: 'PDF 文件' },
  { extension: 'xlsx', label: 'Excel 表格' },
  { extension: 'csv', label: 'CSV 表格' },
] as const
type Extension = (typeof formats)[number]['extension']

const address = {
  docx: '/api/report/{year}.docx',
  pdf: '/api/report/{year}.pdf',
  xlsx: '/api/report/{year}.xlsx',
  csv: '/api/report/{year}.csv',
} as const

export function ReportFiles({ year }: { year: string }) {
  const isPublic = useIsPublic()
  const [making, setMaking] = useState<Extension>()
  const [problem, setProblem] = useState<Problem>()

  // Fetched rather than followed: a link could not say in which post its reader reads.
  async function take(event: MouseEvent, extension: Extension) {
    event.preventDefault()
    if (making) return
    setMaking(extension)
    setProblem(undefined)
    try {
      const file = await fetchFile(address[extension].replace('{year}', year), { anonymous: isPublic })
      save(file, `${year}年度法治政府建设情况数据报告.${extension}`)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setMaking(undefined)
    }
  }

  return (
    <p className="report-files">
      下载本报告：
      {formats.map(({ extension, label }) => (
        <a
          key={extension}
          href={address[extension].replace('{year}', year)}
          download
          aria-busy={making === extension}
          onClick={(event) => take(event, extension)}
        >
          {making === extension ? <LoadingOutlined aria-hidden /> : <DownloadOutlined aria-hidden />} {label}
        </a>
      ))}
      <span role="status">{making && '正在生成，请稍候。'}</span>
      {problem && (
        <span role="alert" className="flag">
          没有下载成功：{problem.title}
        </span>
      )}
    </p>
  )
}
