import type { Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import { newToken } from '#kernel/ids'
import { hashToken } from './token.ts'

/** What a link may be made for, and how many minutes it lives. */
const lives = { 'set-up': 24 * 60, invite: 72 * 60, reset: 30 } as const
export type Purpose = keyof typeof lives

/** A token for one deed by whoever holds it. Making another of the same purpose and subject ends the earlier ones. */
export async function makeOneTimeToken(tx: Tx, purpose: Purpose, subject: string): Promise<string> {
  const token = newToken()
  const now = tx.clock.now()
  await tx
    .deleteFrom('kernel.one_time_token')
    .where('purpose', '=', purpose)
    .where('subject', '=', subject)
    .where('used_at', 'is', null)
    .execute()
  await tx
    .insertInto('kernel.one_time_token')
    .values({
      token_hash: hashToken(token),
      purpose,
      subject,
      created_at: now,
      expires_at: new Date(now.getTime() + lives[purpose] * 60_000),
      used_at: null,
    })
    .execute()
  return token
}

/** Uses it up and answers its subject; one that is unknown, used or too old is `gone`, all with the same words. */
export async function takeOneTimeToken(
  tx: Tx,
  purposes: readonly Purpose[],
  token: string,
): Promise<{ purpose: string; subject: string }> {
  const now = tx.clock.now()
  const taken = await tx
    .updateTable('kernel.one_time_token')
    .set({ used_at: now })
    .where('token_hash', '=', hashToken(token))
    .where('purpose', 'in', purposes)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['purpose', 'subject'])
    .executeTakeFirst()
  if (!taken) throw new Problem('gone', 'This link does not work any more. Ask for a new one.')
  return taken
}
