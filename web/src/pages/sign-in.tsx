/** Signing in with a local account. */
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { Button, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import { api, bodyOf } from '../api.ts'
import { useTitle } from '../parts/hooks.ts'
import { ProblemView } from '../parts/problem.tsx'
import { useSession } from '../session.tsx'

export function SignInPage({ next }: { next: string | undefined }) {
  useTitle('登录')
  const { user } = useSession()
  const client = useQueryClient()
  const router = useRouter()
  const navigate = useNavigate()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    if (!user) return
    if (next) router.history.replace(next)
    else navigate({ to: '/', replace: true })
  }, [user, next, router, navigate])

  async function signIn(body: { username: string; password: string }) {
    setBusy(true)
    setError(undefined)
    try {
      bodyOf(await api.POST('/api/session', { body: { username: body.username.trim(), password: body.password } }))
      client.removeQueries({ predicate: (q) => q.queryKey[0] !== 'me' })
      await client.refetchQueries({ queryKey: ['me'] })
    } catch (e) {
      setError(e)
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="sign card card-pad" aria-labelledby="sign-in">
      <div className="title">
        <h1 id="sign-in">登录</h1>
      </div>
      <p className="lead">演示账号和密码由服务器启动时列在终端里。</p>
      <Form layout="vertical" requiredMark={false} onFinish={signIn} style={{ marginTop: 16 }}>
        <Form.Item label="用户名" name="username" rules={[{ required: true, message: '请填写用户名' }]}>
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} maxLength={128} autoFocus />
        </Form.Item>
        <Form.Item label="密码" name="password" rules={[{ required: true, message: '请填写密码' }]}>
          <Input.Password autoComplete="current-password" maxLength={256} />
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
    </section>
  )
}
