import { expect, test } from 'vitest'
import type { EventMap } from '#kernel/events'
import { type MessageId, newId } from '#kernel/ids'
import { type Followed, type followedEvents, happens, type Talk } from './follow-talk.ts'

type Name = (typeof followedEvents)[number]
const MINUTE = 60_000
const begin: Talk = { id: newId(), brand: newId(), answered: false, clocks: [] }

/** Facts at minutes, as they come from the log. */
function after(...facts: { [N in Name]: [number, N, Partial<EventMap[N]>] }[Name][]): string[] {
  const talk = facts.reduce<Talk>(
    (now, [minute, name, data]) => happens(now, { name, data, at: new Date(minute * MINUTE) } as unknown as Followed),
    begin,
  )
  return talk.clocks.map(({ kind, startedAt, pauses, endedAt, endedWhy }) => {
    const told = pauses.map(({ from, to, why }) => `${why} ${from / MINUTE}–${to === null ? '' : to / MINUTE}`)
    return [
      kind,
      `from ${startedAt / MINUTE}`,
      ...told,
      ...(endedAt === null ? [] : [`${endedWhy} ${endedAt / MINUTE}`]),
    ].join(', ')
  })
}
const message = (seq: number) => ({ seq })
const id: MessageId = newId()

test('the bot’s answer pauses until the customer writes or a person is to take over; its courtesy does nothing', () => {
  expect(
    after(
      [0, 'message.received', message(1)],
      [1, 'reply.sent', { author: 'bot', acknowledgement: true, next: 'stay' }],
      [2, 'reply.sent', { author: 'bot', next: 'stay' }],
      [9, 'message.received', message(3)],
      [10, 'reply.sent', { author: 'bot', next: 'stay' }],
      [30, 'conversation.handed', { from: 'bot', to: 'queue' }],
    ),
  ).toEqual(['resolution, from 0, bot 2–9, bot 10–30', 'first, from 0, bot 2–9, bot 10–30'])
})

test('one the bot solved never needed the answer of a person', () => {
  expect(
    after(
      [0, 'message.received', message(1)],
      [1, 'reply.sent', { author: 'bot', next: 'stay' }],
      [5, 'conversation.solved', {}],
    ),
  ).toEqual(['resolution, from 0, bot 1–5, solved 5', 'first, from 0, bot 1–5, solved 5'])
})

test('what an advisor began has no first answer to give, but the next', () => {
  expect(
    after(
      [0, 'conversation.started', {}],
      [0, 'reply.sent', { author: 'agent', messageId: id, next: 'stay' }],
      [20, 'message.received', message(2)],
    ),
  ).toEqual(['resolution, from 20', 'next, from 20'])
})

test('a reply that says to wait pauses the solution; snoozed instead, it waits for that', () => {
  expect(
    after(
      [0, 'message.received', message(1)],
      [5, 'reply.sent', { author: 'agent', messageId: id, next: 'wait' }],
      [9, 'conversation.snoozed', {}],
      [20, 'conversation.unsnoozed', {}],
    ),
  ).toEqual(['resolution, from 0, customer 5–9, third 9–20', 'first, from 0, answered 5'])
})

test('a withdrawn reply that the customer has written after: they have waited from the first message on', () => {
  expect(
    after(
      [0, 'message.received', message(1)],
      [5, 'reply.sent', { author: 'agent', messageId: id, next: 'wait' }],
      [5.04, 'message.received', message(3)],
      [5.08, 'reply.withdrawn', { messageId: id }],
    ),
  ).toEqual(['resolution, from 0', 'first, from 0'])
})
