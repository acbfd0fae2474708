/** Filters under a name, kept for their owner. */
import { DeleteOutlined, StarOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Dropdown, Input } from 'antd'
import { useRef } from 'react'
import { api, bodyOf, problemOf } from '../api.ts'

type Filter = Record<string, string>

export function SavedFilters({
  list,
  filter,
  onChoose,
}: {
  list: string
  filter: Filter
  onChoose: (filter: Filter) => void
}) {
  const client = useQueryClient()
  const { modal, message } = App.useApp()
  const name = useRef('')
  const saved = useQuery({
    queryKey: ['filters', list],
    queryFn: async () => bodyOf(await api.GET('/api/filters/{list}', { params: { path: { list } } })).items,
  })
  const again = () => client.invalidateQueries({ queryKey: ['filters', list] })
  const fail = (error: unknown) => message.error(problemOf(error).title)
  const keep = () => {
    name.current = ''
    modal.confirm({
      title: '存下现在的筛选',
      icon: null,
      content: (
        <Input
          placeholder="起个名称"
          maxLength={40}
          autoFocus
          onChange={(e) => (name.current = e.target.value.trim())}
        />
      ),
      okText: '存下',
      onOk: () =>
        name.current
          ? api
              .PUT('/api/filters/{list}/{name}', { params: { path: { list, name: name.current } }, body: { filter } })
              .then(bodyOf)
              .then(again, fail)
          : Promise.reject(new Error('no name')),
    })
  }
  const drop = (n: string) =>
    api
      .DELETE('/api/filters/{list}/{name}', { params: { path: { list, name: n } } })
      .then(bodyOf)
      .then(again, fail)
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...(saved.data ?? []).map((s) => ({
            key: s.name,
            label: (
              <span className="saved">
                {s.name}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={`删除筛选${s.name}`}
                  onClick={(e) => {
                    e.stopPropagation()
                    void drop(s.name)
                  }}
                />
              </span>
            ),
            onClick: () => onChoose(s.filter as Filter),
          })),
          ...((saved.data ?? []).length ? [{ type: 'divider' as const }] : []),
          { key: '+', label: '存下现在的筛选', disabled: Object.keys(filter).length === 0, onClick: keep },
        ],
      }}
    >
      <Button icon={<StarOutlined />}>常用筛选</Button>
    </Dropdown>
  )
}
