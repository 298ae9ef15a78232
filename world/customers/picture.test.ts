import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { randomFrom } from '../random.ts'
import { drawPicture } from './picture.ts'
import { misspell } from './spelling.ts'

test('a picture is a PNG of its size, the same for the same words', () => {
  const bytes = Buffer.from(drawPicture(randomFrom('a')))
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([320, 240])
  const data = bytes.subarray(41, 41 + bytes.readUInt32BE(33))
  expect(inflateSync(data).length).toBe(240 * (1 + 320 * 3))
  expect(bytes.equals(Buffer.from(drawPicture(randomFrom('a'))))).toBe(true)
  expect(bytes.length).toBeLessThan(200_000)
})

test('slips change longer words only, and never a placeholder or a number', () => {
  const text = 'My number is {phone} 2024 and the internet does not work'
  expect(misspell(text, 0, randomFrom('a'))).toBe(text)
  const slipped = misspell(text, 1, randomFrom('a'))
  expect(slipped).not.toBe(text)
  expect(slipped).toContain('{phone} 2024')
})
