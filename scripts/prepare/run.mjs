import { spawn } from 'node:child_process'
import { findNode } from './node.mjs'
import { inRoot, root } from './places.mjs'
import { Trouble } from './trouble.mjs'

/** Runs a file under Node 26 in this terminal and ends as it ends. */
export async function runUnderNode(entry, args) {
  process.exitCode = await spawnNode([inRoot(entry), ...args])
}

/** Where Node keeps what it compiled: it halves the time of every later start. Where it cannot be written, Node goes without. */
const compileCache = inRoot('node_modules', '.cache', 'node')

/** Resolves with the exit code. Whoever signals this process means the child: a terminal has told it already, and hearing it twice does it no harm. */
export function spawnNode(args) {
  const node = findNode()
  return new Promise((done, fail) => {
    const child = spawn(node, args, {
      cwd: root,
      stdio: 'inherit',
      env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
    })
    process.on('SIGINT', () => child.kill('SIGINT'))
    process.on('SIGTERM', () => child.kill('SIGTERM'))
    process.on('SIGHUP', () => child.kill('SIGTERM'))
    child.once('error', (error) => fail(new Trouble(unusable(node, error))))
    child.once('close', (code, signal) => done(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

const unusable = (node, error) =>
  `${node} cannot be run here (${error.code}). On a system without glibc (Alpine), or with another processor, install Node 26 yourself, delete node_modules and run the command again.`
