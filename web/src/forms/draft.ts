/** Forms begun and not sent: of those signed in kept by the server for them alone, of others in this browser alone. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api, bodyOf } from '../api.ts'
import type { Attached } from './attachments.tsx'

export type DraftContent = {
  values: Record<string, unknown>
  files: readonly Attached[]
  declaredOn?: string | undefined
}

const localKey = (procedure: string, action: string) => `fadu.draft.${procedure}.${action}`

export function findLocalDraft(procedure: string, action: string): DraftContent | undefined {
  try {
    const text = localStorage.getItem(localKey(procedure, action))
    return text ? (JSON.parse(text) as DraftContent) : undefined
  } catch {
    return undefined
  }
}
export function dropLocalDraft(procedure: string, action: string): void {
  try {
    localStorage.removeItem(localKey(procedure, action))
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

export type DraftState = 'none' | 'saving' | 'saved' | 'failed'

/** Saves what is typed when typing rests. `save` is told of every change; `drop` forgets the draft once it is sent. */
export function useDraft(of: {
  id: string
  procedure: string
  action: string
  matter: string | undefined
  title: string
  isPublic: boolean
}) {
  const [state, setState] = useState<DraftState>('none')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isDropped = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])

  async function keep(content: DraftContent): Promise<void> {
    if (isDropped.current) return
    setState('saving')
    try {
      if (of.isPublic) localStorage.setItem(localKey(of.procedure, of.action), JSON.stringify(content))
      else
        bodyOf(
          await api.PUT('/api/drafts/{id}', {
            params: { path: { id: of.id } },
            body: {
              procedure: of.procedure,
              action: of.action,
              title: of.title,
              content,
              ...(of.matter ? { matterId: of.matter } : {}),
            },
          }),
        )
      setState('saved')
    } catch {
      setState('failed')
    }
  }
  return {
    state,
    save(content: DraftContent) {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => keep(content), 1500)
    },
    async drop() {
      isDropped.current = true
      clearTimeout(timer.current)
      if (of.isPublic) dropLocalDraft(of.procedure, of.action)
      else await api.DELETE('/api/drafts/{id}', { params: { path: { id: of.id } } }).catch(() => {})
    },
  }
}

/** A kept draft by its id: what was typed, the files, the day. */
export function useDraftOf(id: string | undefined) {
  return useQuery({
    queryKey: ['draft', id],
    enabled: id !== undefined,
    gcTime: 0,
    retry: false,
    queryFn: async () => {
      const draft = bodyOf(await api.GET('/api/drafts/{id}', { params: { path: { id: id! } } }))
      return { id: draft.id, content: draft.content as DraftContent }
    },
  })
}
