import { view } from './transfer.ts'

const LOOK = 4096

/** What stands before a mail and is not it: a byte order mark, empty lines, the `From ` line of a mailbox file. Old Mac line ends become ours. */
export function mend(bytes: Uint8Array): Uint8Array {
  const start = view(bytes.subarray(0, LOOK)).toString('latin1')
  const junk = /^(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*(?:>?From (?!\s*:)[^\r\n]*\r?\n)?/.exec(start)?.[0].length ?? 0
  const rest = bytes.subarray(junk)
  return start.includes('\r') && !start.includes('\n') ? withLineFeeds(rest) : rest
}

const withLineFeeds = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte === 0x0d ? 0x0a : byte))
