import { greet } from '#kernel/mail'
import type { Account, Health, Reach } from '../../port/adapter.ts'
import type { MailSettings } from '../settings.ts'
import { resultOf } from './result-of.ts'
import { doorOf } from './send.ts'

/** Whether the sending server knows us. How receiving by IMAP goes the session itself says, so only what needs somebody is said beside it. */
export async function tryOut(account: Account, reach: Reach): Promise<Health | null> {
  const { smtp, imap } = account.settings as MailSettings
  if (smtp === undefined) return null
  const door = await doorOf(account, reach)
  const result = 'class' in door ? door : resultOf(await greet(door), '')
  if (result.class === 'auth') return { state: 'needs-reauth', detail: result.error }
  if (imap !== undefined) return null
  return 'error' in result ? { state: 'down', detail: result.error } : { state: 'ok', detail: null }
}
