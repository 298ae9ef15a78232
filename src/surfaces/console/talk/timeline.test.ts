import { expect, test } from 'vitest'
import type { Message, TimelineLine } from '#conversations/contract'
import { threadsOf } from './side/thread.ts'
import { timelineOf } from './timeline.ts'

const said = (kind: 'contact' | 'agent' | 'bot', at: string, more: Partial<Message> = {}): Message =>
  ({
    id: `${kind}-${at}`,
    by: { kind, id: null, name: kind },
    visibility: 'private',
    side: null,
    home: null,
    channel: null,
    at,
    text: '',
    ...more,
  }) as Message
const line = (name: string, at: string): TimelineLine => ({
  id: `${name}-${at}`,
  at,
  name,
  by: { kind: 'agent', name: 'Eva' },
  data: {},
})
const dayOf = (at: string) => at.slice(0, 10)
const kinds = (messages: Message[], lines: TimelineLine[] = [], foldBot = false) =>
  timelineOf(messages, lines, { foldBot, dayOf }).map((item) => item.kind)

test('one author in one minute is one turn, another minute or a note is another', () => {
  const messages = [
    said('contact', '2026-01-01T09:00:01Z'),
    said('contact', '2026-01-01T09:00:20Z'),
    said('contact', '2026-01-01T09:01:00Z'),
    said('agent', '2026-01-01T09:01:10Z'),
    said('agent', '2026-01-01T09:01:20Z', { visibility: 'note' }),
  ]
  expect(kinds(messages)).toEqual(['day', 'group', 'group', 'group', 'group'])
})

test('each day has its rule, lines side by side are one, and what messages show is not said twice', () => {
  const messages = [said('contact', '2026-01-01T23:00:00Z'), said('agent', '2026-01-02T08:00:00Z')]
  const lines = [
    line('reply.sent', '2026-01-02T08:00:00Z'),
    line('priority.set', '2026-01-02T08:01:00Z'),
    line('label.added', '2026-01-02T08:02:00Z'),
  ]
  expect(kinds(messages, lines)).toEqual(['day', 'group', 'day', 'group', 'lines'])
})

test('the bot is folded from its first word to its last', () => {
  const messages = [
    said('contact', '2026-01-01T09:00:00Z'),
    said('bot', '2026-01-01T09:01:00Z'),
    said('contact', '2026-01-01T09:02:00Z'),
    said('bot', '2026-01-01T09:03:00Z'),
    said('contact', '2026-01-01T09:04:00Z'),
  ]
  const items = timelineOf(messages, [], { foldBot: true, dayOf })
  expect(items.map((item) => item.kind)).toEqual(['day', 'group', 'bot', 'group'])
  expect(items[2]).toMatchObject({ turns: 2 })
  expect(kinds(messages)).toEqual(['day', 'group', 'group', 'group', 'group', 'group'])
})

test('an exchange with an outsider is one card, where it was spoken in last', () => {
  const messages = [
    said('contact', '2026-01-01T09:00:01Z'),
    said('agent', '2026-01-01T09:01:00Z', { side: 's', visibility: 'note' }),
    said('contact', '2026-01-01T09:02:00Z'),
    said('agent', '2026-01-01T09:03:00Z', { side: 's', visibility: 'note' }),
    said('agent', '2026-01-01T09:04:00Z'),
  ]
  const side = { id: 's', address: 'jan@fibre.example', name: 'Jan', subject: 'A line', at: '2026-01-01T09:01:00Z' }
  const threads = threadsOf([side], messages, [])
  const items = timelineOf(messages, [], { foldBot: false, dayOf, threads })
  expect(items.map((item) => item.kind)).toEqual(['day', 'group', 'group', 'side', 'group'])
  expect(threads.get('s')?.messages).toHaveLength(2)
})

test('where a chat goes on by mail, and where it comes back, is marked; a note goes no way', () => {
  const messages = [
    said('contact', '2026-01-01T09:00:00Z', { channel: null }),
    said('agent', '2026-01-01T09:00:10Z', { channel: 'email' }),
    said('agent', '2026-01-01T09:01:00Z', { visibility: 'note', channel: null }),
    said('contact', '2026-01-01T09:02:00Z', { channel: 'email' }),
    said('contact', '2026-01-01T09:02:10Z', { channel: null }),
  ]
  const items = timelineOf(messages, [], { foldBot: false, dayOf })
  expect(items.map((item) => (item.kind === 'way' ? `way:${item.channel}` : item.kind))).toEqual([
    'day',
    'group',
    'way:email',
    'group',
    'group',
    'group',
    'way:null',
    'group',
  ])
})
