import { randomBytes } from 'node:crypto'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { systemClock, turnableClock } from '#kernel/clock'
import { ensurePartitions, migrate, openDatabase, startEmbedded } from '#kernel/db'
import { withDatabase } from './database-url.ts'
import { forTests } from './for-tests.ts'
import { quiet } from './quiet.ts'
import { makeRunFolder } from './run-folder.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test databases are made, and what they are copied from. */
    database: { adminUrl: string; template: string }
    /** Where data folders of tests lie; gone with the run. */
    scratch: string
  }
}

/** One server for the run: DATABASE_URL_TEST when set, else an embedded one that need not survive a power cut. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = makeRunFolder()
  const server = await openServer(folder.path)
  try {
    const template = `template_${randomBytes(6).toString('hex')}`
    await makeTemplate(server.url, template)
    project.provide('database', { adminUrl: server.url, template })
    project.provide('scratch', folder.scratch)
    return async () => {
      await runOn(server.url, `drop database if exists ${template} with (force)`)
      await server.stop()
      folder.remove()
    }
  } catch (error) {
    await server.stop()
    folder.remove()
    throw error
  }
}

async function openServer(dataDir: string): Promise<{ url: string; stop(): Promise<void> }> {
  const given = process.env.DATABASE_URL_TEST
  if (given !== undefined && given !== '') return { url: given, stop: async () => {} }
  return await startEmbedded({ dataDir, log: quiet, settings: forTests })
}

async function makeTemplate(serverUrl: string, template: string): Promise<void> {
  await runOn(serverUrl, `create database ${template}`)
  const config = { databaseUrl: withDatabase(serverUrl, template), dataDir: '' }
  const database = await openDatabase({ config, clock: systemClock, log: quiet })
  try {
    await migrate(database)
    // For the clock on the wall, and for where the clock of tests stands: no test has to make them again.
    for (const clock of [systemClock, turnableClock('2026-06-09T08:00:00Z')]) await ensurePartitions(database, clock)
  } finally {
    await database.close()
  }
  // Nobody may be connected to what is copied.
  await runOn(serverUrl, `alter database ${template} allow_connections false`)
}

async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}
