/**
 * Worked cases of the domain chapters that are pure counting, as a lawyer reads them. `case` is chapter, section and
 * number. Where a case gives no raw day beside the rolled one, `raw` is left out.
 */

import type { Span } from '../src/kernel/limit.ts'
import { days, hours, months, workingDays, years } from '../src/kernel/limit.ts'

export type LimitCase = {
  case: string
  what: string
  start: string
  span: Span
  /** The last day gives way to the next working day. */
  roll?: true
  excluded?: [from: string, to: string][]
  extendedBy?: Span
  extendedTo?: string
  raw?: string
  due: string
  dueAt?: string
  /** The last working day on or before the due day. */
  warnBy?: string
  provisional?: true
}

// biome-ignore format: a table reads best with one case a line
export const limitCases: LimitCase[] = [
  // 第3章 0.2、B8
  { case: '3-0.2(2)', what: '月末无对应日', start: '2025-11-30', span: months(3), due: '2026-02-28' },
  { case: '3-B8-1', what: '处罚决定90日', start: '2025-06-30', span: days(90), due: '2025-09-28', warnBy: '2025-09-28' },
  { case: '3-B8-1', what: '处罚决定90日', start: '2025-07-05', span: days(90), due: '2025-10-03', warnBy: '2025-09-30' },
  { case: '3-B8-2', what: '申请听证', start: '2026-02-11', span: workingDays(5), due: '2026-02-25' },
  { case: '3-B8-2', what: '听证通知', start: '2026-03-02', span: workingDays(7), due: '2026-03-11' },
  { case: '3-B8-4', what: '缴纳罚款', start: '2025-09-20', span: days(15), roll: true, raw: '2025-10-05', due: '2025-10-09' },
  { case: '3-B8-5', what: '申请复议', start: '2025-03-03', span: days(60), roll: true, raw: '2025-05-02', due: '2025-05-06' },
  { case: '3-B8-5', what: '提起诉讼', start: '2025-03-03', span: months(6), roll: true, due: '2025-09-03' },
  { case: '3-B8-5', what: '催告', start: '2025-09-08', span: workingDays(10), due: '2025-09-22' },
  { case: '3-B8-5', what: '申请法院执行', start: '2025-09-03', span: months(3), due: '2025-12-03' },
  { case: '3-B8-5', what: '分期后申请执行', start: '2025-12-31', span: months(3), due: '2026-03-31' },
  { case: '3-B8-6', what: '扣押', start: '2025-12-20', span: days(30), due: '2026-01-19' },
  { case: '3-B8-6', what: '扣押，检测15日', start: '2025-12-20', span: days(30), excluded: [['2025-12-25', '2026-01-08']], due: '2026-02-03' },
  { case: '3-B8-6', what: '扣押，检测后延长', start: '2025-12-20', span: days(30), excluded: [['2025-12-25', '2026-01-08']], extendedBy: days(30), due: '2026-03-05' },
  { case: '3-B8-6', what: '先行登记保存', start: '2026-04-29', span: workingDays(7), due: '2026-05-12' },
  { case: '3-B8-7', what: '处罚时效', start: '2023-03-10', span: years(2), due: '2025-03-10' },
  { case: '3-B8-9', what: '送达处罚决定', start: '2025-09-29', span: workingDays(7), due: '2025-10-15' },
  { case: '3-B8-9', what: '撤回公开', start: '2026-09-24', span: workingDays(3), due: '2026-09-30' },
  { case: '3-B8-9', what: '公告送达', start: '2026-01-10', span: days(30), due: '2026-02-09' },

  // 第4章 A8、B8
  { case: '4-A8-1', what: '调委会备案', start: '2020-09-01', span: workingDays(30), due: '2020-10-19' },
  { case: '4-A8-1', what: '调委会备案', start: '2020-12-14', span: workingDays(30), due: '2021-01-26' },
  { case: '4-A8-1', what: '调委会备案', start: '2026-01-12', span: workingDays(30), due: '2026-02-28' },
  { case: '4-A8-3', what: '任期', start: '2018-03-01', span: years(3), due: '2021-03-01' },
  { case: '4-A8-5', what: '一个月调结', start: '2020-09-03', span: months(1), due: '2020-10-03', warnBy: '2020-09-30' },
  { case: '4-A8-5', what: '一个月，约定延至', start: '2020-09-03', span: months(1), extendedTo: '2020-10-30', due: '2020-10-30' },
  { case: '4-A8-5', what: '一个月，月末', start: '2020-01-31', span: months(1), due: '2020-02-29' },
  { case: '4-A8-6', what: '一个月，跨年', start: '2020-12-15', span: months(1), due: '2021-01-15' },
  { case: '4-A8-7', what: '一个月，第一次', start: '2020-03-02', span: months(1), due: '2020-04-02' },
  { case: '4-A8-7', what: '一个月，第二次', start: '2020-04-07', span: months(1), due: '2020-05-07' },
  { case: '4-A8-8', what: '移转不重算', start: '2020-05-11', span: months(1), due: '2020-06-11' },
  { case: '4-A8-10', what: '共同申请司法确认', start: '2020-09-04', span: days(30), roll: true, raw: '2020-10-04', due: '2020-10-09' },
  { case: '4-A8-10', what: '共同申请司法确认', start: '2021-12-02', span: days(30), roll: true, raw: '2022-01-01', due: '2022-01-04' },
  { case: '4-A8-10', what: '共同申请司法确认', start: '2023-12-02', span: days(30), roll: true, raw: '2024-01-01', due: '2024-01-02' },
  { case: '4-A8-11', what: '医疗纠纷受理', start: '2020-09-29', span: workingDays(3), due: '2020-10-10' },
  { case: '4-A8-11', what: '医疗纠纷调解', start: '2020-09-08', span: workingDays(30), due: '2020-10-26' },
  { case: '4-A8-11', what: '医疗纠纷调解，鉴定不计', start: '2020-09-08', span: workingDays(30), excluded: [['2020-09-21', '2020-10-16']], due: '2020-11-17' },
  { case: '4-A8-12', what: '劳动争议调解', start: '2020-09-18', span: days(15), due: '2020-10-03' },
  { case: '4-A8-12', what: '劳动争议，同意延至', start: '2020-09-18', span: days(15), extendedTo: '2020-10-16', due: '2020-10-16' },
  { case: '4-A8-13', what: '共同申请司法确认', start: '2020-11-20', span: days(30), roll: true, raw: '2020-12-20', due: '2020-12-21' },
  { case: '4-B8-1', what: '信访告知（省）', start: '2020-09-28', span: workingDays(5), due: '2020-10-12' },
  { case: '4-B8-1', what: '信访告知（国家）', start: '2020-09-28', span: days(15), due: '2020-10-13' },
  { case: '4-B8-2', what: '信访办结', start: '2020-09-18', span: days(30), due: '2020-10-18', warnBy: '2020-10-16' },
  { case: '4-B8-2', what: '信访办结，延60日', start: '2020-09-18', span: days(30), extendedBy: days(60), due: '2020-12-17' },
  { case: '4-B8-2', what: '信访办结（国家）', start: '2020-09-18', span: days(60), due: '2020-11-17' },
  { case: '4-B8-2', what: '信访办结（国家），延30日', start: '2020-09-18', span: days(60), extendedBy: days(30), due: '2020-12-17' },
  { case: '4-B8-3', what: '信访告知（省）', start: '2022-04-28', span: workingDays(5), due: '2022-05-09' },
  { case: '4-B8-3', what: '信访告知（国家）', start: '2022-04-28', span: days(15), due: '2022-05-13' },
  { case: '4-B8-3', what: '信访告知', start: '2022-05-05', span: days(15), due: '2022-05-20' },
  { case: '4-B8-3', what: '信访异议', start: '2022-05-05', span: workingDays(5), due: '2022-05-11' },
  { case: '4-B8-3', what: '信访办结', start: '2022-05-05', span: days(60), due: '2022-07-04' },
  { case: '4-B8-3', what: '信访办结，延30日', start: '2022-05-05', span: days(60), extendedBy: days(30), due: '2022-08-03' },
  { case: '4-B8-4', what: '信访异议', start: '2022-09-20', span: workingDays(5), due: '2022-09-27' },
  { case: '4-B8-5', what: '申请复查', start: '2022-09-02', span: days(30), roll: true, raw: '2022-10-02', due: '2022-10-08' },
  { case: '4-B8-7', what: '复议期提示', start: '2020-11-02', span: days(60), roll: true, raw: '2021-01-01', due: '2021-01-04' },
  { case: '4-B8-8', what: '法院委派', start: '2020-09-01', span: days(30), due: '2020-10-01', warnBy: '2020-09-30' },
  { case: '4-B8-9', what: '村会一个月', start: '2020-08-31', span: months(1), due: '2020-09-30' },
  { case: '4-B8-9', what: '镇会一个月', start: '2020-10-09', span: months(1), due: '2020-11-09' },
  { case: '4-B8-12', what: '申请复查', start: '2020-03-02', span: days(30), roll: true, due: '2020-04-01' },
  { case: '4-B8-13', what: '劳动争议调解', start: '2020-12-20', span: days(15), due: '2021-01-04' },
  { case: '4-B8-14', what: '派单', start: '2020-09-30', span: workingDays(1), due: '2020-10-09' },
  { case: '4-B8-14', what: '签收', start: '2020-10-09', span: workingDays(2), due: '2020-10-12' },

  // 第5章 A8、B8
  { case: '5-A8-1', what: '2017版不予受理', start: '2023-11-20', span: workingDays(5), due: '2023-11-27' },
  { case: '5-A8-1', what: '2017版发送副本', start: '2023-11-20', span: workingDays(7), due: '2023-11-29' },
  { case: '5-A8-1', what: '2017版答复', start: '2023-11-29', span: days(10), roll: true, raw: '2023-12-09', due: '2023-12-11' },
  { case: '5-A8-1', what: '2017版决定', start: '2023-11-20', span: days(60), roll: true, due: '2024-01-19' },
  { case: '5-A8-1', what: '2023版审查', start: '2024-11-20', span: workingDays(5), due: '2024-11-27' },
  { case: '5-A8-1', what: '2023版副本', start: '2024-11-27', span: workingDays(7), due: '2024-12-06' },
  { case: '5-A8-1', what: '2023版答复', start: '2024-12-06', span: workingDays(10), due: '2024-12-20' },
  { case: '5-A8-1', what: '2023版决定', start: '2024-11-27', span: days(60), roll: true, due: '2025-01-26' },
  { case: '5-A8-1', what: '2023版决定，延30日', start: '2024-11-27', span: days(60), roll: true, extendedBy: days(30), due: '2025-02-25' },
  { case: '5-A8-2', what: '复议申请期', start: '2024-08-05', span: days(60), roll: true, raw: '2024-10-04', due: '2024-10-08' },
  { case: '5-A8-2', what: '复议申请期', start: '2025-08-05', span: days(60), roll: true, raw: '2025-10-04', due: '2025-10-09' },
  { case: '5-A8-3', what: '补班日不顺延', start: '2025-07-30', span: days(60), roll: true, raw: '2025-09-28', due: '2025-09-28' },
  { case: '5-A8-4', what: '60日', start: '2024-06-03', span: days(60), roll: true, due: '2024-08-02' },
  { case: '5-A8-4', what: '60日', start: '2025-01-10', span: days(60), roll: true, due: '2025-03-11' },
  { case: '5-A8-4', what: '1年上限', start: '2024-03-15', span: years(1), roll: true, raw: '2025-03-15', due: '2025-03-17' },
  { case: '5-A8-5', what: '5年', start: '2019-09-26', span: years(5), roll: true, due: '2024-09-26' },
  { case: '5-A8-5', what: '20年', start: '2004-06-01', span: years(20), roll: true, raw: '2024-06-01', due: '2024-06-03' },
  { case: '5-A8-6', what: '不可抗力，首尾均不计', start: '2024-07-01', span: days(60), roll: true, excluded: [['2024-07-21', '2024-08-20']], due: '2024-09-30' },
  { case: '5-A8-7', what: '决定', start: '2024-01-03', span: days(60), roll: true, raw: '2024-03-03', due: '2024-03-04' },
  { case: '5-A8-7', what: '改版确认', start: '2024-01-03', span: workingDays(5), due: '2024-01-10' },
  { case: '5-A8-8', what: '补正通知', start: '2025-09-26', span: workingDays(5), due: '2025-10-10' },
  { case: '5-A8-8', what: '补正', start: '2025-10-09', span: workingDays(10), due: '2025-10-22' },
  { case: '5-A8-8', what: '补正后审查', start: '2025-10-22', span: workingDays(5), due: '2025-10-29' },
  { case: '5-A8-8', what: '决定', start: '2025-10-29', span: days(60), roll: true, raw: '2025-12-28', due: '2025-12-29' },
  { case: '5-A8-9', what: '2017版补正扣12日', start: '2020-03-02', span: days(60), roll: true, excluded: [['2020-03-06', '2020-03-17']], raw: '2020-05-13', due: '2020-05-13' },
  { case: '5-A8-10', what: '决定', start: '2025-03-03', span: days(60), roll: true, raw: '2025-05-02', due: '2025-05-06' },
  { case: '5-A8-10', what: '中止29日', start: '2025-03-03', span: days(60), roll: true, excluded: [['2025-03-20', '2025-04-17']], raw: '2025-05-31', due: '2025-06-03' },
  { case: '5-A8-10', what: '中止后延30日', start: '2025-03-03', span: days(60), roll: true, excluded: [['2025-03-20', '2025-04-17']], extendedBy: days(30), raw: '2025-06-30', due: '2025-06-30' },
  { case: '5-A8-11', what: '决定', start: '2025-07-10', span: days(60), roll: true, due: '2025-09-08' },
  { case: '5-A8-11', what: '延30日', start: '2025-07-10', span: days(60), roll: true, extendedBy: days(30), raw: '2025-10-08', due: '2025-10-09' },
  { case: '5-A8-12', what: '简易副本', start: '2025-09-05', span: workingDays(3), due: '2025-09-10' },
  { case: '5-A8-12', what: '简易答复', start: '2025-09-10', span: workingDays(5), due: '2025-09-17' },
  { case: '5-A8-12', what: '简易决定', start: '2025-09-05', span: days(30), roll: true, raw: '2025-10-05', due: '2025-10-09' },
  { case: '5-A8-12', what: '转普通', start: '2025-09-05', span: days(60), roll: true, due: '2025-11-04' },
  { case: '5-A8-13', what: '视为受理', start: '2026-02-12', span: workingDays(5), due: '2026-02-26' },
  { case: '5-A8-13', what: '副本', start: '2026-02-26', span: workingDays(7), due: '2026-03-06' },
  { case: '5-A8-13', what: '决定', start: '2026-02-26', span: days(60), roll: true, due: '2026-04-27' },
  { case: '5-A8-14', what: '通知制定机关', start: '2025-09-22', span: workingDays(3), due: '2025-09-25' },
  { case: '5-A8-14', what: '制定机关答复', start: '2025-09-25', span: workingDays(10), due: '2025-10-15' },
  { case: '5-A8-14', what: '自审', start: '2025-09-22', span: days(30), roll: true, due: '2025-10-22' },
  { case: '5-A8-14', what: '中止30日', start: '2025-09-08', span: days(60), roll: true, excluded: [['2025-09-22', '2025-10-21']], raw: '2025-12-07', due: '2025-12-08' },
  { case: '5-A8-14', what: '转送', start: '2025-09-22', span: workingDays(7), due: '2025-09-30' },
  { case: '5-A8-14', what: '回复', start: '2025-10-09', span: days(60), roll: true, due: '2025-12-08' },
  { case: '5-A8-17', what: '决定', start: '2025-07-21', span: days(60), roll: true, due: '2025-09-19' },
  { case: '5-A8-17', what: '起诉', start: '2025-09-19', span: days(15), roll: true, raw: '2025-10-04', due: '2025-10-09' },
  { case: '5-A8-18', what: '转送', start: '2025-09-28', span: workingDays(5), due: '2025-10-11' },
  { case: '5-A8-18', what: '审查', start: '2025-10-10', span: workingDays(5), due: '2025-10-16' },
  { case: '5-A8-19', what: '中止满60日', start: '2025-06-16', span: days(60), due: '2025-08-15' },
  { case: '5-A8-20', what: '重作', start: '2023-05-10', span: days(60), roll: true, raw: '2023-07-09', due: '2023-07-10' },
  { case: '5-A8-21', what: '2017版答复', start: '2023-11-29', span: days(10), roll: true, due: '2023-12-11' },
  { case: '5-A8-22', what: '履职60日', start: '2024-09-02', span: days(60), roll: true, due: '2024-11-01' },
  { case: '5-A8-22', what: '复议期', start: '2024-11-01', span: days(60), roll: true, due: '2024-12-31' },
  { case: '5-A8-23', what: '起诉', start: '2025-06-10', span: months(6), roll: true, due: '2025-12-10' },
  { case: '5-A8-25', what: '日历之外', start: '2026-12-15', span: days(60), roll: true, raw: '2027-02-13', due: '2027-02-15', provisional: true },
  { case: '5-A8-25', what: '意见书反馈', start: '2025-11-20', span: days(60), roll: true, due: '2026-01-19' },
  { case: '5-B8-1', what: '答辩', start: '2025-09-22', span: days(15), roll: true, raw: '2025-10-07', due: '2025-10-09' },
  { case: '5-B8-1', what: '延期举证', start: '2025-10-20', span: days(15), roll: true, due: '2025-11-04' },
  { case: '5-B8-2', what: '答辩', start: '2020-09-18', span: days(15), roll: true, raw: '2020-10-03', due: '2020-10-09' },
  { case: '5-B8-3', what: '一审', start: '2025-04-08', span: months(6), roll: true, raw: '2025-10-08', due: '2025-10-09' },
  { case: '5-B8-3', what: '一审，鉴定20日', start: '2025-04-08', span: months(6), roll: true, excluded: [['2025-06-01', '2025-06-20']], raw: '2025-10-28', due: '2025-10-28' },
  { case: '5-B8-3', what: '简易', start: '2025-08-22', span: days(45), roll: true, raw: '2025-10-06', due: '2025-10-09' },
  { case: '5-B8-3', what: '转普通', start: '2025-08-22', span: months(6), roll: true, raw: '2026-02-22', due: '2026-02-24' },
  { case: '5-B8-4', what: '判决上诉', start: '2025-09-18', span: days(15), roll: true, raw: '2025-10-03', due: '2025-10-09' },
  { case: '5-B8-4', what: '裁定上诉', start: '2025-09-18', span: days(10), roll: true, due: '2025-09-28' },
  { case: '5-B8-4', what: '判决上诉', start: '2026-02-05', span: days(15), roll: true, raw: '2026-02-20', due: '2026-02-24' },
  { case: '5-B8-4', what: '裁定上诉', start: '2026-02-05', span: days(10), roll: true, raw: '2026-02-15', due: '2026-02-24' },
  { case: '5-B8-4', what: '判决上诉', start: '2020-09-25', span: days(15), roll: true, due: '2020-10-10' },
  { case: '5-B8-4', what: '裁定上诉', start: '2020-09-25', span: days(10), roll: true, raw: '2020-10-05', due: '2020-10-09' },
  { case: '5-B8-5', what: '二审', start: '2025-11-10', span: months(3), roll: true, due: '2026-02-10' },
  { case: '5-B8-6', what: '起诉', start: '2025-12-18', span: days(15), roll: true, raw: '2026-01-02', due: '2026-01-04' },
  { case: '5-B8-14', what: '申请再审', start: '2025-11-30', span: months(6), roll: true, raw: '2026-05-30', due: '2026-06-01' },
  { case: '5-B8-14', what: '申请执行', start: '2025-06-30', span: years(2), roll: true, due: '2027-06-30', provisional: true },
  { case: '5-B8-15', what: '起诉', start: '2025-04-01', span: months(6), roll: true, raw: '2025-10-01', due: '2025-10-09' },
  { case: '5-B8-15', what: '起诉，月末对应', start: '2025-08-31', span: months(6), roll: true, raw: '2026-02-28', due: '2026-02-28' },
  { case: '5-B8-15', what: '最长起诉期', start: '2024-05-20', span: years(1), roll: true, due: '2025-05-20' },
  { case: '5-B8-16', what: '赔偿决定', start: '2025-07-31', span: months(2), due: '2025-09-30' },
  { case: '5-B8-16', what: '赔偿起诉', start: '2025-09-30', span: months(3), roll: true, due: '2025-12-30' },
  { case: '5-B8-16', what: '赔偿起诉', start: '2025-09-20', span: months(3), roll: true, raw: '2025-12-20', due: '2025-12-22' },

  // 第1章
  { case: '1-A8-11', what: '公示', start: '2025-09-26', span: workingDays(5), due: '2025-10-10' },
  { case: '1-A8-11', what: '公示', start: '2020-12-21', span: workingDays(5), due: '2020-12-28' },
  { case: '1-A8-20', what: '追回', start: '2025-09-05', span: days(30), roll: true, raw: '2025-10-05', due: '2025-10-09' },
  { case: '1-A8-20', what: '复议', start: '2025-12-10', span: days(60), roll: true, raw: '2026-02-08', due: '2026-02-09' },
  { case: '1-A8-21', what: '不作为2个月', start: '2025-06-30', span: months(2), due: '2025-08-30' },
  { case: '1-B8-3', what: '核查24小时', start: '2026-02-13T16:00:00.000+08:00', span: hours(24), due: '2026-02-14', dueAt: '2026-02-14T16:00:00.000+08:00' },
  { case: '1-B8-4', what: '核查24小时，春节', start: '2026-02-16T10:00:00.000+08:00', span: hours(24), due: '2026-02-17', dueAt: '2026-02-17T10:00:00.000+08:00' },
  { case: '1-B8-11', what: '承诺核查', start: '2025-11-03', span: workingDays(60), due: '2026-01-27' },
  { case: '1-C8-1', what: '受理', start: '2025-09-22', span: workingDays(5), due: '2025-09-28' },
  { case: '1-C8-1', what: '许可', start: '2025-09-22', span: workingDays(20), due: '2025-10-24' },
  { case: '1-C8-1', what: '许可，延10', start: '2025-09-22', span: workingDays(20), extendedBy: workingDays(10), due: '2025-11-07' },
  { case: '1-C8-2', what: '颁证', start: '2025-10-24', span: workingDays(10), due: '2025-11-07' },
  { case: '1-C8-3', what: '许可', start: '2026-01-26', span: workingDays(20), due: '2026-02-28' },
  { case: '1-C8-3', what: '许可，评审首尾均扣', start: '2026-01-26', span: workingDays(20), excluded: [['2026-02-02', '2026-03-02']], due: '2026-03-24' },
  { case: '1-C8-4', what: '联合办理', start: '2026-01-26', span: workingDays(45), due: '2026-04-03' },
  { case: '1-C8-4', what: '联合办理，延15', start: '2026-01-26', span: workingDays(45), extendedBy: workingDays(15), due: '2026-04-27' },
  { case: '1-C8-5', what: '组织听证', start: '2026-02-25', span: workingDays(20), due: '2026-03-24' },
  { case: '1-C8-7', what: '企业登记', start: '2025-09-30', span: workingDays(3), due: '2025-10-11' },
  { case: '1-C8-7', what: '企业登记，延3', start: '2025-09-30', span: workingDays(3), extendedBy: workingDays(3), due: '2025-10-15' },
  { case: '1-C8-10', what: '环评表', start: '2025-09-08', span: days(30), due: '2025-10-08' },
  { case: '1-C8-10', what: '环评书', start: '2025-08-04', span: days(60), due: '2025-10-03' },
  { case: '1-C8-11', what: '施工许可，自然日', start: '2025-09-28', span: days(7), due: '2025-10-05' },
  { case: '1-C8-11', what: '施工许可，工作日', start: '2025-09-28', span: workingDays(7), due: '2025-10-14' },
  { case: '1-C8-12', what: '竣工备案', start: '2026-08-20', span: days(15), roll: true, due: '2026-09-04' },
  { case: '1-C8-13', what: '承诺核验', start: '2025-11-03', span: workingDays(60), due: '2026-01-27' },
  { case: '1-D8-4', what: '有条件共享', start: '2025-09-26', span: workingDays(10), due: '2025-10-16' },
  { case: '1-D8-4', what: '无条件共享', start: '2025-09-26', span: workingDays(1), due: '2025-09-28' },
  { case: '1-D8-5', what: '交付', start: '2025-10-15', span: workingDays(20), due: '2025-11-12' },
  { case: '1-D8-8', what: '核查', start: '2025-12-29', span: workingDays(5), due: '2026-01-06' },
  { case: '1-E8-9', what: '转办', start: '2025-12-29', span: workingDays(1), due: '2025-12-30' },
  { case: '1-E8-9', what: '答复', start: '2025-12-29', span: workingDays(15), due: '2026-01-20' },
  { case: '1-E8-10', what: '验收', start: '2026-04-28', span: workingDays(10), due: '2026-05-14' },
  { case: '1-F8-1', what: '公证', start: '2026-02-09', span: workingDays(15), due: '2026-03-06' },
  { case: '1-F8-2', what: '公证，核实首尾均扣', start: '2026-02-09', span: workingDays(15), excluded: [['2026-02-11', '2026-02-27']], due: '2026-03-18' },
  { case: '1-F8-13', what: '公证', start: '2025-12-22', span: workingDays(15), due: '2026-01-13' },

  // 第2章
  { case: '2-A8-1', what: '征求意见30日', start: '2025-03-03', span: days(30), due: '2025-04-02' },
  { case: '2-A8-3', what: '规章备案', start: '2025-09-05', span: days(30), roll: true, raw: '2025-10-05', due: '2025-10-09' },
  { case: '2-A8-4', what: '暂缓登记补正', start: '2025-01-20', span: days(15), roll: true, raw: '2025-02-04', due: '2025-02-05' },
  { case: '2-B8-1', what: '审核最早', start: '2025-04-25', span: workingDays(5), due: '2025-05-06' },
  { case: '2-B8-1', what: '审核最迟', start: '2025-04-25', span: workingDays(15), due: '2025-05-20' },
  { case: '2-B8-2', what: '跨春节', start: '2026-02-11', span: workingDays(15), due: '2026-03-10' },
  { case: '2-B8-3', what: '报备15日', start: '2025-09-19', span: days(15), roll: true, raw: '2025-10-04', due: '2025-10-09' },
  { case: '2-B8-3', what: '报备30日', start: '2025-09-19', span: days(30), roll: true, raw: '2025-10-19', due: '2025-10-20' },
  { case: '2-B8-5', what: '附带审查答复', start: '2025-04-28', span: workingDays(10), due: '2025-05-15' },
  { case: '2-B8-5', what: '司法建议', start: '2025-08-05', span: days(60), roll: true, raw: '2025-10-04', due: '2025-10-09' },
  { case: '2-C1.8-1', what: '征求意见30日', start: '2024-01-15', span: days(30), due: '2024-02-14' },
  { case: '2-C1.8-3', what: '合法性审查', start: '2024-04-25', span: workingDays(7), due: '2024-05-08' },
  { case: '2-D8-1', what: '审查', start: '2025-09-26', span: workingDays(5), due: '2025-10-10' },
  { case: '2-D8-2', what: '审查', start: '2026-02-12', span: workingDays(5), due: '2026-02-26' },
  { case: '2-E8-1', what: '答复20日', start: '2025-09-15', span: workingDays(20), due: '2025-10-17' },
  { case: '2-E8-1', what: '答复，延20日', start: '2025-09-15', span: workingDays(20), extendedBy: workingDays(20), due: '2025-11-14' },
  { case: '2-E8-2', what: '第三方期限', start: '2025-09-24', span: workingDays(15), due: '2025-10-21' },
  { case: '2-E8-2', what: '征求意见已回', start: '2025-09-15', span: workingDays(20), excluded: [['2025-09-23', '2025-10-14']], due: '2025-11-04' },
  { case: '2-E8-2', what: '征求意见不回', start: '2025-09-15', span: workingDays(20), excluded: [['2025-09-23', '2025-10-21']], due: '2025-11-11' },
  { case: '2-E8-3', what: '补正告知', start: '2026-02-10', span: workingDays(7), due: '2026-02-26' },
  { case: '2-E8-3', what: '补正后答复', start: '2026-03-05', span: workingDays(20), due: '2026-04-02' },
  { case: '2-E8-3', what: '补正告知', start: '2026-02-12', span: workingDays(7), due: '2026-02-28' },
  { case: '2-E8-4', what: '主动公开', start: '2025-04-25', span: workingDays(20), due: '2025-05-27' },
  { case: '2-E8-4', what: '主动公开', start: '2024-09-20', span: workingDays(20), due: '2024-10-23' },
  { case: '2-E8-5', what: '缴费', start: '2025-12-22', span: workingDays(20), due: '2026-01-20' },
  { case: '2-F1(1)', what: '反馈', start: '2025-09-22', span: workingDays(15), due: '2025-10-17' },
  { case: '2-F1(2)', what: '整改', start: '2025-10-20', span: days(90), roll: true, raw: '2026-01-18', due: '2026-01-19' },
  { case: '2-F10', what: '清单调整', start: '2025-03-01', span: workingDays(20), due: '2025-03-28' },

  // 第6章
  { case: '6-A8-1', what: '旧审查期', start: '2020-09-24', span: workingDays(7), due: '2020-10-10' },
  { case: '6-A8-2', what: '旧审查期', start: '2021-12-31', span: workingDays(7), due: '2022-01-12' },
  { case: '6-A8-2', what: '新审查期', start: '2022-01-04', span: days(7), due: '2022-01-11' },
  { case: '6-A8-3', what: '审查', start: '2022-01-26', span: days(7), due: '2022-02-02', warnBy: '2022-01-30' },
  { case: '6-A8-3', what: '指派', start: '2022-01-29', span: days(3), due: '2022-02-01' },
  { case: '6-A8-4', what: '审查', start: '2024-09-26', span: days(7), due: '2024-10-03' },
  { case: '6-A8-4', what: '指派', start: '2024-09-29', span: days(3), due: '2024-10-02', warnBy: '2024-09-30' },
  { case: '6-A8-5', what: '审查，补正扣7日', start: '2024-03-01', span: days(7), excluded: [['2024-03-05', '2024-03-11']], due: '2024-03-15' },
  { case: '6-A8-6', what: '浙三工作日', start: '2020-12-30', span: workingDays(3), due: '2021-01-05' },
  { case: '6-A8-6', what: '公安三日', start: '2020-12-30', span: days(3), roll: true, raw: '2021-01-02', due: '2021-01-04' },
  { case: '6-A8-7', what: '通知辩护', start: '2025-01-23', span: days(3), roll: true, due: '2025-01-26' },
  { case: '6-A8-7', what: '指派并回告', start: '2025-01-26', span: days(3), due: '2025-01-29', warnBy: '2025-01-27' },
  { case: '6-A8-12', what: '异议（旧）', start: '2020-09-24', span: workingDays(5), due: '2020-09-30' },
  { case: '6-A8-12', what: '异议（新）', start: '2024-04-30', span: days(5), due: '2024-05-05', warnBy: '2024-04-30' },
  { case: '6-A8-12', what: '复议', start: '2024-02-19', span: days(60), roll: true, due: '2024-04-19' },
  { case: '6-A8-12', what: '诉讼', start: '2024-02-19', span: months(6), roll: true, due: '2024-08-19' },
  { case: '6-A8-13', what: '另行委托', start: '2024-03-04', span: days(5), roll: true, raw: '2024-03-09', due: '2024-03-11' },
  { case: '6-A8-14', what: '转交24小时', start: '2024-05-01T10:00:00.000+08:00', span: hours(24), due: '2024-05-02', dueAt: '2024-05-02T10:00:00.000+08:00' },
  { case: '6-A8-17', what: '结案报告', start: '2020-12-28', span: days(15), due: '2021-01-12' },
  { case: '6-A8-17', what: '结案报告', start: '2023-09-04', span: days(30), due: '2023-10-04', warnBy: '2023-09-28' },
  { case: '6-B8-2', what: '委员备案', start: '2023-09-25', span: days(10), due: '2023-10-05', warnBy: '2023-09-28' },
  { case: '6-B8-5', what: '撤销仲裁裁决', start: '2025-12-15', span: months(6), roll: true, due: '2026-06-15' },
  { case: '6-B8-7', what: '走访报告', start: '2020-09-21', span: workingDays(15), due: '2020-10-16' },
  { case: '6-B8-7', what: '回访', start: '2020-10-10', span: days(30), due: '2020-11-09' },
  { case: '6-B8-11', what: '转办', start: '2020-09-29', span: workingDays(3), due: '2020-10-10' },
  { case: '6-C8-8', what: '公示', start: '2020-09-25', span: workingDays(5), due: '2020-10-09' },
  { case: '6-C8-8', what: '公示', start: '2020-12-28', span: workingDays(5), due: '2021-01-05' },
  { case: '6-C8-10', what: '案例撤回', start: '2020-05-11', span: workingDays(5), due: '2020-05-18' },
  { case: '6-C8-11', what: '村规民约备案', start: '2021-09-24', span: days(10), due: '2021-10-04', warnBy: '2021-09-30' },

  // 第8章
  { case: '8-A8-1', what: '预公告', start: '2024-09-23', span: workingDays(10), due: '2024-10-11' },
  { case: '8-A8-2', what: '预公告', start: '2024-09-25', span: workingDays(10), due: '2024-10-14' },
  { case: '8-A8-3', what: '方案公告', start: '2024-10-15', span: days(30), roll: true, due: '2024-11-14' },
  { case: '8-A8-4', what: '方案公告', start: '2025-01-02', span: days(30), roll: true, raw: '2025-02-01', due: '2025-02-05' },
  { case: '8-A8-8', what: '征收公告', start: '2025-04-21', span: workingDays(15), due: '2025-05-14' },
  { case: '8-A8-9', what: '张贴', start: '2025-05-13', span: workingDays(10), due: '2025-05-27' },
  { case: '8-A8-9', what: '支付', start: '2025-05-13', span: days(60), due: '2025-07-12' },
  { case: '8-A8-10', what: '支付', start: '2025-06-10', span: days(60), due: '2025-08-09' },
  { case: '8-A8-10', what: '复议', start: '2025-06-12', span: days(60), roll: true, due: '2025-08-11' },
  { case: '8-A8-10', what: '诉讼', start: '2025-06-12', span: months(6), roll: true, due: '2025-12-12' },
  { case: '8-A8-10', what: '申请执行', start: '2025-12-12', span: months(3), roll: true, due: '2026-03-12' },
  { case: '8-A8-10', what: '催告', start: '2025-12-15', span: workingDays(10), due: '2025-12-29' },
  { case: '8-A8-11', what: '法院受理', start: '2025-12-31', span: workingDays(5), due: '2026-01-08' },
  { case: '8-A8-13', what: '启动公告', start: '2021-08-20', span: workingDays(10), due: '2021-09-03' },
  { case: '8-A8-13', what: '预公告', start: '2021-09-06', span: workingDays(10), due: '2021-09-18' },
  { case: '8-A8-14', what: '征收公告', start: '2021-10-20', span: workingDays(15), due: '2021-11-10' },
  { case: '8-A8-14', what: '支付', start: '2021-11-08', span: days(60), due: '2022-01-07' },
  { case: '8-A8-15', what: '区片价', start: '2020-08-10', span: years(3), due: '2023-08-10' },
  { case: '8-B8-1', what: '履行', start: '2020-11-10', span: days(10), due: '2020-11-20' },
  { case: '8-B8-5', what: '申请执行', start: '2020-11-20', span: years(2), roll: true, raw: '2022-11-20', due: '2022-11-21' },
  { case: '8-B8-9', what: '审查', start: '2025-09-22', span: days(15), raw: '2025-10-07', due: '2025-10-07', warnBy: '2025-09-30' },
  { case: '8-B8-9', what: '纠正', start: '2025-09-29', span: workingDays(3), due: '2025-10-10' },
  { case: '8-B8-9', what: '复议', start: '2025-09-30', span: days(10), roll: true, due: '2025-10-10' },
  { case: '8-C8-8', what: '报人大备案', start: '2024-11-20', span: workingDays(5), due: '2024-11-27' },
]

