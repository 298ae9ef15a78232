import { sql, type Tx } from '#kernel/db'
import { publish } from '#kernel/events'
import type { Seen, SendingDomain } from './domain.ts'
import { nameOf, type Wanted } from './wanted.ts'

/** Mails wait for up to five days on their way; their receivers look the old key up until then. */
export const REMOVE_AFTER_MS = 7 * 24 * 3600_000

export interface Finding {
  wanted: Wanted
  seen: Seen
}

/** Writes down what the DNS said, and what follows: a key whose record is there signs, and the one before it is put away. */
export async function keepFindings(tx: Tx, of: SendingDomain, findings: readonly Finding[]): Promise<void> {
  const now = tx.clock.now()
  // Who did not answer takes nothing back.
  const found = Object.fromEntries(
    findings.map(({ wanted, seen }) => {
      const name = nameOf(wanted)
      return [name, seen.state === 'unknown' ? (of.found[name] ?? seen) : seen]
    }),
  )
  const changed = Object.entries(found).some(([name, seen]) => seen.state !== of.found[name]?.state)
  const isThere = (kind: Wanted['kind']) =>
    findings.filter(({ wanted, seen }) => wanted.kind === kind && seen.state === 'ok').map(({ wanted }) => wanted.host)
  await tx
    .updateTable('channels.sending_domain')
    .set((eb) => ({
      found,
      checked_at: now,
      rev: eb('rev', '+', changed ? 1 : 0),
      ...(isThere('return').length > 0 && { return_seen_at: of.returnSeenAt ?? now }),
    }))
    .where('id', '=', of.id)
    .execute()
  await takeIntoUse(tx, of, isThere('dkim'))
  // Each hour the same is no news.
  if (!changed) return
  const state = Object.values(found).every((seen) => seen.state === 'ok') ? 'ok' : 'wanting'
  const data = { domainId: of.id, state }
  await publish(tx, 'sending-domain.checked', { brand: of.brand, subject: of.id, data })
}

async function takeIntoUse(tx: Tx, { id, domain, keys }: SendingDomain, there: readonly string[]): Promise<void> {
  const now = tx.clock.now()
  const isThere = ({ selector }: { selector: string }) => there.includes(`${selector}._domainkey.${domain}`)
  const seen = keys.filter(isThere).map(({ selector }) => selector)
  await sql`
    update channels.dkim_key set seen_at = ${now} where domain_id = ${id} and seen_at is null and selector = any(${seen}::text[])`.execute(
    tx,
  )
  const at = keys.findIndex((key) => key.retiredAt === null && (key.seenAt !== null || isThere(key)))
  const older = at < 0 ? [] : keys.slice(at + 1).map(({ selector }) => selector)
  await sql`
    update channels.dkim_key set retired_at = ${now}, private_key = null
    where domain_id = ${id} and retired_at is null and selector = any(${older}::text[])`.execute(tx)
  await sql`delete from channels.dkim_key where domain_id = ${id} and retired_at < ${new Date(now.getTime() - REMOVE_AFTER_MS)}`.execute(
    tx,
  )
}
