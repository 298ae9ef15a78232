import { expect, test } from 'vitest'
import type { Choices } from './choice.ts'
import { dueOf } from './due.ts'

// 9 June 2026 is a Tuesday; Paris is two hours ahead of UTC.
const base: Choices = {
  ways: { mention: 'mail', assignment: 'digest', warning: 'mail' },
  digest: { every: 'day', at: 8 },
  quiet: null,
  urgent: false,
  timeZone: 'Europe/Paris',
  lang: 'fr',
}
const night = { from: '19:00', to: '07:30', days: [1, 2, 3, 4, 5] }
const due = (kind: string, at: string, more: Partial<Choices> = {}) =>
  dueOf({ ...base, ...more }, kind, new Date(at))
    ?.toISOString()
    .replace(':00.000Z', 'Z') ?? null

test.each<[string, string, string, Partial<Choices>, string | null]>([
  ['what nobody chose', 'beside', '2026-06-09T10:00:00Z', {}, null],
  ['at once: a minute later', 'mention', '2026-06-09T10:00:00Z', {}, '2026-06-09T10:01Z'],
  ['a daily digest of today', 'assignment', '2026-06-09T05:59:00Z', {}, '2026-06-09T06:00Z'],
  ['a daily digest of tomorrow', 'assignment', '2026-06-09T06:00:00Z', {}, '2026-06-10T06:00Z'],
  ['an hourly digest', 'assignment', '2026-06-09T10:20:00Z', { digest: { every: 'hour', at: 0 } }, '2026-06-09T11:00Z'],
  ['in the evening: in the morning', 'mention', '2026-06-09T18:00:00Z', { quiet: night }, '2026-06-10T05:30Z'],
  ['after midnight: the same morning', 'mention', '2026-06-10T00:00:00Z', { quiet: night }, '2026-06-10T05:30Z'],
  ['on Sunday evening, when nothing begins', 'mention', '2026-06-14T20:00:00Z', { quiet: night }, '2026-06-14T20:01Z'],
  [
    'after Friday’s midnight: Saturday’s morning',
    'mention',
    '2026-06-12T23:00:00Z',
    { quiet: night },
    '2026-06-13T05:30Z',
  ],
  [
    'a digest in quiet hours waits for their end',
    'assignment',
    '2026-06-09T10:00:00Z',
    { quiet: { ...night, to: '09:00' } },
    '2026-06-10T07:00Z',
  ],
  [
    'a warning that may break through',
    'warning',
    '2026-06-09T18:00:00Z',
    { quiet: night, urgent: true },
    '2026-06-09T18:01Z',
  ],
  ['a warning that may not', 'warning', '2026-06-09T18:00:00Z', { quiet: night }, '2026-06-10T05:30Z'],
  ['a mention never does', 'mention', '2026-06-09T18:00:00Z', { quiet: night, urgent: true }, '2026-06-10T05:30Z'],
  [
    'a whole weekend',
    'mention',
    '2026-06-13T10:00:00Z',
    { quiet: { from: '00:00', to: '00:00', days: [6, 7] } },
    '2026-06-14T22:00Z',
  ],
  [
    'the hour that is not there in spring',
    'assignment',
    '2026-03-28T12:00:00Z',
    { digest: { every: 'day', at: 2 } },
    '2026-03-29T01:00Z',
  ],
])('%s', (_, kind, at, more, expected) => expect(due(kind, at, more)).toBe(expected))

test('who is quiet all week is told after a week, not never', () => {
  const quiet = { from: '00:00', to: '00:00', days: [1, 2, 3, 4, 5, 6, 7] }
  expect(due('mention', '2026-06-09T10:00:00Z', { quiet })).toBe('2026-06-15T22:00Z')
})
