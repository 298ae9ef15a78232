import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import type { AgentId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import type { Care, Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { shift } from '../../../test/support/shift.ts'
import type { RoutingApi } from '../contract.ts'

type Body = RoutingApi['POST /api/v1/queues']['body']

let the: Care
beforeEach(async () => {
  await the?.app.stop()
  the = (await shift()).care
})
afterAll(() => the?.app.stop())

async function queue(more: Partial<Body> = {}): Promise<void> {
  const body = { id: newId(), brand: the.lumo, name: { fr: 'Général' }, push: true, ...more }
  await the.get(the.admin, 'POST /api/v1/queues', { body })
}
async function advisor(slots = 10): Promise<Person> {
  const who = await the.person({ role: 'advisor', brand: the.lumo })
  await the.get(the.admin, 'PUT /api/v1/agents/:id/capacity', { params: { id: who.id }, body: { slots } })
  return who
}
const goes = (who: Person, state: 'available' | 'busy' | 'away' | 'offline') =>
  the.get(who, 'PUT /api/v1/presence', { body: { state } })
function comes(text = 'Bonjour'): Promise<Visitor> {
  the.app.clock.advance({ seconds: 1 })
  return the.visitor(text)
}
const holderOf = async ({ id }: { id: string }) => (await the.open(the.admin, id)).row.assignee?.id ?? null
const history = ({ id }: { id: string }) =>
  the.get(the.admin, 'GET /api/v1/conversations/:id/assignments', { params: { id } })
const next = async (who: Person) =>
  (await the.get(who, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row?.id ?? null
const solve = async ({ id }: { id: string }) => {
  await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', { params: { id }, body: { disposition: null } })
  await the.settle()
}
const take = async (who: Person, { id }: { id: string }) => {
  await the.get(the.admin, 'PUT /api/v1/conversations/:id/assignment', { params: { id }, body: { agent: who.id } })
  await the.settle()
}
/** Time passes, and whoever is named beats. */
async function pass(minutes: number, ...who: Person[]): Promise<void> {
  for (let left = minutes * 60; left > 0; left -= 30) {
    the.app.clock.advance({ seconds: Math.min(30, left) })
    for (const one of who) await the.get(one, 'POST /api/v1/presence/heartbeat')
    await the.settle()
  }
}
/** A second conversation of the same person, as by another window of theirs. */
async function againFrom(first: Visitor, text = 'Encore moi'): Promise<Visitor> {
  const second = await comes(text)
  const { db } = the.app.app.database
  const { contact_id } = await db
    .selectFrom('conversations.inbox_row')
    .select('contact_id')
    .where('conversation_id', '=', first.id as never)
    .executeTakeFirstOrThrow()
  await db
    .updateTable('conversations.inbox_row')
    .set({ contact_id })
    .where('conversation_id', '=', second.id as never)
    .execute()
  return second
}

/** Eva has had Amina, whose matter is solved; Noor was there longer and is as free. */
async function served(slots = 4): Promise<{ eva: Person; noor: Person; amina: Visitor }> {
  const [eva, noor] = [await advisor(slots), await advisor(slots)]
  await goes(noor, 'available')
  the.app.clock.advance({ seconds: 1 })
  await goes(eva, 'available')
  const amina = await comes()
  await the.settle()
  await take(eva, amina)
  await solve(amina)
  return { eva, noor, amina }
}

describe('a customer who comes back', () => {
  test('goes to who had them when they are there and have room', async () => {
    await queue()
    const { eva, amina } = await served()
    await amina.writes('Encore')
    await the.settle()
    expect(await holderOf(amina)).toBe(eva.id)
    expect((await history(amina)).items[0]).toMatchObject({ why: 'returned', facts: { load: 0, capacity: 4 } })
  })

  test('waits for them while they are full, and never makes them hold more; then it is anybody’s', async () => {
    await queue({ sticky: { minutes: 5, days: 30 } })
    const { eva, noor, amina } = await served()
    for (let n = 0; n < 2; n++) await take(eva, await comes(`Autre ${n}`))
    await amina.writes('Encore')
    await the.settle()
    expect(await holderOf(amina)).toBeNull()
    expect((await history(amina)).kept).toMatchObject({ agent: { id: eva.id }, why: 'last' })
    expect(await next(noor)).toBeNull()
    await pass(4, eva, noor)
    expect(await holderOf(amina)).toBeNull()
    await pass(1.5, eva, noor)
    expect(await holderOf(amina)).toBe(noor.id)
    const { items, kept } = await history(amina)
    expect(kept).toBeNull()
    expect(items[0]).toMatchObject({
      agent: { id: noor.id },
      why: 'pushed',
      keptFor: { id: eva.id },
      facts: { kept: 'last', keptSeconds: 300 },
    })
  })

  test('goes to them as soon as they have room again, also where work is taken by "next"', async () => {
    await queue({ push: false, sticky: { minutes: 5, days: 30 } })
    const { eva, amina } = await served()
    const others = [await comes('Un'), await comes('Deux')]
    await the.settle()
    for (const other of others) await take(eva, other)
    await amina.writes('Encore')
    const stranger = await comes('Inconnu')
    await the.settle()
    expect(await holderOf(amina)).toBeNull()
    for (const other of others) await solve(other)
    expect([await holderOf(amina), await holderOf(stranger)]).toEqual([eva.id, null])
  })

  test('with something new goes to them too, and first by their "next"', async () => {
    await queue({ push: false })
    const { eva, noor, amina } = await served()
    await goes(eva, 'busy')
    const before = await comes('Avant')
    const again = await againFrom(amina)
    await the.settle()
    expect(await holderOf(again)).toBeNull()
    expect([await next(noor), await next(noor)]).toEqual([before.id, null])
    expect(await next(eva)).toBe(again.id)
  })

  test('waits for who is away for a short while; for who is gone, or away for long, not at all', async () => {
    await queue({ sticky: { minutes: 5, days: 30 } })
    const { eva, noor, amina } = await served()
    await goes(eva, 'away')
    await pass(2, noor)
    await amina.writes('Encore')
    await the.settle()
    expect(await holderOf(amina)).toBeNull()
    await goes(eva, 'available')
    await the.settle()
    expect(await holderOf(amina)).toBe(eva.id)

    await solve(amina)
    await goes(eva, 'away')
    await pass(6, noor)
    await amina.writes('Toujours moi')
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)
    await take(eva, amina)
    await solve(amina)
    await goes(eva, 'offline')
    await amina.writes('Et encore')
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)
  })

  test('is anybody’s where the queue keeps nobody, or when it was too long ago', async () => {
    await queue({ sticky: null })
    const { eva, noor, amina } = await served()
    await take(eva, await comes('Autre'))
    await amina.writes('Encore')
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)

    const { items } = await the.get(the.admin, 'GET /api/v1/queues')
    const body = { name: { fr: 'Général' }, push: true, sticky: { minutes: 5, days: 1 } }
    await the.get(the.admin, 'PUT /api/v1/queues/:id', { params: { id: items[0]?.id ?? '' }, body })
    await take(eva, amina)
    await solve(amina)
    await sql`update routing.assignment set ended_at = ended_at - interval '25 hours'`.execute(the.app.app.database.db)
    await amina.writes('Deux jours après')
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)
  })

  test('by hand anybody has them at once; who opens their own again has it, room or not', async () => {
    await queue({ sticky: { minutes: 60, days: 30 } })
    const { eva, noor, amina } = await served(2)
    await take(eva, await comes('Autre'))
    await amina.writes('Encore')
    await the.settle()
    const at = { params: { id: amina.id } }
    await the.get(noor, 'PUT /api/v1/conversations/:id/assignment', { ...at, body: { agent: noor.id } })
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)
    expect((await history(amina)).items[0]).toMatchObject({ why: 'took', keptFor: { id: eva.id } })

    await solve(amina)
    await take(noor, await comes('Une autre'))
    await the.get(noor, 'DELETE /api/v1/conversations/:id/solution', at)
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)
  })

  test('who gave them back is not waited for', async () => {
    await queue({ sticky: { minutes: 60, days: 30 } })
    const { eva, noor, amina } = await served()
    await amina.writes('Encore')
    await the.settle()
    await the.get(eva, 'DELETE /api/v1/conversations/:id/assignment', { params: { id: amina.id } })
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)
  })
})

test('what an advisor waited for comes back to them, with room; else it waits for them', async () => {
  await queue({ sticky: { minutes: 5, days: 30 } })
  const eva = await advisor(2)
  await goes(eva, 'available')
  const amina = await comes()
  await the.settle()
  await the.reply(eva, amina.id, 'Quel est votre numéro ?', { next: 'wait' })
  await the.settle()
  const bram = await comes('Bram')
  await the.settle()
  expect([await holderOf(amina), await holderOf(bram)]).toEqual([eva.id, eva.id])
  await amina.writes('Le voici')
  await the.settle()
  expect(await holderOf(amina)).toBeNull()
  const { items } = await the.get(the.admin, 'GET /api/v1/presence')
  expect(items).toMatchObject([{ agent: eva.id as AgentId, load: 2, capacity: 2 }])
  await solve(bram)
  expect(await holderOf(amina)).toBe(eva.id)
})
