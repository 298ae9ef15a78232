import { install, mayInstall, onPath } from './debian.ts'

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const

/** The system's Chromium, installed where that is possible; null means that journeys cannot run. */
export async function findChromium(): Promise<string | null> {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  const found = onPath(...CHROMIUM)
  if (found !== null || !mayInstall()) return found
  return (await install('chromium')) ? onPath(...CHROMIUM) : null
}

/** The other two engines, which CI tries pages in as well. Journeys look for them by themselves and say when one is missing. */
export async function installOtherBrowsers(): Promise<void> {
  if (!mayInstall()) return
  if (onPath('firefox-esr') === null) await install('firefox-esr')
  if (onPath('WebKitWebDriver') === null || onPath('Xvfb') === null) await install('webkit2gtk-driver', 'xvfb')
}
