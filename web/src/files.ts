/** Files of the server, fetched in the post in which one reads: a plain link could not name it. */
import { findCapacity, type Problem, ProblemError } from './api.ts'

/** @throws ProblemError where the server refused */
export async function fetchFile(path: string, init: { anonymous?: boolean; method?: string } = {}): Promise<Blob> {
  const capacity = init.anonymous ? undefined : findCapacity()
  const response = await fetch(path, {
    method: init.method ?? 'GET',
    credentials: init.anonymous ? 'omit' : 'same-origin',
    headers: capacity ? { 'x-fadu-capacity': capacity } : {},
  }).catch(() => {
    throw new ProblemError({
      type: 'urn:fadu:web:no-answer',
      title: '与服务器的连接没有成功，请检查网络后再试',
      status: 0,
    })
  })
  if (response.ok) return response.blob()
  const problem = (await response.json().catch(() => undefined)) as Problem | undefined
  throw new ProblemError(
    problem?.title
      ? { ...problem, status: response.status }
      : {
          type: 'urn:fadu:web:fault',
          title: `服务器没有给出文件（${response.status}），请稍后再试`,
          status: response.status,
        },
  )
}

/** Hands a file to the browser under its name. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser may still be reading it when the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
