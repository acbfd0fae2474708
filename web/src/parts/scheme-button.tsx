import { MoonOutlined, SunOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useScheme } from '../scheme.tsx'

/** Light or dark. */
export function SchemeButton() {
  const { scheme, toggle } = useScheme()
  const label = scheme === 'dark' ? '改用浅色' : '改用深色'
  return (
    <Button
      type="text"
      aria-label={label}
      title={label}
      icon={scheme === 'dark' ? <SunOutlined /> : <MoonOutlined />}
      onClick={toggle}
    />
  )
}
