import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { type MailUnderstood, understandMail, understandText } from '#channels'
import { type Terminal, UsageError } from '../command.ts'

const MOST_BYTES = 60_000_001

/** One JSON line a file, in the order given: what the product understood of it. A file that is not there is a line too; then the exit code is 1. */
export async function inspectMail(args: readonly string[], { out }: Terminal): Promise<number> {
  if (args.length === 0) throw new UsageError('Which files? For example: inspect mail letters/*.eml')
  const option = args.find((arg) => arg.startsWith('-'))
  if (option !== undefined) throw new UsageError(`Unknown option '${option}'`)
  let code = 0
  for (const file of args) {
    const mail = understandFile(file)
    if (mail === null) code = 1
    out(
      JSON.stringify(
        mail === null ? { ...present(file, understandText('')), error: 'not-found' } : present(file, mail),
      ),
    )
  }
  return code
}

/** By its ending: text and HTML are bodies alone, everything else a whole mail. Null when it cannot be read. */
function understandFile(file: string): MailUnderstood | null {
  const bytes = readFile(file)
  if (bytes === null) return null
  const ending = extname(file).toLowerCase()
  if (ending === '.txt') return understandText(bytes)
  return understandMail(ending === '.html' || ending === '.htm' ? Buffer.concat([HTML, bytes]) : bytes)
}

const HTML = Buffer.from('Content-Type: text/html\n\n')

/** As much as is understood at all, and no pipe or device that never ends. */
function readFile(file: string): Buffer | null {
  try {
    const { size } = statSync(file)
    const bytes = Buffer.alloc(Math.min(size, MOST_BYTES))
    const handle = openSync(file, 'r')
    try {
      return bytes.subarray(0, readSync(handle, bytes, 0, bytes.length, 0))
    } finally {
      closeSync(handle)
    }
  } catch {
    return null
  }
}

const present = (file: string, mail: MailUnderstood) => ({
  file,
  from: mail.from,
  to: mail.to,
  subject: mail.subject,
  date: mail.date,
  messageId: mail.messageId,
  text: mail.text,
  visible: mail.visible,
  quoted: mail.quoted,
  signature: mail.signature,
  html: mail.html,
  attachments: mail.attachments.map(({ name, type, bytes, sha256, inline }) => ({ name, type, bytes, sha256, inline })),
  auto: mail.auto,
  bounce: mail.bounce === null ? null : bounceOf(mail.bounce),
  error: mail.error,
})

const bounceOf = ({ recipient, dsn, reason, hard }: NonNullable<MailUnderstood['bounce']>) => ({
  recipient,
  dsn,
  reason,
  hard,
})
