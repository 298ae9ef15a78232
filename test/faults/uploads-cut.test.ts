import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { judge } from './harness/report.ts'
import { openScene, type Scene } from './harness/scene.ts'
import { roundsOf, timeoutMs } from './harness/sizes.ts'
import { cutUpload, upload } from './harness/upload.ts'

test(
  'uploads are cut at 1, 50 and 99 percent: nothing of them is there, and the same upload whole is',
  async () => {
    await using scene = await openScene()
    const rounds = roundsOf(1, 4)
    const shares = [0.01, 0.5, 0.99]
    const file = Buffer.from('A line of a customer’s notes.\n'.repeat(20_000))
    const wrong: string[] = []
    const outcome = await scene.under(async ({ chats }) => {
      for (let round = 0; round < rounds; round++) {
        for (const [at, share] of shares.entries()) {
          const { token } = chats[(round * shares.length + at) % chats.length] ?? { token: '' }
          wrong.push(...(await tryUpload(scene, token, file, share)))
        }
      }
    })
    judge(outcome, { fault: 'uploads cut at 1, 50 and 99 %', rounds: rounds * shares.length })
    expect(wrong).toEqual([])
  },
  timeoutMs,
)

/** What was not as it should be. */
async function tryUpload(scene: Scene, token: string, file: Buffer, share: number): Promise<string[]> {
  const id = newId()
  const place = new URL(`/api/v1/chat/uploads?id=${id}`, scene.url)
  await cutUpload(place, token, file, share)
  const partial = await send(scene, token, id)
  const whole = [await upload(place, token, file), await upload(place, token, file)]
  const sent = await send(scene, token, id)
  const bytes = await (await ask(scene, `/api/v1/attachments/${id}`, token)).arrayBuffer()
  return [
    ...(partial.ok ? [`cut at ${share}: a message carries it`] : []),
    ...(whole.every((status) => status === 200) ? [] : [`cut at ${share}: the whole answers ${whole}`]),
    ...(sent.ok ? [] : [`cut at ${share}: the whole cannot be sent: ${await sent.text()}`]),
    ...(file.equals(Buffer.from(bytes))
      ? []
      : [`cut at ${share}: ${bytes.byteLength} bytes of ${file.length} came back`]),
  ]
}

const ask = (scene: Scene, path: string, token: string, body?: object): Promise<Response> =>
  fetch(new URL(path, scene.url), {
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })

const send = (scene: Scene, token: string, attachment: string): Promise<Response> =>
  ask(scene, '/api/v1/chat/messages', token, { id: newId(), text: 'Here is the file', attachments: [attachment] })
