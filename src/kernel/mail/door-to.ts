import { lookup } from 'node:dns/promises'
import type { Door } from './pass.ts'

/** The way to a server that the operator itself named in its settings, wherever it is; null when its name is not known now. */
export async function doorTo({ host, port, security, user, password }: Omit<Door, 'address'>): Promise<Door | null> {
  const found = await lookup(host).catch(() => null)
  return found === null ? null : { host, port, security, user, password, address: found.address }
}