/** "N days before": the notice and the first day on which the event may be held, or the last notice for an event. */
// biome-ignore format: a table reads best with one case a line
export const noticeCases: {
  case: string
  what: string
  notice?: string
  event?: string
  span: Span
  earliest?: string
  latest?: string
}[] = [
  { case: '3-B8-2', what: '处罚听证', notice: '2026-03-02', span: workingDays(7), earliest: '2026-03-12' },
  { case: '1-C8-5', what: '许可听证', notice: '2026-03-10', span: workingDays(7), earliest: '2026-03-20' },
  { case: '5-A8-15', what: '复议听证', notice: '2026-02-12', span: workingDays(5), earliest: '2026-02-27' },
  { case: '5-B8-10', what: '出庭通知', event: '2020-10-12', span: days(3), latest: '2020-10-08' },
  { case: '2-A8-2', what: '立法听证公告', event: '2025-05-20', span: days(30), latest: '2025-04-19' },
  { case: '2-C1.8-2', what: '决策听证材料', event: '2024-04-12', span: days(7), latest: '2024-04-04' },
  { case: '1-C8-14', what: '申请延续许可', event: '2026-03-31', span: days(30), latest: '2026-02-28' },
]

/** Fixed days: never rolled; the reminder is the last working day strictly before. 第7章 0.2、F8-13。 */
// biome-ignore format: a table reads best with one case a line
export const fixedCases: { case: string; date: string; reminder: string; reminderProvisional?: true }[] = [
  { case: '7-0.2', date: '2026-01-31', reminder: '2026-01-30' },
  { case: '7-0.2', date: '2025-01-31', reminder: '2025-01-27' },
  { case: '7-0.2', date: '2025-03-01', reminder: '2025-02-28' },
  { case: '7-0.2', date: '2026-03-01', reminder: '2026-02-28' },
  { case: '7-0.2', date: '2024-03-31', reminder: '2024-03-29' },
  { case: '7-0.2', date: '2023-04-01', reminder: '2023-03-31' },
  { case: '7-F8-13', date: '2027-01-31', reminder: '2027-01-29', reminderProvisional: true },
]

/** So many working days left before a day: the day on which the warning starts. */
// biome-ignore format: a table reads best with one case a line
export const warningCases: { case: string; due: string; left: number; from: string }[] = [
  { case: '7-F8-13', due: '2026-01-31', left: 5, from: '2026-01-26' },
  { case: '1-F8-13', due: '2026-01-13', left: 3, from: '2026-01-08' },
]

/** Validity that includes its first day. 第2章 0.2、B8-4。 */
// biome-ignore format: a table reads best with one case a line
export const validityCases: { case: string; start: string; span: Span; end: string }[] = [
  { case: '2-B8-4', start: '2020-03-01', span: years(5), end: '2025-02-28' },
  { case: '2-B8-4', start: '2024-02-29', span: years(2), end: '2026-02-28' },
]
