import { Readable } from 'node:stream'
import { keepAttachment } from '#conversations'
import { Problem } from '#kernel/errors'
import { type ContactId, idFrom } from '#kernel/ids'
import { reachOf } from '../accounts/account.ts'
import { asContact } from '../as-contact.ts'
import type { Media, ReceivedMessage } from '../port/inbound-event.ts'
import { findDelivery } from './find-delivery.ts'
import type { Source } from './source.ts'

interface Files {
  kept: string[]
  /** Names of what was refused, or had gone. */
  lost: string[]
}
/** The same file of the same message is known by this, however often it comes. `part` counts the files of a mail. */
export const fileIdOf = (account: string, key: string, part: string | number): string =>
  idFrom(`${account} ${key} file ${part}`)

const MOST = 20
const MEDIA_MS = 60_000

/** Fetched at once, because links of providers die; the same media of the same message again is the same file. */
export async function keepMedia(source: Source, contact: ContactId, event: ReceivedMessage): Promise<Files> {
  const files: Files = { kept: [], lost: [] }
  const wanted = (event.content.media ?? []).slice(0, MOST)
  if (wanted.length === 0) return files
  const { ctx, at, deliveryId } = source
  const delivery = await findDelivery(ctx.db, deliveryId)
  if (delivery === null) throw new Problem('unprocessable', 'The delivery of an event is gone.')
  const open = at.adapter.files?.(delivery.raw, at.account, reachOf(ctx, at.row, AbortSignal.timeout(MEDIA_MS)))
  for (const [n, media] of wanted.entries()) {
    const bytes = (await open?.(media.part)) ?? null
    const id =
      bytes === null ? null : await keep(source, contact, media, bytes, fileIdOf(source.at.row.id, event.key, n))
    if (id === null) files.lost.push(media.name ?? media.mime)
    else files.kept.push(id)
  }
  return files
}

async function keep({ ctx, at }: Source, contact: ContactId, media: Media, bytes: Uint8Array, id: string) {
  try {
    await keepAttachment(asContact(ctx, contact, at.row.brand_id), {
      id,
      brand: at.row.brand_id,
      name: media.name ?? 'file',
      type: media.mime,
      bytes: Readable.from([bytes]),
    })
    return id
  } catch (error) {
    // Too large, empty, or of a kind that is not taken: the message counts more than its file.
    if (error instanceof Problem && error.status < 500) return null
    throw error
  }
}
