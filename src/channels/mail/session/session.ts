import type { Account, Reach, SessionLine } from '../../port/adapter.ts'
import type { MailSettings } from '../settings.ts'
import { connectBox } from './connect-box.ts'
import { readNew } from './read-new.ts'

/** A server that forgets to say that something came is asked all the same. */
const LOOK_EVERY_MS = 60_000

/** Reads what is new, then idles until there is more. Rejects when the connection broke. */
export async function session(account: Account, line: SessionLine, reach: Reach): Promise<void> {
  const { imap } = account.settings as MailSettings
  if (imap === undefined) return
  const box = await connectBox(imap, account.secrets.imap ?? '', reach)
  try {
    await line.tell({ state: 'ok', detail: null })
    while (!reach.signal.aborted) {
      const came = box.came()
      await readNew(box, line, reach)
      await box.idleUntil(came, LOOK_EVERY_MS)
    }
  } finally {
    box.close()
  }
}
