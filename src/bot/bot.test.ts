import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { enqueue } from '#kernel/jobs'
import { changeSetting, forgetSettings } from '#kernel/settings'
import { type Helped, helped } from '../../test/support/bot.ts'
import { enabled } from './settings.ts'

let the: Helped
beforeAll(async () => {
  the = await helped()
  the.app.clock.set('2026-06-08T08:00:00Z')
})
afterAll(() => the.app.stop())

const labels = (message: { quickReplies: { label: string }[] }) => message.quickReplies.map(({ label }) => label)
const rowOf = async (id: string) => (await the.open(the.admin, id)).row
const summaryOf = async (id: string) => (await the.open(the.admin, id)).summary?.text ?? ''

describe('the first words', () => {
  test('it says that it is a bot, greets back and offers a person', async () => {
    const amina = await the.visitor('Bonjour !')
    const said = await the.answer(amina)
    expect(said.by).toMatchObject({ kind: 'bot', name: 'Bot de LUMO' })
    expect(said.text).toMatch(/je suis le bot .*LUMO, pas une personne/)
    expect(labels(said)).toEqual(['Parler à quelqu’un'])
    expect(await rowOf(amina.id)).toMatchObject({ holder: 'bot', waitingSince: null })
  })
  test('in the language of the customer, among those of the brand', async () => {
    const noor = await the.visitor('Goedemiddag')
    expect((await the.answer(noor)).text).toMatch(/geen mens|bot/)
    expect(labels(await the.answer(noor))).not.toContain('Parler à quelqu’un')
  })
  test('asked whether it is one, it says so', async () => {
    const eva = await the.visitor('Bonjour')
    await the.settle()
    await eva.writes('êtes-vous un robot ?')
    expect((await the.answer(eva)).text).toMatch(/^Oui/)
  })
})

describe('answers from published knowledge', () => {
  test('with a card that links to the article; what helped is said goodbye to and settled after ten minutes', async () => {
    const amina = await the.visitor('Bonjour, ma carte SIM est bloquée, où trouver le code PUK ?')
    const said = await the.answer(amina)
    expect(said.cards).toEqual([
      {
        title: 'Débloquer ma carte SIM avec le code PUK',
        text: 'Où trouver votre code PUK et comment le saisir.',
        href: '/b/lumo/help/code-puk',
      },
    ])
    expect(labels(said)).toEqual(['Oui, c’est réglé', 'Non, pas encore', 'Parler à quelqu’un'])
    await amina.writes('Oui, c’est réglé')
    expect((await the.answer(amina)).cards).toEqual([])
    expect((await rowOf(amina.id)).status).toBe('open')
    the.app.clock.advance({ minutes: 11 })
    await the.settle()
    expect(await rowOf(amina.id)).toMatchObject({ status: 'solved', holder: 'bot', disposition: null })
    await amina.writes('bonjour')
    await the.settle()
    expect((await rowOf(amina.id)).status).toBe('open')
  })
  test('who writes again within the ten minutes is not settled', async () => {
    const amina = await the.visitor('code puk')
    await the.settle()
    await amina.writes('merci')
    await the.settle()
    await amina.writes('ma facture est trop élevée')
    await the.settle()
    the.app.clock.advance({ minutes: 11 })
    await the.settle()
    expect((await rowOf(amina.id)).status).toBe('open')
    expect((await the.answer(amina)).cards[0]?.href).toBe('/b/lumo/help/comprendre-ma-facture')
  })
  test('an article that was taken back is not offered', async () => {
    const id = await the.article({
      key: 'tv',
      slug: 'tv',
      title: 'Décodeur TV écran noir',
      questions: ['écran noir sur la télé'],
      keywords: ['télé'],
      summary: 'Tout redémarrer.',
      body: 'Débranchez le décodeur.',
    })
    const before = await the.visitor('écran noir sur la télé')
    expect((await the.answer(before)).cards[0]?.href).toBe('/b/lumo/help/tv')
    await the.app.fetch(`/api/v1/articles/${id}/publication`, { session: the.admin.session, method: 'DELETE' })
    const after = await the.visitor('écran noir sur la télé')
    expect((await the.answer(after)).cards).toEqual([])
  })
})

