import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { enterRoster, PlainError } from '#kernel'
import type { Phase } from '../replay/jobs.ts'
import { rebuild } from '../replay/rebuild.ts'
import { judgeYear, planOf, runReplay } from '../replay/run.ts'
import { yearOfFileName } from '../report/figures.ts'
import { type City, openCity } from '../server/city.ts'
import { type Progress, startProgress } from '../server/progress.ts'
import { sealAll } from '../server/record.ts'

type Options = {
  figures: string
  scale: string
  seed: string
  year?: string
  lanes?: string
  domains?: string
  fresh?: boolean
  json?: boolean
}

/** Replays a city's year from its printed figures, goes on where an earlier run was cut short, and seals the record. */
export async function replay(options: Options): Promise<void> {
  if (!existsSync(options.figures)) throw new PlainError(`找不到数字文件“${options.figures}”。`)
  if (!statSync(options.figures).isFile()) throw new PlainError(`“${options.figures}”不是文件：请写数字文件的路径。`)
  const figuresText = readFileSync(options.figures, 'utf8')
  const scale = Number(options.scale)
  if (!/^\d+(\.\d+)?$/.test(options.scale) || !(scale > 0 && scale <= 1))
    throw new PlainError(`比例“${options.scale}”不成立：请写大于 0、不大于 1 的数，如 1 或者 0.01。`)
  if (options.year !== undefined && !/^\d{4}$/.test(options.year))
    throw new PlainError(`年度“${options.year}”不成立：请写四位数字，如 2020。`)
  if (options.lanes !== undefined && !/^[1-9]\d?$/.test(options.lanes))
    throw new PlainError(`并行数“${options.lanes}”不成立：请写 1 到 99 的整数；1 表示全部在一个线程里逐批进行。`)
  if (options.domains !== undefined && options.domains !== 'mediation')
    throw new PlainError(
      `“--domains ${options.domains}”不成立：只能写 mediation，即只重放人民调解；不写的，有数据的都重放。`,
    )
  const year = options.year === undefined ? yearOfFileName(options.figures) : Number(options.year)
  const wanted = {
    figuresText,
    file: basename(options.figures),
    scale,
    seed: options.seed,
    year,
    ...(options.domains === undefined ? {} : { isMediationOnly: true }),
    ...(options.lanes === undefined ? {} : { lanes: Number(options.lanes) }),
  }

  let city = await openCity({ log: () => {} })
  try {
    if (options.fresh) {
      // What cannot be replayed is said before anything is rebuilt.
      judgeYear(city, year)
      planOf(city, wanted)
      city = await rebuild(city)
    }
    const done = await acted(city, wanted, options.json ?? false)
    await enterRoster(city.owner, city.engine, city.now())
    const sealed = await sealAll(city)
    const { plan: _, ...said } = done
    if (options.json)
      console.log(JSON.stringify({ year, scale, seed: options.seed, ...said, sealed: sealed.size }, null, 1))
    else {
      for (const n of done.notes) console.log(`说明：${n}`)
      console.log(
        done.acts === 0
          ? `${year}年在此之前已经重放完毕（比例 ${scale}，种子 ${options.seed}），共 ${done.matters} 件事项。`
          : `已重放${year}年：${done.matters} 件事项，${done.acts} 步，用时 ${done.seconds.toFixed(1)} 秒；按计划被拒绝 ${done.refused} 步（超过期限的司法确认申请）。`,
      )
      console.log(`记录已封存，树的大小为 ${sealed.size}。用 ./fadu report ${year} 核对数字。`)
    }
  } finally {
    await city.close()
  }
}

async function acted(city: City, wanted: Parameters<typeof runReplay>[1], json: boolean) {
  const labels: Record<Phase, string> = {
    committees: '委员会、调解员和矛调中心',
    disputes: '纠纷',
    matters: '矛调登记件',
    outcomes: '转出件的结果',
    reconsiderations: '行政复议案件',
    suits: '行政应诉案件',
  }
  let bar: Progress | undefined
  let phase = ''
  try {
    return await runReplay(city, {
      ...wanted,
      progress: (name, value, total) => {
        if (name !== phase) {
          bar?.done()
          phase = name
          bar = startProgress({ label: labels[name], total, unit: '件', json })
        }
        bar?.set(value)
      },
    })
  } finally {
    bar?.done()
  }
}
