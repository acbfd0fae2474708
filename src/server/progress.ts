/**
 * Progress of long work, on stderr so that stdout stays clean for results: a bar on a terminal, a line now and then in a
 * log, nothing with --json or --quiet.
 */
import { SingleBar } from 'cli-progress'

export type Progress = {
  /** Moves on by `n` (default 1). */
  tick(n?: number): void
  /** Moves to `value` of the total. */
  set(value: number): void
  /** Names the step that is under way. */
  note(text: string): void
  /** Ends the display; may be called more than once. */
  done(): void
}

export type ProgressOptions = {
  /** What is being done, in the operator's words. */
  label: string
  total: number
  /** Unit after the numbers, e.g. 件. */
  unit?: string
  json?: boolean
  quiet?: boolean
  stream?: NodeJS.WriteStream
}

/** Without a terminal, at most one line in so many milliseconds, and one at the end. */
const LINE_EVERY_MS = 5000

/** Shows progress until `done`; never throws because of the display. */
export function startProgress(options: ProgressOptions): Progress {
  if (options.json || options.quiet) return { tick() {}, set() {}, note() {}, done() {} }
  const stream = options.stream ?? process.stderr
  return stream.isTTY ? bar(options, stream) : lines(options, stream)
}

function bar(options: ProgressOptions, stream: NodeJS.WriteStream): Progress {
  const shown = new SingleBar({
    stream,
    format: `${options.label} {bar} {percentage}% {value}/{total}${options.unit ?? ''} 已用 {duration_formatted} {note}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: false,
    // The work itself reports often enough, and a ticking timer would keep the process alive.
    noTTYOutput: false,
    gracefulExit: false,
  })
  shown.start(options.total, 0, { note: '' })
  let open = true
  return {
    tick: (n = 1) => open && shown.increment(n),
    set: (value) => open && shown.update(value),
    note: (text) => open && shown.update({ note: text }),
    done() {
      if (!open) return
      open = false
      shown.stop()
    },
  }
}

function lines(options: ProgressOptions, stream: NodeJS.WriteStream): Progress {
  let value = 0
  let note = ''
  let saidAt = performance.now()
  let open = true
  const say = () => {
    saidAt = performance.now()
    const percent = options.total > 0 ? `${Math.floor((100 * value) / options.total)}% ` : ''
    stream.write(`${options.label} ${percent}${value}/${options.total}${options.unit ?? ''}${note && ` ${note}`}\n`)
  }
  const moved = () => {
    if (open && performance.now() - saidAt >= LINE_EVERY_MS) say()
  }
  return {
    tick(n = 1) {
      value += n
      moved()
    },
    set(to) {
      value = to
      moved()
    },
    note(text) {
      note = text
      moved()
    },
    done() {
      if (!open) return
      say()
      open = false
    },
  }
}
