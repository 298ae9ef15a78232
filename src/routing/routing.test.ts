import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { AgentId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import type { Care, Visitor } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'
import { type Knows, type Shift, shift } from '../../test/support/shift.ts'
import type { RoutingApi } from './contract.ts'

type QueueInput = Omit<RoutingApi['POST /api/v1/queues']['body'], 'id' | 'brand' | 'name'>

let work: Shift
let the: Care
beforeEach(async () => {
  await the?.app.stop()
  work = await shift()
  the = work.care
})
afterAll(() => the?.app.stop())

async function queue(name: string, more: Partial<QueueInput> = {}): Promise<string> {
  const id = newId()
  const body = { id, brand: the.lumo, name: { fr: name }, push: false, ...more }
  await the.get(the.admin, 'POST /api/v1/queues', { body })
  return id
}
const takes = (more: Partial<NonNullable<QueueInput['takes']>>) => ({
  takes: { channels: [], languages: [], labels: [], priorities: [], ...more },
})
/** One after the other: who comes at the same instant has no order. */
function comes(text: string, more: { lang?: string } = {}): Promise<Visitor> {
  the.app.clock.advance({ seconds: 1 })
  return the.visitor(text, more)
}
const waitsIn = async ({ id }: Visitor) => (await the.open(the.admin, id)).row.queue
const holderOf = async ({ id }: Visitor) => (await the.open(the.admin, id)).row.assignee?.id ?? null
const assignments = async ({ id }: Visitor) =>
  (await the.get(the.admin, 'GET /api/v1/conversations/:id/assignments', { params: { id } })).items
const goes = (who: Person, state: 'available' | 'away') => the.get(who, 'PUT /api/v1/presence', { body: { state } })

const advisor = (knows?: Knows) => work.advisor(knows)

describe('a conversation waits where it belongs', () => {
  test('by its language; with a label it belongs elsewhere; where a person put it, it stays', async () => {
    const general = await queue('Général')
    const dutch = await queue('Nederlands', takes({ languages: ['nl'] }))
    const label = newId()
    const body = { id: label, brand: the.lumo, name: { fr: 'Facture' }, hue: 20 }
    await the.get(the.admin, 'POST /api/v1/labels', { body })
    const bills = await queue('Factures', takes({ languages: ['nl'], labels: [label] }))
    const [fr, nl] = [await comes('Bonjour', { lang: 'fr' }), await comes('Goedendag', { lang: 'nl' })]
    await the.settle()
    expect([await waitsIn(fr), await waitsIn(nl)]).toEqual([general, dutch])

    const at = { params: { id: nl.id, label } }
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/labels/:label', at)
    await the.settle()
    expect(await waitsIn(nl)).toBe(bills)
    await the.get(the.admin, 'DELETE /api/v1/conversations/:id/labels/:label', at)
    await the.settle()
    expect(await waitsIn(nl)).toBe(dutch)

    const there = { params: { id: nl.id }, body: { queue: general } }
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/queue', there)
    await the.settle()
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/labels/:label', at)
    await the.settle()
    expect(await waitsIn(nl)).toBe(general)
  })

  test('what nobody takes goes on to who helps out, once', async () => {
    const [general, second] = [await queue('Général'), await queue('Renfort')]
    const change = (overflow: { queue: string; minutes: number } | null, id: string) =>
      the.call(the.admin, 'PUT /api/v1/queues/:id', {
        params: { id },
        body: { name: { fr: 'x' }, push: false, overflow },
      })
    expect((await change({ queue: second, minutes: 5 }, general)).status).toBe(200)
    expect((await change({ queue: general, minutes: 5 }, second)).status).toBe(200)
    const wrong = await change({ queue: general, minutes: 5 }, general)
    expect(wrong).toMatchObject({ status: 400, body: { faults: [{ pointer: '/body/overflow/queue' }] } })
    const amina = await comes('Bonjour')
    await the.settle()
    the.app.clock.advance({ minutes: 4 })
    await the.settle()
    expect(await waitsIn(amina)).toBe(general)
    the.app.clock.advance({ minutes: 1, seconds: 10 })
    await the.settle()
    expect(await waitsIn(amina)).toBe(second)
    the.app.clock.advance({ minutes: 30 })
    await the.settle()
    expect(await waitsIn(amina)).toBe(second)
  })
})

describe('work is given to who fits', () => {
  test('the skill at its level, the language, and room for it; the assignment says why', async () => {
    await queue('Factures', { push: true, skill: { skill: 'Billing', level: 3 }, speaks: true })
    const [learner, expert, flemish] = [
      await advisor({ billing: 2 }),
      await advisor({ billing: 5, slots: 2 }),
      await advisor({ billing: 3, languages: ['nl'] }),
    ]
    for (const who of [learner, expert, flemish]) await goes(who, 'available')
    const [first, second, dutch] = [
      await comes('Ma facture'),
      await comes('La mienne aussi'),
      await comes('Mijn factuur', { lang: 'nl' }),
    ]
    await the.settle()
    // A chat takes two slots: the expert has room for one of them, and nobody else fits the other.
    expect([await holderOf(first), await holderOf(second), await holderOf(dutch)]).toEqual([
      expert.id,
      null,
      flemish.id,
    ])
    expect(await assignments(first)).toMatchObject([
      {
        agent: { id: expert.id },
        queue: { name: { fr: 'Factures' } },
        why: 'pushed',
        facts: { among: 1, load: 0, capacity: 2, level: 5, asked: 3, lang: 'fr' },
        endedAt: null,
      },
    ])

    await the.get(the.admin, 'PUT /api/v1/agents/:id/capacity', { params: { id: expert.id }, body: { slots: 4 } })
    await the.settle()
    expect(await holderOf(second)).toBe(expert.id)
  })

  test('"next" leaves what they cannot do to others', async () => {
    await queue('Factures', { skill: { skill: 'billing', level: 3 } })
    const amina = await comes('Ma facture')
    await the.settle()
    const [learner, expert] = [await advisor({ billing: 2 }), await advisor({ billing: 3 })]
    const next = async (who: Person) =>
      (await the.get(who, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row?.id ?? null
    expect(await next(learner)).toBeNull()
    expect(await next(expert)).toBe(amina.id)
  })

  test('"next" knows languages of every country, and skills however they are written', async () => {
    await queue('Économie', { skill: { skill: 'ÉCONOMIE', level: 2 }, speaks: true })
    const amina = await comes('Mijn factuur', { lang: 'nl' })
    await the.settle()
    const next = async (who: Person) =>
      (await the.get(who, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row?.id ?? null
    const knows = async (languages: string[]) => {
      const who = await advisor({ languages })
      const skills = JSON.stringify([
        { skill: 'économie', level: 3 },
        { skill: ' Économie', level: 1 },
      ])
      const { db } = the.app.app.database
      await db
        .updateTable('people.agent')
        .set({ skills })
        .where('id', '=', who.id as AgentId)
        .execute()
      return who
    }
    expect(await next(await knows(['fr']))).toBeNull()
    expect(await next(await knows(['nl-BE']))).toBe(amina.id)
  })

  test('what somebody has locked for an instant is given as soon as they let go', async () => {
    await queue('Général', { push: true })
    const eva = await advisor()
    const amina = await comes('Bonjour')
    await the.settle()
    const client = await the.app.app.database.pool.connect()
    try {
      await client.query('begin isolation level read committed')
      await client.query('select from routing.work_item where conversation_id = $1 for update', [amina.id])
      await goes(eva, 'available')
      const settled = the.settle()
      const running = `select from kernel.job where kind = 'routing.push' and leased_until > now()`
      await expect.poll(async () => (await client.query(running)).rowCount).toBe(1)
      await client.query('commit')
      await settled
    } finally {
      client.release()
    }
    expect(await holderOf(amina)).toBe(eva.id)
  })

  test('how much a conversation of a channel takes is the operator’s to say', async () => {
    await queue('Général', { push: true })
    const path = { params: { channel: 'chat.web' }, body: { slots: 5 } }
    expect((await the.call(await advisor(), 'PUT /api/v1/channel-slots/:channel', path)).status).toBe(404)
    await the.get(the.admin, 'PUT /api/v1/channel-slots/:channel', path)
    const eva = await advisor({ slots: 9 })
    await goes(eva, 'available')
    const [one, two] = [await comes('Un'), await comes('Deux')]
    await the.settle()
    expect([await holderOf(one), await holderOf(two)]).toEqual([eva.id, null])
    const { items } = await the.get(the.admin, 'GET /api/v1/presence')
    expect(items).toMatchObject([{ agent: eva.id, load: 5, capacity: 9 }])
  })
})

describe('work comes back for others', () => {
  const queued = { push: true, silence: 3 }

  test('who gives it back is not offered it again; they can take it by hand', async () => {
    await queue('Général', { push: true })
    const [eva, noor] = [await advisor({ slots: 10 }), await advisor({ slots: 4 })]
    await goes(eva, 'available')
    const amina = await comes('Bonjour')
    await the.settle()
    expect(await holderOf(amina)).toBe(eva.id)
    const at = { params: { id: amina.id } }
    await the.get(eva, 'DELETE /api/v1/conversations/:id/assignment', at)
    await the.settle()
    expect(await holderOf(amina)).toBeNull()
    expect((await the.get(eva, 'POST /api/v1/work-items/next', { body: { id: newId() } })).row).toBeNull()
    await goes(noor, 'available')
    await the.settle()
    expect(await holderOf(amina)).toBe(noor.id)

    await the.get(eva, 'PUT /api/v1/conversations/:id/assignment', { ...at, body: { agent: eva.id } })
    await the.settle()
    expect(await holderOf(amina)).toBe(eva.id)
  })

  test('a customer without an answer goes to somebody else; with one, they stay', async () => {
    await queue('Général', queued)
    const [eva, noor] = [await advisor({ slots: 10 }), await advisor({ slots: 10 })]
    await goes(eva, 'available')
    const [amina, bram] = [await comes('Bonjour'), await comes('Allô')]
    await the.settle()
    await the.reply(eva, bram.id, 'Bonjour Bram')
    // Both hold as much, and Eva was there first: she would get it again.
    const cleo = await comes('Salut')
    await the.settle()
    const mine = { params: { id: cleo.id }, body: { agent: noor.id } }
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/assignment', mine)
    await the.reply(noor, cleo.id, 'Bonjour Cleo')
    the.app.clock.advance({ seconds: 1 })
    await goes(noor, 'available')
    await the.settle()
    const pass = async (seconds: number) => {
      the.app.clock.advance({ seconds })
      for (const who of [eva, noor]) await the.get(who, 'POST /api/v1/presence/heartbeat')
      await the.settle()
    }
    for (let n = 0; n < 5; n++) await pass(35)
    expect([await holderOf(amina), await holderOf(bram)]).toEqual([eva.id, eva.id])
    await pass(10)
    expect([await holderOf(amina), await holderOf(bram)]).toEqual([noor.id, eva.id])
    expect(await assignments(amina)).toMatchObject([
      { agent: { id: noor.id }, why: 'pushed' },
      { agent: { id: eva.id }, endedWhy: 'ignored' },
    ])
    // From now on it is Noor's to answer, and her own minutes count.
    await pass(55)
    expect(await holderOf(amina)).toBe(noor.id)
  })
})

test('a queue that is taken away gives what it holds to where it belongs; the first one stays', async () => {
  const general = await queue('Général')
  const dutch = await queue('Nederlands', takes({ languages: ['nl'] }))
  await queue('Renfort', { overflow: { queue: dutch, minutes: 5 } })
  const [waiting, held] = [await comes('Een', { lang: 'nl' }), await comes('Twee', { lang: 'nl' })]
  await the.settle()
  const eva = await advisor({ languages: ['nl'] })
  const at = { params: { id: held.id } }
  await the.get(eva, 'PUT /api/v1/conversations/:id/assignment', { ...at, body: { agent: eva.id } })
  await the.settle()
  const remove = (id: string) => the.call(the.admin, 'DELETE /api/v1/queues/:id', { params: { id } })
  expect((await remove(general)).status).toBe(409)
  expect([(await remove(dutch)).status, (await remove(dutch)).status]).toEqual([200, 200])
  await the.settle()
  expect([await waitsIn(waiting), await waitsIn(held)]).toEqual([general, general])
  expect(await holderOf(held)).toBe(eva.id)
  const { items } = await the.get(the.admin, 'GET /api/v1/queues')
  expect(items.map(({ name, overflow }) => [name.fr, overflow])).toEqual([
    ['Général', null],
    ['Renfort', null],
  ])
  const there = { params: { id: waiting.id }, body: { queue: dutch } }
  expect((await the.call(the.admin, 'PUT /api/v1/conversations/:id/queue', there)).status).toBe(404)
})
