import type { App } from '#kernel/registry'
import { portalPages } from './pages.ts'

/** The brands' public pages: made on the server, complete without a script. */
export function openPortal(app: App): void {
  app.pages(portalPages)
}
