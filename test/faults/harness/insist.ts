import { acknowledge, type Entry } from './ledger.ts'
import { untilTaken } from './patience.ts'

/** Too slow, too many: nothing was changed. */
const LATER = [408, 429]

/** The same request until it is acknowledged, as a browser does it; throws what was refused for good. */
export async function insist(url: string, entry: Entry, body: object, token?: string): Promise<void> {
  await untilTaken(async () => {
    const answer = await post(url, body, token)
    if (answer !== null && !answer.ok && answer.status < 500 && !LATER.includes(answer.status))
      throw new Error(`${new URL(url).pathname} refused number ${entry.n}: ${answer.status} ${await answer.text()}`)
    return answer?.ok === true
  })
  acknowledge(entry)
}

/** Null when nobody answered. Acknowledged means that the answer arrived whole. */
async function post(url: string, body: object, token?: string): Promise<Response | null> {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  try {
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    const text = await answer.text()
    return new Response(text, { status: answer.status })
  } catch {
    return null
  }
}
