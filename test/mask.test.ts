import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, localDate } from '#kernel/clock'
import { makeCitizenId } from '#kernel/codes'
import { HIDDEN, type MaskKind, type MaskOptions, mask } from '#kernel/mask'

/** [kind, value, what the public sees, whose]. Persons, numbers and addresses are invented. */
const cases: [MaskKind, string, string, MaskOptions?][] = [
  ['name', '张三', '张*'],
  ['name', '张三丰', '张**'],
  ['name', '欧阳修', '欧阳*'],
  ['name', '欧阳震华', '欧阳**'],
  ['name', '欧阳', '欧*'],
  ['name', '司马相如', '司马**'],
  ['name', '诸葛亮', '诸葛*'],
  ['name', '张王小明', '张***'],
  ['name', '䶮', '*'],
  ['name', '𠮷田', '𠮷*'],
  ['name', '买买提·艾力', '买**'],
  ['name', 'John Smith', 'J**'],
  ['name', '', ''],
  ['name', '张三', HIDDEN, { subject: 'minor' }],
  ['name', '张三', '', { subject: 'thirdParty' }],
  ['name', '宁波某某有限公司', '宁波某某有限公司', { subject: 'legalPerson' }],
  ['name', '海曙区老王面馆', '海曙区老王面馆', { subject: 'soleTrader' }],
  ['name', '老王面馆（经营者：王小明）', '老王面馆（经营者：王**）', { subject: 'soleTrader' }],
  ['citizenId', '11010519491231002X', HIDDEN],
  ['birthDate', '1949-12-31', HIDDEN],
  ['address', '浙江省宁波市海曙区中山西路1号', '浙江省宁波市海曙区***'],
  ['address', '宁波市镇海区招宝山街道某某小区3幢', '宁波市镇海区***'],
  ['address', '浙江省余姚市梨洲街道某某小区1号', '浙江省余姚市***'],
  ['address', '宁波市余姚市泗门镇某村', '宁波市余姚市***'],
  ['address', '宁波市象山县丹东街道1号', '宁波市象山县***'],
  ['address', '北京市东城区某胡同1号', '北京市东城区***'],
  ['address', '浙江省台州市路桥区某街1号', '浙江省台州市路桥区***'],
  ['address', '内蒙古自治区呼伦贝尔市鄂伦春自治旗某镇', '内蒙古自治区呼伦贝尔市鄂伦春自治旗***'],
  ['address', '余姚市阳明小区5幢', '余姚市***'],
  ['address', '余姚市泗门镇工业园区8号', '余姚市***'],
  ['address', '余姚市新城市广场8号', '余姚市***'],
  ['address', '海曙区某路1号', '海曙区***', { counties: ['海曙区', '江北区'] }],
  ['address', '余姚市江北区路8号', '余姚市***', { counties: ['海曙区', '余姚市'] }],
  ['address', '某某大厦8楼', '***'],
  ['address', '浙江省宁波市海曙区', '浙江省宁波市海曙区'],
  ['address', '宁波市海曙区某路1号', '宁波市海曙区某路1号', { subject: 'legalPerson' }],
  ['address', '宁波市海曙区某路1号', HIDDEN, { subject: 'minor' }],
  ['phone', '13800001111', '138****1111'],
  ['phone', '+86 138 0000 1111', '138****1111'],
  ['phone', '87654321', '****4321'],
  ['phone', '110', '****'],
  ['bank', '6222020200012345678', '****5678'],
  ['bank', '12345', '****'],
  ['plate', '浙B12345', '浙B1***5'],
  ['plate', '浙B·12345', '浙B·1***5'],
  ['plate', '浙BD12345', '浙BD***45'],
  ['plate', '不是车牌', '***'],
  ['drop', '任何内容', ''],
  ['none', '原样', '原样'],
  ['none', '原样', '', { subject: 'thirdParty' }],
  ['text', '电话13800001111，账号6222 0202 0001 2345 678。', '电话****，账号****。'],
  ['text', '身份证11010519491231002X', `身份证${HIDDEN}`],
  ['text', '全角１３８００００１１１１', '全角****'],
  ['text', '邮箱 zhang.san@example.com', '邮箱 ***@***'],
  ['text', '驾驶浙B12345时', '驾驶浙B1***5时'],
  ['text', '张三丰与张三争吵', '张**与张*争吵', { names: ['张三', '张三丰'] }],
  ['text', '甬政发〔2020〕12号，2020-05-01，赔偿1200000元', '甬政发〔2020〕12号，2020-05-01，赔偿1200000元'],
  ['text', '任何内容', HIDDEN, { subject: 'minor' }],
]

