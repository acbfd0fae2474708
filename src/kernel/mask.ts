/**
 * Masks for what is published or shown beyond those who need it (行政处罚法48, 50; 政府信息公开条例15; 个人信息保护法34): names keep the
 * surname, numbers that identify are hidden, addresses stop at the county. A masked text is a derived copy; the original stays
 * where it was. Where the shape of a value is not recognised, more is hidden, never less.
 */

export type MaskKind =
  | 'name'
  | 'citizenId'
  | 'birthDate'
  | 'address'
  | 'phone'
  | 'bank'
  | 'plate'
  | 'text'
  | 'drop'
  | 'none'

/**
 * Whose datum it is. `minor`: wholly anonymous; `thirdParty`: third parties, witnesses, informants, always left out;
 * `soleTrader`: the trade name stays, the operator's does not; `legalPerson`: name, address and legal representative are public.
 */
export type MaskSubject = 'person' | 'minor' | 'thirdParty' | 'soleTrader' | 'legalPerson'

export type MaskOptions = {
  subject?: MaskSubject
  /** For `text`: names that occur in it and are to be masked as names. */
  names?: readonly string[]
  /** For `address`: county names of the place register ('海曙区'), so that the cut need not be guessed. */
  counties?: readonly string[]
}

/** Stands where a value is left out as a whole. */
export const HIDDEN = '（隐去）'

const compoundSurnames = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 ' +
    '钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 ' +
    '呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 纳兰 完颜 叶赫 那拉 即墨 贺兰 耶律 达奚'
  ).split(' '),
)

/** Masks one value for the public. An empty value stays empty; `drop` always gives ''. */
export function mask(kind: MaskKind, value: string, options: MaskOptions = {}): string {
  const { subject = 'person' } = options
  if (value === '' || kind === 'drop' || subject === 'thirdParty') return ''
  if (kind === 'none') return value
  if (subject === 'minor') return HIDDEN
  switch (kind) {
    case 'name':
      if (subject === 'legalPerson') return value
      return subject === 'soleTrader' ? maskTradeName(value) : maskName(value)
    case 'citizenId':
    case 'birthDate':
      return HIDDEN
    case 'address':
      return subject === 'legalPerson' ? value : maskAddress(value, options.counties)
    case 'phone':
      return maskPhone(value)
    case 'bank':
      return maskTail(value, 12)
    case 'plate':
      return maskPlate(value)
    case 'text':
      return maskText(value, options.names ?? [])
  }
}

/** 张三 → 张*, 张三丰 → 张**, 欧阳修 → 欧阳*. A single character is hidden as a whole; a name in Latin letters keeps its initial. */
function maskName(name: string): string {
  const chars = [...name.trim()]
  if (chars.length < 2) return '*'
  // The parts of a transliterated name are long enough to identify somebody; their number is not given either.
  if (/[·•・\s]/.test(name) || !/^\p{Script=Han}+$/u.test(chars.join(''))) return `${chars[0]}**`
  const surname = chars.length > 2 && compoundSurnames.has(chars.slice(0, 2).join('')) ? 2 : 1
  return chars.slice(0, surname).join('') + '*'.repeat(chars.length - surname)
}

/** The trade name stays; an operator named after it in brackets is masked: 老王面馆（经营者：王小明）. */
function maskTradeName(name: string): string {
  return name.replace(
    /(经营者|业主|负责人)([:：]?\s*)([^）)，,；;\s]+)/g,
    (_, label, gap, operator) => label + gap + maskName(operator),
  )
}

/** First three and last four of a number of at least eleven digits; of a shorter one at most the last four. */
function maskPhone(phone: string): string {
  const digits = digitsOf(phone).replace(/^86(?=1\d{10}$)/, '')
  return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : maskTail(phone, 7)
}

/** The last four digits where there are at least `least` of them, else nothing. */
function maskTail(value: string, least: number): string {
  const digits = digitsOf(value)
  return digits.length >= least ? `****${digits.slice(-4)}` : '****'
}

