import { expect, test } from 'vitest'
import { readPeople } from '../content/index.ts'
import { customerAt, POPULATION } from './person.ts'

const people = readPeople()
const everybody = (seed: string) => Array.from({ length: POPULATION }, (_, n) => customerAt(seed, people, n))

test('a seed gives the same two thousand customers each time, another seed others', () => {
  const town = everybody('a')
  expect(town).toEqual(everybody('a'))
  expect(town).not.toEqual(everybody('b'))
  expect(new Set(town.map(({ brand, lang }) => `${brand} ${lang}`))).toEqual(
    new Set(['ondelle fr', 'ondelle nl', 'ondelle en', 'vencejo es', 'vencejo en']),
  )
})

test('nobody has a number that somebody could own', () => {
  const fiction = people.phones.map(({ prefix, digits }) => new RegExp(`^\\${prefix}\\d{${digits}}$`))
  const real = everybody('a').filter(({ phone }) => !fiction.some((range) => range.test(phone)))
  expect(real).toEqual([])
})
