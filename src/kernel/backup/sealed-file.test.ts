import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { inOrder } from './read-layout.ts'
import { lockFile, unlockFile } from './sealed-file.ts'
import { readTar, tarEnd, tarHead, tarPad } from './tar.ts'

const keys = { kind: 'secret', secrets: ['the first', 'the second'] } as const
const content = randomBytes(900_000)

async function* inBits(bytes: Buffer, size = 100_003): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}
const open = (file: readonly Buffer[], with_ = keys as Parameters<typeof unlockFile>[0]) =>
  buffer(unlockFile(with_, inBits(Buffer.concat(file))))
/** The head, then each piece. */
const locked = () => Array.fromAsync(lockFile(keys, inBits(content)))

test('opens as it was, with any secret of the list', async () => {
  const file = await locked()
  expect(file.length).toBeGreaterThan(4)
  expect((await open(file)).equals(content)).toBe(true)
  expect((await open(file, { kind: 'secret', secrets: ['newer', 'the first'] })).equals(content)).toBe(true)
  await expect(open(file, { kind: 'secret', secrets: ['the second'] })).rejects.toThrow(/another secret/)
  expect(await open(await Array.fromAsync(lockFile(keys, inBits(Buffer.alloc(0)))))).toHaveLength(0)
})

test('pieces cannot be left out, cut off, moved, repeated, or taken from another file', async () => {
  const [head = Buffer.alloc(0), ...pieces] = await locked()
  const [, ...others] = await locked()
  const [one = head, two = head, ...rest] = pieces
  const files = [
    [head, ...pieces.slice(0, -1)],
    [head, ...pieces.slice(1)],
    [head, two, one, ...rest],
    [head, one, one, two, ...rest],
    [head, ...pieces, ...pieces.slice(-1)],
    [head, ...others],
    [head, ...pieces.slice(0, -1), ...others.slice(-1)],
    [head],
  ]
  for (const file of files) await expect(open(file)).rejects.toThrow(/is damaged/)
})

test('a tar gives back names, sizes and bytes, however they arrive', async () => {
  const files = { 'a.json': Buffer.from('{}'), 'tables/x/000001.copy': content, empty: Buffer.alloc(0) }
  const parts = Object.entries(files).flatMap(([name, bytes]) => [
    tarHead(name, bytes.length),
    bytes,
    tarPad(bytes.length),
  ])
  const seen: Record<string, Buffer> = {}
  for await (const { name, body } of readTar(inBits(Buffer.concat([...parts, tarEnd()]), 777)))
    seen[name] = Buffer.concat(await Array.fromAsync(body))
  expect(seen).toEqual(files)
})

test('what is pointed to comes first', () => {
  const tables = ['a', 'b', 'c'].map((name) => ({ name, columns: [] }))
  const order = inOrder(tables, [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
  ])
  expect(order.map(({ name }) => name)).toEqual(['c', 'b', 'a'])
})
