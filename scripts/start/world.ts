import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../source/root.ts'
import { type Child, heard, startChild } from './child.ts'
import type { Ready } from './ready.ts'

/** Filling the demo the first time takes longest. */
const READY_WITHIN_MS = 120_000
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NO_COLOR', 'FORCE_COLOR', 'NODE_COMPILE_CACHE']

/**
 * Starts the simulated world, which reads itself in beside the app and then waits for `goAhead`; null where there is none.
 * It gets nothing of our environment that could hold a secret.
 */
export function startWorld(): Child | null {
  if (!existsSync(join(root, 'world', 'main.ts'))) return null
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.includes(name) || name.startsWith('WORLD_'))
  return startChild('world/main.ts', { ...Object.fromEntries(passed), WORLD_WAITS: '1' })
}

/** Tells the world where the app is and which key it may use; resolves once it says that the demo is filled. */
export async function goAhead(world: Child, { url, mailPort }: Ready, key: string): Promise<void> {
  const ready = heard(world, (message) => (isReady(message) ? true : undefined))
  const tooLong = new Promise<undefined>((done) => void setTimeout(done, READY_WITHIN_MS, undefined).unref())
  world.send({
    SWITCHBOARD_URL: url,
    SWITCHBOARD_KEY: key,
    ...(mailPort === null ? {} : { SWITCHBOARD_MAIL_PORT: String(mailPort) }),
  })
  await Promise.race([ready, tooLong])
}

const isReady = (message: unknown): boolean =>
  typeof message === 'object' && message !== null && 'kind' in message && message.kind === 'ready'