/** ASCII digits of a text, full-width ones included. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/\D/g, '')
}

/** The middle three of the serial: 浙B12345 → 浙B1***5, 浙BD12345 → 浙BD***45. */
function maskPlate(plate: string): string {
  const parts = plate
    .normalize('NFKC')
    .match(/^(\p{Script=Han}[A-Za-z])([·•\s-]?)(\w)[\w\p{Script=Han}]{3}([\w\p{Script=Han}]{1,2})$/u)
  return parts ? `${parts[1]}${parts[2]}${parts[3]}***${parts[4]}` : '***'
}

// A county's own name has at most five characters, and the words of streets, villages and housing estates do not occur in it
// except first or last (镇海区, 路桥区, 新乡县). What is not surely a county is cut.
const province = '(?:[^省市区县旗\\d]{2,8}?(?:省|自治区|特别行政区))?'
const prefecture = '(?:[^省市区县旗路街\\d]{2,8}?(?:市|自治州|地区|盟))?'
const countyName = '[^省市区县旗街号巷弄幢楼室栋\\d\\s]{1,5}'
const county = `(?:(?!${countyName}[乡镇村路]?(?:小|社|园|校|厂|库|景|片|老|新|地|住宅|生活|开发|工业|产业|经济|保税|高新|矿)区)${countyName}(?:自治县|自治旗|县|区|旗)|浦东新区|滨海新区|余姚市|慈溪市)?`
const addressHead = new RegExp(`^(${province})(${prefecture})(${county})`)

/** Province, city and county stay; what follows is cut. */
function maskAddress(address: string, counties: readonly string[] = []): string {
  const text = address.replace(/\s+/g, '')
  const known = counties
    .map((name) => ({ name, at: text.indexOf(name) }))
    // A county stands near the beginning; the same word further on is part of a street or a firm.
    .filter(
      ({ name, at }) =>
        at >= 0 && /^(?:[^省市区县]*(?:省|自治区))?(?:[^省市区县]*市)?$/.test(text.slice(0, at)) && name !== '',
    )
    .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0]
  let kept = known ? text.slice(0, known.at + known.name.length) : ''
  if (!known) {
    const [, first = '', second = '', third = ''] = text.match(addressHead) ?? []
    kept = first + second + (/.[乡镇村路道]./.test(third.slice(0, -1)) ? '' : third)
  }
  return kept === text ? kept : `${kept}***`
}

const digit = '[0-9０-９]'
/** Digits that may be set in groups, as people write phone and account numbers. */
const grouped = (least: number, most: number) => `${digit}(?:[ \\-－　]?${digit}){${least - 1},${most - 1}}`
const identity = new RegExp(`(?<!${digit})${digit}{17}[0-9０-９XxＸｘ]|(?<!${digit})${digit}{15}(?!${digit})`, 'g')
/** A sum of money (…元) is not an account: it stays. */
const longNumber = new RegExp(`(?<!${digit})${grouped(7, 40)}(?!${digit}|元)`, 'g')
const plateInText =
  /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][·•\s]?[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]/g
const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/**
 * Free text: identity, phone and account numbers, plates, mail addresses and the given names. Numbers of documents, dates and sums
 * with fewer than seven digits in a row stay. It cannot know a name that it is not told; a person checks before publication.
 */
function maskText(text: string, names: readonly string[]): string {
  let out = text
    .replace(mail, '***@***')
    .replace(identity, HIDDEN)
    .replace(plateInText, (plate) => maskPlate(plate))
    // A date like 2024-05-01 has eight digits in groups and says nothing about a person by itself.
    .replace(longNumber, (run) => (/^(?:19|20)\d{2}-[01]\d-[0-3]\d$/.test(run) ? run : '****'))
  // Longer names first: 张三丰 must not become 张*丰 because 张三 is masked too.
  for (const name of [...names].filter((n) => n !== '').sort((a, b) => b.length - a.length))
    out = out.replaceAll(name, maskName(name))
  return out
}
