/** The command line of Fadu: every command opens the city of FADU_HOME, whether or not its server is running. */
import { Command, CommanderError } from 'commander'
import { PlainError } from '#kernel/errors'
import { speakChinese } from './commands/words.ts'

// A reader that has seen enough (| head) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

const program = speakChinese(new Command())
program
  .name('fadu')
  .description(
    '法度：城市法治政府工作的平台。数据目录由环境变量 FADU_HOME 决定（默认本目录下的 .fadu），端口由 PORT 决定（默认 8080）。',
  )
  .helpCommand('help [command]', '显示命令的帮助')
  .exitOverride()

const json = ['--json', '以 JSON 输出'] as const

program
  .command('start')
  .description('启动平台：数据库、迁移、首次启动时的演示数据、网页和接口')
  .option('--no-demo', '首次启动时不生成演示数据')
  .action(async (options) => (await import('./commands/start.ts')).start(options))

program
  .command('stop')
  .description('停止正在运行的平台和它的数据库')
  .option(...json)
  .action(async (options) => (await import('./commands/stop.ts')).stop(options))

program
  .command('migrate')
  .description('把数据库升到本程序的版本')
  .option(...json)
  .action(async (options) => (await import('./commands/migrate.ts')).migrateCommand(options))

program
  .command('replay')
  .description('按一座城市公布的年度数字，让一整年的事项经引擎重放')
  .requiredOption('--figures <file>', '数字文件（TSV）')
  .option('--scale <n>', '比例，1 为全量', '1')
  .option('--seed <text>', '种子：同一种子得到同样的记录', 'fadu')
  .option('--year <yyyy>', '年度；默认取文件名里的四位数字')
  .option('--lanes <n>', '并行数，1 表示全部在一个线程里逐批进行；默认按处理器数量确定。记录与并行数无关')
  .option('--domains <id>', '只重放其中的领域：mediation（人民调解）；默认有数据的都重放')
  .option('--fresh', '重建（只限标为演示的数据库）')
  .option(...json)
  .action(async (options) => (await import('./commands/replay.ts')).replay(options))

program
  .command('report <year>')
  .description('年度报告：已公布的数与由记录算出的数并列')
  .option(...json)
  .option('--figure <id>', '只看一个数')
  .option('--records', '与 --figure 一起：以 CSV 输出它的记录')
  .option('--docx <file>', '写成公文格式的 Word 文件')
  .option('--pdf <file>', '写成公文格式的 PDF 文件')
  .option('--address <url>', '与 --docx、--pdf 一起：报告里链接所用的网址，默认本机的地址')
  .option('--fresh', '重新计算')
  .action(async (year, options) => (await import('./commands/report.ts')).report(year, options))

program
  .command('seal')
  .description('把尚未封存的记录封入树并签名')
  .option('--new-folder', '库外检查点的文件夹确实是新的：接受它，补写全部副本')
  .option(...json)
  .action(async (options) => (await import('./commands/record.ts')).sealCommand(options))

program
  .command('verify [dir]')
  .description('核验记录：给出目录时只凭导出的文件或者案卷，否则核验数据库；发现问题时退出码为 1')
  .option(...json)
  .option('--no-columns', '不由行为重新推导各列')
  .action(async (dir, options) => (await import('./commands/record.ts')).verifyCommand(dir, options))

program
  .command('export <dir>')
  .description('导出全部记录和签名，供独立核验')
  .option('--private', '连同个人信息的原值和盐')
  .option(...json)
  .action(async (dir, options) => (await import('./commands/record.ts')).exportCommand(dir, options))

const calendar = program.command('calendar').description('放假安排')
calendar
  .command('show')
  .description('现在使用的日历：版本和已登记的年度')
  .option(...json)
  .action(async (options) => (await import('./commands/calendar.ts')).calendarShow(options))
calendar
  .command('preview <file>')
  .description('一份放假安排会改变哪些期限；只看，不登记')
  .option(...json)
  .action(async (file, options) => (await import('./commands/calendar.ts')).calendarPreview(file, options))
calendar
  .command('import <file>')
  .description('登记一份放假安排（JSON：year、holidays、workdays、source），并重算未届满的期限')
  .option(...json)
  .action(async (file, options) => (await import('./commands/calendar.ts')).calendarImport(file, options))

program
  .command('dossier <matter> <dir>')
  .description('把一件事项的案卷写到空文件夹：一份 PDF，连同原件、各步原文和证明，供归档和独立核验')
  .option(...json)
  .action(async (matter, dir, options) => (await import('./commands/dossier.ts')).dossierCommand(matter, dir, options))

const laws = program.command('laws').description('法律依据')
laws
  .command('import <dir>')
  .description(
    '导入一个文件夹的法规原文（每个版本一个文件，名为“名称(公布日).md”），供查阅和全文检索；再导入同一版本则替换',
  )
  .option(...json)
  .action(async (dir, options) => (await import('./commands/laws.ts')).lawsImport(dir, options))
laws
  .command('check')
  .description('核对全部引用：有原文的逐条核对')
  .option('--dir <path>', '法律原文目录')
  .option(...json)
  .action(async (options) => (await import('./commands/laws.ts')).check(options))

const account = program.command('account').description('账号')
account
  .command('create <username>')
  .description(
    '开设账号：给已登记的工作人员，或者连同职务新登记一名（最初的系统管理员、安全管理员、审计管理员由此产生）',
  )
  .option('--officer <id>', '已登记的工作人员')
  .option('--name <name>', '新登记的姓名')
  .option('--role <role>', '职务：system_admin、security_admin、audit_admin，或者各领域的职务')
  .option('--agency <id>', '任职单位')
  .option(...json)
  .action(async (username, options) => (await import('./commands/account.ts')).accountCreate(username, options))

const map = program.command('map').description('区划界线：公开的地图须有审图号，所以不随程序提供')
map
  .command('import <file>')
  .description('导入本市的区划界线（GeoJSON：FeatureCollection，每个区划一个面）；再导入则整个替换')
  .requiredOption('--approval <number>', '地图的审图号，例如 GS(2024)0650号；显示在图的下方')
  .option('--property <name>', '要素里区划代码的属性名', 'code')
  .option(...json)
  .action(async (file, options) => (await import('./commands/map.ts')).mapImport(file, options))
map
  .command('remove')
  .description('去掉已导入的区划界线')
  .option(...json)
  .action(async (options) => (await import('./commands/map.ts')).mapRemove(options))

program
  .command('sql <statement>')
  .description('在数据库里执行一条语句，结果为 JSON 行')
  .option('--user <name>', '以某个账号的身份和范围')
  .option('--as <role>', 'owner 或 superuser（后者只限内置数据库）')
  .action(async (statement, options) => (await import('./commands/sql.ts')).sql(statement, options))

try {
  await program.parseAsync(process.argv)
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else if (error instanceof PlainError) {
    console.error(error.message)
    process.exitCode = error.exitCode
  } else {
    console.error('出现了程序没有预料的错误，请把下面的内容交给维护者：')
    console.error(error)
    process.exitCode = 70
  }
  // What a failed command could not close (a connection that does not answer) keeps nobody waiting.
  setTimeout(() => process.exit(), 2000).unref()
}
