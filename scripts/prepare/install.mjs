import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, readFileSync } from 'node:fs'
import { hashOf, readStamp, writeStamp } from './hash.mjs'
import { inRoot, root, say } from './places.mjs'
import { Trouble } from './trouble.mjs'

const lock = inRoot('package-lock.json')
const stamp = inRoot('node_modules', '.switchboard-packages')

/** Installs what package-lock.json names when node_modules is missing or holds something else. Without need it touches nothing. */
export async function installPackages() {
  const wanted = hashOf([lock])
  if (readStamp(stamp) === wanted) return
  if (!holdsWhatIsWanted()) await install()
  writeStamp(stamp, wanted)
}

/** npm keeps a list of what it installed: an `npm install` by hand counts as well as ours. */
function holdsWhatIsWanted() {
  const installed = inRoot('node_modules', '.package-lock.json')
  if (!existsSync(installed)) return false
  const has = JSON.parse(readFileSync(installed, 'utf8')).packages
  const wants = Object.entries(JSON.parse(readFileSync(lock, 'utf8')).packages)
  return wants.every(
    ([path, { version, optional }]) => path === '' || has[path]?.version === version || (optional && !has[path]),
  )
}

async function install() {
  refuseReadOnly()
  say('Installing packages (1 of 3) … this takes a minute the first time')
  const started = Date.now()
  const code = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) throw new Trouble(failure(code))
  say(`Installing packages (1 of 3) … done in ${Math.round((Date.now() - started) / 1000)} s`)
}

function refuseReadOnly() {
  const place = existsSync(inRoot('node_modules')) ? inRoot('node_modules') : root
  try {
    accessSync(place, constants.W_OK)
  } catch {
    throw new Trouble(
      `Packages are missing or outdated, and ${place} cannot be written to.\nMake it writable, or install there as its owner: npm ci --ignore-scripts`,
    )
  }
}

/** Under npm the very same npm is used; started by hand, the one on the path. */
function npm(args) {
  const cli = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined
  const [program, first] = cli ? [process.execPath, [cli]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
  return new Promise((done, fail) => {
    const child = spawn(program, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: program === 'npm.cmd',
    })
    child.once('error', () => fail(new Trouble('npm was not found. It comes with Node: https://nodejs.org')))
    child.once('close', (code) => done(code ?? 1))
  })
}

const failure = (code) =>
  [
    `Installing the packages failed (npm ended with ${code}; its words are above).`,
    'Without a network: connect once, or set the address of your own registry with npm config set registry.',
    'If npm says that package-lock.json and package.json differ: npm install --ignore-scripts',
  ].join('\n')