test('what the public sees (chapter 3, 0.4)', () => {
  for (const [kind, value, seen, options] of cases)
    assert.equal(mask(kind, value, options), seen, `${kind} ${value} ${JSON.stringify(options ?? {})}`)
})

const figures = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))
const noLongRun = (text: string) => !/\d{5}/.test(text.normalize('NFKC'))

test('no five digits in a row survive of a phone, account or identity number, whatever its length or script', () => {
  const value = fc
    .tuple(fc.integer({ min: 1, max: 24 }).chain(figures), fc.boolean(), fc.constantFrom('', ' ', '-'))
    .map(([text, wide, gap]) => {
      const grouped = gap === '' ? text : (text.match(/.{1,4}/g) ?? []).join(gap)
      return wide ? grouped.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) : grouped
    })
  fc.assert(
    fc.property(value, fc.constantFrom<MaskKind>('phone', 'bank', 'citizenId', 'birthDate', 'plate'), (text, kind) => {
      const seen = mask(kind, text)
      return noLongRun(seen) && !seen.includes(text)
    }),
    { numRuns: 500 },
  )
})

test('in free text, identity, phone and account numbers do not survive', () => {
  const id = fc
    .tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 999 }))
    .map(([n, serial]) => makeCitizenId('330203', addDays(localDate('1940-01-01'), n), serial))
  const phone = figures(9).map((text) => `13${text}`)
  const words = fc.constantFrom('当事人', '：', '（', '）', '，电话', '，账号', ' ', 'a', '元，')
  fc.assert(
    fc.property(words, fc.oneof(id, phone, figures(19)), words, (before, number, after) => {
      // A number directly before 元 is a sum of money.
      fc.pre(!after.startsWith('元'))
      const seen = mask('text', `${before}${number}${after}`)
      return noLongRun(seen) && !seen.includes(number)
    }),
  )
})

test('a masked name never contains the name, and keeps nothing but the surname', () => {
  const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
  fc.assert(
    fc.property(fc.array(han, { minLength: 1, maxLength: 6 }), (chars) => {
      const name = chars.join('')
      const seen = mask('name', name)
      assert.ok(!seen.includes(name))
      assert.match(seen, /^\p{Script=Han}{0,2}\*+$/u)
      assert.ok(!mask('text', `当事人${name}到场`, { names: [name] }).includes(name))
    }),
  )
})

test('an address shows nothing below the county', () => {
  const detail = fc.constantFrom(
    '中山西路',
    '梨洲街道',
    '泗门镇',
    '某某小区',
    '大碶村',
    '西门社区',
    '软件园区',
    '天一广场',
  )
  const head = fc.constantFrom(
    '浙江省宁波市海曙区',
    '宁波市江北区',
    '浙江省余姚市',
    '慈溪市',
    '宁波市宁海县',
    '宁波市',
    '上海市浦东新区',
  )
  fc.assert(
    fc.property(head, detail, fc.integer({ min: 1, max: 999 }), (county, place, house) => {
      const seen = mask('address', `${county}${place}${house}号`)
      assert.ok(!/\d/.test(seen) && !seen.includes(place), seen)
      assert.equal(seen, `${county}***`)
    }),
  )
})

test('minors and third parties: nothing of the value is left, whatever its kind', () => {
  const kinds: MaskKind[] = ['name', 'citizenId', 'birthDate', 'address', 'phone', 'bank', 'plate', 'text', 'drop']
  for (const kind of kinds) {
    assert.ok(['', HIDDEN].includes(mask(kind, '浙江省张三丰13800001111', { subject: 'minor' })), kind)
    assert.equal(mask(kind, '浙江省张三丰13800001111', { subject: 'thirdParty' }), '', kind)
  }
})
