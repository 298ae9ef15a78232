import { expect, test } from 'vitest'
import type { Message } from '#conversations/contract'
import { bareSubject, subjectsOf } from './subjects-of.ts'

const said = (id: string, subject: string | null = null, side: string | null = null): Message =>
  ({ id, side, mail: subject === null ? null : { subject, cc: [], bcc: [], quote: true } }) as unknown as Message

test.each([
  ['Re: Fwd: My box', 'My box'],
  ['AW: Re[2]:  My   box', 'My box'],
  ['Reply to all', 'Reply to all'],
])('%s is about %s', (subject, bare) => expect(bareSubject(subject)).toBe(bare))

test('only where it changed, whoever changed it; outsiders do not count', () => {
  const letters = new Map([
    ['a', { subject: 'My box' }],
    ['c', { subject: 'RE: My order 12' }],
    ['d', { subject: 'Re: My box' }],
  ])
  const hasty = { ...said('w', 'A hasty one'), delivery: { state: 'withdrawn', why: null } } as Message
  const messages = [said('a'), hasty, said('b', 'My order 12'), said('x', 'A line', 'side'), said('c'), said('d')]
  expect([...subjectsOf(messages, letters, 'My box')]).toEqual([
    ['b', 'My order 12'],
    ['d', 'Re: My box'],
  ])
})
