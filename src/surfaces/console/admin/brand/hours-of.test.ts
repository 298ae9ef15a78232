import { expect, test } from 'vitest'
import { changed, copied, isWholeDay, onDay, overlapping, passesMidnight, withOneMore, without } from './hours-of.ts'

const at = (day: number, from: string, to: string) => ({ day, from, to })

test('a first stretch is the usual one, the next comes after it', () => {
  const one = withOneMore([], 1)
  expect(one).toEqual([at(1, '09:00', '17:00')])
  expect(withOneMore(one, 1)).toEqual([at(1, '09:00', '17:00'), at(1, '18:00', '22:00')])
  expect(withOneMore([at(1, '20:00', '00:00')], 1).at(-1)).toEqual(at(1, '23:00', '00:00'))
})

test('each stretch is changed and taken away alone', () => {
  const [first, second] = [at(2, '09:00', '12:00'), at(2, '13:00', '17:00')]
  expect(changed([first, second], second, { to: '18:00' })).toEqual([first, at(2, '13:00', '18:00')])
  expect(without([first, second], first)).toEqual([second])
})

test('a day is copied over others', () => {
  const week = [at(1, '09:00', '12:00'), at(1, '13:00', '17:00'), at(2, '10:00', '11:00'), at(6, '10:00', '14:00')]
  const after = copied(week, 1, [2, 3])
  expect([onDay(after, 2).length, onDay(after, 3).length, onDay(after, 6).length]).toEqual([2, 2, 1])
})

test.each([
  ['22:00', '02:00', true],
  ['22:00', '00:00', false],
  ['09:00', '17:00', false],
])('%s to %s ends the next day: %s', (from, to, expected) => {
  expect(passesMidnight(at(1, from, to))).toBe(expected)
})

test('a whole day is said by two midnights', () => {
  expect([isWholeDay(at(1, '00:00', '00:00')), isWholeDay(at(1, '00:00', '12:00'))]).toEqual([true, false])
})

test.each([
  [[at(1, '09:00', '12:00'), at(1, '12:00', '17:00')], []],
  [[at(1, '09:00', '13:00'), at(1, '12:00', '17:00')], [1]],
  [
    [at(1, '22:00', '02:00'), at(2, '01:00', '05:00')],
    [1, 2],
  ],
  [
    [at(7, '22:00', '02:00'), at(1, '01:00', '05:00')],
    [1, 7],
  ],
  [[at(1, '00:00', '00:00'), at(2, '00:00', '00:00')], []],
])('%o overlap on %o', (week, expected) => {
  expect(overlapping(week)).toEqual(expected)
})
