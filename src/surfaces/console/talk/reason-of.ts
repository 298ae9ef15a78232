/** Codes of mail servers (RFC 3463 and those for reports that carry none) that say the same thing to an advisor. */
const families: readonly (readonly [RegExp, string])[] = [
  [/^5\.1\.(0|1|2|3|10|351)$|^5\.0\.91[126]$/, 'no-mailbox'],
  [/^[45]\.2\.2$|^[45]\.0\.922$/, 'mailbox-full'],
  [/^[45]\.3\.4$|^5\.0\.934$/, 'too-big'],
  [/^[45]\.7\.\d+$|^[45]\.0\.9(7\d|80|18)$/, 'blocked'],
]

/** The key of the sentence that says why a message was not delivered; of a code that only the other side understands, the one that shows it. */
export function reasonOf(code: string | null, has: (key: string) => boolean): string {
  if (code === null || code === '') return 'undelivered.plain'
  if (has(`undelivered.${code}`)) return `undelivered.${code}`
  return `undelivered.${families.find(([pattern]) => pattern.test(code))?.[1] ?? 'other'}`
}
