import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../source/root.ts'
import { type Child, heard, startChild } from './child.ts'
import type { Ready } from './ready.ts'

/** Filling the demo the first time takes longest. */
const READY_WITHIN_MS = 120_000
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NO_COLOR', 'FORCE_COLOR', 'NODE_COMPILE_CACHE']

/**
 * Starts the simulated world against the app at `url`; it says `{ kind: 'ready' }` once the demo is filled.
 * It gets the app's address and a key, and nothing of our environment that could hold a secret.
 */
export async function startWorld({ url, mailPort }: Ready, key: string | null): Promise<Child | null> {
  if (key === null || !existsSync(join(root, 'world', 'main.ts'))) return null
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.includes(name) || name.startsWith('WORLD_'))
  const world = startChild('world/main.ts', {
    ...Object.fromEntries(passed),
    SWITCHBOARD_URL: url,
    SWITCHBOARD_KEY: key,
    ...(mailPort === null ? {} : { SWITCHBOARD_MAIL_PORT: String(mailPort) }),
  })
  const ready = heard(world, (message) => (isReady(message) ? true : undefined))
  const tooLong = new Promise<undefined>((done) => void setTimeout(done, READY_WITHIN_MS, undefined).unref())
  await Promise.race([ready, tooLong])
  return world
}

const isReady = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'ready'
