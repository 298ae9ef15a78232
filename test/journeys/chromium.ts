import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findBrowser } from './system-browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's Chromium is spoken to; null where there is none. */
    chromium: string | null
  }
}

/**
 * Chromium's own pages behind its address bar: nobody sees them here, and each context makes two, which cost more than a page of ours.
 * The rest is what Playwright switches off; a second list takes the place of its own.
 */
const SWITCHED_OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...[
    'AimEnabled',
    'LensOverlay',
    'MediaRouter',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'PreconnectToSearch',
  ],
  ...['AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose'],
  ...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'PaintHolding', 'ThirdPartyStoragePartitioning'],
]
const quietly = [
  `--disable-features=${SWITCHED_OFF.join(',')}`,
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps; whether a page may hear it is still asked.
  '--use-fake-device-for-media-stream',
]

/** One Chromium for the run: each journey has contexts of its own in it, which share nothing. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findBrowser('chromium')
  if (executablePath === null) {
    project.provide('chromium', null)
    return async () => {}
  }
  const server = await chromium.launchServer({ executablePath, args: quietly, host: '127.0.0.1' })
  project.provide('chromium', server.wsEndpoint())
  return () => server.close()
}
