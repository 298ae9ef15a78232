import { randomInt } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { change, type LiveNode, mayRead, openLiveNode, signIn, type Viewer, view } from '../../../test/support/live.ts'
import { type LogBench, openLogBench } from '../../../test/support/log.ts'

let bench: LogBench
let at: LiveNode
let all: Viewer[] = []
beforeEach(async () => {
  bench = await openLogBench()
  at = await openLiveNode(bench)
})
afterEach(async () => {
  for (const viewer of all) viewer.following.stop()
  await at[Symbol.asyncDispose]()
  await bench[Symbol.asyncDispose]()
})

test('nobody has a gap or a repeat: 50 viewers whose lines break at random', async () => {
  const tokens = Array.from({ length: 25 }, () => signIn(at, [mayRead('*')]).token)
  at.node.log.start()
  all = Array.from({ length: 50 }, (_, n) => view(at, tokens[n % 25] ?? '', undefined, { fetch: breaking() }))
  const ids = Array.from({ length: 20 }, () => newId())
  for (let n = 0; n < 300; n += 1) await change(at, ids[n % 20] ?? '')
  for (const viewer of all) await viewer.until(({ rows }) => rows.at(-1)?.pos === 300)
  const expected = Array.from({ length: 300 }, (_, n) => n + 1)
  for (const viewer of all) expect(viewer.rows.map(({ pos }) => pos)).toEqual(expected)
  const connections = all.flatMap(({ others }) => others.filter(({ event }) => event === 'hello'))
  expect(connections.length).toBeGreaterThan(100)
}, 40_000)

/** A fetch whose answers break off after a few pieces. */
const breaking = (): typeof fetch => async (input, init) => {
  const response = await fetch(input, init)
  if (response.body === null || !response.ok) return response
  let left = randomInt(2, 60)
  const broken = new TransformStream<Uint8Array, Uint8Array>({
    transform: (piece, controller) => {
      left -= 1
      controller.enqueue(piece.subarray(0, left === 0 ? randomInt(piece.length) : piece.length))
      if (left === 0) controller.error(new Error('the line broke'))
    },
  })
  return new Response(response.body.pipeThrough(broken), response)
}
