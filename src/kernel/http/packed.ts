import { Problem } from '#kernel/errors'

/** Values as one word for an address, opaque to callers. It grants nothing. */
export const pack = (values: readonly unknown[]): string => Buffer.from(JSON.stringify(values)).toString('base64url')

/** What was packed, unchecked; undefined when it is nothing of ours. */
export function unpack(word: string): unknown {
  try {
    return JSON.parse(Buffer.from(word, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** For `list=<name>:<word>`, when the word is none of that list's. */
export const notAList = (): Problem =>
  new Problem('invalid_input', 'This list does not exist. Open it from its report again.', {
    faults: [{ pointer: '/query/list', detail: 'is no list of a report' }],
  })
