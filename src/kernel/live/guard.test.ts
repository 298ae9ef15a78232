import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { expect, test } from 'vitest'
import { type Actor, system } from '#kernel/access'
import { type AgentId, newId } from '#kernel/ids'
import { openGuard, type StillValid } from './guard.ts'
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
async function seconds(count: number, stillValid: StillValid, one: Stream): Promise<void> {
  const readers = openReaders()
  readers.add(one)
  readers.goLive(one)
  const guard = openGuard(readers, stillValid, quiet)
  for (let second = 0; second < count; second += 1) await guard.turn()
}

test('a stream whose session is no more is ended within 5 seconds', async () => {
  const [early, late] = [stream(), stream()]
  await seconds(3, async () => [null], early)
  await seconds(4, async () => [null], late)
  expect([isOpen(early), isOpen(late)]).toEqual([true, false])
})

test('a stream whose rights cannot be checked is trusted for 12 seconds, and no longer', async () => {
  const [early, late] = [stream(), stream()]
  const broken: StillValid = async () => {
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
  const guard = openGuard(readers, async (actors) => actors, quiet)
  const beats: number[] = []
  for (let second = 1; second <= 45; second += 1) {
    const before = one.raw.writableLength
    await guard.turn()
    if (one.raw.writableLength > before) beats.push(second)
  }
  const [first = 0] = beats
  expect(beats).toEqual([first, first + 15, first + 30])
})

test('all streams of a node are asked about at once, each owner once', async () => {
  const readers = openReaders()
  const owner = (id: AgentId, sessionId: string): Actor => ({
    kind: 'agent',
    realm: 'staff',
    id,
    name: 'Eva',
    sessionId,
    grants: [],
  })
  const [eva, ada] = [owner(newId(), newId()), owner(newId(), newId())]
  for (const actor of [eva, eva, ada]) readers.add({ ...stream(), actor })
  const asked: number[] = []
  const guard = openGuard(
    readers,
    async (actors) => {
      asked.push(actors.length)
      return actors.map((actor) => (actor.id === ada.id ? null : actor))
    },
    quiet,
  )
  await guard.turn(true)
  expect(asked).toEqual([2])
  expect([...readers.all()].map((one) => [one.actor.id === eva.id, isOpen(one)])).toEqual([
    [true, true],
    [true, true],
    [false, false],
  ])
})
