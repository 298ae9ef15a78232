import { readFileSync } from 'node:fs'
import type { Keys } from '#kernel/backup'
import type { Config } from '#kernel/config'
import { UsageError } from '../command.ts'

const SHORTEST = 12

/** A passphrase from a file, never from the command line, where every user of the machine could read it; else the operator's secret. */
export function keysOf({ secrets }: Pick<Config, 'secrets'>, passphraseFile: string | undefined): Keys {
  if (passphraseFile === undefined) return { kind: 'secret', secrets }
  const text = readPassphrase(passphraseFile)
  if (text.length < SHORTEST) throw new UsageError(`The passphrase is too short: ${SHORTEST} characters at least`)
  return { kind: 'passphrase', text }
}

function readPassphrase(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    throw new UsageError(`--passphrase-file ${path} cannot be read`)
  }
}
