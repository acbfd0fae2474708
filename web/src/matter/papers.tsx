/** Papers that a matter issued: looked at, taken along, and how each was served. */
import { Button, Dropdown } from 'antd'
import { useState } from 'react'
import { FileButton } from '../parts/file-button.tsx'
import { ProblemView } from '../parts/problem.tsx'
import { type Viewed, Viewer } from '../parts/viewer.tsx'
import { day } from '../words.ts'
import { usePapers } from './data.ts'

export function Papers({ id, title }: { id: string; title: string }) {
  const papers = usePapers(id, true)
  const [file, setFile] = useState<Viewed>()
  const pathOf = (documentId: string, format: 'pdf' | 'docx') =>
    `/api/matters/${id}/documents/${documentId}?format=${format}`
  return (
    <section className="card card-pad" aria-labelledby="papers">
      <h2 id="papers">文书</h2>
      {papers.isError ? (
        <ProblemView error={papers.error} retry={() => papers.refetch()} />
      ) : !papers.data?.length ? (
        <p className="quiet">还没有出具文书。</p>
      ) : (
        <ul className="limits papers">
          {papers.data.map((p) => (
            <li key={p.documentId}>
              <div className="head">
                <Button
                  type="link"
                  onClick={() => setFile({ path: pathOf(p.documentId, 'pdf'), name: p.title, type: 'application/pdf' })}
                >
                  {p.title}
                </Button>
                <Dropdown
                  trigger={['click']}
                  menu={{
                    items: (['pdf', 'docx'] as const).map((format) => ({
                      key: format,
                      label: (
                        <FileButton path={pathOf(p.documentId, format)} name={`${p.title}.${format}`} type="text">
                          {format === 'pdf' ? 'PDF 文件' : 'Word 文件'}
                        </FileButton>
                      ),
                    })),
                  }}
                >
                  <Button size="small" type="text">
                    下载
                  </Button>
                </Dropdown>
              </div>
              <div className="more">
                <p>
                  {p.number && <span className="num">{p.number}　</span>}
                  {day(p.issuedOn)}，{p.issuedBy}
                  {p.voidedOn && <b className="void">　{day(p.voidedOn)}作废</b>}
                </p>
                {p.services.map((s) => (
                  <p key={`${s.recipient} ${s.servedOn} ${s.way}`}>
                    {day(s.servedOn)}
                    {s.way}送达{s.recipient}
                  </p>
                ))}
              </div>
            </li>
          ))}
        </ul>
      )}
      <p className="dossier">
        <FileButton path={`/api/matters/${id}/dossier`} name={`案卷 ${title}.pdf`}>
          案卷（全部文书、材料、办理记录和证明）
        </FileButton>
      </p>
      {file && <Viewer file={file} onClose={() => setFile(undefined)} />}
    </section>
  )
}
