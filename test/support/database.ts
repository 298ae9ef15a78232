import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { withDatabase } from './database-url.ts'

export interface FreshDatabase {
  url: string
  drop(): Promise<void>
}

/** A database of one's own, copied from the migrated template; drop it after. */
export const freshDatabase = (): Promise<FreshDatabase> => makeDatabase(inject('database').template)

/** One that holds nothing at all. */
export const emptyDatabase = (): Promise<FreshDatabase> => makeDatabase('template0')

async function makeDatabase(template: string): Promise<FreshDatabase> {
  const { adminUrl } = inject('database')
  const name = `test_${randomBytes(6).toString('hex')}`
  admin ??= new pg.Pool({ connectionString: adminUrl, max: 1, allowExitOnIdle: true })
  await admin.query(`create database ${name} template ${template} strategy file_copy`)
  return { url: withDatabase(adminUrl, name), drop: () => dropDatabase(name) }
}

/** Kept between calls: signing in takes longer than the copy. */
let admin: pg.Pool | null = null

async function dropDatabase(name: string): Promise<void> {
  await admin?.query(`drop database if exists ${name} with (force)`)
}
