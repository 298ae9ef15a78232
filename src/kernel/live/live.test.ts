import { setImmediate as aMoment } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import {
  apply,
  change,
  emptyState,
  type LiveNode,
  mayRead,
  openLiveNode,
  signIn,
  signInVisitor,
  type Viewer,
  view,
} from '../../../test/support/live.ts'
import { type LogBench, openLogBench, tell } from '../../../test/support/log.ts'

let bench: LogBench
let at: LiveNode
const viewers: Viewer[] = []
beforeEach(async () => {
  bench = await openLogBench()
  at = await openLiveNode(bench)
})
afterEach(async () => {
  for (const viewer of viewers.splice(0)) viewer.following.stop()
  await at[Symbol.asyncDispose]()
  await bench[Symbol.asyncDispose]()
})

const open = (...given: Parameters<typeof view> extends [unknown, ...infer Rest] ? Rest : never): Viewer => {
  const viewer = view(at, ...given)
  viewers.push(viewer)
  return viewer
}
const settle = async () => {
  await at.node.log.settle()
  await at.live.settle()
}
const places = ({ rows }: Viewer): number[] => rows.map(({ pos }) => pos)
const get = (path: string, token: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, at.url), {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: AbortSignal.timeout(5_000),
  })

describe('a stream', () => {
  test('tells what was missed since the cursor and then what happens, in order, each once', async () => {
    const { token } = signIn(at, [mayRead('*')])
    const ids = Array.from({ length: 5 }, () => newId())
    for (let n = 0; n < 250; n += 1) await change(at, ids[n % 5] ?? '')
    await settle()
    const viewer = open(token, undefined, { after: '10' })
    await viewer.until(({ rows }) => rows.length >= 100)
    for (const id of ids) await change(at, id)
    await settle()
    await viewer.until(({ rows }) => rows.at(-1)?.pos === 255)
    expect(places(viewer)).toEqual(Array.from({ length: 245 }, (_, n) => n + 11))
  })

  test('is no slow answer in the figures, and refused it is an answer like others', async () => {
    const timed = async () => {
      const text = await at.node.app.metrics.text()
      return [...text.matchAll(/http_seconds_count\{route="GET \/api\/v1\/stream",status="(\dxx)"\} (\d+)/g)].map(
        ([, status, count]) => `${status} ${count}`,
      )
    }
    expect((await get('/api/v1/stream', 'nobody-nobody-nobody')).status).toBe(401)
    const { token } = signIn(at, [mayRead('*')])
    const viewer = open(token)
    await viewer.stream()
    // Ended by us: an end that readers make themselves is no answer at all.
    at.people.delete(token)
    await at.live.check()
    await expect.poll(() => at.live.streams()).toBe(0)
    expect(await timed()).toEqual(['4xx 1'])
  })

  test('loads the rows of a batch once for all its readers', async () => {
    const { token } = signIn(at, [mayRead('*')])
    const all = [1, 2, 3, 4].map(() => open(token))
    for (const viewer of all) await viewer.stream()
    await at.live.settle()
    const ids = Array.from({ length: 6 }, () => newId())
    for (const id of ids) await change(at, id)
    await settle()
    for (const viewer of all) await viewer.until(({ rows }) => rows.length === 6)
    expect(at.loads).toEqual([{ kind: 'thing', mask: 'staff', ids: 6 }])
  })

  test('loads all kinds for all masks beside each other: only the slowest is waited for', async () => {
    const id = newId()
    const { token } = signIn(at, [mayRead('*')])
    const staff = open(token, `/api/v1/stream?watch=*,subject:${id}`)
    const visitor = open(signInVisitor(at, id).token, '/api/v1/chat/stream')
    for (const viewer of [staff, visitor]) await viewer.stream()
    await at.live.settle()
    await change(at, id)
    const slow = await at.node.database.pool.connect()
    await slow.query('begin; lock table public.thing')
    await at.node.log.settle()
    await expect
      .poll(() => at.loads.map(({ kind, mask }) => `${kind} ${mask}`).sort())
      .toEqual(['thing staff', 'thing visitor', 'word staff'])
    await slow.query('rollback')
    slow.release()
    await staff.until(({ rows }) => rows.length === 2)
    await visitor.until(({ rows }) => rows.length === 1)
  })

  test('is 410 when the cursor is from the future, and when what comes after it is older than 7 days', async () => {
    const { token } = signIn(at, [mayRead('*')])
    await change(at, newId())
    await settle()
    const viewer = open(token, undefined, { after: '7' })
    expect(await viewer.ended).toBe('gone')
    at.node.clock.advance({ hours: 24 * 7 + 1 })
    const old = await get('/api/v1/stream?after=0', token)
    expect(old.status).toBe(410)
    expect(await old.json()).toMatchObject({ code: 'gone' })
  })

  test('is 410 when the log no longer reaches back to the cursor', async () => {
    const { token } = signIn(at, [mayRead('*')])
    for (let n = 0; n < 3; n += 1) await change(at, newId())
    await settle()
    await at.node.database.pool.query('delete from kernel.event where pos = 1')
    expect((await get('/api/v1/stream?after=0', token)).status).toBe(410)
    const viewer = open(token, undefined, { after: '1' })
    await viewer.until(({ rows }) => rows.length === 2)
  })

  test('resumes by Last-Event-ID rather than by its address, and refuses what is no cursor', async () => {
    const { token } = signIn(at, [mayRead('*')])
    for (let n = 0; n < 3; n += 1) await change(at, newId())
    await settle()
    const viewer = open(token, '/api/v1/stream?after=0', { after: '2' })
    await viewer.until(({ rows }) => rows.length === 1)
    expect(places(viewer)).toEqual([3])
    expect((await get('/api/v1/stream?after=ten', token)).status).toBe(400)
  })

  test('says when it was opened where no proxy holds it back, and beats without an event', async () => {
    const { token } = signIn(at, [mayRead('*')])
    const response = await get('/api/v1/stream', token)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
      'cache-control': 'no-store, no-transform',
    })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toMatch(/^retry: \d{4}\nid: 0\nevent: hello\n/)
    await at.live.settle()
    await at.live.check()
    expect((await reader?.read())?.value).toBe(': still here\nid: 0\n\n')
    await reader?.cancel()
  })

  test('is 401 for a stranger, and for a visitor at the staff door', async () => {
    const { token } = signInVisitor(at, newId())
    expect((await get('/api/v1/stream', token)).status).toBe(401)
    expect((await get('/api/v1/chat/stream', 'unknown-unknown-unknown')).status).toBe(401)
  })

  test('is 429 beyond what one caller may hold open; a closed one counts no more', async () => {
    const { token } = signIn(at, [mayRead('*')])
    const all = Array.from({ length: 12 }, () => open(token))
    for (const viewer of all) await viewer.stream()
    expect((await get('/api/v1/stream', token)).status).toBe(429)
    expect(at.live.streams()).toBe(12)
    const other = open(signIn(at, [mayRead('*')]).token)
    await other.stream()
  })
})

