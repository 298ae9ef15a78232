import { cpSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { defineConfig, type Plugin } from 'vite'
import { saidFirst } from '../first-words.ts'

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

/** A language as two files: what the first screens say, and the rest. */
function wordsInTwo(): Plugin {
  const isFirst = saidFirst()
  return {
    name: 'words-in-two',
    enforce: 'pre',
    load: (id) => {
      const [, file, which] = /^(.*\/locales\/console\/[a-z-]+\.json)\?(first|rest)$/.exec(id) ?? []
      if (file === undefined) return null
      const all: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'))
      const own = Object.entries(all).filter(([key]) => isFirst(key) === (which === 'first'))
      return `export default ${JSON.stringify(Object.fromEntries(own))}`
    },
  }
}

/** What PDF.js fetches by name while it reads a file: fonts and character maps a PDF need not bring, and decoders of scans. */
function partsOfPdf(): Plugin {
  const from = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'))
  const fetched = /^(?!.*quickjs)(?:.*\.(?:bcmap|pfb|ttf|icc|wasm)|[^.]*)$/
  const copy = (part: string) =>
    cpSync(`${from}/${part}`, `${root}dist/console/assets/pdf/${part}`, {
      recursive: true,
      filter: (path) => fetched.test(path.slice(from.length)),
    })
  return {
    name: 'parts-of-pdf',
    apply: 'build',
    writeBundle: () => ['cmaps', 'iccs', 'standard_fonts', 'wasm'].forEach(copy),
  }
}

export default defineConfig({
  root: here,
  base: '/console/',
  publicDir: `${here}/public`,
  plugins: [ownLanguagesOnly(), wordsInTwo(), partsOfPdf()],
  css: { modules: { generateScopedName: '[name]-[local]-[hash:4]' } },
  build: {
    outDir: `${root}dist/console`,
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari18'],
    cssTarget: ['chrome123', 'firefox128', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      input: { index: `${here}/index.html`, push: `${here}/push/worker.ts` },
      output: {
        // A service worker keeps its address for ever.
        entryFileNames: ({ name }) => (name === 'push' ? 'push.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: (chunk) =>
          chunk.facadeModuleId?.endsWith('?rest') ? 'assets/rest-[name]-[hash].js' : 'assets/[name]-[hash].js',
      },
    },
  },
})
