import { randomBytes } from 'node:crypto'
import { PlainError } from '#kernel'
import { appointNew } from '../server/appoint.ts'
import { createAccounts } from '../server/auth.ts'
import { print, withCity } from './with-city.ts'

type Options = { officer?: string; name?: string; role?: string; agency?: string; json?: boolean }

/** Opens an account for an officer who is there, or registers one with a post: how the first administrators come in. */
export async function accountCreate(username: string, options: Options): Promise<void> {
  const { officer, name, role, agency } = options
  if (officer === undefined && !(name && role && agency))
    throw new PlainError('请用 --officer 指明已登记的工作人员，或者用 --name、--role、--agency 新登记一名。')
  const password = `Fadu-${randomBytes(9).toString('base64url')}`
  const made = await withCity(async (city) => {
    const taken = await city.owner.query('select 1 from auth."user" where username = $1', [username.toLowerCase()])
    if (taken.rowCount) throw new PlainError(`用户名 ${username} 已经有了。`)
    const officerId =
      officer ??
      (
        await appointNew(city, city.now(), {
          name: name!,
          role: role!,
          agency: agency!,
          document: '平台运维人员以命令行登记',
        })
      ).officerId
    const known = await city.owner.query('select name from kernel.officer where officer_id = $1', [officerId])
    if (!known.rows[0]) throw new PlainError(`没有编号为 ${officerId} 的工作人员。`)
    await createAccounts(city.app, city.secrets.authSecret, [
      { username, password, officerId, name: known.rows[0].name as string },
    ])
    return { username, officerId, password }
  })
  print(options, made, () => `已开设账号 ${username}，初始密码 ${password}（只显示这一次，请本人登录后修改）。`)
}
