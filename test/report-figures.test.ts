import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { COLUMNS, parseFigures, refuseImpossible, trueValues, yearOfFileName } from '../src/report/figures.ts'

const FILE = readFileSync(new URL('../data/figures/ningbo-2020.tsv', import.meta.url), 'utf8')
const HEADER = COLUMNS.join('\t')
const row = (id: string, value: string, more: { qualifier?: string; unit?: string; scope?: string } = {}) =>
  [id, 's', `名称${id}`, value, more.qualifier ?? 'exact', more.unit ?? '件', more.scope ?? 'city', ''].join('\t')
const file = (...rows: string[]) => parseFigures([HEADER, ...rows].join('\n'))

describe('reading a figures file', () => {
  test('the city file is read whole, line by line', () => {
    const figures = parseFigures(FILE)
    assert.equal(figures.length, FILE.trimEnd().split('\n').length - 1)
    assert.deepEqual(
      figures.map((f) => f.line),
      figures.map((_, i) => i + 2),
    )
    const rate = figures.find((f) => f.id === 'mediation-success-rate')
    assert.equal(rate?.value, '98.36')
    assert.equal(rate?.unit, '%')
    assert.match(rate?.relation ?? '', /disputes-settled/)
  })

  test('a BOM, CRLF, empty lines, another order of columns and a missing last cell are tolerated', () => {
    const text = FILE.trimEnd().split('\n')
    const wild = `\uFEFF${text.map((line) => line.replace(/\t$/, '')).join('\r\n')}\r\n\r\n`
    assert.deepEqual(parseFigures(wild), parseFigures(FILE))
    const turned = [
      'value\tid\tlabel_zh\tqualifier\tunit\tscope\tsystem\trelation',
      '5\tx\t名\texact\t件\tcity\ts\t',
    ].join('\n')
    assert.equal(parseFigures(turned)[0]?.value, '5')
  })

  test('unknown ids are kept, and no figures are figures too', () => {
    assert.deepEqual(
      file(row('never-heard-of', '12')).map((f) => f.id),
      ['never-heard-of'],
    )
    assert.deepEqual(parseFigures(HEADER), [])
  })

  const bad = (name: string, text: string, expected: RegExp) =>
    test(`refused: ${name}`, () => assert.throws(() => parseFigures(text), expected))
  bad('nothing at all', '', /第1行/)
  bad('a column too few', HEADER.replace('\tscope', ''), /第1行“scope”栏：缺少/)
  bad('an unknown column', `${HEADER}\tcolour`, /第1行“colour”栏/)
  bad('an id twice', [HEADER, row('a', '1'), row('b', '1'), row('a', '2')].join('\n'), /第4行“id”栏.*第2行/)
  bad('an unknown qualifier', [HEADER, row('a', '1', { qualifier: 'maybe' })].join('\n'), /第2行“qualifier”栏.*maybe/)
  for (const value of ['1,234', '12万', '１２', '1e3', '--', '1.', '.5', '+5', '0x10', 'NaN', '9'.repeat(60)]) {
    bad(`the value ${value.slice(0, 8)}`, [HEADER, row('a', value)].join('\n'), /第2行“value”栏/)
  }
  bad('an empty value', [HEADER, row('a', '')].join('\n'), /第2行“value”栏：不能为空/)
  bad('a short row', `${HEADER}\na\ts\t名称`, /第2行.*应有8栏，实有3栏/)
  bad('a long row', `${HEADER}\n${row('a', '1')}\tmore\tstill`, /第2行.*应有8栏，实有10栏/)

  test('the year of a file name', () => {
    assert.equal(yearOfFileName('data/figures/ningbo-2020.tsv'), 2020)
    assert.equal(yearOfFileName('/srv/2019/x-2021.tsv'), 2021)
    assert.throws(() => yearOfFileName('/srv/2019/figures.tsv'), /没有年份/)
    assert.throws(() => yearOfFileName('a-120205.tsv'), /没有年份/)
  })
})

describe('files that no records could give', () => {
  const impossible = (name: string, rows: string[], expected: RegExp) =>
    test(name, () => assert.throws(() => refuseImpossible(file(...rows)), expected))
  impossible(
    'more settled than mediated',
    [row('disputes-settled', '11'), row('x', '1'), row('disputes-mediated', '10')],
    /第2行 disputes-settled.*第4行 disputes-mediated/,
  )
  impossible(
    'more professional committees than committees',
    [row('mediation-committees', '4'), row('mediation-committees-professional', '5')],
    /第3行 mediation-committees-professional.*第2行 mediation-committees/,
  )
  impossible(
    'mediators without a committee',
    [row('mediation-committees', '0'), row('mediators', '3')],
    /第3行 mediators.*第2行 mediation-committees/,
  )
  impossible(
    'disputes without a committee',
    [row('mediation-committees', '0'), row('disputes-mediated', '3')],
    /第3行 disputes-mediated.*第2行 mediation-committees/,
  )
  impossible(
    'an amount in 万 that lies above for certain',
    [row('disputes-settled', '1.2', { unit: '万件' }), row('disputes-mediated', '11000')],
    /第2行 disputes-settled.*第3行 disputes-mediated/,
  )
  impossible(
    'over ten settled of ten',
    [row('disputes-settled', '10', { qualifier: 'over' }), row('disputes-mediated', '10')],
    /第2行.*第3行/,
  )
  impossible('a negative count', [row('mediators', '-3')], /第2行 mediators.*负/)

  const possible = (name: string, rows: string[]) => test(name, () => refuseImpossible(file(...rows)))
  possible('all settled', [row('disputes-settled', '10'), row('disputes-mediated', '10')])
  possible('nothing at all', [
    row('mediation-committees', '0'),
    row('mediators', '0'),
    row('disputes-mediated', '0'),
    row('disputes-settled', '0'),
  ])
  possible('settled 100, mediated over 90', [
    row('disputes-settled', '100'),
    row('disputes-mediated', '90', { qualifier: 'over' }),
  ])
  possible('a city and its own level are not confused', [
    row('disputes-settled', '100', { scope: 'city' }),
    row('disputes-mediated', '10', { scope: 'city-level' }),
  ])
  possible('a rate that no counts give is for the report to flag', [
    row('disputes-settled', '5'),
    row('disputes-mediated', '10'),
    row('mediation-success-rate', '77', { unit: '%' }),
  ])
  test('the city file is possible', () => refuseImpossible(parseFigures(FILE)))
})

describe('values for a replay', () => {
  test('parts stay within their wholes although both are printed loosely', () => {
    const values = trueValues(
      file(
        row('disputes-settled', '100'),
        row('disputes-mediated', '90', { qualifier: 'over' }),
        row('payout-amount', '2.5', { unit: '亿元' }),
        row('mediation-success-rate', '98', { unit: '%' }),
      ),
    )
    assert.deepEqual(
      [...values],
      [
        ['disputes-settled', 100n],
        ['disputes-mediated', 100n],
        ['payout-amount', 24_500_000_000n],
      ],
    )
  })

  test('a plain count is itself', () => {
    const figures = parseFigures(FILE)
    const values = trueValues(figures)
    assert.equal(values.get('disputes-mediated')?.toString(), figures.find((f) => f.id === 'disputes-mediated')?.value)
  })
})
