import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/source/root.ts'

/** Comma-separated, quoted where a cell holds a comma. */
const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
const [head = [], ...rows] = readFileSync(join(root, 'docs/security/asvs.csv'), 'utf8').trim().split('\n').map(cellsOf)

test('each requirement is one row: known or not, applicable or why not', () => {
  expect(head).toEqual(['id', 'level', 'id agreed', 'applies', 'what is done here', 'where', 'test'])
  expect(rows.length).toBeGreaterThan(35)
  expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length)
  for (const [id, level, agreed, applies, what, where] of rows) {
    expect(id).toMatch(/^V\d+(\.\d+\.\d+)?$/)
    expect(level, id).toMatch(/^[123](-[123])?$/)
    expect(['named', 'section', 'no'], id).toContain(agreed)
    expect(['y', 'n'], id).toContain(applies)
    if (applies === 'y' && where === '') expect(what, id).toContain('NOT THERE YET')
  }
})

test('each test that is named as proof is there, by its name', () => {
  const missing: string[] = []
  for (const row of rows) {
    const proof = row[6] ?? ''
    let text = ''
    for (const part of proof.split(/[;,] (?=test\/|src\/|sign-in)|: |; /)) {
      const file = part.startsWith('sign-in') ? `test/security/${part}` : part
      if (/\.test\.ts( |$)/.test(file)) {
        const path = file.split(' ')[0] ?? ''
        if (existsSync(join(root, path))) text = readFileSync(join(root, path), 'utf8')
        else missing.push(`${row[0]}: ${path}`)
      } else if (text !== '' && !text.toLowerCase().includes(part.toLowerCase())) missing.push(`${row[0]}: ${part}`)
    }
  }
  expect(missing).toEqual([])
})

test('each place in the code that is named is there', () => {
  const gone = rows.flatMap((row) => {
    let folder = ''
    return (row[5] ?? '').split(', ').flatMap((named) => {
      const place = named.replace(/ \(.*/, '')
      if (place === '') return []
      const path = place.startsWith('src/') || place.startsWith('docs/') ? place : join(folder, place)
      folder = path.slice(0, path.lastIndexOf('/'))
      return existsSync(join(root, path)) ? [] : [`${row[0]}: ${path}`]
    })
  })
  expect(gone).toEqual([])
})
