import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '#kernel/access'
import { newId } from '#kernel/ids'
import { ask, type LawWorld, lawWorld, must } from '../laws/world.ts'
import type { Visitor } from '../support/care.ts'
import { tablesWith } from './support.ts'

let world: LawWorld
beforeAll(async () => {
  world = await lawWorld()
}, 60_000)
afterAll(() => world.care.app.stop())

const whereIs = (word: string) => tablesWith(world.care.app.app.database.pool, word)
const forget = (visitor: Visitor) => ask(world, visitor, 'DELETE /api/v1/chat/conversation')

/** Somebody of whom every table that holds words holds this one. */
async function known(word: string): Promise<Visitor> {
  const { care: the } = world
  const visitor = await the.visitor(`${word} Ma SIM est bloquée`, { name: `Amina ${word}` })
  await the.settle()
  const params = { id: visitor.id }
  await must(world, the.admin, 'PUT /api/v1/conversations/:id/drafts/:kind', {
    params: { ...params, kind: 'reply' },
    body: { text: `${word} seems angry` },
  })
  await must(world, the.admin, 'PUT /api/v1/conversations/:id/priority', {
    params,
    body: { impact: 'interrupted', responsibility: 'ours', why: `${word} has no line` },
  })
  await must(world, the.admin, 'POST /api/v1/conversations/:id/notes', {
    params,
    body: { id: newId(), text: `${word} called before` },
  })
  const form = new FormData()
  form.set('file', new Blob([`${word} text`], { type: 'text/plain' }), `${word}.txt`)
  const id = newId()
  const sent = await the.app.fetch(`/api/v1/chat/uploads?id=${id}`, {
    method: 'POST',
    body: form,
    bearer: visitor.token,
  })
  expect(sent.status).toBe(200)
  const body = { id: newId(), text: 'Voici', attachments: [id] }
  await must(world, visitor, 'POST /api/v1/chat/messages', { body })
  await the.settle()
  expect(await whereIs(word)).toEqual(
    expect.arrayContaining([
      'conversations.attachment',
      'conversations.draft',
      'conversations.inbox_row',
      'conversations.message',
      'conversations.priority_change',
      'kernel.blob_use',
      'people.contact',
    ]),
  )
  return visitor
}

describe('“forget this conversation”', () => {
  test('leaves no word of it, settles it, and the door is shut', async () => {
    const visitor = await known('forgetful')
    expect((await forget(visitor)).status).toBe(204)
    await world.care.settle()
    expect(await whereIs('forgetful')).toEqual([])
    expect((await ask(world, visitor, 'GET /api/v1/chat/conversation')).status).toBe(401)
    const { row } = await world.care.open(world.care.admin, visitor.id)
    expect([row.status, row.contact.name, row.lastText]).toEqual(['solved', '', ''])
  })
  test('of somebody who is known otherwise takes that conversation alone', async () => {
    const [visitor, other] = [await known('onlyhere'), await world.care.visitor('elsewhere said', { name: 'Amina E.' })]
    await world.care.settle()
    const contactOf = async ({ id }: Visitor) => (await world.care.open(world.care.admin, id)).row.contact.id
    const [gone, stays] = [await contactOf(visitor), await contactOf(other)]
    await must(world, world.care.admin, 'POST /api/v1/contacts/:id/merges', {
      params: { id: stays },
      body: { id: newId(), other: gone },
    })
    await world.care.settle()
    expect((await forget(visitor)).status).toBe(204)
    await world.care.settle()
    expect(await whereIs('elsewhere')).not.toEqual([])
    expect((await ask(world, world.care.admin, 'GET /api/v1/contacts/:id', { params: { id: stays } })).status).toBe(200)
    // The name an advisor merged stays with the contact it was merged into, as the merge remembers it.
    expect((await whereIs('onlyhere')).filter((table) => table !== 'people.contact')).toEqual([])
    expect(await other.sees()).toEqual(['you: elsewhere said'])
  })
})

test('25 months after the last word a contact is forgotten, as the privacy page says; who wrote since is not', async () => {
  const { care: the } = world
  await known('longago')
  const faithful = await the.visitor('faithfully yours', { name: 'Inès' })
  the.app.clock.advance({ hours: 24 * 700 })
  await faithful.writes('faithfully again')
  await the.settle()
  expect(await whereIs('longago')).not.toEqual([])
  the.app.clock.advance({ hours: 24 * 75 })
  await the.settle()
  // Begun by the day's timer; what it left for later jobs and the log follows at once.
  await the.settle()
  expect(await whereIs('longago')).toEqual([])
  expect(await whereIs('faithfully')).not.toEqual([])
  const page = await (await the.app.fetch('/b/lumo/privacy')).text()
  expect(page).toContain('25')
  const { database } = the.app.app
  const { rows } = await database.pool.query('select from kernel.audit where personal is not null and at < $1', [
    new Date(the.app.clock.now().getTime() - 26 * 31 * 86_400_000),
  ])
  expect(rows).toEqual([])
  expect(await verifyAudit(database.db)).toBeNull()
})

test('expiry goes on step by step until the last of more contacts than a step holds', async () => {
  const { pool } = world.care.app.app.database
  const now = world.care.app.clock.now()
  const last = 'ffffffff-ffff-7fff-bfff-ffffffffffff'
  const insert = 'insert into people.contact (id, brand_id, name, created_at)'
  await pool.query(`${insert} select gen_random_uuid(), $1, 'crowd', $2 from generate_series(1, 1100)`, [
    world.care.lumo,
    now,
  ])
  await pool.query(`${insert} values ($1, $2, 'silent for years', '2020-01-01')`, [last, world.care.lumo])
  world.care.app.clock.advance({ hours: 25 })
  await world.care.settle()
  const { rows } = await pool.query<{ name: string; n: number }>(
    `select name, count(*)::int as n from people.contact where name in ('crowd', 'silent for years') group by name`,
  )
  expect(rows).toEqual([{ name: 'crowd', n: 1100 }])
})
