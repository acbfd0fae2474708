import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { PlainError, systemClock, tick } from '#kernel'
import { checkGuard } from '../../db/record-guard.ts'
import { stopTypesetter } from '../documents/pdf.ts'
import { fileLimits } from '../files/limits.ts'
import { namedBy } from '../files/rows.ts'
import { openFileStore } from '../files/store.ts'
import { lawsOffer } from '../laws/nearby.ts'
import { openBulletins, workBulletins } from '../report/bulletin/work.ts'
import { createApp } from '../server/app.ts'
import { refreshCalendar } from '../server/calendar.ts'
import { openCity } from '../server/city.ts'
import { ensureDemo } from '../server/demo.ts'
import { openHome } from '../server/home.ts'
import { openJobs } from '../server/jobs.ts'
import { mapKeeper } from '../server/map-keeping.ts'
import { sealEveryMs, startSealing } from '../server/record.ts'
import { loadReport } from '../server/report-api.ts'
import { serverLock } from '../server/running.ts'
import { ensureWeb } from '../server/web-build.ts'

const say = (line: string) => console.log(line)

/** Opens the port first, so that a port in use is said before anything else is done. */
async function listen(port: number): Promise<ReturnType<typeof createServer>> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new PlainError(`端口 ${port} 已被占用。请换一个端口再启动，例如：PORT=${port + 1} npm start`))
      else if (error.code === 'EACCES')
        reject(new PlainError(`没有权限使用端口 ${port}。请用 1024 以上的端口，例如：PORT=8080 npm start`))
      else reject(error)
    })
    server.listen(port, () => resolve())
  })
  return server
}

/** Runs the platform until it is told to end; a start that fails ends whatever it had opened. */
export async function start(options: { demo: boolean }): Promise<void> {
  const endings: Ending[] = []
  try {
    await open(options, endings)
  } catch (error) {
    await endAll(endings)
    throw error
  }
}

/** What ends a thing that was opened, and what it is called where it fails. */
type Ending = [what: string, end: () => unknown]

/** Ends all, the thing opened last first, also those after one that fails. Returns whether none did. */
async function endAll(endings: Ending[]): Promise<boolean> {
  let isClean = true
  for (let next = endings.pop(); next; next = endings.pop())
    try {
      await next[1]()
    } catch (error) {
      isClean = false
      console.error(`${next[0]}没有完成：${(error as Error).message}`)
    }
  return isClean
}

async function open(options: { demo: boolean }, endings: Ending[]): Promise<void> {
  const port = Number(process.env.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new PlainError(`PORT=${process.env.PORT} 不是端口号：请写 1 到 65535 之间的整数。`)
  const home = await openHome()
  const lock = await home.lock(serverLock, {
    busy: (pid) =>
      `这个数据目录的平台已经在运行（进程 ${pid}）。要停止它，请运行 ./fadu stop；要另开一个，请换一个 FADU_HOME 和 PORT。`,
  })
  endings.push(['放开数据目录', () => lock.release()])
  const http = await listen(port)
  const hangUp = () => {
    http.close()
    http.closeAllConnections()
  }
  endings.push(['关闭端口', hangUp])
  // Until the city is open, whoever calls is told so.
  let handler: (req: any, res: any) => void = (_req, res) => {
    res.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '5' })
    res.end(JSON.stringify({ type: 'urn:fadu:rule:kernel.starting', title: '平台正在启动，请稍候', status: 503 }))
  }
  http.on('request', (req, res) => handler(req, res))
  let closing = false
  const abort = (signal: NodeJS.Signals) => {
    if (closing) return
    closing = true
    process.exit(signal === 'SIGINT' ? 130 : 143)
  }
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)

  say('正在打开数据库……')
  const city = await openCity({ log: say, supervise: true })
  endings.push(['关闭数据库', () => city.close()])
  for (const fault of (await checkGuard(city.owner)).faults) say(`注意：${fault}`)
  const accounts = options.demo ? await ensureDemo(city, say) : []
  const offer = await lawsOffer(city.owner)
  if (offer) say(offer)
  const webDir = await ensureWeb(home.webDir, { log: say })
  const files = await openFileStore({
    dir: home.filesDir,
    hmacKey: city.secrets.hmacKey,
    clock: systemClock,
    limits: fileLimits(),
  })
  const jobs = openJobs({ now: city.now })
  const sealing = startSealing(city, jobs.watch('seal', '封存记录', sealEveryMs))
  endings.push(['停止前的封存', () => sealing.stop()])
  const app = await createApp({
    pool: city.app,
    engine: city.engine,
    registry: city.registry,
    calendar: city.calendar,
    clock: { now: city.now },
    secrets: city.secrets,
    webDir,
    report: loadReport(city),
    files,
    filesNamed: namedBy(city.owner),
    seal: sealing.sealNow,
    refreshCalendar: () => refreshCalendar(city),
    map: mapKeeper(city),
    jobs: jobs.states,
    keys: city.keys,
  })
  endings.push(['关闭接口', () => app.close()])
  handler = getRequestListener(app.fetch)

  const sweeping = jobs.every('sweep', '清理无主材料', 24 * 3_600_000, () => files.sweep(namedBy(city.owner)))
  const daily = jobs.every('tick', '到期、移交答复和监督检查', 60 * 60_000, async () => {
    await refreshCalendar(city)
    await tick(city.app, city.engine, city.now())
    const desk = { pool: city.app, registry: city.registry, engine: city.engine, calendar: () => city.calendar }
    await openBulletins(desk, city.now())
    await workBulletins(desk, city.now())
  })
  endings.push([
    '停止定时工作',
    () => {
      daily.stop()
      sweeping.stop()
      stopTypesetter()
      hangUp()
    },
  ])
  await daily.run()

  say('')
  say(`法度已启动：http://localhost:${port}`)
  if (accounts.length) {
    say('演示账号（演示数据，人物均为虚构）：')
    for (const a of accounts) say(`  ${a.username.padEnd(16)} ${a.password.padEnd(16)} ${a.label}`)
  }
  say('按 Ctrl-C 停止。')

  const close = async () => {
    if (closing) process.exit(1)
    closing = true
    say('正在停止……')
    process.exit((await endAll(endings)) ? 0 : 1)
  }
  process.off('SIGINT', abort)
  process.off('SIGTERM', abort)
  process.on('SIGINT', close)
  process.on('SIGTERM', close)
}
