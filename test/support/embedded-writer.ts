// A process for tests to kill: starts the embedded database under argv[2], writes numbered rows, says each number once it is acknowledged.
import { writeSync } from 'node:fs'
import pg from 'pg'
import { startEmbedded } from '#kernel/db'

const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}
const silent = (): void => {}
const log = { debug: silent, info: silent, warn: silent, error: silent }

try {
  const embedded = await startEmbedded({ dataDir: process.argv[2] ?? '', log })
  say(`adopted ${embedded.adopted}`)
  let stopping = false
  process.on('SIGINT', () => {
    stopping = true
  })
  const pool = new pg.Pool({ ...embedded.connection, max: 4 })
  pool.on('error', silent)
  await pool.query('create table if not exists ledger (n int primary key)')
  for (let n = 0; !stopping; n++) {
    await pool.query('insert into ledger values ($1)', [n])
    say(`wrote ${n}`)
  }
  // The end of an application writes too: its server must not have gone before it.
  for (let n = -1; n > -50; n--) await pool.query('insert into ledger values ($1)', [n])
  await pool.end()
  await embedded.stop()
  say('stopped')
} catch (error) {
  say(`failed ${error instanceof Error ? error.message : error}`)
}
