import type { Outbound } from '../../port/outbound.ts'

/** Everybody the mail goes to, each once; hidden copies stand here and in no header. */
export function recipientsOf({ to, mail }: Outbound): string[] {
  const all = [to?.handle ?? '', ...(mail?.cc ?? []), ...(mail?.bcc ?? [])]
  return [...new Map(all.map((address) => [address.toLowerCase(), address])).values()]
}
