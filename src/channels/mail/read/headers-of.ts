import { type Header, readHeaders } from '../understand/mime/headers.ts'
import { mend } from '../understand/mime/mend.ts'

const LOOK = 200_000

/** The headers of a mail alone, however long what follows is. */
export function headersOf(bytes: Uint8Array): Header[] {
  const start = mend(bytes.subarray(0, LOOK))
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)?.index ?? start.length
  return readHeaders(start.subarray(0, end))
}
