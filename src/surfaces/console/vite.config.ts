import { defineConfig, type Plugin } from 'vite'

const here = import.meta.dirname
const root = new URL('../../../', import.meta.url).pathname

/** React Aria brings its few own words in 35 languages; the ones no locale file of ours names are left out. */
function ownLanguagesOnly(): Plugin {
  const foreign =
    /\/(?:intl|private\/intl)\/.*\/(?!(?:en-US|fr-FR|nl-NL|es-ES|pl-PL|ro-RO|ar-AE)\.)[a-z]{2}-[A-Z]{2}\.m?js$/
  return {
    name: 'own-languages-only',
    enforce: 'pre',
    load: (id) => (foreign.test(id) ? 'export default {}' : null),
  }
}

export default defineConfig({
  root: here,
  base: '/console/',
  publicDir: `${here}/public`,
  plugins: [ownLanguagesOnly()],
  css: { modules: { generateScopedName: '[name]-[local]-[hash:4]' } },
  build: {
    outDir: `${root}dist/console`,
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari18'],
    cssTarget: ['chrome123', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
})
