/** All my drafts. */
import { useQuery } from '@tanstack/react-query'
import { api, bodyOf } from '../../api.ts'
import { useTitle } from '../../parts/hooks.ts'
import { DraftList } from '../draft-list.tsx'

export function DraftsPage() {
  useTitle('草稿')
  const drafts = useQuery({ queryKey: ['drafts'], queryFn: async () => bodyOf(await api.GET('/api/drafts')).items })
  return (
    <>
      <div className="title">
        <h1>草稿</h1>
      </div>
      <div className="block">
        <DraftList drafts={drafts.data} error={drafts.error} />
      </div>
    </>
  )
}
