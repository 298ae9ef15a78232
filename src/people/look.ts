import type { FieldFault } from '#kernel/errors'
import { contrast, hex } from './colour.ts'
import type { Look } from './contract.ts'

/** Custom properties by name: what portal and widget write into their style sheet. */
export type Tokens = Readonly<Record<`--${string}`, string>>
export interface Theme {
  light: Tokens
  dark: Tokens
}

const LIGHTNESS = 0.52
const TEXT = 4.5
const CONTROL = 3

/**
 * The brand's tokens for light and dark, derived from its raw values. Colours are `#rrggbb` inside what screens show,
 * so that what was checked is what is seen.
 */
export function themeOf(look: Look): Theme {
  const font: Tokens = look.font === undefined ? {} : { '--font': look.font }
  const shared: Tokens = { ...font, '--hue': String(look.hue), '--radius': `${look.radius}px` }
  return { light: { ...shared, ...coloursOf(light(look)) }, dark: { ...shared, ...coloursOf(dark(look)) } }
}

/** Lightness and chroma of each token at the brand's hue. Light and dark are designed together. */
type Shades = Readonly<Record<string, readonly [l: number, c: number]>>

const light = (look: Look): { hue: number; shades: Shades } => ({
  hue: look.hue,
  shades: {
    bg: [0.975, 0.004],
    surface: [0.995, 0.002],
    raised: [1, 0],
    sunken: [0.955, 0.006],
    line: [0.905, 0.008],
    'line-2': [0.84, 0.012],
    text: [0.24, 0.02],
    'text-2': [0.44, 0.02],
    'text-3': [0.53, 0.02],
    accent: [look.lightness ?? LIGHTNESS, look.chroma],
    'accent-text': [1, 0],
    'accent-bg': [0.95, 0.03],
    'accent-ink': [0.44, look.chroma],
  },
})

const dark = (look: Look): { hue: number; shades: Shades } => ({
  hue: look.hue,
  shades: {
    bg: [0.185, 0.012],
    surface: [0.215, 0.013],
    raised: [0.25, 0.015],
    sunken: [0.16, 0.011],
    line: [0.3, 0.016],
    'line-2': [0.38, 0.018],
    text: [0.94, 0.008],
    'text-2': [0.77, 0.015],
    'text-3': [0.67, 0.018],
    accent: [0.7, Math.min(look.chroma, 0.13)],
    'accent-text': [0.16, 0.02],
    'accent-bg': [0.29, 0.05],
    'accent-ink': [0.8, Math.min(look.chroma, 0.1)],
  },
})

const coloursOf = ({ hue, shades }: { hue: number; shades: Shades }): Tokens =>
  Object.fromEntries(Object.entries(shades).map(([name, [l, c]]) => [`--${name}`, hex({ l, c, h: hue })]))

/** What is read or recognised against what, and how clearly it must stand out (WCAG 2.2 AA). */
const pairs = [
  ['text', 'bg', TEXT],
  ['text-2', 'sunken', TEXT],
  ['text-3', 'sunken', TEXT],
  ['accent-text', 'accent', TEXT],
  ['accent-ink', 'accent-bg', TEXT],
  ['accent-ink', 'surface', TEXT],
  ['accent', 'surface', CONTROL],
  ['accent', 'sunken', CONTROL],
  ['accent', 'accent-bg', CONTROL],
] as const

interface Weak {
  theme: 'light' | 'dark'
  what: string
  on: string
  ratio: number
  wanted: number
}

/** Every pair of colours that stands out too little. */
export function weakPairs(look: Look): Weak[] {
  const theme = themeOf(look)
  return (['light', 'dark'] as const).flatMap((name) =>
    pairs.flatMap(([what, on, wanted]) => {
      const ratio = contrast(theme[name][`--${what}`] ?? '', theme[name][`--${on}`] ?? '')
      return ratio < wanted ? [{ theme: name, what, on, ratio, wanted }] : []
    }),
  )
}

/** Faults of a look, each saying which value would pass; none when everything can be read. */
export function lookFaults(look: Look): FieldFault[] {
  const weak = weakPairs(look)
  if (weak.length === 0) return []
  const passing = nearestLightness(look)
  const advice = passing === null ? 'choose a smaller chroma' : `the nearest lightness that passes is ${passing}`
  const list = weak.map(
    (pair) => `${pair.what} on ${pair.on} (${pair.theme}) has ${pair.ratio.toFixed(2)}:1 and needs ${pair.wanted}:1`,
  )
  return [{ pointer: '/body/look/lightness', detail: `${list.join('; ')}; ${advice}` }]
}

/** In steps of 0.01 from the wanted lightness, darker before lighter; null when none passes. */
function nearestLightness(look: Look): number | null {
  const wanted = Math.round((look.lightness ?? LIGHTNESS) * 100)
  const steps = Array.from({ length: 100 }, (_, far) => [wanted - far, wanted + far]).flat()
  const found = steps.find(
    (step) => step > 0 && step < 100 && weakPairs({ ...look, lightness: step / 100 }).length === 0,
  )
  return found === undefined ? null : found / 100
}
