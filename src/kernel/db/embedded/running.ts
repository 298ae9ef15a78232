import { existsSync } from 'node:fs'
import { readIfThere } from './files.ts'
import { isHeld } from './holder.ts'
import { findPlace } from './place.ts'
import { findPostmaster } from './postmaster.ts'
import { pickServerUser } from './server-user.ts'
import { urlOf } from './start-embedded.ts'

/** The URL of the embedded database that another process runs on this data; null when none does. It holds the password, never log it. */
export function runningEmbedded(dataDir: string): string | null {
  if (!existsSync(dataDir)) return null
  const place = findPlace(dataDir, pickServerUser())
  const server = findPostmaster(place.cluster)
  const password = readIfThere(place.passwordFile)
  if (server === null || !server.ready || password === null || !isHeld(place.holderFile)) return null
  return urlOf({ host: server.socketDir, port: 5432, user: 'switchboard', database: 'switchboard', password })
}