describe('a reader that does not read', () => {
  test('is cut off, and comes back by its cursor', async () => {
    const { token } = signIn(at, [mayRead('*')])
    const response = await get('/api/v1/stream?after=0', token)
    const reader = response.body?.getReader()
    await reader?.read()
    await at.live.settle()
    await at.node.database.pool.query(
      `insert into public.thing select gen_random_uuid(), 1, array_fill('queue:a'::text, array[400]) from generate_series(1, 3000)`,
    )
    await at.node.database.pool.query(
      `insert into kernel.event (at, name, subject, by, data, scopes) select $1, 'bench.happened', id, 'system', '{"n":1}', '{queue:a}' from public.thing`,
      [at.node.clock.now()],
    )
    await settle()
    expect(at.live.streams()).toBe(0)
    const viewer = open(token)
    await viewer.until(({ rows }) => rows.length === 3000)
    expect(new Set(places(viewer)).size).toBe(3000)
    await reader?.cancel().catch(() => {})
  })
})

describe('rights', () => {
  test('a row comes into sight and goes out of it with its scopes; each viewer sees only its own', async () => {
    const a = open(signIn(at, [mayRead('queue:a')]).token)
    const b = open(signIn(at, [mayRead('queue:b')]).token)
    await Promise.all([a.stream(), b.stream()])
    await at.live.settle()
    const id = newId()
    for (const scopes of [['queue:a'], ['queue:a', 'queue:b'], ['queue:b'], ['queue:c']]) {
      await change(at, id, scopes)
      await settle()
    }
    await change(at, id, ['queue:a'])
    await settle()
    await a.until(({ rows }) => rows.length === 4)
    expect(a.rows.map((row) => ('removed' in row ? 'removed' : row.rev))).toEqual([1, 2, 'removed', 5])
    expect(b.rows.map((row) => ('removed' in row ? 'removed' : row.rev))).toEqual([2, 3, 'removed'])
  })

  test('old state and events are a fresh fetch, though rows move while nobody looks', async () => {
    const id = newId()
    await change(at, id, ['queue:a'])
    await change(at, id, ['queue:b'])
    await change(at, newId(), ['queue:a'])
    await settle()
    const a = open(signIn(at, [mayRead('queue:a')]).token)
    await a.until(({ rows }) => rows.at(-1)?.pos === 3)
    expect(a.rows.map((row) => [row.pos, 'removed' in row])).toEqual([
      [2, true],
      [3, false],
    ])
    const state = a.rows.reduce(apply, emptyState)
    expect([...(state.get('thing')?.values() ?? [])]).toMatchObject([{ rev: 1, scopes: ['queue:a'] }])
  })

  test('what is deleted is told as removed', async () => {
    const a = open(signIn(at, [mayRead('queue:a')]).token)
    await a.stream()
    await at.live.settle()
    const id = newId()
    await change(at, id, ['queue:a'])
    await settle()
    await change(at, id, null)
    await settle()
    await a.until(({ rows }) => rows.length === 2)
    expect(a.rows[1]).toEqual({ pos: 2, kind: 'thing', id, removed: true })
  })

  test('an event of one brand is nothing to another brand', async () => {
    const [mine, other] = [newId<'brand'>(), newId<'brand'>()]
    const a = open(signIn(at, [{ permission: 'thing.read', brand: mine, scope: '*' }]).token)
    await a.stream()
    await at.live.settle()
    for (const brand of [other, null, mine]) await tell(at.node, { brand, scopes: ['queue:a'] })
    await settle()
    await a.until(({ rows }) => rows.length > 0)
    expect(places(a)).toEqual([3])
  })

  test('revoked, the stream ends with a word; changed, it says so', async () => {
    const { token, actor } = signIn(at, [mayRead('queue:a')])
    const viewer = open(token)
    await viewer.stream()
    await at.live.settle()
    at.people.set(token, { ...actor, grants: [mayRead('queue:b')] })
    await at.live.check()
    expect(await viewer.ended).toBe('gone')

    const again = open(token)
    await again.stream()
    at.people.delete(token)
    await at.live.check()
    expect(await again.ended).toBe('refused')
    await change(at, newId(), ['queue:b'])
    await settle()
    expect(again.rows).toEqual([])
    expect(at.live.streams()).toBe(0)
  })
})

