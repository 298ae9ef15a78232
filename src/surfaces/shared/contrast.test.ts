import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrast, type Oklch } from './contrast.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const hue = 262
const chroma = 0.16

function colour(text: string): Oklch {
  const [l = '', c = '', h = ''] = text.replace(/^oklch\(|\)$/g, '').split(/\s+/)
  const number = (part: string) => (part.includes('--hue') ? hue : part.includes('--accent-c') ? chroma : Number(part))
  return { l: number(l), c: number(c), h: number(h) }
}

/** Role → [light, dark], as tokens.css says. */
function roles(source: string): Map<string, [Oklch, Oklch]> {
  const found = source.matchAll(
    /--([\w-]+): light-dark\((oklch\((?:[^()]|\([^()]*\))*\)), (oklch\((?:[^()]|\([^()]*\))*\))\)/g,
  )
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, [colour(light), colour(dark)]]))
}

const base = roles(css.slice(0, css.indexOf('[data-theme')))
const grounds = ['bg', 'surface', 'raised', 'sunken']
const pairs: [ink: string, ground: string, least: number][] = [
  ...['text', 'text-2', 'text-3', 'accent-ink'].flatMap((ink) =>
    grounds.map((ground): [string, string, number] => [ink, ground, 4.5]),
  ),
  ...['good', 'warn', 'bad', 'info'].flatMap((ink): [string, string, number][] => [
    [ink, `${ink}-bg`, 4.5],
    [ink, 'surface', 4.5],
  ]),
  ['accent-text', 'accent', 4.5],
  ['accent-ink', 'accent-bg', 4.5],
  ['text', 'accent-bg', 4.5],
  ['text-2', 'accent-bg', 4.5],
  ['text-3', 'accent-bg', 4.5],
  ['text-2', 'warn-bg', 4.5],
  ['accent', 'surface', 3],
  ['edge', 'surface', 3],
  ['edge', 'raised', 3],
]

test('the palette can be read', () => {
  expect(base.size).toBeGreaterThan(20)
  expect(contrast({ l: 1, c: 0, h: 0 }, { l: 0, c: 0, h: 0 })).toBeCloseTo(21, 1)
})

test.each(pairs)('%s on %s reaches %d in light and dark', (ink, ground, least) => {
  for (const side of [0, 1] as const) {
    const [one, other] = [base.get(ink)?.[side], base.get(ground)?.[side]]
    expect(one && other && contrast(one, other), side === 0 ? 'light' : 'dark').toBeGreaterThanOrEqual(least)
  }
})
