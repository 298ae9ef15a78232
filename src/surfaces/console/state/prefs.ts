import { nearest } from '../i18n/languages.ts'
import { createStore, type Store, useStore } from './store.ts'

/** How one advisor likes the screen. Kept in this browser: it is about the device as much as about the person. */
export interface Prefs {
  lang: string
  theme: 'system' | 'light' | 'dark'
  density: 'cosy' | 'compact'
  contrast: 'system' | 'more'
  singleKeys: boolean
  /** Command → keys, where changed. */
  keys: Readonly<Record<string, string>>
  widths: { nav: number; list: number; context: number }
  navOpen: boolean
  contextOpen: boolean
  sound: boolean
  /** The browser tells of offers while its window is behind others. */
  alerts: boolean
  /** Of how many days the page of today shows what changed. */
  newsDays: number
  /** How often each palette entry was used: ranks it. */
  used: Readonly<Record<string, number>>
}

const fresh = (): Prefs => ({
  lang: nearest(navigator.languages),
  theme: 'system',
  density: 'cosy',
  contrast: 'system',
  singleKeys: true,
  keys: {},
  widths: { nav: 204, list: 344, context: 304 },
  navOpen: true,
  contextOpen: true,
  sound: false,
  alerts: false,
  newsDays: 3,
  used: {},
})

const keyOf = (agent: string): string => `switchboard.prefs.${agent}`
function stored(agent: string): Partial<Prefs> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(agent)) ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}

export const prefs: Store<Prefs> = createStore(fresh())
let owner = 'nobody'

function show({ theme, density, contrast }: Prefs): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
  dataset.density = density
  if (contrast === 'system') delete dataset.contrast
  else dataset.contrast = contrast
}
prefs.subscribe(() => {
  show(prefs.get())
  localStorage.setItem(keyOf(owner), JSON.stringify(prefs.get()))
})

/** Takes the settings of the advisor who signed in (or of this browser before anybody has). */
export function loadPrefs(agent: string): void {
  const before = owner === agent ? {} : { lang: prefs.get().lang }
  owner = agent
  prefs.set(() => ({ ...fresh(), ...before, ...stored(agent) }))
}
export const setPref = <K extends keyof Prefs>(key: K, value: Prefs[K]): void =>
  prefs.set((now) => ({ ...now, [key]: value }))
export const usePref = <K extends keyof Prefs>(key: K): Prefs[K] => useStore(prefs, (now) => now[key])
