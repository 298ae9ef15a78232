import type { Config } from '#kernel/config'
import { doorTo, greet, outcomeOf } from '#kernel/mail'
import { bad, type Finding, ok } from './finding.ts'

/** Says who we are to the server of notices, and goes away again. Without one there is nothing to say. */
export async function checkStaffMail({ staffMail }: Config): Promise<Finding[]> {
  if (staffMail === null) return []
  const where = `${staffMail.host}:${staffMail.port}`
  const door = await doorTo(staffMail)
  if (door === null)
    return [
      bad('notices', `the mail server ${staffMail.host} is not known`, 'Check the name in SWITCHBOARD_MAIL_SMTP.'),
    ]
  const outcome = outcomeOf(await greet(door))
  if (outcome.class === 'accepted') return [ok('notices', `the mail server ${where} takes us`)]
  const todo =
    outcome.class === 'auth'
      ? 'Check SWITCHBOARD_MAIL_USER, SWITCHBOARD_MAIL_PASSWORD and whether it is tls:// or starttls://.'
      : 'Check SWITCHBOARD_MAIL_SMTP, and that this machine may reach it.'
  return [bad('notices', `the mail server ${where} does not (${outcome.error})`, todo)]
}
