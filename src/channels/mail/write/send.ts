import { type DkimKey, type Door, pass, signed } from '#kernel/mail'
import type { Account, Reach, SignsAs } from '../../port/adapter.ts'
import type { Outbound, SendResult, Step } from '../../port/outbound.ts'
import { splitAddress, withHost } from '../address.ts'
import type { MailSettings } from '../settings.ts'
import { compose } from './compose.ts'
import { namesOf } from './foretell.ts'
import { recipientsOf } from './recipients.ts'
import { resultOf } from './result-of.ts'

const PER_MINUTE = 120

/** One mail through the server of the account. A receiving domain gets at most so many a minute from the domain that sends. */
export async function send(step: Step, outbound: Outbound, account: Account, reach: Reach): Promise<SendResult> {
  const settings = account.settings as MailSettings
  const to = outbound.to?.handle ?? ''
  const from = domainOf(settings.address)
  const later = await reach.pace(`${from} ${domainOf(to)}`, settings.perMinute ?? PER_MINUTE)
  if (later !== null) return { class: 'retry', after: later, error: 'paced' }
  const door = await doorOf(account, reach)
  if ('class' in door) return door
  const names = namesOf(outbound, account)
  const as = await reach.signsAs(from)
  // Under a strict policy a mail that lacks its signature is thrown away: it waits until somebody has looked.
  if (as?.key === 'locked') return { class: 'auth', error: 'dkim-key' }
  const raw = await signedAs(as?.key, await compose(step, outbound, account, reach))
  const passage = await pass(
    door,
    { from: pathOf(as, names.returnPath), to: recipientsOf(outbound), raw },
    reach.signal,
  )
  // Copies may have arrived; whom the answer is for did not get it.
  const refused = passage.ok ? passage.refused.find(({ address }) => address.toLowerCase() === to.toLowerCase()) : null
  return refused ? { class: 'permanent', error: refused.code } : resultOf(passage, names.messageId)
}

const domainOf = (address: string): string => splitAddress(address)?.domain ?? ''
const signedAs = (key: DkimKey | null | undefined, raw: Buffer): Promise<Buffer> | Buffer =>
  key == null ? raw : signed(raw, key)
const pathOf = (as: SignsAs | null, path: string): string =>
  as?.returnHost == null ? path : withHost(path, as.returnHost)

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
