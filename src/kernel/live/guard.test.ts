import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { type Actor, system } from '#kernel/access'
import { newId } from '#kernel/ids'
import { openGuard } from './guard.ts'
import { openReaders } from './readers.ts'
import { isOpen, type Stream } from './stream.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const stream = (): Stream => ({
  id: newId(),
  mask: 'staff',
  address: '127.0.0.1',
  raw: new ServerResponse(new IncomingMessage(new Socket())),
  actor: system,
  watch: new Set('*'),
  pos: 7,
  unchecked: 0,
})

/** Turns the wheel by so many seconds. */
async function seconds(count: number, stillValid: (actor: Actor) => Promise<Actor | null>, one: Stream): Promise<void> {
  const readers = openReaders()
  readers.add(one)
  readers.goLive(one)
  const guard = openGuard(readers, stillValid, quiet)
  for (let second = 0; second < count; second += 1) await guard.turn()
}

test('a stream whose session is no more is ended within 5 seconds', async () => {
  const [early, late] = [stream(), stream()]
  await seconds(3, async () => null, early)
  await seconds(4, async () => null, late)
  expect([isOpen(early), isOpen(late)]).toEqual([true, false])
})

test('a stream whose rights cannot be checked is trusted for 12 seconds, and no longer', async () => {
  const [early, late] = [stream(), stream()]
  const broken = async (): Promise<Actor | null> => {
    throw new Error('the database is away')
  }
  await seconds(11, broken, early)
  await seconds(12, broken, late)
  expect([isOpen(early), isOpen(late)]).toEqual([true, false])
})

test('a stream beats once in 15 seconds', async () => {
  const one = stream()
  const readers = openReaders()
  readers.add(one)
  readers.goLive(one)
  const guard = openGuard(readers, async (actor) => actor, quiet)
  const beats: number[] = []
  for (let second = 1; second <= 45; second += 1) {
    const before = one.raw.writableLength
    await guard.turn()
    if (one.raw.writableLength > before) beats.push(second)
  }
  const [first = 0] = beats
  expect(beats).toEqual([first, first + 15, first + 30])
})
