/** The foot of a list that pages by key: how much is shown of how much, and the next page. */
import { Button } from 'antd'
import { grouped } from '../words.ts'

export function More({
  query,
  shown,
  total,
  unit = '件',
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  shown: number
  total?: number | undefined
  unit?: string
}) {
  return (
    <div className="list-foot">
      <span role="status">
        已列出{grouped(shown)}
        {unit}
        {total === undefined ? '' : `，共${grouped(total)}${unit}`}
      </span>
      {query.hasNextPage && (
        <span className="go">
          <Button onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
            再列出50{unit}
          </Button>
        </span>
      )}
    </div>
  )
}
