/** A city whose applications and lawsuits of two years a bulletin counts, and the steps by which one is made: for the tests of bulletins. */
import { docketed, here, item } from '../src/domains/litigation/cases-cast.ts'
import { litigation } from '../src/domains/litigation/index.ts'
import { reconsideration } from '../src/domains/reconsideration/index.ts'
import type { Actor } from '../src/kernel/access.ts'
import { systemActor } from '../src/kernel/access.ts'
import { instantAt, type LocalDate } from '../src/kernel/clock.ts'
import type { Domain } from '../src/kernel/domain.ts'
import { bulletin } from '../src/report/bulletin/index.ts'
import { comparisonFor, snapshotFor } from '../src/report/bulletin/prepare.ts'
import { application, openRecon, person } from './recon-support.ts'

/** What happened, as the test did it: the independent side of every count. */
export type Happening = {
  kind: 'recon' | 'filed' | 'concluded' | 'heard' | 'reconClosed'
  on: string
  agency: string
  isGood?: boolean
  caseNo?: string
}

export type BulletinTown = Awaited<ReturnType<typeof openBulletinTown>>

export async function openBulletinTown(more: readonly Domain[] = []) {
  const town = await openRecon([...more, reconsideration, litigation, bulletin])
  const { city, actors } = town
  await city.agency('justice', 'justice-bureau', { name: '示例市司法局' })
  const own = { kind: 'agency', value: 'justice' } as const
  const people = {
    editor: await city.post('editor', 'bulletin_editor', own, 'justice'),
    approver: await city.post('approver', 'bulletin_approver', own, 'justice'),
    /** The editor, who is also appointed to approve. */
    both: await city.post('editor', 'bulletin_approver', own, 'justice'),
    feed: await city.post('feed', 'court_feed', { kind: 'city', value: 'city' }, 'gov'),
    bureauReader: await city.post('bureau-b', 'bulletin_agency', { kind: 'reader', value: 'a:bureau' }, 'bureau'),
  }
  const { editor, feed } = people
  const suitOfficer: Record<string, Actor> = {}
  for (const a of ['bureau', 'bureau2', 'cityBureau', 'town'])
    suitOfficer[a] = await city.post(`suit-${a}`, 'litigation_officer', { kind: 'reader', value: `a:${a}` }, a)
  const events: Happening[] = []
  let applicants = 10

  async function recon(on: string, agency: string, ending?: { on: string; isSettled: boolean }): Promise<void> {
    const filed = await city.ok(actors['gov.clerk']!, on, {
      procedure: 'reconsideration.case',
      action: 'file',
      input: application({
        filedOn: on,
        receivedOn: on,
        applicants: [person(++applicants)],
        respondents: [{ agencyId: agency }],
        act: { docNo: `示罚〔2020〕${applicants}号`, isDiscretionary: true },
      }),
    })
    events.push({ kind: 'recon', on, agency })
    if (!ending) return
    const step = (by: string, action: string, input: object = {}) =>
      city.ok(actors[by]!, ending.on, { matterId: filed.matterId, action, input })
    if (ending.isSettled) {
      await step('gov.unitHead', 'requestWithdraw', { reason: '申请人说明理由后要求撤回' })
      await step('gov.unitHead', 'terminate', {
        ground: 'WITHDRAWN_OTHER',
        reason: '申请人说明理由后撤回',
        isAllowed: true,
      })
    } else
      await step('gov.unitHead', 'terminate', {
        ground: 'DEATH',
        reason: '申请人死亡，没有近亲属',
        isCauseChecked: true,
      })
    events.push({ kind: 'reconClosed', on: ending.on, agency: 'gov', isGood: ending.isSettled })
  }

  async function suit(
    on: string,
    agency: string,
    more: { heardOn?: string; isHeadThere?: boolean; judgedOn?: string; isLost?: boolean; recordedOn?: string } = {},
  ): Promise<string> {
    const input = docketed(on, { defendants: [{ agencyId: agency, role: 'ORIGINAL' }] })
    const at = more.recordedOn ?? on
    const opened = await city.ok(feed, at, {
      procedure: 'litigation.defence',
      action: 'recordDocketing',
      input,
      declaredOn: on as LocalDate,
      ...(at === on ? {} : { late: { reason: '法院补传', evidence: '法院清单' } }),
    })
    events.push({ kind: 'filed', on, agency, caseNo: input.caseNo })
    const step = (by: Actor, day: string, action: string, form: object = {}) =>
      city.ok(by, day, { matterId: opened.matterId, action, input: form })
    if (more.heardOn) {
      await step(suitOfficer[agency]!, on, 'recordCopy', { receivedOn: on })
      await step(feed, more.heardOn, 'scheduleHearing', { heldOn: more.heardOn, form: 'OPEN', courtNotice: 'NONE' })
      await step(feed, more.heardOn, 'recordHearing', {
        presences: [more.isHeadThere ? here(agency) : { agencyId: agency, attended: false, staffAttended: true }],
      })
      events.push({ kind: 'heard', on: more.heardOn, agency, isGood: more.isHeadThere === true })
    }
    if (more.judgedOn) {
      await step(feed, more.judgedOn, 'recordJudgment', {
        madeOn: more.judgedOn,
        items: [item(more.isLost ? 'REVOKE' : 'REJECT_CLAIM', { agencyId: agency })],
      })
      events.push({ kind: 'concluded', on: more.judgedOn, agency, isGood: more.isLost === true, caseNo: input.caseNo })
    }
    return input.caseNo
  }

  // The year before, then this one: an organ that loses three months running, one whose heads stay away, one of the city.
  await recon('2019-03-04', 'bureau')
  await recon('2019-09-02', 'bureau2')
  await suit('2019-05-06', 'bureau', { heardOn: '2019-06-10', isHeadThere: true, judgedOn: '2019-07-01' })
  await suit('2019-09-03', 'cityBureau')
  await recon('2020-02-10', 'bureau', { on: '2020-03-10', isSettled: true })
  await recon('2020-09-01', 'bureau', { on: '2020-09-21', isSettled: false })
  await recon('2020-09-14', 'town')
  await recon('2020-08-31', 'bureau2', { on: '2020-09-15', isSettled: true })
  for (const [month, isLost] of [
    ['06', true],
    ['07', true],
    ['08', true],
    ['09', true],
  ] as const)
    await suit(`2020-0${Number(month) - 1}-11`, 'bureau', {
      heardOn: `2020-${month}-02`,
      isHeadThere: month === '06',
      judgedOn: `2020-${month}-17`,
      isLost,
    })
  for (let i = 0; i < 4; i++)
    await suit('2020-09-07', 'bureau', { heardOn: '2020-09-22', isHeadThere: true, judgedOn: '2020-09-24' })
  await suit('2020-09-08', 'cityBureau', { heardOn: '2020-09-23', isHeadThere: true, judgedOn: '2020-09-25' })
  await suit('2020-09-09', 'bureau2')

  const at = (on: string) => instantAt(on as LocalDate, '10:00')
  const open = async (period: string, on: string) =>
    (await city.ok(editor, on, { procedure: 'bulletin.month', action: 'open', input: { agencyId: 'justice', period } }))
      .matterId
  const step = (by: Actor, on: string, matterId: string, action: string, input: object = {}) =>
    city.ok(by, on, { matterId, action, input })
  const refused = async (by: Actor, on: string, matterId: string, action: string, input: object = {}) =>
    (await city.refuse(by, on, { matterId, action, input })).type.replace('urn:fadu:rule:', '')
  const compare = async (id: string, on: string) =>
    step(systemActor, on, id, 'compare', await comparisonFor(city.app, city.registry, id, at(on)))
  /** The court's list as it should be: everything of the month, but for what a test leaves out or alters. */
  const courtList = (month: string) =>
    events
      .filter((e) => (e.kind === 'filed' || e.kind === 'concluded') && e.on.startsWith(month))
      .map((e) => ({
        caseNo: e.caseNo!,
        event: e.kind === 'filed' ? 'FILED' : 'CONCLUDED',
        on: e.on,
        isLost: e.kind === 'concluded' && e.isGood === true,
      }))
  /** What the system does of a bulletin on a day: it compares, or freezes. */
  const freeze = async (id: string, on: string) =>
    step(systemActor, on, id, 'freeze', await snapshotFor(city.app, city.registry, id, at(on)))
  return { town, city, ...people, events, recon, suit, at, open, step, refused, compare, freeze, courtList }
}
