import { randomUUID } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { Problem } from '#kernel/errors'
import { startOf } from './process.ts'

/** Takes the data for this process; says who has it when it is taken. A holder that was killed holds nothing. */
export function holdData(file: string, dataDir: string): () => void {
  const mine = `${process.pid} ${startOf(process.pid)}\n`
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(file, mine)) return () => release(file, mine)
    const theirs = readHolder(file)
    if (theirs !== null && isAlive(theirs)) throw held(dataDir, theirs)
    if (theirs !== null) removeStale(file, theirs)
  }
  throw held(dataDir, readHolder(file) ?? 'unknown')
}

/** Is somebody alive holding it? */
export function isHeld(file: string): boolean {
  const holder = readHolder(file)
  return holder !== null && isAlive(holder)
}

const held = (dataDir: string, holder: string): Problem =>
  new Problem(
    'unavailable',
    `The data under ${dataDir} is held by process ${holder.split(' ')[0]}; stop it or set SWITCHBOARD_DATA.`,
  )

/** Written aside and linked into place, so that nobody ever reads half of it. */
function create(file: string, text: string): boolean {
  const aside = `${file}.${randomUUID()}`
  writeFileSync(aside, text, { mode: 0o600 })
  try {
    linkSync(aside, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(aside)
  }
}

function readHolder(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** A process id alone is not enough: ids are used again. */
function isAlive(holder: string): boolean {
  const [pid, ...start] = holder.trim().split(' ')
  return startOf(Number(pid)) === start.join(' ')
}

/** Moved aside first and looked at again, so that a holder who came in between is put back, not removed. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readHolder(aside) === stale) rmSync(aside)
  else renameSync(aside, file)
}

function release(file: string, mine: string): void {
  if (readHolder(file) === mine) rmSync(file, { force: true })
}
