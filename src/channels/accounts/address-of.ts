import { lookup } from 'node:dns/promises'
import { isPublic } from '#kernel/fetch'

/** Ports on which mail and message servers of the public internet are spoken to; any other has to be listed. */
const PORTS = new Set([25, 110, 143, 465, 587, 993, 995, 2525])

/** Where to connect for this host. What is checked is what is connected to, so a name cannot answer one address here and another there. */
export async function addressOf(allow: readonly string[], host: string, port: number): Promise<string | null> {
  const found = await lookup(host, { all: true, verbatim: true })
  const listed = allow.includes(`${host}:${port}`)
  if (!listed && (!PORTS.has(port) || found.some(({ address }) => !isPublic(address)))) return null
  return found[0]?.address ?? null
}
