import { describe, expect, test } from 'vitest'
import { readHolidays } from './read-holidays.ts'

const today = Temporal.PlainDate.from('2026-11-23')
const file = (...lines: string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n')
const event = (...lines: string[]): string => file('BEGIN:VEVENT', ...lines, 'END:VEVENT')
const read = (text: string) => readHolidays(text, 'Europe/Brussels', today)
const told = (text: string) =>
  read(text).holidays.map(
    ({ date, yearly, from, to }) => `${date}${yearly ? ' yearly' : ''}${from ? ` ${from}-${to}` : ''}`,
  )

describe('days off of an iCalendar file', () => {
  test.each([
    ['a day', ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226'], ['2026-12-25']],
    ['a day without an end', ['DTSTART:20261225'], ['2026-12-25']],
    [
      'three days',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'],
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
    ['two days by their length', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P2D'], ['2026-12-24', '2026-12-25']],
    ['hours in a zone', ['DTSTART;TZID=Europe/Brussels:20261224T120000', 'DURATION:PT5H'], ['2026-12-24 12:00-17:00']],
    ['hours in UTC', ['DTSTART:20261224T110000Z', 'DTEND:20261224T160000Z'], ['2026-12-24 12:00-17:00']],
    [
      'a zone nobody knows',
      ['DTSTART;TZID=Office:20261224T120000', 'DTEND:20261224T170000'],
      ['2026-12-24 12:00-17:00'],
    ],
    [
      'over midnight',
      ['DTSTART:20261231T200000', 'DTEND:20270101T060000'],
      ['2026-12-31 20:00-00:00', '2027-01-01 00:00-06:00'],
    ],
    ['a whole day by hours', ['DTSTART:20261224T000000', 'DTEND:20261225T000000'], ['2026-12-24']],
    ['every year', ['DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY'], ['2020-12-25 yearly']],
    [
      'every year, said twice',
      ['DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25'],
      ['2020-12-25 yearly'],
    ],
    ['some years', ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;COUNT=2'], ['2026-12-25', '2027-12-25']],
    [
      'until a year',
      ['DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY;UNTIL=20271231T000000Z'],
      ['2026-12-25', '2027-12-25'],
    ],
    ['called off', ['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED'], []],
  ])('%s', (_, lines, expected) => {
    expect(told(event(...lines))).toEqual(expected)
    expect(read(event(...lines)).faults).toEqual([])
  })

  test('the fourth Thursday of November is written down for ten years', () => {
    const found = told(event('DTSTART;VALUE=DATE:20251127', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH'))
    expect(found.slice(0, 3)).toEqual(['2025-11-27', '2026-11-26', '2027-11-25'])
    expect(found).toHaveLength(12)
    expect(told(event('DTSTART;VALUE=DATE:20260525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'))[1]).toBe('2027-05-31')
  })

  test('names are unfolded and unescaped; what is nested is left out', () => {
    const folded = event(
      'DTSTART:20261225',
      'SUMMARY;LANGUAGE=fr:Noël\\, jour',
      '  férié',
      'BEGIN:VALARM',
      'SUMMARY:No',
      'END:VALARM',
    )
    expect(read(folded).holidays.map(({ name }) => name)).toEqual(['Noël, jour férié'])
    expect(read(event('DTSTART:20261225')).holidays[0]?.name).toBe('2026-12-25')
  })

  test.each([
    ['no calendar at all', 'name,date\r\nChristmas,2026-12-25', 1, 'BEGIN:VCALENDAR'],
    ['no day', event('SUMMARY:Christmas'), 3, 'DTSTART'],
    ['a day that is not', event('DTSTART:20260230'), 4, 'DTSTART'],
    ['an end that is none', event('DTSTART:20260227', 'DTEND:soon'), 5, 'DTEND'],
    ['every week', event('DTSTART:20260227', 'RRULE:FREQ=WEEKLY'), 5, 'RRULE'],
    ['years of it', event('DTSTART:20260227', 'DTEND:20280101'), 4, '60 days'],
    ['no end of the event', file('BEGIN:VEVENT', 'DTSTART:20260227'), 3, 'END:VEVENT'],
  ])('%s is told by its line', (_, text, line, why) => {
    expect(read(text).faults).toEqual([{ line, detail: expect.stringContaining(why) }])
  })
})
