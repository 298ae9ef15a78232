import { describe, expect, test } from 'vitest'
import { contrast, hex, shown } from './colour.ts'
import type { Look } from './contract.ts'
import { lookFaults, themeOf, weakPairs } from './look.ts'

const look = (values: Partial<Look>): Look => ({ hue: 262, chroma: 0.16, radius: 4, ...values })

describe('colours', () => {
  test.each([
    ['white', { l: 1, c: 0, h: 0 }, '#ffffff'],
    ['red', { l: 0.62796, c: 0.25768, h: 29.234 }, '#ff0000'],
    ['green', { l: 0.86644, c: 0.29483, h: 142.495 }, '#00ff00'],
    ['blue', { l: 0.45201, c: 0.31321, h: 264.052 }, '#0000ff'],
  ])('%s', (_, oklch, expected) => expect(hex(oklch)).toBe(expected))

  test('contrast as WCAG counts it', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  })

  test('what no screen shows keeps lightness and hue and loses chroma', () => {
    const wild = { l: 0.52, c: 0.4, h: 110 }
    expect(shown(wild)).toMatchObject({ l: 0.52, h: 110 })
    expect(shown(wild).c).toBeLessThan(0.2)
  })
})

test('at the usual lightness every hue and chroma can be read', () => {
  for (let hue = 0; hue < 360; hue += 15) {
    for (const chroma of [0, 0.1, 0.2, 0.4])
      expect(weakPairs(look({ hue, chroma })), `hue ${hue} chroma ${chroma}`).toEqual([])
  }
})

test('a bright yellow is refused, and the fault names the value that passes', () => {
  const yellow = look({ hue: 100, chroma: 0.18, lightness: 0.85 })
  const [fault] = lookFaults(yellow)
  expect(fault?.pointer).toBe('/body/look/lightness')
  expect(fault?.detail).toMatch(/accent-text on accent \(light\) has 1\.\d\d:1 and needs 4\.5:1/)
  const named = Number(/lightness that passes is (0\.\d+)/.exec(fault?.detail ?? '')?.[1])
  expect(lookFaults({ ...yellow, lightness: named })).toEqual([])
  expect(lookFaults({ ...yellow, lightness: named + 0.01 })).toHaveLength(1)
})

test('the theme has the same tokens in light and dark, ready for a style sheet', () => {
  const { light, dark } = themeOf(look({ font: '"Noto Sans", sans-serif' }))
  expect(Object.keys(light).sort()).toEqual(Object.keys(dark).sort())
  expect(light).toMatchObject({ '--radius': '4px', '--font': '"Noto Sans", sans-serif', '--accent-text': '#ffffff' })
  expect(dark['--accent']).toMatch(/^#[0-9a-f]{6}$/)
})
