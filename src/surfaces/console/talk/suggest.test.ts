import { expect, test } from 'vitest'
import { findEmoji, insertAt, typingAt } from './suggest.ts'

test.each([
  ['/he', { sign: '/', word: 'he', from: 0 }],
  ['Hello /', { sign: '/', word: '', from: 6 }],
  ['1/2', null],
  ['ask @ev', { sign: '@', word: 'ev', from: 4 }],
  ['mail@ev', null],
  ['yes :th', { sign: ':', word: 'th', from: 4 }],
  ['at 10:30', null],
])('%j is %o', (text, expected) => {
  expect(typingAt(text, text.length)).toEqual(expected)
})

test('what was chosen replaces what was typed, the caret after it', () => {
  const typing = typingAt('Dear /he you', 8)
  expect(typing && insertAt('Dear /he you', typing, 8, 'hello')).toEqual({ text: 'Dear hello you', caret: 10 })
  expect(findEmoji('thu')).toHaveLength(1)
})
