/** ./fadu sql: what the database says is said as it is, and numbers are printed without loss. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runFadu } from './command-support.ts'
import { temporaryFolder } from './support.ts'

const FADU_HOME = temporaryFolder('sql')
const sql = (...args: string[]) => runFadu(['sql', ...args], { FADU_HOME })

test('what the database refuses is its message, with the exit code of usage', { timeout: 120_000 }, async () => {
  const refused: [string[], RegExp][] = [
    [['selec 1'], /syntax error at or near "selec"（42601）\n位置：第 1 个字符，“selec 1”/],
    [['select * from kernel.nowhere'], /relation "kernel.nowhere" does not exist（42P01）/],
    [['delete from kernel.act'], /permission denied for table act（42501）/],
    [['select 1/0', '--as', 'owner'], /division by zero（22012）/],
  ]
  for (const [args, sentence] of refused) {
    const said = await sql(...args)
    assert.equal(said.code, 2, said.err)
    assert.match(said.err, sentence)
    assert.doesNotMatch(said.err, /没有预料|^\s+at /m)
    assert.equal(said.out, '')
  }
})

test('integers beyond 2^53 are printed exactly', { timeout: 120_000 }, async () => {
  const said = await sql('select 9223372036854775807::bigint as large, 42::bigint as small, 0.10::numeric as share')
  assert.equal(said.err, '')
  assert.deepEqual(JSON.parse(said.out), { large: '9223372036854775807', small: 42, share: '0.10' })
})
