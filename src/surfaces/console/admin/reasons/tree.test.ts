import { expect, test } from 'vitest'
import type { Disposition } from '../../state/directory.ts'
import { linesOf, parentsFor } from './tree.ts'

const one = (id: string, parent: string | null, more: Partial<Disposition> = {}): Disposition => ({
  id,
  parent,
  brand: null,
  name: { en: id },
  position: 0,
  retired: false,
  rev: 1,
  ...more,
})
const all = [one('bill', null), one('roaming', 'bill'), one('wrong', 'bill'), one('zone', 'roaming'), one('net', null)]

test('each stands under what it belongs to, and rests with it', () => {
  expect(linesOf(all).map(({ id, depth }) => `${depth} ${id}`)).toEqual([
    '0 bill',
    '1 roaming',
    '2 zone',
    '1 wrong',
    '0 net',
  ])
  const resting = linesOf(all.map((each) => ({ ...each, retired: each.id === 'roaming' })))
  expect(resting.filter((line) => line.resting).map(({ id }) => id)).toEqual(['roaming', 'zone'])
})

test('each knows its place among those under the same one', () => {
  expect(linesOf(all).map(({ id, place, of }) => `${id} ${place} of ${of}`)).toEqual([
    'bill 0 of 2',
    'roaming 0 of 2',
    'zone 0 of 1',
    'wrong 1 of 2',
    'net 1 of 2',
  ])
})

test('nothing is put below itself or under another brand', () => {
  expect(parentsFor(all, null, 'bill').map(({ id }) => id)).toEqual(['net'])
  const mixed = [...all, one('lumo only', null, { brand: 'lumo' })]
  expect(parentsFor(mixed, 'vega', null).map(({ id }) => id)).not.toContain('lumo only')
  expect(parentsFor(mixed, 'lumo', null).map(({ id }) => id)).toContain('lumo only')
})
