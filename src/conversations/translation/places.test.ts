import { expect, test } from 'vitest'
import { emptied } from './places.ts'

const names = ['Amina Haddad', 'Eva']

test('what is somebody’s stays in the house: numbers, addresses, links and names, each a place of its own', () => {
  const said =
    'Hello Eva, I am Amina. Call +32 470 00 00 01 or write to amina@mail.example. My account: BE68 5390 0754 7034. See https://care.example/b/lumo/case/abc. Amina'
  const { text, places } = emptied(said, { lang: 'en', names })
  for (const word of ['Eva', 'Amina', '470', 'mail.example', 'BE68', 'case/abc']) expect(text).not.toContain(word)
  expect(text).toMatch(/^Hello ⟦\d⟧, I am ⟦\d⟧\. Call ⟦\d⟧ or write to ⟦\d⟧\. My account: ⟦\d⟧\. See ⟦\d⟧/)
  expect(places).toBe(6)
})

test('it is put back where the translation has its places; one that was lost or invented refuses all of it', () => {
  const { text, fill } = emptied('Amina, call 0470 00 00 01', { lang: 'nl', names })
  expect(fill(text.split(' ').toReversed().join(' '))).toBe('0470 00 00 01 call Amina,')
  expect(fill('Bel terug')).toBeNull()
  expect(fill(`${text} ⟦9⟧`)).toBeNull()
})

test('a text with none of it is as it was; signs like ours are no places', () => {
  expect(emptied('Where is my bill of 12.50?', { lang: 'en', names })).toMatchObject({
    text: 'Where is my bill of 12.50?',
    places: 0,
  })
  expect(emptied('⟦1⟧ hi', { lang: 'en', names: [] })).toMatchObject({ text: '[1] hi', places: 0 })
  expect(emptied('Evangeline', { lang: 'en', names }).text).toBe('Evangeline')
})
