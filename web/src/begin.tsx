/** What both entries stand on: colours, the cache of answers, the session. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { problemOf } from './api.ts'
import './app.css'
import { type Entry, EntryContext } from './entry.ts'
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

export function begin(entry: Entry, page: ReactNode): void {
  const root = document.getElementById('root')
  if (!root) return
  createRoot(root).render(
    <SchemeProvider>
      <QueryClientProvider client={queries}>
        <EntryContext value={entry}>
          <SessionProvider>{page}</SessionProvider>
        </EntryContext>
      </QueryClientProvider>
    </SchemeProvider>,
  )
}
