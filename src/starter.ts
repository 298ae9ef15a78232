import { mailPort } from '#channels'
import type { RunningApp } from './app.ts'
import { replaceKeyIn } from './cli/create-key.ts'

/** What the app and `npm start` say to each other over the channel Node opens between a process and its child. */
export type ToStarter =
  | { kind: 'ready'; url: string; demo: boolean; notes: readonly string[]; mailPort: number | null }
  | { kind: 'key'; key: string }
  | { kind: 'refused'; why: string }
export type FromStarter = { kind: 'make-key'; name: string }

/** Tells who started us that we are ready, and makes keys for it. Does nothing when nobody listens. */
export function linkToStarter({ app, url }: RunningApp): void {
  if (process.send === undefined) return
  process.on('message', async (message: FromStarter) => {
    if (message.kind !== 'make-key') return
    const wish = { name: message.name, role: 'admin', brand: '*' }
    tell(await replaceKeyIn(app.database, wish).then(withKey, asRefusal))
  })
  tell({ kind: 'ready', url, demo: app.config.demo, notes: app.database.notes, mailPort: mailPort(app) })
}

const tell = (message: ToStarter): void => void process.send?.(message)
const withKey = (key: string): ToStarter => ({ kind: 'key', key })
const asRefusal = (error: unknown): ToStarter => ({
  kind: 'refused',
  why: error instanceof Error ? error.message : 'unknown',
})
