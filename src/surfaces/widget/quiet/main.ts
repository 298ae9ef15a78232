import type { FromFrame, Launcher } from '../../shared/widget.ts'

/** Runs unseen on the host page: tells how the launcher looks and whether this visitor has a conversation here. Keeps nothing. */
const launcher: Launcher = JSON.parse(document.getElementById('launcher')?.textContent ?? 'null')
const known = hasToken(`switchboard:${launcher.brand}`)
const told: FromFrame = { switchboard: 1, kind: 'launcher', launcher, known }
parent.postMessage(told, new URLSearchParams(location.hash.slice(1)).get('host') ?? location.origin)

function hasToken(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null
  } catch {
    return false
  }
}
