/** A colour as designers give it: lightness 0…1, chroma 0…0.4, hue in degrees. */
export interface Oklch {
  l: number
  c: number
  h: number
}
/** Linear light, 0…1 when the screen can show it. */
type Rgb = readonly [number, number, number]

// The matrices of the CSS Color 4 specification (OKLab, sRGB).
function linearRgb({ l, c, h }: Oklch): Rgb {
  const [a, b] = [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)]
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const middle = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
    -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
    -0.0041960863 * long - 0.7034186147 * middle + 1.707614701 * short,
  ]
}

const shows = (rgb: Rgb) => rgb.every((part) => part >= -0.0001 && part <= 1.0001)

/** The same lightness and hue with as much of the chroma as a screen can show, so that what is checked is what is seen. */
export function shown(colour: Oklch): Oklch {
  if (shows(linearRgb(colour))) return colour
  let [low, high] = [0, colour.c]
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2
    if (shows(linearRgb({ ...colour, c: middle }))) low = middle
    else high = middle
  }
  return { ...colour, c: low }
}

const clamped = (part: number) => Math.min(1, Math.max(0, part))
const gamma = (part: number) => (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055)
const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)

/** `#rrggbb`. */
export function hex(colour: Oklch): string {
  const parts = linearRgb(shown(colour)).map((part) => Math.round(gamma(clamped(part)) * 255))
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`
}

/** WCAG relative luminance of `#rrggbb`. */
function luminance(colour: string): number {
  const part = (at: number) => linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255)
  return 0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
}

/** WCAG contrast of two `#rrggbb`, 1…21. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}
