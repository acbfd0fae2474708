/** An officer's account; the security's administrator closes it and opens it again, on a paper. */
import { useQueryClient } from '@tanstack/react-query'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { api, bodyOf } from '../../api.ts'
import { ProblemView } from '../../parts/problem.tsx'

type Account = { username: string; isDisabled: boolean }

export function AccountOf({ name, account, mayAct }: { name: string; account: Account | null; mayAct: boolean }) {
  const [isAsked, setAsked] = useState(false)
  if (!account) return <span className="quiet">没有账号</span>
  return (
    <>
      {account.username}
      {account.isDisabled && <small>已停用</small>}
      {mayAct && (
        <Button type="link" size="small" onClick={() => setAsked(true)}>
          {account.isDisabled ? '恢复' : '停用'}
        </Button>
      )}
      {isAsked && <Ask name={name} account={account} onClose={() => setAsked(false)} />}
    </>
  )
}

function Ask({ name, account, onClose }: { name: string; account: Account; onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ document: string }>()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const verb = account.isDisabled ? '恢复' : '停用'
  async function send({ document }: { document: string }) {
    setBusy(true)
    setError(undefined)
    try {
      const of = { params: { path: { username: account.username } }, body: { document } }
      bodyOf(
        account.isDisabled
          ? await api.POST('/api/admin/accounts/{username}/open', of)
          : await api.POST('/api/admin/accounts/{username}/close', of),
      )
      await client.invalidateQueries({ queryKey: ['admin', 'officers'] })
      message.success(`已${verb}账号 ${account.username}`)
      onClose()
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={`${verb}账号：${name}（${account.username}）`}
      okText={verb}
      okButtonProps={{ danger: !account.isDisabled }}
      confirmLoading={isBusy}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== undefined && <ProblemView error={error} />}
      <p className="lead">
        {account.isDisabled
          ? '恢复后用原来的密码登录；职务不因此改变。'
          : '停用后已登录的随即退出，不能再登录；职务不因此免去，须另行登记免职。'}
        停用和恢复记入登录日志，由审计管理员查看。
      </p>
      <Form form={form} layout="vertical" onFinish={send}>
        <Form.Item
          name="document"
          label="依据的文件（名称、文号和日期）"
          rules={[{ required: true, whitespace: true, message: '请写明依据的文件' }]}
        >
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
