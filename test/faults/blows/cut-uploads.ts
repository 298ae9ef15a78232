import { newId } from '#kernel/ids'
import { cutUpload, upload } from '../harness/upload.ts'

export const SHARES = [0.01, 0.5, 0.99]
const FILE = Buffer.from('A line of a customer’s notes.\n'.repeat(20_000))

/** A visitor's upload is cut after each share of it, then sent whole, twice. Answers what was not as it should be. */
export async function cutUploads(url: string, token: string): Promise<string[]> {
  const wrong: string[] = []
  for (const share of SHARES) wrong.push(...(await tryUpload(url, token, share)))
  return wrong
}

async function tryUpload(url: string, token: string, share: number): Promise<string[]> {
  const id = newId()
  const place = new URL(`/api/v1/chat/uploads?id=${id}`, url)
  await cutUpload(place, token, FILE, share)
  const partial = await send(url, token, id)
  const whole = [await upload(place, token, FILE), await upload(place, token, FILE)]
  const sent = await send(url, token, id)
  const bytes = await (await ask(url, `/api/v1/attachments/${id}`, token)).arrayBuffer()
  return [
    ...(partial.ok ? [`cut at ${share}: a message carries it`] : []),
    ...(whole.every((status) => status === 200) ? [] : [`cut at ${share}: the whole answers ${whole}`]),
    ...(sent.ok ? [] : [`cut at ${share}: the whole cannot be sent: ${await sent.text()}`]),
    ...(FILE.equals(Buffer.from(bytes))
      ? []
      : [`cut at ${share}: ${bytes.byteLength} bytes of ${FILE.length} came back`]),
  ]
}

const ask = (url: string, path: string, token: string, body?: object): Promise<Response> =>
  fetch(new URL(path, url), {
    headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  })

const send = (url: string, token: string, attachment: string): Promise<Response> =>
  ask(url, '/api/v1/chat/messages', token, { id: newId(), text: 'Here is the file', attachments: [attachment] })
