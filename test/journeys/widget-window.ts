import type { FrameLocator, Page } from 'playwright-core'

/** Opens the widget by its launcher and answers its window. */
export async function openWidgetOn(page: Page, name = /Open the help chat/): Promise<FrameLocator> {
  await page.getByRole('button', { name }).click()
  return page.frameLocator('iframe')
}
