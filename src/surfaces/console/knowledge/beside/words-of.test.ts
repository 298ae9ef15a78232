import { expect, test } from 'vitest'
import type { Message } from '#conversations/contract'
import { wordsOf } from './words-of.ts'

const said = (kind: Message['by']['kind'], text: string, visibility: Message['visibility'] = 'private') =>
  ({ by: { kind, id: null, name: '' }, text, visibility }) as Message

test('what was said since the last answer is looked for', () => {
  const talk = [said('contact', 'My SIM'), said('agent', 'Done'), said('contact', 'And'), said('contact', 'my bill?')]
  expect(wordsOf(talk)).toBe('And\nmy bill?')
})
test('once all is answered, what was said last; notes and the bot answer nothing', () => {
  expect(wordsOf([said('contact', 'My SIM'), said('agent', 'Done')])).toBe('My SIM')
  expect(wordsOf([said('contact', 'My SIM'), said('agent', 'hm', 'note'), said('bot', 'Hello')])).toBe('My SIM')
})
test('of much the newest part, and of nothing nothing', () => {
  expect(wordsOf([said('contact', `${'a'.repeat(700)}END`)])).toHaveLength(600)
  expect(wordsOf([said('contact', `${'a'.repeat(700)}END`)])).toMatch(/END$/)
  expect(wordsOf([])).toBe('')
})
