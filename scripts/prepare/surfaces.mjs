import { accessSync, constants, existsSync } from 'node:fs'
import { filesUnder, hashOf, readStamp, writeStamp } from './hash.mjs'
import { inRoot, root, say } from './places.mjs'
import { spawnNode } from './run.mjs'
import { Trouble } from './trouble.mjs'

const stamp = inRoot('dist', '.switchboard-surfaces')
const sources = ['src/surfaces', 'locales', 'package-lock.json', 'scripts/build.ts'].map((path) => inRoot(path))

/** Builds what browsers load when its sources are not the ones dist was made from. */
export async function buildSurfaces() {
  const wanted = hashOf(filesUnder(...sources).filter((file) => !/\.test\.tsx?$/.test(file)))
  if (readStamp(stamp) === wanted) return
  refuseReadOnly()
  say('Building the pages (2 of 3) …')
  const started = Date.now()
  const code = await spawnNode([inRoot('scripts', 'build.ts')])
  if (code !== 0) throw new Trouble('Building the pages failed; the reason is above.')
  writeStamp(stamp, wanted)
  say(`Building the pages (2 of 3) … done in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

function refuseReadOnly() {
  const place = existsSync(inRoot('dist')) ? inRoot('dist') : root
  try {
    accessSync(place, constants.W_OK)
  } catch {
    throw new Trouble(
      `The pages are not built, and ${place} cannot be written to.\nBuild once where it can: npm run build, then copy the folder dist.`,
    )
  }
}