describe('handing over', () => {
  test('on request: what happens next is said first, counts as a courtesy, and the advisor gets the summary', async () => {
    const amina = await the.visitor('ma facture est trop élevée, mon numéro est le 06 39 98 12 34')
    await the.settle()
    await amina.writes('Parler à quelqu’un')
    const said = await the.answer(amina)
    expect(said.text).toMatch(/personne|relais|conseill/i)
    expect(said.quickReplies).toEqual([])
    const row = await rowOf(amina.id)
    expect(row).toMatchObject({ holder: 'queue', lastBy: 'bot' })
    expect(row.waitingSince).not.toBeNull()
    const summary = await summaryOf(amina.id)
    expect(summary).toContain('Langue: français')
    expect(summary).toContain('ma facture est trop élevée')
    expect(summary).toContain('[phone]')
    expect(summary).not.toContain('12 34')
    expect(summary).toContain('“Comprendre ma facture” (pas dit si cela a aidé)')
    expect(summary).toContain('le client a demandé une personne')
    expect(await acknowledged(amina.id)).toEqual([false, true])
  })
  test('after two misses in a row', async () => {
    const amina = await the.visitor('zrgl blorp')
    expect((await the.answer(amina)).quickReplies).toHaveLength(1)
    expect((await rowOf(amina.id)).holder).toBe('bot')
    await amina.writes('frtz')
    await the.settle()
    expect((await rowOf(amina.id)).holder).toBe('queue')
    expect(await summaryOf(amina.id)).toContain('zrgl blorp” · “frtz')
  })
  test('when two answers did not help', async () => {
    const amina = await the.visitor('code puk')
    await the.settle()
    await amina.writes('Non, pas encore')
    expect((await the.answer(amina)).quickReplies.length).toBeGreaterThan(0)
    await amina.writes('ma facture est trop élevée')
    await the.settle()
    await amina.writes('non')
    await the.settle()
    expect((await rowOf(amina.id)).holder).toBe('queue')
    expect(await summaryOf(amina.id)).toContain('n’a pas aidé')
  })
  test.each(['Je vais porter plainte, c’est inadmissible', 'mon avocat vous écrira', 'C’est honteux !!'])(
    'at once: %s',
    async (text) => {
      const amina = await the.visitor(text)
      await the.settle()
      expect((await rowOf(amina.id)).holder).toBe('queue')
      expect((await the.answer(amina)).text).toMatch(/bot/i)
    },
  )
  test('closed: it says when somebody is there again', async () => {
    the.app.clock.set('2026-06-09T08:00:00Z')
    const amina = await the.visitor('un conseiller')
    const said = await the.answer(amina)
    expect(said.text).toMatch(/lundi, 09:00/)
    the.app.clock.set('2026-06-08T09:00:00Z')
  })
  test('a press beside the window leaves the summary too', async () => {
    const amina = await the.visitor('code puk')
    await the.settle()
    await the.call({ token: amina.token }, 'PUT /api/v1/chat/person')
    await the.settle()
    expect(await summaryOf(amina.id)).toContain('Débloquer ma carte SIM')
  })
  test('a brand without bot: straight to its people', async () => {
    await switchBot(false)
    const amina = await the.visitor('Bonjour')
    expect(await the.messages(amina)).toHaveLength(1)
    expect((await rowOf(amina.id)).holder).toBe('queue')
    await switchBot(true)
  })
})

async function switchBot(on: boolean): Promise<void> {
  await the.app.app.database.transaction('system', (tx) => changeSetting(tx, enabled, { scopeId: the.lumo, value: on }))
  forgetSettings(the.app.app)
}

async function acknowledged(id: string): Promise<boolean[]> {
  const { rows } = await the.app.app.database.pool.query<{ data: { acknowledgement?: boolean } }>(
    `select data from kernel.event where subject = $1 and name = 'reply.sent' order by seq`,
    [id],
  )
  return rows.map(({ data }) => data.acknowledgement === true)
}

test('several messages in a row are one turn', async () => {
  const amina = await the.visitor('bonjour')
  await amina.writes('ma facture')
  await amina.writes('est trop élevée')
  const all = await the.messages(amina)
  expect(all.filter((message) => message.by.kind === 'bot')).toHaveLength(1)
  expect(all.at(-1)?.cards[0]?.href).toBe('/b/lumo/help/comprendre-ma-facture')
})

describe('a turn that is tried again', () => {
  const botSaid = async (id: string) => {
    const { rows } = await the.app.app.database.pool.query(
      `select 1 from conversations.message where conversation_id = $1 and by_kind = 'bot'`,
      [id],
    )
    return rows.length
  }
  test('after it was done: nothing is said twice', async () => {
    const amina = await the.visitor('code puk')
    await the.settle()
    const [first] = await the.messages(amina)
    const turn = { conversationId: amina.id, messageId: first?.id ?? '', seq: 1 }
    await the.app.app.database.transaction('system', (tx) => enqueue(tx, 'bot.turn', turn, { lane: amina.id }))
    await the.settle()
    expect(await botSaid(amina.id)).toBe(1)
  })
  test('after it broke when all was said: nothing of the broken try stays, the next one says it', async () => {
    const { pool } = the.app.app.database
    await pool.query(`create sequence bot.tries`)
    await pool.query(`create function bot.break_once() returns trigger language plpgsql as $$
      begin if nextval('bot.tries') = 1 then raise exception 'planted'; end if; return new; end $$`)
    await pool.query(`create trigger planted before insert on bot.state for each row execute function bot.break_once()`)
    const amina = await the.visitor('un conseiller')
    await the.settle()
    expect(await botSaid(amina.id)).toBe(0)
    the.app.clock.advance({ seconds: 5 })
    await the.settle()
    await pool.query('drop trigger planted on bot.state')
    expect(await botSaid(amina.id)).toBe(1)
    expect((await rowOf(amina.id)).holder).toBe('queue')
    expect(await summaryOf(amina.id)).toContain('le client a demandé une personne')
  })
})
