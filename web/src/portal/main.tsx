/** Where the portal begins. */
import { RouterProvider } from '@tanstack/react-router'
import { App } from 'antd'
import { begin } from '../begin.tsx'
import { router } from './router.tsx'

begin(
  'portal',
  <App>
    <RouterProvider router={router as never} />
  </App>,
)