describe('watching', () => {
  test('narrows a stream to scopes and subjects, and is changed without connecting again', async () => {
    const { token } = signIn(at, [mayRead('*')])
    const viewer = open(token, '/api/v1/stream?watch=queue:a')
    const stream = await viewer.stream()
    await at.live.settle()
    const id = newId()
    await change(at, id, ['queue:b'])
    await change(at, newId(), ['queue:a'])
    await settle()
    await viewer.until(({ rows }) => rows.length === 1)
    const put = (by: string) =>
      fetch(new URL(`/api/v1/streams/${stream}/watch`, at.url), {
        method: 'PUT',
        headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
        body: JSON.stringify({ watch: [`subject:${id}`] }),
      })
    expect((await put(signIn(at, [mayRead('*')]).token)).status).toBe(404)
    expect((await put(token)).status).toBe(204)
    await change(at, id, ['queue:b'])
    await settle()
    await viewer.until(({ rows }) => rows.length === 3)
    expect(viewer.rows.map(({ pos, kind }) => `${pos} ${kind}`)).toEqual(['2 thing', '3 thing', '3 word'])
  })
})

describe('a visitor', () => {
  test('is told of the own conversation only, by the visitor mask', async () => {
    const [mine, other] = [newId(), newId()]
    const { token } = signInVisitor(at, mine)
    const viewer = open(token, '/api/v1/chat/stream')
    await viewer.stream()
    await at.live.settle()
    for (const id of [other, mine, other]) await change(at, id)
    await settle()
    await viewer.until(({ rows }) => rows.length === 1)
    expect(viewer.rows).toMatchObject([{ pos: 2, id: mine, row: { mask: 'visitor' } }])
  })
})

