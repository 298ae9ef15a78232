import { parentPort } from 'node:worker_threads'
import type { MailUnderstood } from '../understand/mail-understood.ts'
import { understandMail } from '../understand/understand-mail.ts'

export interface ReadRequest {
  bytes: Uint8Array
  /** With the bytes of the attachments. */
  files: boolean
}

const NOTHING = new Uint8Array(0)

parentPort?.on('message', ({ bytes, files }: ReadRequest) => {
  const read = understandMail(bytes)
  parentPort?.postMessage(files ? read : withoutFiles(read))
})

const withoutFiles = (read: MailUnderstood): MailUnderstood => ({
  ...read,
  attachments: read.attachments.map((one) => ({ ...one, content: NOTHING })),
})
