import { type Config, ConfigError, readConfig } from '#kernel/config'
import type { Terminal } from '../command.ts'
import { readOptions } from '../options.ts'
import { checkBlobs } from './blobs.ts'
import { checkDatabase } from './database.ts'
import { bad, type Finding, ok } from './finding.ts'
import { checkChange, checkDisk, checkNode, checkSecret, checkSettings } from './machine.ts'
import { checkServer } from './server.ts'
import { checkStaffMail } from './staff-mail.ts'

/** Looks at everything Switchboard needs, changes nothing, and says what to do. */
export async function doctor(args: readonly string[], terminal: Terminal): Promise<number> {
  readOptions(args, [])
  const findings = await examine(terminal)
  for (const finding of findings) terminal.out(show(finding))
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length
  terminal.out(`\n${count('ok')} ok, ${count('warn')} to look at, ${count('bad')} bad`)
  return count('bad') > 0 ? 1 : 0
}

async function examine({ env }: Terminal): Promise<Finding[]> {
  const before = [checkNode(process.versions.node), checkSecret(env)]
  const config = tryRead(env)
  if (config instanceof ConfigError) {
    return [
      ...before,
      ...config.faults.map(({ setting, wrong, right }) => bad('settings', `${setting} ${wrong}`, right)),
    ]
  }
  const parts = await Promise.all([
    checkDatabase(config),
    checkDisk(config),
    checkBlobs(config),
    checkServer(config),
    checkStaffMail(config),
  ])
  const settings = [ok('settings', 'all of them can be read'), ...checkChange(config, env), ...checkSettings(config)]
  return [...before, ...settings, ...parts.flat()]
}

function tryRead(env: Terminal['env']): Config | ConfigError {
  try {
    return readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

function show({ level, about, seen, todo }: Finding): string {
  const line = `${level.padEnd(5)} ${about.padEnd(12)} ${seen}`
  return todo === undefined ? line : `${line}\n${' '.repeat(19)}→ ${todo}`
}
