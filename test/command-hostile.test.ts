/** Numbers, files, folders and machines that a command cannot work with: a sentence each, never a trace. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { runFadu } from './command-support.ts'
import { temporaryFolder } from './support.ts'

const figures = new URL('../data/figures/ningbo-2020.tsv', import.meta.url).pathname
const folder = temporaryFolder('words')
const FADU_HOME = join(folder, 'home')

test('numbers and folders that cannot be: a sentence each', { timeout: 240_000 }, async () => {
  const file = join(folder, 'file')
  writeFileSync(file, 'x')
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const hostile: [string[], RegExp][] = [
    ...['0', '-1', 'NaN', '1e9', '1e-9', 'Infinity', ''].map((scale): [string[], RegExp] => [
      ['replay', '--figures', figures, `--scale=${scale}`],
      /比例/,
    ]),
    [['replay', '--figures', empty], /不是文件/],
    [['replay', '--figures', file], /没有年份/],
    [['replay', '--figures', join(folder, 'none.tsv')], /找不到数字文件/],
    [['replay', '--figures', figures, '--lanes', '0'], /并行数/],
    [['verify', join(folder, 'none')], /没有/],
    [['verify', file], /不是文件夹|没有/],
    [['export', file], /已经存在/],
    [['laws', 'import', file], /没有目录/],
    [['laws', 'import', empty], /法规原文/],
    [['laws', 'check', '--dir', file], /没有目录/],
    [['calendar', 'import', empty], /读不出放假安排文件/],
    ...(existsSync('/proc/self') ? [[['export', '/proc/x'], /不能在 \/proc 里建立文件夹/] as [string[], RegExp]] : []),
  ]
  for (const [args, sentence] of hostile) {
    const said = await runFadu(args, { FADU_HOME }, 30)
    assert.ok(said.code === 2 || said.code === 1, `${args.join(' ')}: ${said.code}\n${said.err}`)
    assert.match(said.err + said.out, sentence, args.join(' '))
    assert.doesNotMatch(said.err + said.out, /没有预料|^\s+at |E[A-Z]{4,}:/m, args.join(' '))
  }
})

test('a machine whose Node is too old, without the Node that comes along', () => {
  const bare = temporaryFolder('node')
  copyFileSync(fileURLToPath(new URL('../fadu-node', import.meta.url)), join(bare, 'fadu-node'))
  const bin = join(bare, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'node'), '#!/bin/sh\necho v20.20.2\n', { mode: 0o755 })
  const said = spawnSync('/bin/sh', [join(bare, 'fadu-node'), 'src/main.ts', 'start'], {
    env: { PATH: `${bin}:/usr/bin:/bin` },
    encoding: 'utf8',
  })
  assert.equal(said.status, 2)
  assert.match(said.stderr, /^本机的 Node 是 v20\.20\.2，运行法度需要 24.*npm ci.*\n$/)
})
