import type { ChannelAdapter } from '../port/adapter.ts'
import { filesOf } from './read/files-of.ts'
import { parse } from './read/parse.ts'
import { session } from './session/session.ts'
import { MailSettings } from './settings.ts'
import { foretell } from './write/foretell.ts'
import { plan } from './write/plan.ts'
import { send } from './write/send.ts'
import { tryOut } from './write/try-out.ts'

/** One mailbox of a brand: in by our SMTP listener or by IMAP, out by SMTP. */
export const mailChannel: ChannelAdapter = {
  channel: 'email',
  capabilities: {
    ingest: ['push', 'session'],
    receipts: ['sent', 'delivered', 'failed'],
    text: { max: 100_000, format: 'html' },
    idempotent: false,
    retryFor: Temporal.Duration.from({ hours: 5 * 24 }),
  },
  settings: MailSettings,
  secrets: ['smtp', 'imap'],
  parse,
  files: filesOf,
  foretell,
  plan,
  caseLine: () => 'own',
  send,
  hasSession: ({ settings }) => (settings as MailSettings).imap !== undefined,
  session,
  health: tryOut,
}
