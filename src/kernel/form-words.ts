/** What is wrong with a form, in Chinese, where its field has no words of its own. */
import { z } from 'zod'

type Issue = {
  code: string
  input?: unknown
  expected?: string
  origin?: string
  minimum?: number | bigint
  maximum?: number | bigint
  inclusive?: boolean
  exact?: boolean
  format?: string
  keys?: readonly string[]
  values?: readonly unknown[]
  divisor?: number
}

const kinds: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或者否',
  array: '一列',
  object: '一组填写项',
  date: '日期',
  bigint: '整数',
}
const formats: Readonly<Record<string, string>> = {
  uuid: '不是有效的标识',
  date: '须为日历上确有的日期，形如 2021-02-28',
  datetime: '须为日期和时间',
  time: '须为时间，形如 09:30',
  email: '不是有效的电子邮箱',
  url: '不是有效的网址',
  regex: '格式不对',
}

const required = '这一项必须填写'
const isMissing = ({ input }: Issue) => input === undefined || input === null

function sizeWords(issue: Issue, word: '少' | '多'): string {
  const limit = word === '少' ? issue.minimum : issue.maximum
  if (issue.origin === 'string')
    return limit === 1 && word === '少'
      ? '不能为空'
      : `不能${word === '少' ? '少' : '超过'}${word === '少' ? '于' : ''}${limit}字`
  if (issue.origin === 'array') return word === '少' ? `至少${limit}项` : `不超过${limit}项`
  if (issue.inclusive === false) return word === '少' ? `须大于${limit}` : `须小于${limit}`
  return word === '少' ? `不能小于${limit}` : `不能大于${limit}`
}

/** The words for an issue; undefined leaves it to the field's own. */
export function formWords(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(issue) ? required : `这一项应当填${kinds[issue.expected ?? ''] ?? '另一种内容'}`
    case 'invalid_value':
      return isMissing(issue) ? required : issue.values?.length === 1 ? '这一项只有一种填法' : '不是可以选的'
    case 'invalid_format':
      return formats[issue.format ?? ''] ?? '格式不对'
    case 'too_small':
      return sizeWords(issue, '少')
    case 'too_big':
      return sizeWords(issue, '多')
    case 'not_multiple_of':
      return `须为${issue.divisor}的倍数`
    case 'unrecognized_keys':
      return `表单里没有这些项：${(issue.keys ?? []).join('、')}`
    case 'invalid_union':
      return isMissing(issue) ? required : '这一项填得不对'
    case 'invalid_key':
    case 'invalid_element':
      return '这一项填得不对'
    default:
      return undefined
  }
}

z.config({ customError: (issue) => formWords(issue as never) })
