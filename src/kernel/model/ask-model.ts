import { Type } from 'typebox'
import { Check } from 'typebox/value'
import type { Model } from '#kernel/config'
import { safeFetch } from '#kernel/fetch'

const TIMEOUT_MS = 20_000
const MOST_BYTES = 200_000

export type ModelAnswer =
  | { ok: true; text: string }
  /** `busy`: it said to come later. `refused`: it answered with an error. `nonsense`: not in its protocol. `silent`: not at all, or not in time. */
  | { ok: false; reason: 'busy' | 'refused' | 'nonsense' | 'silent' }

const Completion = Type.Object({
  choices: Type.Array(Type.Object({ message: Type.Object({ content: Type.String() }) }), { minItems: 1 }),
})

/** Asks once. Neither the question nor the answer is kept or logged. */
export async function askModel(
  { url, name, key }: Model,
  { task, text }: { task: string; text: string },
): Promise<ModelAnswer> {
  const at = new URL(`${url}/chat/completions`)
  const messages = [
    { role: 'system', content: task },
    { role: 'user', content: text },
  ]
  const answer = await safeFetch(at, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model: name, temperature: 0, stream: false, messages }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
    allow: [`${at.hostname}:${at.port || (at.protocol === 'https:' ? '443' : '80')}`],
  })
  if (!answer.ok) return { ok: false, reason: answer.reason === 'too_large' ? 'nonsense' : 'silent' }
  if (answer.status === 429 || answer.status === 503) return { ok: false, reason: 'busy' }
  if (answer.status !== 200) return { ok: false, reason: 'refused' }
  return read(answer.body)
}

function read(body: Buffer): ModelAnswer {
  let said: unknown
  try {
    said = JSON.parse(body.toString('utf8'))
  } catch {
    return { ok: false, reason: 'nonsense' }
  }
  if (!Check(Completion, said)) return { ok: false, reason: 'nonsense' }
  return { ok: true, text: said.choices[0]?.message.content ?? '' }
}
