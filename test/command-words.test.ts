/** What the command line says of wrong use: Chinese, plain, with the exit code of usage, and no city is opened for it. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { runFadu } from './command-support.ts'
import { temporaryFolder } from './support.ts'

const FADU_HOME = join(temporaryFolder('words'), 'home')

test('unknown commands, options and arguments that lack or abound', { timeout: 120_000 }, async () => {
  const wrong: [string[], RegExp][] = [
    [['strat'], /^没有“strat”这个命令。是不是要写 start？$/m],
    [['verify', '--columms'], /^没有“--columms”这个选项。是不是要写 --no-columns？$|^没有“--columms”这个选项。$/m],
    [['sql'], /^缺少参数 <statement>。$/m],
    [['replay'], /^必须写明选项 --figures <file>。$/m],
    [['replay', '--figures'], /^选项 --figures <file> 后面缺少它的值。$/m],
    [['stop', 'now'], /^参数多了：应有 0 个，写了 1 个。$/m],
    [[], /^用法：/m],
  ]
  for (const [args, sentence] of wrong) {
    const said = await runFadu(args, { FADU_HOME })
    assert.equal(said.code, 2, args.join(' '))
    assert.match(said.err, sentence)
    assert.doesNotMatch(said.err, /error:|Usage|Did you mean|\(default/)
  }
  const help = await runFadu(['help', 'replay'], { FADU_HOME })
  assert.equal(help.code, 0)
  assert.doesNotMatch(help.out, /Usage|Options|default/)
  assert.equal(existsSync(FADU_HOME), false)
})
