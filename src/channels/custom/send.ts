import { type FetchResult, signatureOf } from '#kernel/fetch'
import type { Account, Reach } from '../port/adapter.ts'
import type { Outbound, OutboundFile, SendResult, Step } from '../port/outbound.ts'
import type { OutboundPayload } from './payload.ts'

export interface Settings extends Record<string, unknown> {
  url: string
  caseLine?: 'words' | 'short' | 'own'
}

/** One signed POST. The same key twice is the same message to a receiver that keeps Standard Webhooks' ids. */
export async function send(step: Step, outbound: Outbound, account: Account, reach: Reach): Promise<SendResult> {
  const { url } = account.settings as Settings
  const body = JSON.stringify(await payloadOf(step, outbound, reach))
  const timestamp = Math.floor(reach.now().getTime() / 1000)
  const answer = await reach.fetch(url, {
    method: 'POST',
    body,
    timeoutMs: 15_000,
    maxBytes: 64_000,
    headers: {
      'content-type': 'application/json',
      'webhook-id': outbound.clientKey,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(account.secrets.signing ?? '', outbound.clientKey, timestamp, Buffer.from(body)),
    },
  })
  return resultOf(answer, outbound.clientKey, reach.now())
}

async function payloadOf(step: Step, outbound: Outbound, reach: Reach): Promise<OutboundPayload> {
  const { to, author } = outbound
  return {
    type: 'reply',
    id: outbound.clientKey,
    thread: outbound.thread.id,
    to: to === null ? null : { id: to.handle, name: to.name },
    from: author,
    text: step.text,
    lang: outbound.lang,
    case: outbound.case ?? null,
    quickReplies: outbound.quickReplies,
    files: await Promise.all(step.attachments.map((file) => packed(file, reach))),
  }
}

const packed = async (file: OutboundFile, reach: Reach) => ({
  name: file.name,
  mime: file.mime,
  base64: Buffer.from(await reach.bytesOf(file)).toString('base64'),
})

/** What the receiver said, as what we do next. */
export function resultOf(answer: FetchResult, key: string, now: Date): SendResult {
  if (!answer.ok) return failureOf(answer)
  const { status } = answer
  const error = `http-${status}`
  if (status >= 200 && status < 300) return { class: 'accepted', ref: idIn(answer.body) ?? key }
  if (status === 409) return { class: 'duplicate', ref: idIn(answer.body) ?? key }
  if (status === 401 || status === 403) return { class: 'auth', error }
  if (status === 429 || status === 408 || status >= 500)
    return { class: 'retry', after: retryAfter(answer.headers['retry-after'], now), error }
  return { class: 'permanent', error }
}

/** Codes of connections that never stood: nothing of the message has left. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

function failureOf({ reason, code = '' }: FetchResult & { ok: false }): SendResult {
  if (reason === 'unreachable' && neverLeft.has(code)) return { class: 'retry', after: null, error: reason }
  if (reason === 'unreachable' || reason === 'timeout' || reason === 'too_large')
    return { class: 'unknown', error: reason }
  // The address is one that may not be asked: an administrator has to list it.
  return { class: 'auth', error: reason }
}

/** Seconds, or a date. */
function retryAfter(header: string | undefined, now: Date): Date | null {
  if (header === undefined) return null
  const at = /^\d{1,6}$/.test(header) ? now.getTime() + Number(header) * 1000 : Date.parse(header)
  return Number.isNaN(at) ? null : new Date(at)
}

function idIn(body: Buffer): string | null {
  try {
    const told: unknown = JSON.parse(body.toString('utf8'))
    const id: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'id') : null
    return typeof id === 'string' && id.length > 0 && id.length <= 300 ? id : null
  } catch {
    return null
  }
}
