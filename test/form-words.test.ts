/** What is wrong with a form is said in Chinese, whatever the fault and whoever wrote the field. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { choice, day, heads, id, text, yesNo } from '../src/kernel/fields.ts'

const form = z.strictObject({
  text: text('事由'),
  day: day('日期'),
  choice: choice({ A: '甲', B: '乙' }, '类型'),
  id: id('机构'),
  heads: heads('人数'),
  yes: yesNo('同意'),
  list: z.array(z.string()).min(2),
  uuid: z.uuid(),
  either: z.union([z.string(), z.int()]),
  nested: z.strictObject({ a: z.int().min(3).max(5) }),
})
const fault = (value: unknown, path: string) =>
  form.safeParse(value).error?.issues.find((i) => i.path.join('.') === path)?.message

test('what is missing is asked for by its name where it has one', () => {
  assert.equal(fault({}, 'text'), '请填写事由')
  assert.equal(fault({}, 'day'), '请填写日期')
  assert.equal(fault({}, 'choice'), '请选择类型')
  assert.equal(fault({}, 'id'), '请选择机构')
  assert.equal(fault({}, 'heads'), '这一项必须填写')
  assert.equal(fault({ nested: { a: 9 } }, 'nested.a'), '不能大于5')
  assert.equal(fault({ list: ['x'] }, 'list'), '至少2项')
  assert.equal(fault({ yes: 'x' }, 'yes'), '这一项应当填是或者否')
  assert.equal(fault({ more: 1 }, ''), '表单里没有这些项：more')
})

test('no value draws an English word', () => {
  fc.assert(
    fc.property(
      fc.record(Object.fromEntries(Object.keys(form.shape).map((k) => [k, fc.jsonValue()])), { requiredKeys: [] }),
      (value) => {
        for (const i of form.safeParse(value).error?.issues ?? [])
          assert.doesNotMatch(i.message.replace(/表单里没有这些项：.*/s, ''), /[A-Za-z]{3,}/, i.message)
      },
    ),
    { numRuns: 500 },
  )
})
