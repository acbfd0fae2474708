/** Where the workbench begins. */
import { RouterProvider } from '@tanstack/react-router'
import { App } from 'antd'
import { begin } from '../begin.tsx'
import { router } from './router.tsx'

begin(
  'desk',
  <App>
    <RouterProvider router={router} />
  </App>,
)
