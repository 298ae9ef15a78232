import { defineConfig, type Plugin } from 'vite'
import { builtInto } from '../vite-build.ts'

const here = import.meta.dirname

/** The loader is a plain script on somebody else's page: its names must not meet theirs. */
function loaderAlone(): Plugin {
  return {
    name: 'loader-alone',
    generateBundle(_, bundle) {
      const loader = bundle['widget.js']
      if (loader?.type !== 'chunk') throw new Error('The loader was not built.')
      if (loader.imports.length > 0) throw new Error('The loader must stand alone: it shares code with the frame.')
      loader.code = `(()=>{${loader.code.trim()}})();\n`
    },
  }
}

export default defineConfig({
  root: here,
  base: '/widget/',
  publicDir: false,
  plugins: [loaderAlone()],
  build: {
    ...builtInto('widget'),
    rollupOptions: {
      input: { widget: `${here}/loader/main.ts`, quiet: `${here}/quiet/main.ts`, frame: `${here}/frame/main.tsx` },
      output: {
        entryFileNames: ({ name }) => (name === 'widget' ? 'widget.js' : 'assets/[name]-[hash].js'),
        assetFileNames: 'assets/[name]-[hash][extname]',
        chunkFileNames: 'assets/[name]-[hash].js',
      },
    },
  },
})
