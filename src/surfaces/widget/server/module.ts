import type { App } from '#kernel/registry'
import { widgetPages } from './pages.ts'

/** The widget's frame; its loader and its built files are served by the kernel. */
export function openWidget(app: App): void {
  app.pages(widgetPages)
}
