import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Visitor } from '../../../test/support/care.ts'
import { careForTwice, type Twice } from '../../../test/support/twice.ts'

let the: Twice
beforeAll(async () => {
  the = await careForTwice()
})
afterAll(() => the.app.stop())

const read = async (id: string) => (await the.open(the.eva, id)).messages.map(({ seq, text }) => `${seq} ${text}`)

/** They wrote about their SIM and, a minute later, about a bill. */
async function twoMatters(): Promise<Visitor> {
  const visitor = await the.visitor('Ma SIM est bloquée', { name: 'Amina' })
  the.app.clock.advance({ minutes: 1 })
  await visitor.writes('Et ma facture est fausse')
  await the.settle()
  return visitor
}

async function splitAt(visitor: Visitor, text: string, split = newId()) {
  const { messages } = await the.open(the.eva, visitor.id)
  const message = messages.find((each) => each.text === text)?.id ?? ''
  const params = { id: visitor.id, split }
  const answer = await the.call(the.eva, 'PUT /api/v1/conversations/:id/splits/:split', { params, body: { message } })
  await the.settle()
  return { ...answer, split, params }
}

const counted = async () => {
  const { counts } = await the.get(the.eva, 'GET /api/v1/inbox/counts')
  for (const view of ['all', 'unassigned', 'mine']) {
    const { items } = await the.get(the.eva, 'GET /api/v1/inbox', { query: { view, limit: '200' } })
    expect(counts[view] ?? 0, view).toBe(items.length)
  }
}

test('another matter is a conversation of its own, held by who split it; the customer notices nothing', async () => {
  const visitor = await twoMatters()
  const before = await the.open(the.eva, visitor.id)
  const { split, status, params } = await splitAt(visitor, 'Et ma facture est fausse')
  expect(status).toBe(200)
  const made = await the.open(the.eva, split)
  expect(await read(split)).toEqual(['1 Et ma facture est fausse'])
  expect(made).toMatchObject({
    row: { status: 'open', holder: 'agent', lastText: 'Et ma facture est fausse', contact: before.row.contact },
    splitFrom: { id: visitor.id, reference: before.row.reference },
  })
  expect(made.row.reference).not.toBe(before.row.reference)
  expect(await visitor.sees()).toEqual(['you: Ma SIM est bloquée', 'you: Et ma facture est fausse'])
  const origin = await the.open(the.eva, visitor.id)
  expect(origin.splits).toMatchObject([{ id: split, reference: made.row.reference }])
  expect(origin.lines.map(({ name }) => name)).toContain('conversation.split')
  expect(made.lines.map(({ name }) => name)).toContain('conversation.split-off')
  await counted()

  const again = await the.call(the.eva, 'PUT /api/v1/conversations/:id/splits/:split', {
    params,
    body: { message: newId() },
  })
  expect(again.status).toBe(200)
  expect(await read(split)).toHaveLength(1)
})

test('an answer reaches the customer where they wrote, and each matter waits for its own', async () => {
  const visitor = await twoMatters()
  const { split } = await splitAt(visitor, 'Et ma facture est fausse')
  const [own, made] = [(await the.open(the.eva, visitor.id)).row, (await the.open(the.eva, split)).row]
  expect(Date.parse(made.waitingSince ?? '') - Date.parse(own.waitingSince ?? '')).toBe(60_000)

  const sent = await the.reply(the.eva, split, 'Je regarde la facture')
  expect(sent.body).toMatchObject({ message: { home: visitor.id }, row: { waitingSince: null } })
  await the.settle()
  expect(await visitor.sees()).toContain('agent: Je regarde la facture')
  expect((await the.open(the.eva, visitor.id)).row.waitingSince).toBe(own.waitingSince)
})

test('what was answered before no longer waits when the open question went along, and waits again after undo', async () => {
  const visitor = await the.visitor('Ma SIM est bloquée', { name: 'Amina' })
  await the.reply(the.eva, visitor.id, 'Elle est débloquée')
  the.app.clock.advance({ minutes: 2 })
  await visitor.writes('Merci. Et ma facture est fausse')
  await the.settle()
  const { split, params } = await splitAt(visitor, 'Merci. Et ma facture est fausse')
  expect((await the.open(the.eva, visitor.id)).row.waitingSince).toBeNull()

  await the.get(the.eva, 'DELETE /api/v1/conversations/:id/splits/:split', { params })
  await the.settle()
  expect((await the.open(the.eva, visitor.id)).row.waitingSince).not.toBeNull()
  expect((await the.open(the.eva, split)).row.status).toBe('closed')
  const back = await the.open(the.eva, visitor.id)
  expect(back.splits).toEqual([])
  expect(back.lines.map(({ name }) => name)).toContain('conversation.unsplit')
  await counted()
})

test('what makes no sense is refused and says what to do', async () => {
  const visitor = await twoMatters()
  const whole = await splitAt(visitor, 'Ma SIM est bloquée')
  expect(whole).toMatchObject({ status: 400, body: { code: 'invalid_input' } })
  const { split } = await splitAt(visitor, 'Et ma facture est fausse')
  const merged = await the.call(the.eva, 'PUT /api/v1/conversations/:id/merged/:other', {
    params: { id: visitor.id, other: split },
  })
  expect(merged.status).toBe(400)
  const taken = await splitAt(visitor, 'Et ma facture est fausse', (await the.visitor('Bonjour')).id as typeof split)
  expect(taken).toMatchObject({ status: 409, body: { code: 'id_reused' } })
})

test('what the customer has deleted is gone where it was split off, too', async () => {
  const visitor = await twoMatters()
  const { split } = await splitAt(visitor, 'Et ma facture est fausse')
  await the.get({ token: visitor.token }, 'DELETE /api/v1/chat/conversation')
  await the.settle()
  const found = await the.open(the.eva, split)
  expect(JSON.stringify(found)).not.toContain('facture')
})
