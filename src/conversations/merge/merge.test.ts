import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import type { Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { careForTwice, pair, type Twice } from '../../../test/support/twice.ts'

let the: Twice
let eva: Person
let noor: Person
beforeAll(async () => {
  the = await careForTwice()
  eva = the.eva
  noor = await the.person({ role: 'advisor', brand: the.vela })
})
afterAll(() => the.app.stop())

const listed = async (view: string) =>
  (await the.get(eva, 'GET /api/v1/inbox', { query: { view, limit: '200' } })).items.map(({ id }) => id)
/** All that an advisor sees of it, but how often it changed. */
const whole = async (visitor: Visitor) => {
  const { live: _, lines: __, ...view } = await the.open(eva, visitor.id)
  return JSON.parse(JSON.stringify(view, (key, value) => (key === 'rev' ? undefined : value)))
}

describe('two conversations of one person', () => {
  test('are worked on as one: by time, in one list, with one work item', async () => {
    const [one, other] = await the.twice('La SIM est bloquée', 'Toujours bloquée')
    the.app.clock.advance({ minutes: 1 })
    await one.writes('Allô')
    await the.settle()
    await the.merge(one, other)
    expect(await the.said(one)).toEqual(['1 La SIM est bloquée', '2 Toujours bloquée', '3 Allô'])
    expect((await the.open(eva, one.id)).row).toMatchObject({
      lastSeq: 3,
      lastContactSeq: 3,
      lastText: 'Allô',
      status: 'open',
    })
    const open = await listed('all')
    expect(open).toContain(one.id)
    expect(open).not.toContain(other.id)
    const { counts } = await the.get(eva, 'GET /api/v1/inbox/counts')
    for (const view of ['all', 'unassigned', 'bot', 'mine'])
      expect(counts[view] ?? 0, view).toBe((await listed(view)).length)
    const { rows } = await sql<{ state: string }>`
      select state from routing.work_item where conversation_id = ${other.id}`.execute(the.app.app.database.db)
    expect(rows).toEqual([{ state: 'done' }])
    expect((await the.open(eva, other.id)).mergedInto).toMatchObject({ id: one.id })
    expect((await the.open(eva, one.id)).ways).toMatchObject([{ id: other.id, channel: 'chat.web' }])
  })

  test('the customer writes on in either window and reads there what was said there, and no more', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.merge(one, other)
    await other.writes('Et encore')
    await the.settle()
    expect(await the.said(one)).toEqual(['1 Première', '2 Deuxième', '3 Et encore'])
    expect(await other.sees()).toEqual(['you: Deuxième', 'you: Et encore'])
    expect(await one.sees()).toEqual(['you: Première'])
    expect(await other.state()).toMatchObject({ status: 'open', with: { kind: 'waiting' } })
  })

  test('a reply goes by the way that was chosen and by no other', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.merge(one, other)
    const sent = await the.reply(eva, one.id, 'Par la deuxième', { way: other.id })
    expect(sent).toMatchObject({
      status: 200,
      body: { message: { home: other.id, seq: 3 }, row: { waitingSince: null } },
    })
    await the.reply(eva, one.id, 'Par la première')
    await the.settle()
    expect(await other.sees()).toEqual(['you: Deuxième', 'agent: Par la deuxième'])
    expect(await one.sees()).toEqual(['you: Première', 'agent: Par la première'])
    expect(await other.state()).toMatchObject({ with: { kind: 'agent' } })
    const elsewhere = await the.reply(eva, one.id, 'Nulle part', { way: newId() })
    expect(elsewhere).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
  })

  test('a reply that has not seen what came by the other way is stale', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.merge(one, other)
    const { row } = await the.open(eva, one.id)
    await other.writes('Attendez')
    const body = { id: newId(), text: 'Trop vite', seenSeq: row.lastContactSeq }
    const answer = await the.call(eva, 'POST /api/v1/conversations/:id/messages', { params: { id: one.id }, body })
    expect(answer).toMatchObject({ status: 409, body: { code: 'stale' } })
  })

  test('a reply taken back is gone in the window it went to, and what was read there is known here', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.merge(one, other)
    const sent = await the.reply(eva, one.id, 'Oups', { way: other.id })
    const message = sent.body.message.id
    await the.get(eva, 'DELETE /api/v1/conversations/:id/messages/:message', { params: { id: one.id, message } })
    await the.settle()
    expect(await other.sees()).toEqual(['you: Deuxième'])
    await the.reply(eva, one.id, 'Bonjour', { way: other.id })
    await the.get({ token: other.token }, 'PUT /api/v1/chat/read', { body: { seq: 3 } })
    await the.settle()
    const { messages } = await the.open(eva, one.id)
    expect(messages.at(-1)).toMatchObject({ text: 'Bonjour', delivery: { state: 'read' } })
  })

  test('undo puts both back exactly as they were', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.reply(eva, other.id, 'Bonjour', { next: 'wait' })
    await the.settle()
    const before = [await whole(one), await whole(other)]
    const lists = [await listed('all'), await listed('pending')]
    await the.merge(one, other)
    expect(await whole(one)).not.toEqual(before[0])
    await the.unmerge(one, other)
    expect([await whole(one), await whole(other)]).toEqual(before)
    expect([await listed('all'), await listed('pending')]).toEqual(lists)
  })

  test('undo leaves each what was said in it since', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.merge(one, other)
    await the.reply(eva, one.id, 'Par la deuxième', { way: other.id })
    await the.reply(eva, one.id, 'Par la première')
    the.app.clock.advance({ minutes: 1 })
    await other.writes('Merci')
    await the.settle()
    await the.unmerge(one, other)
    expect(await the.said(one)).toEqual(['1 Première', '2 Par la première'])
    expect(await the.said(other)).toEqual(['1 Deuxième', '2 Par la deuxième', '3 Merci'])
    expect((await the.open(eva, one.id)).row).toMatchObject({ waitingSince: null, lastText: 'Par la première' })
    const { row } = await the.open(eva, other.id)
    expect(row).toMatchObject({ status: 'open', lastText: 'Merci', lastContactSeq: 3 })
    expect(row.waitingSince).not.toBeNull()
    await other.writes('Encore')
    await the.settle()
    expect(await the.said(other)).toContain('4 Encore')
  })

  test('what was unread stays unread, and what was read stays read', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    await the.get(eva, 'PUT /api/v1/conversations/:id/read', { params: { id: one.id }, body: { seq: 1 } })
    await the.merge(one, other)
    expect((await the.open(eva, one.id)).readSeq).toBe(1)
    await the.get(eva, 'PUT /api/v1/conversations/:id/read', { params: { id: one.id }, body: { seq: 2 } })
    await the.unmerge(one, other)
    expect((await the.open(eva, one.id)).readSeq).toBe(1)
  })

  test('one who has two windows open is suggested the other conversation, and told why a merge is refused', async () => {
    const [one, other] = await the.twice('Première', 'Deuxième')
    const suggested = await the.get(eva, 'GET /api/v1/conversations/:id/mergeable', { params: { id: one.id } })
    expect(suggested.items.map(({ id }) => id)).toEqual([other.id])
    const stranger = await the.visitor('Je suis quelqu’un d’autre')
    const refused = await the.call(eva, 'PUT /api/v1/conversations/:id/merged/:other', pair(one, stranger))
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
    const itself = await the.call(eva, 'PUT /api/v1/conversations/:id/merged/:other', pair(one, one))
    expect(itself.status).toBe(400)
    expect((await the.call(noor, 'PUT /api/v1/conversations/:id/merged/:other', pair(one, other))).status).toBe(404)
  })
})
