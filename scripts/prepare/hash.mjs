import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** All files under these paths, in a fixed order; a path that does not exist has none. */
export function filesUnder(...paths) {
  return paths.filter(existsSync).flatMap((path) => {
    if (!statSync(path).isDirectory()) return [path]
    const inside = readdirSync(path)
      .filter((name) => name !== 'node_modules')
      .sort()
    return inside.flatMap((name) => filesUnder(join(path, name)))
  })
}

/** One hash of names and contents. */
export function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

export const readStamp = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** On a read-only checkout the stamp is left out: the work is then checked again at each start, which costs little. */
export function writeStamp(file, stamp) {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, stamp)
  } catch (error) {
    if (!['EROFS', 'EACCES', 'EPERM'].includes(error.code)) throw error
  }
}
