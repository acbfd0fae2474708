/** Who is signed in, and in which of his posts he reads. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { api, bodyOf, findCapacity, type Schemas, setCapacity } from './api.ts'

export type Post = Schemas['Post']
export type Session = {
  /** undefined while it is being asked. */
  user: Schemas['Me']['user'] | undefined
  posts: readonly Post[]
  post: Post | undefined
  isReady: boolean
  /** The city's today, as the server says it; undefined while it is being asked. */
  today: string | undefined
  /** What is shown is made up: every page says so. */
  isDemonstration: boolean
  choose: (capacity: string) => void
  signOut: () => Promise<void>
}

const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session around this part')
  return session
}

/** A post as the chooser names it. */
export const postLabel = (post: Post) => (post.agencyName ? `${post.agencyName} · ${post.roleLabel}` : post.roleLabel)

export function SessionProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient()
  const me = useQuery({ queryKey: ['me'], queryFn: async () => bodyOf(await api.GET('/api/me')), staleTime: 60_000 })
  const [capacity, setChosen] = useState(findCapacity)
  const posts = useMemo(() => me.data?.posts ?? [], [me.data])
  // A post that ended since the last visit is not asked for again.
  const post = posts.find((p) => p.capacity === capacity) ?? posts[0]
  const wanted = post?.capacity
  if (me.data && findCapacity() !== wanted) setCapacity(wanted)
  useEffect(() => {
    if (me.data) setChosen(wanted)
  }, [me.data, wanted])

  const session: Session = {
    user: me.data ? me.data.user : me.isError ? null : undefined,
    posts,
    post,
    isReady: !me.isPending,
    today: me.data?.today,
    isDemonstration: me.data?.isDemonstration ?? false,
    choose(next) {
      setCapacity(next)
      setChosen(next)
      // What was read in one post is not shown in another.
      client.removeQueries({ predicate: (q) => q.queryKey[0] !== 'me' && q.queryKey[0] !== 'procedure' })
    },
    async signOut() {
      bodyOf(await api.DELETE('/api/session'))
      setCapacity(undefined)
      setChosen(undefined)
      client.clear()
      await client.refetchQueries({ queryKey: ['me'] })
    },
  }
  return <SessionContext value={session}>{children}</SessionContext>
}
