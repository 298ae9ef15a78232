import type { App } from '#kernel/registry'
import { welcomePages } from './pages.ts'

/** The page at `/`: three doors into the demo; without demo, where to go. */
export function openWelcome(app: App): void {
  app.pages(welcomePages)
}
