import { type FetchResult, safeFetch, signatureOf } from '#kernel/fetch'
import type { Context } from '#kernel/registry'
import { unseal } from '#kernel/seal'
import type { Takes } from './contract.ts'
import type { Form } from './request.ts'
import { tells, type Value } from './value.ts'

/** What the receiving system gets, once for each `id`: the same id again is the same value. */
export interface Parcel {
  type: 'secure-form.given'
  /** A value that means nothing, sent by an administrator. */
  test: boolean
  id: string
  form: string
  takes: Takes
  brand: string
  conversation: string | null
  contact: string | null
  givenAt: string
  value: Value
}

export type Came =
  | { is: 'delivered'; reference: string | null }
  /** It will never be wanted. */
  | { is: 'rejected'; trouble: string }
  | { is: 'waiting'; trouble: string }

const TIMEOUT_MS = 15_000

/** One signed POST. What it answers is looked at for a reference and for nothing else. */
export async function post(ctx: Context, form: Form, parcel: Parcel): Promise<Came> {
  const secret = unseal(ctx.config.secrets, 'form secrets', form.secret)
  if (secret === null) return { is: 'waiting', trouble: 'no-secret' }
  const body = JSON.stringify(parcel)
  const timestamp = Math.floor(ctx.clock.now().getTime() / 1000)
  const answer = await safeFetch(form.endpoint, {
    method: 'POST',
    body,
    timeoutMs: TIMEOUT_MS,
    maxBytes: 16_000,
    allow: form.allow,
    headers: {
      'content-type': 'application/json',
      'webhook-id': parcel.id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf(secret, parcel.id, timestamp, Buffer.from(body)),
    },
  })
  return cameOf(answer, parcel.value)
}

function cameOf(answer: FetchResult, value: Value): Came {
  if (!answer.ok) return { is: 'waiting', trouble: answer.reason.replaceAll('_', '-') }
  const { status } = answer
  if ((status >= 200 && status < 300) || status === 409)
    return { is: 'delivered', reference: referenceIn(answer.body, value) }
  const trouble = `http-${status}`
  return [400, 410, 413, 415, 422].includes(status) ? { is: 'rejected', trouble } : { is: 'waiting', trouble }
}

/** Short, plain, and saying nothing of what was given. */
function referenceIn(body: Buffer, value: Value): string | null {
  try {
    const told: unknown = JSON.parse(body.toString('utf8'))
    const said: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, 'reference') : null
    return typeof said === 'string' && /^[\w.:/-]{1,64}$/.test(said) && !tells(said, value) ? said : null
  } catch {
    return null
  }
}

const testValues: Record<Takes, Value> = {
  iban: { iban: 'XX00SWITCHBOARDTEST' },
  card: { number: '0000000000000000', expires: '2000-01' },
  text: { text: 'SWITCHBOARD TEST' },
  document: { files: [{ mime: 'text/plain', base64: Buffer.from('SWITCHBOARD TEST').toString('base64') }] },
}

/** Marked, and none that a bank or a person has. */
export const testParcel = (ctx: Context, form: Form, id: string): Parcel => ({
  type: 'secure-form.given',
  test: true,
  id,
  form: form.id,
  takes: form.takes,
  brand: form.brand_id,
  conversation: null,
  contact: null,
  givenAt: ctx.clock.now().toISOString(),
  value: testValues[form.takes],
})
