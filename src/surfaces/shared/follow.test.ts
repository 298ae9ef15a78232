import { describe, expect, test } from 'vitest'
import { type FollowOptions, follow } from './follow.ts'

const bytes = new TextEncoder()
const answer = (pieces: readonly string[]): Response =>
  new Response(
    new ReadableStream({
      start: (controller) => {
        for (const piece of pieces) controller.enqueue(bytes.encode(piece))
        controller.close()
      },
    }),
  )

/** Follows a server that gives these answers in turn, and tells what was seen until it ended. */
async function seenOf(answers: readonly (Response | Error)[], more: Partial<FollowOptions> = {}) {
  const seen: unknown[] = []
  const asked: (string | null)[] = []
  const waits: number[] = []
  const left = [...answers]
  const { promise, resolve } = Promise.withResolvers<void>()
  const following = follow({
    url: () => 'http://switchboard.example/api/v1/stream',
    after: '5',
    fetch: async (_, init) => {
      asked.push(new Headers(init?.headers).get('last-event-id'))
      const next = left.shift() ?? new Response(null, { status: 410 })
      if (next instanceof Error) throw next
      return next
    },
    wait: (tries) => {
      waits.push(tries)
      return 0
    },
    onEvent: (event, data) => seen.push([event, data]),
    onStatus: (status) => seen.push(status),
    onGone: () => {
      seen.push('gone')
      resolve()
    },
    onRefused: () => {
      seen.push('refused')
      resolve()
    },
    ...more,
  })
  await promise
  return { seen, asked, waits, cursor: following.cursor }
}

describe('following', () => {
  test('puts frames together however they are cut, and goes on from the last cursor', async () => {
    const first = answer([
      'id: 6\nevent: thing\nda',
      'ta: {"n":1}\n\nid: 7\nev',
      'ent: thing\ndata: {"n":2}\n\nid: 8\nevent: thing\ndata: {"n"',
    ])
    const { seen, asked, cursor } = await seenOf([first, answer(['id: 8\nevent: thing\ndata: {"n":3}\n\n'])])
    expect(seen).toEqual([
      'live',
      ['thing', { n: 1 }],
      ['thing', { n: 2 }],
      'reconnecting',
      'live',
      ['thing', { n: 3 }],
      'reconnecting',
      'gone',
    ])
    expect(asked).toEqual(['5', '7', '8'])
    expect(cursor).toBe('8')
  })

  test('keeps letters whole that were cut in two', async () => {
    const whole = bytes.encode('id: 6\nevent: thing\ndata: {"t":"é"}\n\n')
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(whole.subarray(0, 31))
        controller.enqueue(whole.subarray(31))
        controller.close()
      },
    })
    expect((await seenOf([new Response(body)])).seen[1]).toEqual(['thing', { t: 'é' }])
  })

  test('moves its cursor with a heartbeat, and only with the last frame of an event', async () => {
    const { asked } = await seenOf([answer([': still here\nid: 20\n\n']), answer(['event: thing\ndata: {}\n\n'])])
    expect(asked).toEqual(['5', '20', '20'])
  })

  test('tries again and again, waits longer, and says when it seems offline', async () => {
    const down = Array.from({ length: 6 }, () => new TypeError('no network'))
    const { seen, waits } = await seenOf(down)
    expect(waits).toEqual([1, 2, 3, 4, 5, 6])
    expect(seen).toEqual([...Array(4).fill('reconnecting'), 'offline', 'offline', 'gone'])
  })

  test.each([
    [new Response(null, { status: 401 }), 'refused'],
    [answer(['event: revoked\ndata: {}\n\n']), 'refused'],
    [answer(['event: rights\ndata: {"pos":9}\n\n']), 'gone'],
  ])('ends for good (%#)', async (response, how) => {
    expect((await seenOf([response])).seen.at(-1)).toBe(how)
  })

  test('says nothing more once stopped', async () => {
    const asked = Promise.withResolvers<AbortSignal | null | undefined>()
    const following = follow({
      url: () => '/',
      after: '0',
      fetch: (_, init) => {
        asked.resolve(init?.signal)
        return new Promise(() => {})
      },
      onEvent: () => {},
      onGone: () => {},
    })
    const signal = await asked.promise
    following.stop()
    expect(signal?.aborted).toBe(true)
  })
})
