import { compose as composeMail, oneLine } from '#kernel/mail'
import type { Account, Reach } from '../../port/adapter.ts'
import type { Outbound, Step } from '../../port/outbound.ts'
import { inLanguage, type MailSettings } from '../settings.ts'
import { bodiesOf } from './bodies.ts'
import { namesOf } from './foretell.ts'

const MOST_REFERENCES = 20

/** The mail as it goes over the wire. A bot's answer says that it is one, so that no machine answers it; an advisor's does not. */
export async function compose(step: Step, outbound: Outbound, account: Account, reach: Reach): Promise<Buffer> {
  const settings = account.settings as MailSettings
  const names = namesOf(outbound, account)
  const brand = inLanguage(settings.fromName, outbound.lang)
  const { bot, name } = outbound.author
  const shown = bot || name === '' ? brand : [name, brand].filter((one) => one !== '').join(' · ')
  const refs = outbound.inReplyTo.filter((ref) => isMessageId(ref) && ref !== names.messageId)
  return composeMail({
    messageId: names.messageId,
    date: reach.now(),
    from: { name: shown, address: settings.address },
    replyTo: { name: brand, address: names.replyTo },
    to: { name: outbound.to?.name ?? '', address: outbound.to?.handle ?? '' },
    cc: outbound.mail?.cc ?? [],
    subject: subjectOf(outbound),
    ...(refs[0] === undefined ? {} : { inReplyTo: refs[0] }),
    references: refs.slice(0, MOST_REFERENCES).toReversed(),
    ...bodiesOf(step, outbound, inLanguage(settings.signature, outbound.lang)),
    headers: bot
      ? { 'Auto-Submitted': outbound.generated ? 'auto-generated' : 'auto-replied', 'X-Auto-Response-Suppress': 'All' }
      : {},
    attachments: await Promise.all(
      step.attachments.map(async (file) => ({
        filename: file.name,
        contentType: file.mime,
        content: Buffer.from(await reach.bytesOf(file)),
      })),
    ),
  })
}

/** A mail that came without one is known by a hash, which is no name outside. */
const isMessageId = (ref: string): boolean => /^[^\s<>@]+@[^\s<>@]+$/.test(ref)

/** As its author wrote it, else that of the conversation, answered. */
export function subjectOf({ mail, thread }: Pick<Outbound, 'mail' | 'thread'>): string {
  const own = oneLine(mail?.subject ?? '')
  return own === '' ? answering(oneLine(thread.subject ?? '')) : own
}

/** Once is enough, in whatever language it was said. */
const answering = (subject: string): string =>
  /^(?:re|aw|sv|antw|odp|rép|rif|رد)\s*:/i.test(subject) ? subject : `Re: ${subject}`.trim()
