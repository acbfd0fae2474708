/** Where the pages begin. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { App } from 'antd'
import { createRoot } from 'react-dom/client'
import { problemOf } from './api.ts'
import './app.css'
import { router } from './router.tsx'
import { SchemeProvider } from './scheme.tsx'
import { SessionProvider } from './session.tsx'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // A refusal stays one; only a server that did not answer is asked again.
      retry: (count, error) => count < 2 && [0, 503].includes(problemOf(error).status),
    },
  },
})

const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <SchemeProvider>
      <App>
        <QueryClientProvider client={queries}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </App>
    </SchemeProvider>,
  )
}
