import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type LocalDate, localDate } from '#kernel/clock'
import {
  checkCitizenId,
  checkUscc,
  divisionLevel,
  isDivisionCode,
  isMobile,
  isPhone,
  isWithinDivision,
  makeCitizenId,
  makeUscc,
} from '#kernel/codes'

const usccChars = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const anySeed = fc.integer({ min: 0, max: 99_999_999 })
const anyUscc = fc
  .tuple(anySeed, fc.integer({ min: 0, max: 999_999 }), fc.constantFrom('91', '92', '11', '12', '51', 'G1', 'Y1'))
  .map(([seed, division, registrar]) => makeUscc(seed, String(division).padStart(6, '0'), registrar))
const anyDay = fc.integer({ min: 0, max: 45_000 }).map((n) => addDays(localDate('1905-01-01'), n))
const anyId = fc
  .tuple(fc.integer({ min: 100_000, max: 999_999 }), anyDay, fc.integer({ min: 0, max: 999 }))
  .map(([division, day, serial]) => makeCitizenId(String(division), day, serial))

/** The code with one character changed to another of its alphabet. */
const changed = (code: fc.Arbitrary<string>, alphabet: (at: number) => string) =>
  code.chain((text) =>
    fc.integer({ min: 0, max: text.length - 1 }).chain((at) =>
      fc
        .constantFrom(...alphabet(at))
        .filter((char) => char !== text[at])
        .map((char) => text.slice(0, at) + char + text.slice(at + 1)),
    ),
  )

/** The code with two neighbours swapped. */
const swapped = (code: fc.Arbitrary<string>, last: number) =>
  fc
    .tuple(code, fc.integer({ min: 0, max: last }))
    .filter(([text, at]) => text[at] !== text[at + 1])
    .map(([text, at]) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2))

test('USCC: the example of GB 32100 is right, and its faults are named', () => {
  assert.deepEqual(checkUscc('91350100M000100Y43'), { ok: true, divisionCode: '350100', organisationCode: 'M000100Y4' })
  const faults: [string, RegExp][] = [
    ['91350100M000100Y44', /校验位/],
    ['91350100M000100Y4', /18位，现为17位/],
    ['91350100m000100y43', /大写/],
    ['9135010OM000100Y43', /不得含“O”/],
    ['', /现为0位/],
  ]
  for (const [code, reason] of faults) {
    const check = checkUscc(code)
    assert.equal(check.ok, false, code)
    assert.match(check.ok ? '' : check.reason, reason)
  }
})

test('USCC: generated codes are valid; every changed character and every swap of neighbours is detected', () => {
  fc.assert(fc.property(anyUscc, (code) => checkUscc(code).ok))
  fc.assert(
    fc.property(
      changed(anyUscc, () => usccChars),
      (code) => !checkUscc(code).ok,
    ),
    { numRuns: 500 },
  )
  fc.assert(fc.property(swapped(anyUscc, 15), (code) => !checkUscc(code).ok))
})

test('identity number: the examples of GB 11643 are right', () => {
  assert.deepEqual(checkCitizenId('11010519491231002X'), {
    ok: true,
    kind: 'resident',
    birthDate: '1949-12-31',
    sex: 'female',
  })
  assert.deepEqual(checkCitizenId('440524188001010014'), {
    ok: true,
    kind: 'resident',
    birthDate: '1880-01-01',
    sex: 'male',
  })
})

test('identity number: faults are named', () => {
  const faults: [string, RegExp][] = [
    ['110105194912310021', /校验位/],
    ['11010519491231002x', /大写X/],
    ['110105491231002', /18位，现为15位/],
    ['11010519490229002X', /出生日期/],
    ['11010500010101002X', /出生日期/],
    ['1101051949123100AX', /前17位/],
    ['01010519491231002X', /首位不为0/],
  ]
  for (const [id, reason] of faults) {
    const check = checkCitizenId(id)
    assert.equal(check.ok, false, id)
    assert.match(check.ok ? '' : check.reason, reason)
  }
  const unborn = makeCitizenId('330203', localDate('2024-03-01'), 1)
  assert.equal(checkCitizenId(unborn, localDate('2024-02-29')).ok, false)
  assert.equal(checkCitizenId(unborn, localDate('2024-03-01')).ok, true)
})

test('identity number: an unknown division prefix is no fault; residence permits are told apart', () => {
  for (const [division, kind] of [
    ['999999', 'permanentResident'],
    ['911156', 'permanentResident'],
    ['810000', 'hkMoTwResident'],
    ['820000', 'hkMoTwResident'],
    ['830000', 'hkMoTwResident'],
    ['345678', 'resident'],
  ] as const) {
    const check = checkCitizenId(makeCitizenId(division, localDate('1990-06-15'), 18))
    assert.deepEqual(check, { ok: true, kind, birthDate: '1990-06-15', sex: 'female' })
  }
})

test('identity number: generated ones are valid and give back their date and sex; changes and swaps are detected', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 999 }), (day: LocalDate, serial) => {
      const check = checkCitizenId(makeCitizenId('330203', day, serial))
      assert.deepEqual(check, { ok: true, kind: 'resident', birthDate: day, sex: serial % 2 ? 'male' : 'female' })
    }),
  )
  fc.assert(
    fc.property(
      changed(anyId, (at) => (at === 17 ? '0123456789X' : '0123456789')),
      (id) => !checkCitizenId(id).ok,
    ),
    { numRuns: 500 },
  )
  fc.assert(fc.property(swapped(anyId, 16), (id) => !checkCitizenId(id).ok))
})

test('makers refuse what cannot be part of a code', () => {
  assert.throws(() => makeUscc('123456789'), RangeError)
  assert.throws(() => makeUscc(1, '3302'), RangeError)
  assert.throws(() => makeCitizenId('33020', localDate('2000-01-01'), 1), RangeError)
  assert.throws(() => makeCitizenId('330203', localDate('2000-01-01'), 1000), RangeError)
  assert.throws(() => makeCitizenId('330203', '2001-02-29' as LocalDate, 1), RangeError)
})

test('division codes', () => {
  const levels: [string, string | undefined][] = [
    ['330000', 'province'],
    ['330200', 'city'],
    ['330203', 'county'],
    ['330203001', 'town'],
    ['330203000', undefined],
    ['33020', undefined],
    ['033020', undefined],
    ['3302030010', undefined],
  ]
  for (const [code, level] of levels) assert.equal(divisionLevel(code), level, code)
  assert.equal(isDivisionCode('330282'), true)
  assert.equal(isWithinDivision('330203001', '330200'), true)
  assert.equal(isWithinDivision('330203001', '330203'), true)
  assert.equal(isWithinDivision('330203', '330203001'), false)
  assert.equal(isWithinDivision('330101', '330200'), false)
  assert.equal(isWithinDivision('330203', ''), false)
})

test('phone numbers', () => {
  for (const good of ['13800001111', '19912345678']) assert.equal(isMobile(good), true, good)
  for (const bad of ['12345678901', '1380000111', '138000011111', '+8613800001111', '138 0000 1111'])
    assert.equal(isMobile(bad), false, bad)
  assert.equal(isPhone('0574-87654321'), true)
  assert.equal(isPhone('057487654321'), true)
  assert.equal(isPhone('87654321'), false)
})
