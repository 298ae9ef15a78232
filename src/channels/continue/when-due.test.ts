import { expect, test } from 'vitest'
import { dueAt } from './when-due.ts'

const at = new Date('2026-06-09T08:00:00Z')
const seconds = (count: number): Date => new Date(at.getTime() + count * 1_000)
const last = (channel: string | null) => ({ text: '', at: '', channel })
const chat = { channel: 'chat.web', last: last(null) }
const due = (talk: Parameters<typeof dueAt>[0], by: 'agent' | 'bot', seenAt: Date | null) =>
  (dueAt(talk, { by, at }, { afterSeconds: 120, seenAt }) - at.getTime()) / 1_000

test.each([
  ['a chat that nobody looks at', chat, 'agent', null, 120],
  ['a chat whose visitor left a minute ago', chat, 'agent', seconds(60), 135],
  ['a chat in a tab that was left open', chat, 'agent', seconds(7_000), 3_600],
  ['a customer who wrote by mail', { ...chat, last: last('email') }, 'agent', null, 6.5],
  ['a customer who wrote by mail, and is back', { ...chat, last: last('email') }, 'agent', seconds(5), 80],
  ['a form, once nobody can take the answer back', { ...chat, channel: 'form' }, 'agent', seconds(5), 6.5],
  ['a form that a bot answers, which takes nothing back', { ...chat, channel: 'form' }, 'bot', null, 0],
] as const)('%s', (_, talk, by, seenAt, expected) => {
  expect(due(talk, by, seenAt)).toBe(expected)
})
