import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { healthyWithinMs, nothingWrong, report, roundsOf, timeoutMs } from './report.ts'
import { openScene, type Scene, until, untilReady } from './scene.ts'
import { cutUpload, upload } from './upload.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
}, timeoutMs)
afterAll(() => scene[Symbol.asyncDispose]())

test(
  'the app is killed while customers write and advisors look on',
  async () => {
    const rounds = roundsOf(3)
    const healthyMs: number[] = []
    const verdict = await scene.under(async () => {
      for (let round = 0; round < rounds; round++) {
        await pause(500 + Math.random() * 1_000)
        const killed = performance.now()
        await scene.restartApp()
        healthyMs.push(await untilReady(scene.url, killed))
      }
      await pause(500)
    })
    report({ fault: 'app killed', rounds, healthyMs, ...verdict })
    expect(verdict).toMatchObject(nothingWrong)
    expect(verdict.acknowledged).toBeGreaterThan(rounds * 20)
    expect(Math.max(...healthyMs)).toBeLessThan(healthyWithinMs())
  },
  timeoutMs,
)

test(
  'fifty viewers lose their line and resume while messages flow',
  async () => {
    const rounds = roundsOf(4)
    const verdict = await scene.under(async ({ viewers }) => {
      for (let round = 1; round <= rounds; round++) {
        // Every other time it is cut again while they are still on their way back.
        if (round % 2 === 1) await until(() => viewers.open === 50)
        else await pause(Math.random() * 200)
        scene.line.cut()
      }
      await until(() => viewers.open === 50)
      await pause(300)
    })
    report({ fault: 'lines lost', rounds, healthyMs: [], ...verdict })
    expect(verdict).toMatchObject(nothingWrong)
    expect(verdict.streams.connections).toBeGreaterThanOrEqual(50 + 25 * rounds)
  },
  timeoutMs,
)

test(
  'uploads are cut at 1, 50 and 99 percent: nothing of them is there, and the same upload whole is',
  async () => {
    const rounds = roundsOf(1)
    const shares = [0.01, 0.5, 0.99]
    const file = Buffer.from('A line of a customer’s notes.\n'.repeat(20_000))
    const wrong: string[] = []
    const verdict = await scene.under(async ({ customers }) => {
      for (let round = 0; round < rounds; round++) {
        for (const [at, share] of shares.entries()) {
          const { token } = customers.chats[(round * shares.length + at) % customers.chats.length] ?? { token: '' }
          wrong.push(...(await tryUpload(token, file, share)))
        }
      }
    })
    report({ fault: 'uploads cut', rounds: rounds * shares.length, healthyMs: [], ...verdict })
    expect(wrong).toEqual([])
    expect(verdict).toMatchObject(nothingWrong)
  },
  timeoutMs,
)

/** What was not as it should be. */
async function tryUpload(token: string, file: Buffer, share: number): Promise<string[]> {
  const id = newId()
  const place = new URL(`/api/v1/chat/uploads?id=${id}`, scene.url)
  await cutUpload(place, token, file, share)
  const partial = await send(token, id)
  const whole = [await upload(place, token, file), await upload(place, token, file)]
  const sent = await send(token, id)
  const bytes = await (await ask(`/api/v1/attachments/${id}`, token)).arrayBuffer()
  return [
    ...(partial.ok ? [`cut at ${share}: a message carries it`] : []),
    ...(whole.every((status) => status === 200) ? [] : [`cut at ${share}: the whole answers ${whole}`]),
    ...(sent.ok ? [] : [`cut at ${share}: the whole cannot be sent: ${await sent.text()}`]),
    ...(file.equals(Buffer.from(bytes))
      ? []
      : [`cut at ${share}: ${bytes.byteLength} bytes of ${file.length} came back`]),
  ]
}

const ask = (path: string, token: string, body?: object): Promise<Response> =>
  fetch(new URL(path, scene.url), {
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })

const send = (token: string, attachment: string): Promise<Response> =>
  ask('/api/v1/chat/messages', token, { id: newId(), text: 'Here is the file', attachments: [attachment] })
