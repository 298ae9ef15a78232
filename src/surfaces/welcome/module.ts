import type { App } from '#kernel/registry'
import { welcomePages } from './pages.ts'
import { worldAddress } from './world-setting.ts'

/** The page at `/`: three doors into the demo; without demo, where to go. */
export function openWelcome(app: App): void {
  app.permission('demo.world', 'Say where the simulated world of the demo is')
  if (app.config.demo) app.setting(worldAddress)
  app.pages(welcomePages)
}
