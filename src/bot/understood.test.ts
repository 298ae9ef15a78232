import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Helped, helped } from '../../test/support/bot.ts'

let the: Helped
beforeAll(async () => {
  the = await helped()
  the.app.clock.set('2026-06-08T08:00:00Z')
})
afterAll(() => the.app.stop())

const rowOf = async (id: string) => (await the.open(the.admin, id)).row
const speaks = (agent: string, languages: string[]) =>
  the.app.app.database.pool.query('update people.agent set languages = $2 where id = $1', [agent, languages])

describe('the end of a talk, in the customer’s own words', () => {
  test.each(['Super, tout refonctionne, un grand merci à vous 👍', 'c’est bon je vois, bonne journée'])(
    'in the customer’s own words: %s',
    async (words) => {
      const amina = await the.visitor('code puk')
      await the.settle()
      await amina.writes(words)
      expect((await the.answer(amina)).text).toMatch(/^Tant mieux/)
      the.app.clock.advance({ minutes: 11 })
      await the.settle()
      expect((await rowOf(amina.id)).status).toBe('solved')
    },
  )
  test.each(['super, toujours pas résolu, merci', 'ça marche seulement au salon'])('never on: %s', async (words) => {
    const amina = await the.visitor('code puk')
    await the.settle()
    await amina.writes(words)
    expect((await the.answer(amina)).text).not.toMatch(/Tant mieux|Avec plaisir/)
    the.app.clock.advance({ minutes: 11 })
    await the.settle()
    expect((await rowOf(amina.id)).status).toBe('open')
  })
})

test('each advisor reads the summary in their own language; what was said stays as it was said', async () => {
  const amina = await the.visitor('ma facture est trop élevée')
  await the.settle()
  await amina.writes('j’ai déjà redémarré, ça ne change rien')
  await the.settle()
  await amina.writes('Parler à quelqu’un')
  await the.settle()
  const eva = await the.person({ role: 'advisor', brand: the.lumo, scope: '*' })
  await speaks(eva.id, ['pl', 'en'])
  const mine = (await the.open(eva, amina.id)).summary
  expect(mine?.text).toContain('Język: francuski')
  expect(mine?.text).toContain('Próbowano: “j’ai déjà redémarré, ça ne change rien”')
  expect(mine?.text).toContain('klient poprosił o rozmowę z człowiekiem')
  expect(mine?.facts).toMatchObject({ lang: 'fr', reason: 'asked', articles: [{ title: 'Comprendre ma facture' }] })
  await speaks(eva.id, ['ar'])
  expect((await the.open(eva, amina.id)).summary?.text).toContain('طلب العميل')
  const asked = await the.get(eva, 'GET /api/v1/conversations/:id', {
    params: { id: amina.id },
    query: { lang: 'nl' },
  })
  expect(asked.summary?.text).toContain('de klant een mens vroeg')
})
