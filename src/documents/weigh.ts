/**
 * Whether a PDF that came from outside can be opened with the memory and time there is. A small file can hold streams, pages
 * or objects a million times its size, and who opens one in the server's own process learns that too late.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { PlainError } from '#kernel'

/** `large`: more pages, objects or unpacked content than is opened; `broken`: locked, or no PDF that can be read. */
export type Weight = 'fit' | 'large' | 'broken'

const mostHeapMb = 512
const longestMs = 60_000

/** Opens the PDF in a process of its own. @throws PlainError where no process can be started */
export function weighPdf(bytes: Uint8Array): Promise<Weight> {
  const child = fork(fileURLToPath(new URL('weigh-child.ts', import.meta.url)), [], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${mostHeapMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(limit)
      child.removeAllListeners()
      child.on('error', () => {})
      child.kill('SIGKILL')
      end()
    }
    const limit = setTimeout(() => settle(() => resolve('large')), longestMs)
    child.once('message', (weight: Weight) => settle(() => resolve(weight)))
    // It ran out of memory.
    child.once('exit', () => settle(() => resolve('large')))
    child.once('error', () => settle(() => reject(new PlainError('检查 PDF 的程序没有启动；请稍后再试'))))
    child.send(bytes, () => {
      // A child that does not take it has ended, which is said above.
    })
  })
}
