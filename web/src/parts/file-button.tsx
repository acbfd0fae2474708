/** A button that fetches a file and hands it over, or says in words why it could not. */
import { DownloadOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { problemOf } from '../api.ts'
import { fetchFile, save } from '../files.ts'

export function FileButton({
  path,
  name,
  children,
  label,
  anonymous = false,
  type = 'default',
}: {
  path: string
  name: string
  children: ReactNode
  label?: string
  anonymous?: boolean
  type?: 'default' | 'link' | 'text'
}) {
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  async function take() {
    setBusy(true)
    try {
      save(await fetchFile(path, { anonymous }), name)
    } catch (error) {
      message.error(`没有下载成功：${problemOf(error).title}`)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button type={type} size="small" icon={<DownloadOutlined />} loading={isBusy} onClick={take} aria-label={label}>
      {children}
    </Button>
  )
}
