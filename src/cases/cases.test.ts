import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../test/support/care.ts'
import { brandValues, type Person } from '../../test/support/people.ts'
import { openCases } from './index.ts'

let the: Care
beforeEach(async () => {
  await the?.app.stop()
  the = await care({ modules: [openCases] })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['fr', 'nl'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
})
afterAll(() => the?.app.stop())

const viewOf = ({ id }: { id: string }, who: Person = the.admin) =>
  the.get(who, 'GET /api/v1/conversations/:id/case', { params: { id } })
const caseOf = async (talk: { id: string }) => (await viewOf(talk)).case
const contactOf = async ({ id }: Visitor) => (await the.open(the.admin, id)).row.contact.id

/** Writes, and a moment passes: who comes at the same instant has no order. */
async function writes(text: string): Promise<Visitor> {
  the.app.clock.advance({ minutes: 1 })
  const visitor = await the.visitor(text, { name: 'Amina' })
  await the.settle()
  return visitor
}

/** Two conversations of one person, whom somebody recognised. */
async function sameTwice(first: string, second: string): Promise<[Visitor, Visitor]> {
  const [one, other] = [await writes(first), await writes(second)]
  const params = { id: await contactOf(one) }
  await the.get(the.admin, 'POST /api/v1/contacts/:id/merges', {
    params,
    body: { id: newId(), other: await contactOf(other) },
  })
  await the.settle()
  return [one, other]
}
const joins = (talk: Visitor, id: string, who: Person = the.admin) =>
  the.call(who, 'PUT /api/v1/conversations/:id/case', {
    params: { id: talk.id },
    body: { case: id, how: 'suggestion' },
  })
const splits = (talk: Visitor) =>
  the.call(the.admin, 'DELETE /api/v1/conversations/:id/case', { params: { id: talk.id } })

describe('a conversation opens its case by itself', () => {
  test('with the reference the customer knows, and where it stands follows the conversation', async () => {
    const amina = await writes('Ma SIM est bloquée')
    const { row } = await the.open(the.admin, amina.id)
    expect(await caseOf(amina)).toMatchObject({ reference: row.reference, status: 'received', type: 'matter' })
    const params = { id: amina.id }
    const eva = await the.person({ role: 'lead', brand: the.lumo })
    await the.get(eva, 'PUT /api/v1/conversations/:id/assignment', { params, body: { agent: eva.id } })
    await the.settle()
    expect(await caseOf(amina)).toMatchObject({ status: 'working', settledAt: null })
    await the.reply(eva, amina.id, 'Quel est votre numéro ?', { next: 'wait' })
    await the.settle()
    expect(await caseOf(amina)).toMatchObject({ status: 'waiting' })
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', { params, body: { disposition: null } })
    await the.settle()
    expect(await caseOf(amina)).toMatchObject({ status: 'settled' })
    // Eva went home, so it waits for anybody.
    await amina.writes('Toujours bloquée')
    await the.settle()
    expect(await caseOf(amina)).toMatchObject({ status: 'received', settledAt: null })
  })

  test('a colleague’s word in what was solved, or that it is spam, moves it, too', async () => {
    const [eva, omar] = [
      await the.person({ role: 'advisor', brand: the.lumo }),
      await the.person({ role: 'advisor', brand: the.lumo }),
    ]
    const amina = await writes('Ma facture')
    await the.reply(eva, amina.id, 'Voilà', { next: 'solve' })
    await the.settle()
    expect(await caseOf(amina)).toMatchObject({ status: 'settled' })
    await the.reply(omar, amina.id, 'Encore une chose')
    await the.settle()
    expect(await caseOf(amina)).toMatchObject({ status: 'working', settledAt: null })
    await the.get(eva, 'PUT /api/v1/conversations/:id/spam', { params: { id: amina.id } })
    await the.settle()
    expect(await caseOf(amina)).toMatchObject({ status: 'settled' })
  })

  test('it is found by its reference however it is typed, and by who may see it alone', async () => {
    const amina = await writes('Ma SIM est bloquée')
    const { id, reference } = await caseOf(amina)
    const found = (who: Person) =>
      the.get(who, 'GET /api/v1/cases', { query: { reference: reference.toLowerCase().replaceAll('-', ' ') } })
    expect((await found(the.admin)).items).toMatchObject([{ id, conversations: [amina.id] }])
    const stranger = await the.person({ role: 'lead', brand: the.vela })
    expect((await found(stranger)).items).toEqual([])
    expect((await the.call(stranger, 'GET /api/v1/cases/:id', { params: { id } })).status).toBe(404)
  })
})

describe('the same matter elsewhere', () => {
  test('is suggested with its reason, joined by one request, and has one reference from then on', async () => {
    const [first, second] = await sameTwice('Ma carte SIM est bloquée', 'La carte SIM reste bloquée depuis hier')
    const older = await caseOf(first)
    const { suggestions } = await viewOf(second)
    expect(suggestions).toMatchObject([
      { case: { id: older.id }, join: { conversation: second.id, case: older.id }, why: { days: 0 } },
    ])
    expect(suggestions[0]?.why.words).toEqual(expect.arrayContaining(['carte', 'sim']))
    expect((await viewOf(first)).suggestions).toMatchObject([{ join: { conversation: second.id, case: older.id } }])

    expect((await joins(second, older.id)).status).toBe(200)
    await the.settle()
    const joined = await caseOf(second)
    expect(joined).toMatchObject({ id: older.id, reference: older.reference })
    expect(joined.conversations.map(({ id, joinedBy }) => [id, joinedBy])).toEqual([
      [first.id, 'self'],
      [second.id, 'suggestion'],
    ])
    expect((await viewOf(second)).suggestions).toEqual([])
    // What the customer's own window says is the same, and so is what an advisor reads.
    expect((await second.state()).reference).toBe(older.reference)
    expect((await the.open(the.admin, second.id)).row.reference).toBe(older.reference)
  })

  test('is not suggested for another matter, nor for another person', async () => {
    const [, second] = await sameTwice('Ma carte SIM est bloquée', 'Je veux changer mon adresse de facturation')
    expect((await viewOf(second)).suggestions).toEqual([])
    const other = await writes('Ma carte SIM est bloquée')
    expect((await viewOf(other)).suggestions).toEqual([])
  })

  test('split again, it is its own case with its own reference, and not suggested any more', async () => {
    const [first, second] = await sameTwice('Ma carte SIM est bloquée', 'La carte SIM reste bloquée depuis hier')
    const [older, own] = [await caseOf(first), await caseOf(second)]
    await joins(second, older.id)
    expect((await splits(first)).status).toBe(422)
    expect((await splits(second)).status).toBe(200)
    await the.settle()
    expect(await viewOf(second)).toMatchObject({ case: { id: own.id, reference: own.reference }, suggestions: [] })
    expect((await caseOf(first)).conversations).toHaveLength(1)
    expect((await second.state()).reference).toBe(own.reference)
    const apart = { params: { id: second.id, case: older.id } }
    await the.get(the.admin, 'DELETE /api/v1/conversations/:id/apart/:case', apart)
    expect((await viewOf(second)).suggestions).toHaveLength(1)
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/apart/:case', apart)
    expect((await viewOf(second)).suggestions).toEqual([])
  })

  test('whoever has a case that joined another is led there, and it stays open while one conversation is', async () => {
    const [first, second] = await sameTwice('Ma carte SIM est bloquée', 'La carte SIM reste bloquée depuis hier')
    const [older, own] = [await caseOf(first), await caseOf(second)]
    await joins(second, older.id)
    const led = await the.get(the.admin, 'GET /api/v1/cases/:id', { params: { id: own.id } })
    expect(led).toMatchObject({ id: older.id })
    const solution = { params: { id: first.id }, body: { disposition: null } }
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', solution)
    await the.settle()
    expect(await caseOf(first)).toMatchObject({ status: 'received' })
    const other = { params: { id: second.id }, body: { disposition: null } }
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', other)
    await the.settle()
    expect(await caseOf(first)).toMatchObject({ status: 'settled' })
  })
})

describe('a reference that somebody types', () => {
  test('joins its case on another conversation, however it is typed, and opens it again; nobody is shown anything by it', async () => {
    const first = await writes('Ma SIM est bloquée')
    const { id, reference } = await caseOf(first)
    const solution = { params: { id: first.id }, body: { disposition: null } }
    await the.get(the.admin, 'PUT /api/v1/conversations/:id/solution', solution)
    await the.settle()
    const other = await writes(`C’est encore moi, pour ${reference.toLowerCase().replaceAll('-', ' ')}, svp`)
    const joined = await caseOf(other)
    expect(joined).toMatchObject({ id, reference, status: 'received' })
    expect(joined.conversations[1]).toMatchObject({ id: other.id, joinedBy: 'reference', stranger: true })
    expect((await other.state()).reference).toBe(reference)
    expect(await other.sees()).toHaveLength(1)
  })

  test('joins nothing of another brand, nothing made up, and not again what a person split off', async () => {
    const first = await writes('Ma SIM est bloquée')
    const { id, reference } = await caseOf(first)
    const foreign = await the.visitor(`Pour ${reference}`, { brand: 'vela' })
    const wrong = await writes('Pour LUM-BBB-BBBB')
    const other = await writes(`Pour ${reference}`)
    await the.settle()
    expect((await caseOf(foreign)).id).not.toBe(id)
    expect((await caseOf(wrong)).conversations).toHaveLength(1)
    expect((await caseOf(other)).id).toBe(id)
    await splits(other)
    await other.writes(`Je répète : ${reference}`)
    await the.settle()
    expect((await caseOf(other)).id).not.toBe(id)
  })
})

test('two advisors join the two into each other at once: one of them is done, the other is told', async () => {
  const [first, second] = await sameTwice('Ma carte SIM est bloquée', 'La carte SIM reste bloquée depuis hier')
  const [one, other] = [await caseOf(first), await caseOf(second)]
  const said = await Promise.all([joins(first, other.id), joins(second, one.id)])
  expect(said.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
  const ids = [await caseOf(first), await caseOf(second)].map(({ id }) => id)
  expect(ids[0]).toBe(ids[1])
})

test('of a case whose other conversation one may not read, one sees that there is one and no more', async () => {
  const [first, second] = await sameTwice('Ma carte SIM est bloquée', 'La carte SIM reste bloquée depuis hier')
  await joins(second, (await caseOf(first)).id)
  const queue = newId()
  await the.get(the.admin, 'POST /api/v1/queues', {
    body: { id: queue, brand: the.lumo, name: { fr: 'Deux' }, push: false },
  })
  await the.get(the.admin, 'PUT /api/v1/conversations/:id/queue', { params: { id: second.id }, body: { queue } })
  await the.settle()
  const limited = await the.person({ role: 'advisor', brand: the.lumo, scope: `queue:${queue}` })
  const seen = (await viewOf(second, limited)).case
  expect(seen.conversations.map(({ id }) => id)).toEqual([second.id])
  expect(seen.unseen).toBe(1)
})
