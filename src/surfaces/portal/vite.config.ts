import { defineConfig } from 'vite'

const here = import.meta.dirname
const root = new URL('../../../', import.meta.url).pathname

export default defineConfig({
  root: here,
  base: '/portal/',
  publicDir: false,
  build: {
    outDir: `${root}dist/portal`,
    emptyOutDir: true,
    manifest: true,
    target: ['chrome111', 'firefox113', 'safari16.4'],
    cssTarget: ['chrome111', 'firefox113', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rollupOptions: { input: { portal: `${here}/browser/main.ts`, welcome: `${here}/browser/welcome.ts` } },
  },
})
