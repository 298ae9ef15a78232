import type { Config } from '#kernel/config'
import { seal, unseal } from '#kernel/seal'

/** A file of ours, or a picture elsewhere. */
export type Target = { file: string } | { url: string }

const HOUR_MS = 3600_000

/** A link that only we can make and read. A frame without an origin shows no cookie, so the link is the right, for an hour. */
export function linkTo({ secrets }: Pick<Config, 'secrets'>, target: Target, now: Date): string {
  const sealed = seal(secrets[0] ?? '', 'mail pictures', JSON.stringify({ ...target, until: now.getTime() + HOUR_MS }))
  return `/api/v1/mail-pictures?link=${Buffer.from(sealed, 'base64').toString('base64url')}`
}

/** Null for what we did not make, and for what is too old. */
export function targetOf({ secrets }: Pick<Config, 'secrets'>, link: string, now: Date): Target | null {
  const text = unseal(secrets, 'mail pictures', Buffer.from(link, 'base64url').toString('base64'))
  const told = text === null ? null : (JSON.parse(text) as { file?: string; url?: string; until: number })
  if (told === null || told.until < now.getTime()) return null
  if (told.file !== undefined) return { file: told.file }
  return told.url === undefined ? null : { url: told.url }
}
