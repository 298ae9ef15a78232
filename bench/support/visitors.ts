import { createHash } from 'node:crypto'
import type { Database } from '#kernel/db'
import { newId } from '#kernel/ids'
import { ACCOUNT, BRAND, idOf } from './fill.ts'

export const tokenOf = (n: number): string => `sbv_${n.toString().padStart(32, '0')}`

/** The brand has a window, and the first so many conversations have a visitor who holds its token. */
export async function openWindows({ pool }: Database, visitors: number): Promise<void> {
  await pool.query(
    `insert into channels.account (id, brand_id, channel, name, created_at) values ($1, $2, 'chat.web', 'chat.web', now())`,
    [ACCOUNT, BRAND],
  )
  const numbers = Array.from({ length: visitors }, (_, n) => n + 1)
  const hashes = numbers.map((n) => createHash('sha256').update(tokenOf(n)).digest())
  await pool.query(
    `insert into kernel.visitor_token (id, token_hash, brand, contact_id, conversation_id, created_at, last_used_at)
     select gen_random_uuid(), hash, $1, contact, conversation, now(), now()
     from unnest($2::bytea[], $3::uuid[], $4::uuid[]) as one (hash, contact, conversation)`,
    [BRAND, hashes, numbers.map((n) => idOf(n, '9000')), numbers.map((n) => idOf(n))],
  )
}

/** The bytes of one visitor's message, as their window says it. */
export function messageOf(host: string, visitor: number, text: string): string {
  const body = JSON.stringify({ id: newId(), text })
  return `POST /api/v1/chat/messages HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${tokenOf(visitor)}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}
