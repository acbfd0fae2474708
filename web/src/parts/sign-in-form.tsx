/** Name and password: on the page for signing in, and over a page whose sign-in has expired, so that nothing typed is lost. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { api, bodyOf } from '../api.ts'
import { ProblemView } from './problem.tsx'

export function SignInForm({ onDone, username }: { onDone: () => void; username?: string | undefined }) {
  const client = useQueryClient()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)

  async function signIn(body: { username: string; password: string }) {
    setBusy(true)
    setError(undefined)
    try {
      bodyOf(await api.POST('/api/session', { body: { username: body.username.trim(), password: body.password } }))
      client.removeQueries({ predicate: (q) => q.queryKey[0] !== 'me' && q.state.status === 'error' })
      await client.refetchQueries({ queryKey: ['me'] })
      onDone()
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={signIn}
      initialValues={{ username }}
      style={{ marginTop: 16 }}
    >
      <Form.Item label="用户名" name="username" rules={[{ required: true, message: '请填写用户名' }]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={128} autoFocus={!username} />
      </Form.Item>
      <Form.Item label="密码" name="password" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={256} autoFocus={!!username} />
      </Form.Item>
      {error !== undefined && (
        <Form.Item>
          <ProblemView error={error} />
        </Form.Item>
      )}
      <Button type="primary" htmlType="submit" block loading={isBusy}>
        登录
      </Button>
    </Form>
  )
}

/** Asks for the password again where a page is; `onDone` goes on with what was under way. */
export function SignInAgain({
  username,
  onDone,
  onClose,
}: {
  username?: string | undefined
  onDone: () => void
  onClose: () => void
}) {
  return (
    <Modal open title="登录已经过期" footer={null} onCancel={onClose} width={420}>
      <p className="lead">您填写的内容都在。重新登录后接着办理。</p>
      <SignInForm username={username} onDone={onDone} />
    </Modal>
  )
}
