/** The report to be taken along: the same edition as the page shows, as Word and as PDF. */
import { DownloadOutlined, LoadingOutlined } from '@ant-design/icons'
import { type MouseEvent, useState } from 'react'
import { api, bodyOf, type Problem, problemOf } from '../api.ts'
import { useSession } from '../session.tsx'

const formats = [
  { extension: 'docx', label: 'Word 文件' },
  { extension: 'pdf', label: 'PDF 文件' },
] as const
type Extension = (typeof formats)[number]['extension']

const address = { docx: '/api/report/{year}.docx', pdf: '/api/report/{year}.pdf' } as const

/** Hands a file to the browser under its name. */
function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser may still be reading it when the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

export function ReportFiles({ year }: { year: string }) {
  const { user, post } = useSession()
  const [making, setMaking] = useState<Extension>()
  const [problem, setProblem] = useState<Problem>()

  // Fetched rather than followed: a link could not say in which post its reader reads.
  async function fetchFile(event: MouseEvent, extension: Extension) {
    event.preventDefault()
    if (making) return
    setMaking(extension)
    setProblem(undefined)
    try {
      const isOfficer = user != null && post !== undefined
      const file = bodyOf(
        await api.GET(address[extension], {
          params: { path: { year: Number(year) } },
          parseAs: 'blob',
          ...(isOfficer ? {} : { credentials: 'omit' as const }),
        }),
      )
      save(file as Blob, `${year}年度法治政府建设情况数据报告.${extension}`)
    } catch (error) {
      setProblem(problemOf(error))
    } finally {
      setMaking(undefined)
    }
  }

  return (
    <p className="report-files">
      下载本报告（公文格式）：
      {formats.map(({ extension, label }) => (
        <a
          key={extension}
          href={address[extension].replace('{year}', year)}
          download
          aria-busy={making === extension}
          onClick={(event) => fetchFile(event, extension)}
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
