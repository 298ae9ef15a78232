import { defineConfig } from 'vite'
import { builtInto } from '../vite-build.ts'

const here = import.meta.dirname

export default defineConfig({
  root: here,
  base: '/portal/',
  publicDir: false,
  build: {
    ...builtInto('portal'),
    rollupOptions: { input: { portal: `${here}/browser/main.ts`, welcome: `${here}/browser/welcome.ts` } },
  },
})
