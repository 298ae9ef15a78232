import type { BuildEnvironmentOptions } from 'vite'

const root = new URL('../../', import.meta.url).pathname
/** Browsers of the last three years: what oklch() and logical properties need. */
const browsers = ['chrome111', 'firefox113', 'safari16.4']

/** How what visitors load is built: portal and widget alike. */
export const builtInto = (folder: string): BuildEnvironmentOptions => ({
  outDir: `${root}dist/${folder}`,
  emptyOutDir: true,
  manifest: true,
  target: browsers,
  cssTarget: browsers,
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  reportCompressedSize: true,
})
