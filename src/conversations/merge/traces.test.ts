import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { openOutside, signedDelivery } from '../../../test/support/outside.ts'
import { careForTwice, pair, type Twice } from '../../../test/support/twice.ts'

let the: Twice
beforeAll(async () => {
  the = await careForTwice()
})
afterAll(() => the.app.stop())

describe('where two conversations are one', () => {
  test('two people who were one no longer take their conversations apart again', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.merge(one, other)
    const contact = await the.contactOf(one)
    const { merges } = await the.get(the.admin, 'GET /api/v1/contacts/:id', { params: { id: contact } })
    const params = { id: contact, merge: merges[0]?.id ?? '' }
    await the.get(the.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', { params })
    await the.settle()
    expect(await the.said(one)).toEqual(['1 Première'])
    expect((await the.open(the.eva, other.id)).mergedInto).toBeNull()
  })

  test('what a customer asks to be forgotten is gone where it was worked on, too', async () => {
    const [one, other] = await the.twice('Première', 'Mon secret')
    await the.merge(one, other)
    await the.get({ token: other.token }, 'DELETE /api/v1/chat/conversation')
    await the.settle()
    expect(JSON.stringify(await the.open(the.eva, one.id))).not.toContain('secret')
    const { rows } = await sql`
      select from conversations.message where text like '%secret%' union all
      select from conversations.inbox_row where last_text like '%secret%' and conversation_id in (${one.id}, ${other.id})`.execute(
      the.app.app.database.db,
    )
    expect(rows).toEqual([])
  })

  test('a search leads to where it is worked on', async () => {
    const word = `mot${newId().slice(-8)}`
    const [one, other] = await the.twice('Première', word)
    await the.merge(one, other)
    const found = async () => {
      const { hits } = await the.get(the.eva, 'GET /api/v1/search', { query: { q: word, kind: 'conversation' } })
      return hits.map(({ id }) => id)
    }
    expect(await found()).toEqual([one.id])
    await the.unmerge(one, other)
    expect(await found()).toEqual([other.id])
  })

  test('a channel of the outside goes on in its own thread, and its files come along', async () => {
    await using outside = await openOutside()
    const secret = 'a signing secret of this test'
    const account = newId<'account'>()
    await the.get(the.admin, 'POST /api/v1/accounts', {
      body: {
        id: account,
        brand: the.lumo,
        channel: 'custom',
        name: 'Set-top box',
        settings: { url: outside.url },
        secrets: [{ name: 'signing', value: secret }],
        allow: [outside.host],
      },
    })
    const push = async (id: string, thread: string, text: string) => {
      const at = the.app.clock.now()
      const from = { id: 'box-1', name: 'Amina' }
      const event = { type: 'message', id, thread, at: at.toISOString(), from, text }
      const answer = await the.app.fetch(
        `/hooks/custom/${account}`,
        signedDelivery([event], { id: newId(), secret, at }),
      )
      expect(answer.status).toBe(200)
      await the.settle()
    }
    const found = async (text: string) => {
      const { items } = await the.get(the.eva, 'GET /api/v1/inbox', { query: { view: 'all', limit: '200' } })
      return items.find((row) => row.lastText === text)?.id ?? ''
    }
    await push('m-1', 'one', 'La box clignote')
    const one = await found('La box clignote')
    the.app.clock.advance({ minutes: 1 })
    await push('m-2', 'two', 'Et la télé')
    const two = await found('Et la télé')
    await the.get(the.eva, 'PUT /api/v1/conversations/:id/merged/:other', pair({ id: one }, { id: two }))
    await the.settle()
    the.app.clock.advance({ minutes: 1 })
    await push('m-3', 'two', 'Toujours rien')
    await push('m-3', 'two', 'Toujours rien')
    const texts = async () => (await the.open(the.eva, one)).messages.map(({ text }) => text)
    expect(await texts()).toEqual(['La box clignote', 'Et la télé', 'Toujours rien'])

    const sent = await the.reply(the.eva, one, 'Je regarde', { way: two })
    the.app.clock.advance({ seconds: 6 })
    await the.settle()
    expect(outside.seen.map(({ body }) => JSON.parse(body))).toMatchObject([{ thread: 'two', text: 'Je regarde' }])
    const { messages } = await the.open(the.eva, one)
    expect(messages.find(({ id }) => id === sent.body.message.id)).toMatchObject({
      delivery: { state: 'sent' },
      home: two,
    })

    await the.reply(the.eva, one, 'Trop tard', { way: two })
    await push('m-4', 'two', 'Attendez')
    the.app.clock.advance({ seconds: 6 })
    await the.settle()
    expect(outside.seen).toHaveLength(1)
    const late = (await the.open(the.eva, one)).messages.find(({ text }) => text === 'Trop tard')
    expect(late?.delivery).toMatchObject({ state: 'failed', why: 'stale' })
  })

  test('nothing is lost when customers write while it is merged and taken apart, from both sides at once', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    const words = Array.from({ length: 12 }, (_, n) => `mot ${n}`)
    const flip = async (into: string, joins: string) => {
      for (let n = 0; n < 4; n++) {
        // Refused where the other direction was quicker; never an error of ours.
        const params = { params: { id: into, other: joins } }
        for (const verb of ['PUT', 'DELETE'] as const) {
          const { status } = await the.call(the.eva, `${verb} /api/v1/conversations/:id/merged/:other`, params)
          expect([200, 400, 409]).toContain(status)
        }
      }
    }
    const write = async (who: typeof one) => {
      for (const word of words) await who.writes(word)
    }
    await Promise.all([write(one), write(other), flip(one.id, other.id), flip(other.id, one.id)])
    await the.settle()
    const expected = words.map((word) => `you: ${word}`)
    expect((await one.sees()).slice(1)).toEqual(expected)
    expect((await other.sees()).slice(1)).toEqual(expected)
    for (const each of [one, other]) {
      const { messages } = await the.open(the.eva, each.id)
      expect(messages.map(({ seq }) => seq)).toEqual(messages.map((_, n) => n + 1))
      const own = messages.filter(({ home }) => home === null).map(({ text }) => text)
      expect(own.slice(1)).toEqual(words)
    }
  })
})
