import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { builtEntries } from './assets.ts'

test('after another build, pages name the files that are there now', () => {
  const dist = mkdtempSync(join(tmpdir(), 'dist-'))
  const manifest = join(dist, 'widget/.vite/manifest.json')
  const build = (file: string, at: number) => {
    mkdirSync(join(dist, 'widget/.vite'), { recursive: true })
    writeFileSync(manifest, JSON.stringify({ 'frame/main.tsx': { file, css: [`${file}.css`] } }))
    utimesSync(manifest, at, at)
  }
  const entries = builtEntries('widget', dist)
  expect(entries('frame/main.tsx')).toBeUndefined()
  build('assets/frame-1.js', 1_000)
  expect(entries('frame/main.tsx')).toEqual({
    script: '/widget/assets/frame-1.js',
    styles: ['/widget/assets/frame-1.js.css'],
  })
  build('assets/frame-2.js', 2_000)
  expect(entries('frame/main.tsx')?.script).toBe('/widget/assets/frame-2.js')
  rmSync(manifest)
  expect(entries('frame/main.tsx')?.script).toBe('/widget/assets/frame-2.js')
  rmSync(dist, { recursive: true })
})
