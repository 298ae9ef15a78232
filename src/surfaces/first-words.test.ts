import { expect, test } from 'vitest'
import { saidFirst } from './first-words.ts'

test.each([
  ['again', true, 'said in many places'],
  ['composer.reply', true, 'made of parts in the composer'],
  ['undelivered.media-refused', true, 'made of parts in a conversation'],
  ['calendar.preview.due', false, 'only in the settings'],
  ['setup.hint', true, 'before the first sign-in'],
])('%s: %s, as it is %s', (key, expected) => expect(saidFirst()(key)).toBe(expected))
