import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reasonOf } from './reason-of.ts'

const file = new URL('../../../../locales/console/en.json', import.meta.url)
const words: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))

test.each([
  ['stale', 'stale'],
  ['window-closed', 'window-closed'],
  ['already-replied', 'already-replied'],
  ['too-long', 'too-long'],
  ['media-refused', 'media-refused'],
  ['not-allowed', 'not-allowed'],
  ['no-route', 'no-route'],
  ['suppressed', 'suppressed'],
  ['not-connected', 'not-connected'],
  ['5.1.1', 'no-mailbox'],
  ['5.0.911', 'no-mailbox'],
  ['5.2.2', 'mailbox-full'],
  ['5.3.4', 'too-big'],
  ['5.7.1', 'blocked'],
  ['http-422', 'other'],
  ['5.9.9', 'other'],
  ['', 'plain'],
  [null, 'plain'],
])('%j is told as %s, in words that exist', (code, told) => {
  const key = reasonOf(code, (each) => words[each] !== undefined)
  expect(key).toBe(`undelivered.${told}`)
  expect(words[key]).toBeTruthy()
})
