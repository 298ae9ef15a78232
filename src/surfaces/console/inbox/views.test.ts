import { expect, test } from 'vitest'
import type { InboxRow } from '#conversations/contract'
import { inList, inView, listKey } from './views.ts'

const row = (more: Partial<InboxRow>) =>
  ({
    status: 'open',
    holder: 'queue',
    queue: 'q',
    assignee: null,
    brand: 'b',
    labels: [],
    contact: { id: 'c', name: '' },
    ...more,
  }) as InboxRow

test.each([
  ['mine', { assignee: { id: 'me', name: '' }, holder: 'agent' }, true],
  ['mine', { assignee: { id: 'you', name: '' }, holder: 'agent' }, false],
  ['mine', { assignee: { id: 'me', name: '' }, status: 'solved' }, false],
  ['queue:q', {}, true],
  ['queue:q', { holder: 'agent' }, false],
  ['bot', { holder: 'bot' }, true],
  ['solved', { status: 'solved' }, true],
  ['mine', { assignee: { id: 'me', name: '' }, status: 'pending', holder: 'agent' }, true],
  ['mentions', {}, null],
  ['mentions', { status: 'solved' }, false],
] as const)('%s holds %o: %s', (view, more, expected) => {
  expect(inView(row(more as Partial<InboxRow>), view, 'me')).toBe(expected)
})

test('a list narrowed to a brand holds no other', () => {
  expect(inList(row({}), listKey({ view: 'all', brand: 'x' }), 'me')).toBe(false)
  expect(inList(row({}), listKey({ view: 'all', brand: 'b' }), 'me')).toBe(true)
})
