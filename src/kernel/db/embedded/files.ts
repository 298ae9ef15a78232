import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'

/** Writes a file only we may read, and does not return before it is on disk. */
export function writeSecret(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600)
  writeSync(file, text)
  fsyncSync(file)
  closeSync(file)
}

/** A rename survives a power cut only when its folder was written too. */
export function forceToDisk(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

export function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
