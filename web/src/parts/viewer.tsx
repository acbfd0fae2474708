/** A file looked at where one is: pictures and PDF; anything else is taken along. */
import { LeftOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Modal, Spin } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { fetchFile, save } from '../files.ts'
import { ProblemView } from './problem.tsx'

export type Viewed = { path: string; name: string; type: string }
export const isViewable = (type: string) => /^image\/(png|jpeg|gif|webp)$/.test(type) || type === 'application/pdf'

export function Viewer({ file, onClose }: { file: Viewed; onClose: () => void }) {
  const content = useQuery({
    queryKey: ['file', file.path],
    queryFn: () => fetchFile(file.path),
    gcTime: 0,
    retry: false,
  })
  return (
    <Modal
      open
      title={file.name}
      onCancel={onClose}
      width="min(1000px, 96vw)"
      footer={
        <Button disabled={!content.data} onClick={() => content.data && save(content.data, file.name)}>
          下载
        </Button>
      }
    >
      {content.isError ? (
        <ProblemView error={content.error} />
      ) : !content.data ? (
        <Spin description="正在打开" />
      ) : file.type === 'application/pdf' ? (
        <Pages file={content.data} />
      ) : (
        <Picture file={content.data} name={file.name} />
      )}
    </Modal>
  )
}

function Picture({ file, name }: { file: Blob; name: string }) {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url ? <img src={url} alt={name} className="picture" /> : null
}

/** Drawn page by page: browsers on phones show no PDF within a page, and the policy of ours lets no plug-in in. */
function Pages({ file }: { file: Blob }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [page, setPage] = useState(1)
  const document = useQuery({
    queryKey: ['pdf', file],
    gcTime: 0,
    retry: false,
    queryFn: async () => {
      const { openPdf } = await import('./pdf.ts')
      return openPdf(await file.arrayBuffer())
    },
  })
  const pdf = document.data
  useEffect(() => () => void pdf?.close(), [pdf])
  useEffect(() => {
    if (pdf && canvas.current) void pdf.draw(page, canvas.current)
  }, [pdf, page])
  if (document.isError) return <p>这份文件在网页里打不开，请下载后查看。</p>
  if (!pdf) return <Spin description="正在打开" />
  return (
    <div className="pages">
      <canvas ref={canvas} aria-label={`第${page}页`} role="img" />
      <div className="turn">
        <Button icon={<LeftOutlined />} aria-label="上一页" disabled={page === 1} onClick={() => setPage(page - 1)} />
        <span role="status">
          第{page}页，共{pdf.pages}页
        </span>
        <Button
          icon={<RightOutlined />}
          aria-label="下一页"
          disabled={page === pdf.pages}
          onClick={() => setPage(page + 1)}
        />
      </div>
    </div>
  )
}
