import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Care, care } from '../../../test/support/care.ts'
import { openMailroom } from '../../../test/support/mailroom.ts'
import type { Person } from '../../../test/support/people.ts'

let the: Care
let eva: Person
beforeAll(async () => {
  the = await care()
  eva = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the.app.stop())

const spam = (id: string) => the.get(eva, 'PUT /api/v1/conversations/:id/spam', { params: { id } })
const notSpam = (id: string) => the.get(eva, 'DELETE /api/v1/conversations/:id/spam', { params: { id } })
const listed = async (view: string, id: string) =>
  (await the.get(eva, 'GET /api/v1/inbox', { query: { view } })).items.some((row) => row.id === id)
const waiting = async () => {
  const visitor = await the.visitor('Gagnez un téléphone')
  await the.settle()
  return visitor
}

test('what is spam is in no list but its own, is kept when more comes, and comes back as it was', async () => {
  const visitor = await waiting()
  const before = (await the.open(eva, visitor.id)).row
  expect(await listed('all', visitor.id)).toBe(true)
  expect(await spam(visitor.id)).toMatchObject({ status: 'spam', waitingSince: null })
  await the.settle()
  expect({ all: await listed('all', visitor.id), spam: await listed('spam', visitor.id) }).toEqual({
    all: false,
    spam: true,
  })
  expect((await visitor.state()).status).toBe('open')

  await visitor.writes('Gagnez deux téléphones')
  await the.settle()
  const kept = await the.open(eva, visitor.id)
  expect(kept.row).toMatchObject({ status: 'spam', waitingSince: null })
  expect(kept.messages.filter(({ by }) => by.kind === 'contact').map(({ text }) => text)).toContain(
    'Gagnez deux téléphones',
  )
  expect(await notSpam(visitor.id)).toMatchObject({ status: 'open', waitingSince: before.waitingSince })
  await the.settle()
  const row = (await the.open(eva, visitor.id)).row
  expect(row).toMatchObject({ status: 'open', holder: before.holder, queue: before.queue })
  expect((await notSpam(visitor.id)).rev).toBe(row.rev)
})

test('nobody works on it: every verb says so, and the reply that was written is not sent', async () => {
  const visitor = await waiting()
  const { row } = await the.open(eva, visitor.id)
  await spam(visitor.id)
  const params = { id: visitor.id }
  const refused = async (route: string, body: unknown) =>
    (
      await the.app.fetch(`/api/v1/conversations/${params.id}${route}`, {
        session: eva.session,
        method: 'PUT',
        json: body,
      })
    ).status
  expect(await refused('/solution', { disposition: null })).toBe(409)
  expect(await refused('/pending', undefined)).toBe(409)
  const reply = await the.reply(eva, visitor.id, 'Bonjour', { seenSeq: row.lastContactSeq })
  expect(reply.status).toBe(409)
  expect((await the.open(eva, visitor.id)).may).toMatchObject({
    reply: { ok: false, why: 'why.spam' },
    notSpam: { ok: true },
  })
})

test('what was solved stays solved when it was no spam, and opens when its customer wrote meanwhile', async () => {
  const quiet = await waiting()
  await the.reply(eva, quiet.id, 'Voilà', { next: 'solve' })
  await spam(quiet.id)
  expect(await notSpam(quiet.id)).toMatchObject({ status: 'solved', waitingSince: null })

  const speaks = await waiting()
  await the.reply(eva, speaks.id, 'Voilà', { next: 'solve' })
  await spam(speaks.id)
  await speaks.writes('Encore moi')
  const back = await notSpam(speaks.id)
  expect(back.status).toBe('open')
  expect(back.waitingSince).not.toBeNull()
})

test('another mail of a sender of whom only spam is known is set aside by itself; one thing that was none, and never again', async () => {
  await using room = await openMailroom()
  const { the: mailed, eva: reader } = room
  const inView = async (view: string) =>
    (await mailed.get(reader, 'GET /api/v1/inbox', { query: { view } })).items.map(({ subject }) => subject).sort()
  const say = (verb: 'PUT' | 'DELETE', id: string) =>
    mailed.get(reader, `${verb} /api/v1/conversations/:id/spam`, { params: { id } })
  await room.write('You have won', 'A prize')
  const first = await room.find('You have won')
  await say('PUT', first)
  await room.write('You have won again', 'Two prizes')
  await room.write('My bill', 'It is too high', { from: { name: 'Omar', address: 'omar@customer.example' } })
  expect({ spam: await inView('spam'), all: await inView('all') }).toEqual({
    spam: ['You have won', 'You have won again'],
    all: ['My bill'],
  })
  const second = (await mailed.get(reader, 'GET /api/v1/inbox', { query: { view: 'spam' } })).items.find(
    ({ id }) => id !== first,
  )
  const { lines } = await mailed.open(reader, second?.id ?? '')
  expect(lines.find(({ name }) => name === 'conversation.spammed')?.data).toMatchObject({ why: 'sender' })

  await say('DELETE', second?.id ?? '')
  await room.write('A real question', 'Where is my parcel?')
  expect(await inView('all')).toContain('A real question')
})
