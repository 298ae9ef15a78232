import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Ledger, numberIn, openLedger, type Verdict } from './ledger.ts'
import { type OutsideSystem, openOutsideSystem } from './outside.ts'
import { report, roundsOf, timeoutMs } from './report.ts'
import { openScene, type Scene, untilReady } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, timeoutMs)
afterAll(() => scene[Symbol.asyncDispose]())

interface Row {
  id: string
  channel: string
  lastSeq: number
}
interface View {
  messages: { by: { kind: string }; text: string; delivery: { state: string } | null }[]
}

async function ask<T>(path: string, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${scene.key}`, ...(body && { 'content-type': 'application/json' }) }
  const answer = await fetch(scene.url + path, {
    headers,
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as T
}

const rows = async (): Promise<Row[]> =>
  (await ask<{ items: Row[] }>('/api/v1/inbox?view=all&limit=200')).items.filter(({ channel }) => channel === 'custom')

/** Each conversation's numbers and answers. The first number tells whose thread it is. */
async function conversations(): Promise<{ id: string; numbers: number[]; answers: string[]; states: string[] }[]> {
  const views = await Promise.all(
    (await rows()).map(async ({ id }) => ({ id, view: await ask<View>(`/api/v1/conversations/${id}`) })),
  )
  return views.map(({ id, view: { messages } }) => {
    const ours = messages.filter(({ by }) => by.kind === 'agent')
    return {
      id,
      numbers: messages.map(({ text }) => numberIn(text)).filter((n) => n !== null),
      answers: ours.map(({ text }) => text),
      states: ours.map(({ delivery }) => delivery?.state ?? ''),
    }
  })
}

const DRAIN_MS = 60_000
/** Asking is limited like everybody’s: 600 a minute and kind. */
const ASK_EVERY_MS = 1_500
/** Until every answer is shown as sent and was taken, or it has been long enough. */
async function untilDrained(system: OutsideSystem, expected: number): Promise<void> {
  const late = performance.now() + DRAIN_MS
  const taken = () => system.threads.flatMap((thread) => system.taken(thread)).length
  while (taken() < expected && performance.now() < late) await pause(100)
  for (; performance.now() < late; await pause(ASK_EVERY_MS)) {
    const states = (await conversations()).flatMap((one) => one.states)
    if (states.length === expected && states.every((state) => state === 'sent')) return
  }
}

const numbersShown = async (): Promise<number> => (await conversations()).flatMap(({ numbers }) => numbers).length

/** Two answers in each conversation, of which the outside takes some without ever saying so, and refuses others for now. */
async function answerAll(system: OutsideSystem): Promise<void> {
  for (const { id, lastSeq } of await rows()) {
    for (const text of [`first to ${id}`, `second to ${id}`])
      await ask(`/api/v1/conversations/${id}/messages`, { id: newId(), text, seenSeq: lastSeq })
  }
  const later = { status: 429, headers: { 'retry-after': '1' } }
  system.outside.answers.push('drop', { status: 503 }, 'drop', later, 'drop')
}

type Found = Awaited<ReturnType<typeof conversations>>
/** The thread of a conversation is told by its first number. */
function verdictOf(ledger: Ledger, found: Found): Verdict {
  const whose = new Map(ledger.entries.map(({ n, conversation }) => [n, conversation]))
  return ledger.check(new Map(found.map(({ numbers }) => [whose.get(numbers[0] ?? 0) ?? '', numbers])))
}
const sum = (a: Verdict, b: Verdict): Verdict => ({
  acknowledged: a.acknowledged + b.acknowledged,
  lost: a.lost + b.lost,
  doubled: a.doubled + b.doubled,
  outOfOrder: a.outOfOrder + b.outOfOrder,
})

test(
  'the app is killed while the outside delivers and answers leave: each is there once, in order, and goes out once',
  async () => {
    const [before, during] = [openLedger(), openLedger()]
    await using system = await openOutsideSystem(scene.url, scene.key, before)
    await pause(1_000)
    await system.stop()
    while ((await numbersShown()) < before.entries.length) await pause(ASK_EVERY_MS)
    await answerAll(system)
    // They leave after five seconds: the first blow falls about then.
    await pause(4_000)
    await using second = await openOutsideSystem(scene.url, scene.key, during)
    const rounds = roundsOf(2)
    const healthyMs: number[] = []
    for (let round = 0; round < rounds; round++) {
      await pause(500 + Math.random() * 800)
      const killed = performance.now()
      await scene.restartApp()
      healthyMs.push(await untilReady(scene.url, killed))
    }
    await pause(500)
    await second.stop()
    await untilDrained(system, 2 * system.threads.length)
    const all = before.entries.length + during.entries.length
    for (const late = performance.now() + DRAIN_MS; (await numbersShown()) < all && performance.now() < late; )
      await pause(100)

    const found = await conversations()
    const answered = found.filter(({ answers }) => answers.length > 0)
    const verdict = sum(
      verdictOf(before, answered),
      verdictOf(
        during,
        found.filter(({ answers }) => answers.length === 0),
      ),
    )
    const streams = { viewers: 0, connections: 0, missing: 0, duplicate: 0, outOfOrder: 0 }
    report({ fault: 'app killed, outside', rounds, healthyMs, ...verdict, streams })
    expect(verdict).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0 })
    expect(verdict.acknowledged).toBeGreaterThan(rounds * 20)
    expect(answered.map(({ answers, states }) => [...answers, ...states])).toEqual(
      answered.map(({ id }) => [`first to ${id}`, `second to ${id}`, 'sent', 'sent']),
    )
    const taken = system.threads.map((thread) => system.taken(thread).map((text) => text.split(' to ')[0]))
    expect(taken).toEqual(system.threads.map(() => ['first', 'second']))
  },
  timeoutMs,
)
