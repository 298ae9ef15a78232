import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '#kernel/db'

export interface PgbenchOptions {
  clients: number
  seconds: number
}

/** Transactions a second of PostgreSQL's own load generator, running a script on the same server by prepared statements. */
export async function pgbench(database: Database, script: string, options: PgbenchOptions): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-pgbench-'))
  const file = join(folder, 'script.sql')
  writeFileSync(file, script)
  const { clients, seconds } = options
  const args = ['-n', '-M', 'prepared', '-c', `${clients}`, '-j', `${cpus().length}`, '-T', `${seconds}`, '-f', file]
  try {
    const out = await run('pgbench', args, { ...process.env, ...connection(database) })
    return Number(/tps = ([\d.]+)/.exec(out)?.[1])
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function connection(database: Database): NodeJS.ProcessEnv {
  const { host, port, user, password, database: name } = database.pool.options
  return {
    PGHOST: host ?? '',
    PGPORT: String(port ?? 5432),
    PGUSER: user ?? '',
    PGPASSWORD: typeof password === 'string' ? password : '',
    PGDATABASE: name ?? '',
  }
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, refuse) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
    })
    child.on('error', refuse)
    child.on('close', (code) => (code === 0 ? resolve(out) : refuse(new Error(`${command} ended with ${code}`))))
  })
}
