import { expect, test } from 'vitest'
import { waitingOf } from './waiting.ts'

const at = (minutes: number) => new Date(minutes * 60_000).toISOString()
const createdAt = at(0)

test.each([
  ['no clock, nobody waits', { due: null, waitingSince: null }, 10, null],
  ['waits a little', { due: null, waitingSince: at(0) }, 10, { kind: 'waits', tone: 'calm', span: 600_000 }],
  ['waits long', { due: null, waitingSince: at(0) }, 130, { kind: 'waits', tone: 'bad', part: 1 }],
  [
    'a clock runs',
    { due: { at: at(120), kind: 'first' }, waitingSince: at(0) },
    30,
    { kind: 'left', tone: 'calm', part: 0.25 },
  ],
  [
    'a clock is near',
    { due: { at: at(120), kind: 'first' }, waitingSince: at(0) },
    110,
    { kind: 'left', tone: 'warn' },
  ],
  [
    'a clock ran out',
    { due: { at: at(120), kind: 'first' }, waitingSince: null },
    125,
    { kind: 'late', tone: 'bad', span: 300_000 },
  ],
])('%s', (_, row, minute, expected) => {
  const got = waitingOf({ ...row, createdAt }, minute * 60_000)
  if (expected === null) expect(got).toBeNull()
  else expect(got).toMatchObject(expected)
})
