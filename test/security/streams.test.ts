import { spawn } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Visitor } from '../support/care.ts'
import { type Fortress, fortress, inWords, loopDelayDuring, raw } from './support.ts'

let the: Fortress
beforeAll(async () => {
  the = await fortress({ work: true })
})
afterAll(() => the.app.stop())

const LAST_CHUNK = '\r\n0\r\n\r\n'
const host = () => new URL(the.app.url).host
const streamOf = (path: string, credentials: string, from?: string) =>
  raw(the.app.url, `GET ${path} HTTP/1.1\r\nHost: ${host()}\r\n${credentials}\r\n\r\n`, from)
const visitorStream = (visitor: Visitor, from?: string) =>
  streamOf('/api/v1/chat/stream', `Authorization: Bearer ${visitor.token}`, from)

/** A request of somebody else, from another address; its time in milliseconds. */
async function neighbour(): Promise<number> {
  const started = performance.now()
  const answer = await raw(
    the.app.url,
    `GET /api/v1/chat/brands/lumo HTTP/1.1\r\nHost: ${host()}\r\nConnection: close\r\n\r\n`,
    '127.0.0.2',
  ).until('closed')
  expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  return performance.now() - started
}

describe('ending access ends the stream within five seconds', () => {
  test('signing out, and forgetting the conversation', async () => {
    const visitor = await the.visitor('Bonjour')
    const gus = await the.person({ role: 'advisor', brand: the.lumo })
    const streams = [
      streamOf('/api/v1/stream', `Cookie: sb_staff=${gus.session}`),
      visitorStream(visitor),
      streamOf('/api/v1/stream', `Cookie: sb_staff=${the.eva.session}`),
    ]
    const [staff, own, other] = streams
    if (!staff || !own || !other) throw new Error('there are three')
    await Promise.all(streams.map((stream) => stream.until('event: hello')))
    const started = performance.now()
    // The last chunk: the connection itself may go on for other requests.
    const ended = Promise.all([staff.until(LAST_CHUNK), own.until(LAST_CHUNK)])
    expect((await the.send('/api/v1/sessions/current', { method: 'DELETE', session: gus.session })).status).toBe(204)
    expect((await the.send('/api/v1/chat/conversation', { method: 'DELETE', bearer: visitor.token })).status).toBe(204)
    expect((await the.send('/api/v1/me', { session: gus.session })).status).toBe(401)
    expect(await the.send('/api/v1/chat/conversation', { bearer: visitor.token })).toMatchObject({
      status: 401,
      code: 'not_signed_in',
    })
    for (const text of await ended) expect(text).toContain('event: revoked')
    expect(performance.now() - started).toBeLessThan(5_500)
    expect(other.socket.destroyed).toBe(false)
    other.socket.destroy()
    expect(await visitorStream(visitor).until('"code"')).toMatch(/^HTTP\/1\.1 401 /)
  })
})

test('an office full of advisors takes no place from visitors at the same address', async () => {
  const at = '127.0.0.4'
  const visitor = await the.visitor('Bonjour')
  const team = await Promise.all(Array.from({ length: 6 }, () => the.person({ role: 'advisor', brand: the.lumo })))
  const office = team.flatMap(({ session }) =>
    Array.from({ length: 11 }, () => streamOf('/api/v1/stream', `Cookie: sb_staff=${session}`, at)),
  )
  const answers = [...(await Promise.all(office.map((one) => one.until('\r\n'))))]
  const own = visitorStream(visitor, at)
  answers.push(await own.until('\r\n'))
  for (const { socket } of [...office, own]) socket.destroy()
  expect(answers.map((answer) => answer.slice(9, 12))).toEqual(Array.from({ length: 67 }, () => '200'))
})

describe('slow clients', () => {
  test('who dribble their headers or their body lose their socket; the others do not notice', async () => {
    const { server } = the.app.running.fastify
    expect([server.headersTimeout, server.requestTimeout]).toEqual([10_000, 60_000])
    server.headersTimeout = 400
    server.requestTimeout = 800
    const visitor = await the.visitor('Bonjour')
    await the.settle()
    const before = await the.counts()
    const auth = `Authorization: Bearer ${visitor.token}\r\nContent-Type: application/json\r\n`
    const slow = [
      ...Array.from({ length: 50 }, () => raw(the.app.url, `GET /api/v1/me HTTP/1.1\r\nHost: ${host()}\r\nX-Slow: `)),
      ...Array.from({ length: 50 }, () =>
        raw(
          the.app.url,
          `POST /api/v1/chat/messages HTTP/1.1\r\nHost: ${host()}\r\n${auth}Content-Length: 200000\r\n\r\n{"id":"`,
        ),
      ),
      ...Array.from({ length: 10 }, () => raw(the.app.url, '')),
    ]
    const dribble = setInterval(() => {
      for (const { socket } of slow) if (!socket.destroyed) socket.write('a')
    }, 100)
    const ends = Promise.all(slow.slice(0, 100).map((one) => one.until('closed')))
    const times = [await neighbour(), await neighbour(), await neighbour()]
    const answers = await ends
    clearInterval(dribble)
    for (const { socket } of slow) socket.destroy()
    server.headersTimeout = 10_000
    server.requestTimeout = 60_000
    for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 408 .*"code":"too_slow"/s)
    expect(Math.min(...times)).toBeLessThan(250)
    expect(await the.counts()).toEqual(before)
  })
})

describe('ten thousand streams from one address', () => {
  test('sixty are served, the others are told 429, and a neighbour is answered as ever', async () => {
    const tokens = await Promise.all(Array.from({ length: 8 }, async (_, n) => (await the.visitor(`flood ${n}`)).token))
    await the.settle()
    const { hostname, port } = new URL(the.app.url)
    const child = spawn(
      process.execPath,
      [new URL('./flood.ts', import.meta.url).pathname, hostname, port, '10000', tokens.join(',')],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    const times: number[] = []
    const { promise: counted, resolve } = Promise.withResolvers<Record<string, number>>()
    child.stdout.once('data', (bytes) => resolve(JSON.parse(String(bytes)) as Record<string, number>))
    let done = false
    void counted.then(() => {
      done = true
    })
    const delay = await loopDelayDuring(async () => {
      while (!done) times.push(await neighbour())
    })
    const answers = await counted
    const middle = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
    process.stdout.write(
      `10,000 streams: ${JSON.stringify(answers)}; ${inWords(delay)}; neighbour p50 ${middle.toFixed(0)} ms, worst ${(times.at(-1) ?? 0).toFixed(0)} ms of ${times.length}\n`,
    )
    expect(answers).toEqual({ 200: 60, 429: 9_940 })
    expect(delay.p99).toBeLessThan(50)
    expect(middle).toBeLessThan(250)
    child.stdin.end()
    await new Promise((resolve) => child.once('exit', resolve))
    const visitor = tokens[0] ?? ''
    await expect
      .poll(async () =>
        (await streamOf('/api/v1/chat/stream', `Authorization: Bearer ${visitor}`, '127.0.0.3').until('\r\n')).slice(
          9,
          12,
        ),
      )
      .toBe('200')
  })
})
