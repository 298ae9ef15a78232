import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Frame, framesOf } from './frames.ts'

const stream = `retry: 1000\nid: 4\nevent: hello\ndata: {"pos":4}\n\n: still here\nid: 9\n\nid: 10\nevent: message\ndata: {"row":{"text":"Bonjour à tous 👍"}}\n\n`

async function* cut(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (let at = 0, nth = 0; at < bytes.length; nth++) {
    const size = sizes[nth % sizes.length] ?? 1
    yield bytes.subarray(at, at + size)
    at += size
  }
}

test('frames are the same however the line cuts them', async () => {
  const bytes = new TextEncoder().encode(stream)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (sizes) => {
      const frames: Frame[] = []
      for await (const frame of framesOf(cut(bytes, sizes))) frames.push(frame)
      expect(frames).toEqual([
        { event: 'hello', id: '4', data: { pos: 4 } },
        { event: 'message', id: '9' },
        { event: 'message', id: '10', data: { row: { text: 'Bonjour à tous 👍' } } },
      ])
    }),
  )
})
