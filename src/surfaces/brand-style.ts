import { type Brand, type Tokens, themeOf } from '#people'
import { html } from './html.ts'

/** The brand's colours for light and dark, as a style sheet: they win over tokens.css, whichever comes first. */
export function brandStyle(look: Brand['look']): string {
  const { light, dark } = themeOf(look)
  return [
    `:root:root{${declarations(light)}}`,
    `@media(prefers-color-scheme:dark){:root:root:not([data-theme=light]){${declarations(dark)}}}`,
    `:root:root[data-theme=dark]{${declarations(dark)}}`,
  ].join('')
}

/** The brand's mark until it has one of its own: a square of its colour, as its corners are. */
export const brandIcon = (look: Brand['look']): string =>
  html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="${Math.min(16, look.radius)}" fill="${themeOf(look).light['--accent'] ?? ''}"/></svg>`
    .text

const declarations = (tokens: Tokens): string =>
  Object.entries(tokens)
    .map(([name, value]) => `${name}:${value}`)
    .join(';')
