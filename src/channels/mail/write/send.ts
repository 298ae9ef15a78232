import type { Account, Reach } from '../../port/adapter.ts'
import type { Outbound, SendResult, Step } from '../../port/outbound.ts'
import { splitAddress } from '../address.ts'
import type { MailSettings } from '../settings.ts'
import { compose } from './compose.ts'
import { namesOf } from './foretell.ts'
import { resultOf } from './result-of.ts'
import { type Door, pass } from './smtp.ts'

const PER_MINUTE = 120

/** One mail through the server of the account. A receiving domain gets at most so many a minute. */
export async function send(step: Step, outbound: Outbound, account: Account, reach: Reach): Promise<SendResult> {
  const settings = account.settings as MailSettings
  const to = outbound.to?.handle ?? ''
  const later = await reach.pace(splitAddress(to)?.domain ?? '', settings.perMinute ?? PER_MINUTE)
  if (later !== null) return { class: 'retry', after: later, error: 'paced' }
  const door = await doorOf(account, reach)
  if ('class' in door) return door
  const names = namesOf(outbound, account)
  const raw = await compose(step, outbound, account, reach)
  const passage = await pass(door, { from: names.returnPath, to: [to], raw }, reach.signal)
  return resultOf(passage, names.messageId)
}

export async function doorOf(account: Account, reach: Reach): Promise<Door | SendResult> {
  const { smtp } = account.settings as MailSettings
  if (smtp === undefined) return { class: 'auth', error: 'no-smtp-server' }
  const { host, port, security, user = null } = smtp
  try {
    const address = await reach.addressOf(host, port)
    if (address === null) return { class: 'auth', error: 'forbidden-address' }
    return { address, host, port, security, user, password: account.secrets.smtp ?? '' }
  } catch {
    return { class: 'retry', after: null, error: 'unknown-host' }
  }
}
