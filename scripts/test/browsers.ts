import { install, mayInstall, mayInstallMuch, onPath } from './debian.ts'

const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'] as const
const FIREFOX = ['firefox-esr', 'firefox'] as const
const WEBKIT = ['WebKitWebDriver'] as const

/** The system's Chromium, installed where that is possible; null means that journeys cannot run. */
export async function findChromium(): Promise<string | null> {
  const given = process.env.CHROMIUM_PATH
  if (given) return given
  const found = onPath(...CHROMIUM)
  if (found !== null || !mayInstall()) return found
  return (await install('chromium')) ? onPath(...CHROMIUM) : null
}

/** The other two engines, which CI tries pages in as well, and whoever has them: are they here? */
export async function haveOtherBrowsers(): Promise<boolean> {
  if (mayInstallMuch()) {
    if (onPath(...FIREFOX) === null) await install('firefox-esr')
    if (onPath(...WEBKIT) === null || onPath('Xvfb') === null) await install('webkit2gtk-driver', 'xvfb')
  }
  return [FIREFOX, WEBKIT, ['Xvfb']].every((names) => onPath(...names) !== null)
}