describe('whispers', () => {
  const say = (token: string, path: string, body: object) =>
    fetch(new URL(path, at.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  /** How many nodes hear each other's whispers by now. */
  const listening = async (): Promise<number> => {
    const { rows } = await at.node.database.pool.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where datname = current_database() and query = 'listen kernel_whisper' and state = 'idle'`,
    )
    return rows[0]?.n ?? 0
  }

  test('reach those who watch the subject and may see it, on other nodes too; the visitor learns only that somebody types', async () => {
    await using far = await openLiveNode(bench)
    for (const [token, actor] of at.people) far.people.set(token, actor)
    const id = newId()
    await change(at, id, ['queue:a'])
    await settle()
    const writer = signIn(at, [mayRead('queue:a')])
    const near = signIn(at, [mayRead('queue:a')])
    const blind = signIn(at, [mayRead('queue:b')])
    const visitor = signInVisitor(at, id)
    far.people.set(near.token, near.actor)
    const before = await listening()
    far.live.start()
    while ((await listening()) <= before) await aMoment()

    const watch = `/api/v1/stream?watch=subject:${id}`
    const colleague = open(near.token, watch)
    const stranger = open(blind.token, watch)
    const customer = open(visitor.token, '/api/v1/chat/stream')
    const farColleague = view(far, near.token, watch)
    viewers.push(farColleague)
    for (const viewer of [colleague, stranger, customer, farColleague]) await viewer.stream()
    await at.live.settle()
    await far.live.settle()

    const heard = (viewer: Viewer) => viewer.others.filter(({ event }) => event === 'whisper').map(({ data }) => data)
    expect((await say(blind.token, '/api/v1/whispers', { to: id, kind: 'typing' })).status).toBe(404)
    expect((await say(writer.token, '/api/v1/whispers', { to: id, kind: 'noting' })).status).toBe(204)
    expect((await say(writer.token, '/api/v1/whispers', { to: id, kind: 'typing' })).status).toBe(204)
    expect((await say(visitor.token, '/api/v1/chat/whispers', { kind: 'typing' })).status).toBe(204)

    await colleague.until((viewer) => heard(viewer).length === 3)
    const by = `agent:${writer.actor.id}`
    const expected = [
      { to: id, kind: 'noting', by, seconds: 20 },
      { to: id, kind: 'typing', by, seconds: 20 },
      { to: id, kind: 'typing', by: `visitor:${visitor.actor.id}`, seconds: 20 },
    ]
    expect(heard(colleague)).toEqual(expected)
    expect(heard(customer)).toEqual([{ to: id, kind: 'typing', by: 'staff', seconds: 20 }])
    expect(heard(stranger)).toEqual([])
    await farColleague.until((viewer) => heard(viewer).length === 3)
    expect(heard(farColleague)).toEqual(expected)
    // The far node closes with this test, before the viewers of the near one are sent away.
    farColleague.following.stop()
  })
})
