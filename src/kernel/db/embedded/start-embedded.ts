import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import pg from 'pg'
import { Problem } from '#kernel/errors'
import type { Log } from '#kernel/log'
import { makeCluster } from './cluster.ts'
import { prepareEngine } from './engine.ts'
import { readIfThere, writeSecret } from './files.ts'
import { holdData } from './holder.ts'
import { findPlace, type Place } from './place.ts'
import { clearAfterDeath, findPostmaster } from './postmaster.ts'
import { dies, type Server, startServer, stopServer, untilAdopted } from './server.ts'
import { pickServerUser, type ServerUser } from './server-user.ts'

export interface Embedded {
  /** For pg: a role that owns its database and is no superuser. */
  connection: pg.PoolConfig
  /** The same as a URL; holds the password, never log it. */
  url: string
  /** True when a server left behind by a killed process was taken over. */
  adopted: boolean
  /** Sentences for whoever starts Switchboard. */
  notes: string[]
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  log: Log
  /** PostgreSQL settings on top of ours; tests turn fsync off. */
  settings?: Record<string, string>
}

const NAME = 'switchboard'

/** Starts PostgreSQL on the data under dataDir, making it first when it is new; takes over a server that outlived its process. */
export async function startEmbedded({ dataDir, log, settings = {} }: EmbeddedOptions): Promise<Embedded> {
  const user = pickServerUser()
  const place = findPlace(dataDir, user)
  const letGo = holdData(place.holderFile, dataDir)
  try {
    const password = keepPassword(place)
    const { server, adopted } = await prepared(place, password, () => adoptOrStart(place, user, password, settings))
    const connection = { host: server.socketDir, port: 5432, user: NAME, database: NAME, password }
    const stop = async (): Promise<void> => {
      await stopServer(server, place)
      letGo()
    }
    log.info(adopted ? 'embedded database taken over' : 'embedded database started', { pid: server.pid })
    return { connection, url: urlOf(connection), adopted, notes: place.notes, stop }
  } catch (error) {
    letGo()
    throw error
  }
}

interface Begun {
  server: Server
  adopted: boolean
}

/** A server with our role and database. One that was dying when it was taken over is begun anew. */
async function prepared(place: Place, password: string, begin: () => Promise<Begun>): Promise<Begun> {
  const begun = await begin()
  try {
    const asAdmin = { host: begun.server.socketDir, port: 5432, user: 'postgres', database: 'postgres', password }
    await prepareDatabase(asAdmin, place)
    return begun
  } catch (error) {
    if (begun.adopted && (await dies(begun.server, place))) return prepared(place, password, begin)
    await stopServer(begun.server, place)
    throw error
  }
}

async function adoptOrStart(
  place: Place,
  user: ServerUser | null,
  password: string,
  settings: Record<string, string>,
): Promise<Begun> {
  const running = findPostmaster(place.cluster)
  const taken = running === null ? null : await untilAdopted(place, running)
  if (taken !== null) return { server: taken, adopted: true }
  await clearAfterDeath(place.cluster)
  const engine = prepareEngine(place.home, user)
  await makeCluster(place, engine, user, password)
  return { server: await startServer(place, engine, user, settings), adopted: false }
}

/** Made once, before the cluster that will want it. */
function keepPassword(place: Place): string {
  const kept = readIfThere(place.passwordFile)
  if (kept !== null) return kept
  if (existsSync(place.cluster)) {
    throw new Problem(
      'unavailable',
      `The password of the database is gone: ${place.passwordFile} is missing. Restore the whole folder from a backup.`,
    )
  }
  const made = randomBytes(24).toString('base64url')
  writeSecret(place.passwordFile, made)
  return made
}

/** Makes sure that the server is on our data, and that our role and database are there. */
async function prepareDatabase(asAdmin: pg.ClientConfig, place: Place): Promise<void> {
  const admin = new pg.Client({ ...asAdmin, connectionTimeoutMillis: 10_000 })
  await admin.connect()
  try {
    const { rows } = await admin.query<{ cluster: string; role: boolean; database: boolean }>(`
      select current_setting('data_directory') as cluster,
             exists (select from pg_roles where rolname = '${NAME}') as role,
             exists (select from pg_database where datname = '${NAME}') as database`)
    const [seen] = rows
    if (seen?.cluster !== place.cluster) {
      throw new Problem(
        'unavailable',
        `The server that answers for ${place.cluster} runs on ${seen?.cluster}: stop it and start again.`,
      )
    }
    if (!seen.role)
      await admin.query(`create role ${NAME} login createdb password ${admin.escapeLiteral(`${asAdmin.password}`)}`)
    if (!seen.database) await admin.query(`create database ${NAME} owner ${NAME}`)
  } finally {
    await admin.end()
  }
}

export const urlOf = (to: { host: string; port: number; user: string; database: string; password: string }): string =>
  `postgres://${to.user}:${encodeURIComponent(to.password)}@/${to.database}?host=${encodeURIComponent(to.host)}&port=${to.port}`
