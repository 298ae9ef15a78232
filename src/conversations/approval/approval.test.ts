import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'

const PROPOSAL = '/api/v1/conversations/:id/proposals/:message'
let the: Care
let kim: Person
let lead: Person
beforeAll(async () => {
  the = await care()
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  kim = await the.person({ role: 'advisor', brand: the.lumo })
  lead = await the.person({ role: 'lead', brand: the.lumo })
  await learns(kim)
})
afterAll(() => the.app.stop())

const learns = (who: Person, more: object = {}, by = lead) =>
  the.call(by, 'PUT /api/v1/brands/:brand/trainees/:agent', {
    params: { brand: the.lumo, agent: who.id },
    body: { replies: 'all', until: null, ...more },
  })
async function asks(to: Visitor, text: string, more: object = {}, id = newId(), who = kim) {
  const { row } = await the.open(who, to.id)
  const params = { id: to.id, message: id }
  const body = { text, seenSeq: row.lastContactSeq, ...more }
  return { id, params, answer: await the.call(who, `PUT ${PROPOSAL}`, { params, body }) }
}
async function approves(params: { id: string; message: string }, more: object = {}, who = lead) {
  const { row, proposals } = await the.open(who, params.id)
  const rev = proposals.find(({ id }) => id === params.message)?.rev ?? 1
  return the.call(who, `PUT ${PROPOSAL}/approval`, { params, body: { rev, seenSeq: row.lastContactSeq, ...more } })
}
const waits = async ({ id }: Visitor) => (await the.open(kim, id)).proposals

describe('what somebody writes who learns', () => {
  test('is not sent by any way: answered, left for later, or begun', async () => {
    const amina = await the.visitor('Bonjour')
    expect(await the.reply(kim, amina.id, 'Salut')).toMatchObject({ status: 403, body: { approval: true } })
    const later = {
      params: { id: amina.id, message: newId() },
      body: { text: 'Demain', seenSeq: 1, sendAt: new Date(the.app.clock.now().getTime() + 3_600_000).toISOString() },
    }
    expect((await the.call(kim, 'PUT /api/v1/conversations/:id/scheduled/:message', later)).status).toBe(403)
    expect(await amina.sees()).toEqual(['you: Bonjour'])
    expect((await the.open(kim, amina.id)).supervised).toBe('all')
  })

  test('goes with a colleague’s word, as its author’s, once', async () => {
    const amina = await the.visitor('Ma facture ?')
    const { params, id } = await asks(amina, 'La voici', { next: 'wait' })
    expect(await waits(amina)).toMatchObject([{ id, text: 'La voici', state: 'waiting', by: kim.id }])
    expect((await the.open(kim, amina.id)).row).toMatchObject({ holder: 'agent', assignee: { id: kim.id } })
    const listed = await the.get(lead, 'GET /api/v1/proposals', {})
    expect(listed.items).toContainEqual(expect.objectContaining({ id, conversation: amina.id, text: 'La voici' }))
    const { rows } = await sql`
      select from notices.notice where agent_id = ${lead.id} and kind = 'approval' and about_id = ${amina.id}`.execute(
      the.app.app.database.db,
    )
    expect(rows).toHaveLength(1)
    const [first, second] = await Promise.all([approves(params), approves(params)])
    expect([first.status, second.status]).toEqual([200, 200])
    expect(await amina.sees()).toEqual(['you: Ma facture ?', 'agent: La voici'])
    const { row, messages, lines } = await the.open(kim, amina.id)
    expect(row.status).toBe('pending')
    expect(messages.at(-1)).toMatchObject({ id, by: { kind: 'agent', id: kim.id } })
    expect(lines).toContainEqual(expect.objectContaining({ name: 'reply.approved' }))
    expect(await waits(amina)).toEqual([])
  })

  test('may be changed before it goes, and that is told and counted', async () => {
    const amina = await the.visitor('Combien ?')
    const { params } = await asks(amina, 'Dix')
    expect((await approves(params, { text: 'Dix euros' })).status).toBe(200)
    expect(await amina.sees()).toContain('agent: Dix euros')
    const { items } = await the.get(lead, 'GET /api/v1/trainees', {})
    expect(items.find(({ agent }) => agent.id === kim.id)).toMatchObject({ changed: 1 })
  })

  test('is given back with a remark, made better and asked for again', async () => {
    const amina = await the.visitor('Pourquoi ?')
    const { params, id } = await asks(amina, 'Parce que')
    const back = { params, body: { rev: 1, remark: 'Explique la raison' } }
    for (let n = 0; n < 2; n++) expect((await the.call(lead, `PUT ${PROPOSAL}/return`, back)).status).toBe(200)
    expect(await waits(amina)).toMatchObject([{ state: 'returned', remark: 'Explique la raison', decidedBy: lead.id }])
    expect((await approves(params)).status).toBe(409)
    await asks(amina, 'Parce que l’antenne est en panne', {}, id)
    expect(await waits(amina)).toMatchObject([{ state: 'waiting', remark: null, rev: 3 }])
    expect((await approves(params)).status).toBe(200)
    expect(await amina.sees()).toEqual(['you: Pourquoi ?', 'agent: Parce que l’antenne est en panne'])
  })

  test('does not go when it was changed, or the customer wrote, since the approver looked', async () => {
    const amina = await the.visitor('Allô ?')
    const { params, id } = await asks(amina, 'Oui')
    const { row, proposals } = await the.open(lead, amina.id)
    await asks(amina, 'Non', {}, id)
    const old = { rev: proposals[0]?.rev ?? 0, seenSeq: row.lastContactSeq }
    expect((await the.call(lead, `PUT ${PROPOSAL}/approval`, { params, body: old })).status).toBe(409)
    await amina.writes('C’est réglé')
    expect(await approves(params, { seenSeq: row.lastContactSeq })).toMatchObject({
      status: 409,
      body: { missed: [expect.objectContaining({ text: 'C’est réglé' })] },
    })
    expect(await amina.sees()).toEqual(['you: Allô ?', 'you: C’est réglé'])
    expect(await waits(amina)).toMatchObject([{ text: 'Non' }])
  })

  test('is nobody else’s to take back, and nobody’s own to approve', async () => {
    const amina = await the.visitor('Qui ?')
    const { params } = await asks(amina, 'Moi')
    const ben = await the.person({ role: 'advisor', brand: the.lumo })
    await the.call(ben, `DELETE ${PROPOSAL}`, { params })
    expect(await waits(amina)).toHaveLength(1)
    expect((await approves(params, {}, ben)).status).toBe(404)
    await learns(lead, {}, the.admin)
    const own = await asks(amina, 'De moi', {}, newId(), lead)
    expect((await approves(own.params)).status).toBe(403)
    await the.get(the.admin, 'DELETE /api/v1/brands/:brand/trainees/:agent', {
      params: { brand: the.lumo, agent: lead.id },
    })
    expect((await the.call(kim, `DELETE ${PROPOSAL}`, { params })).status).toBe(200)
    expect((await approves(params)).status).toBe(404)
  })
})

describe('who learns', () => {
  test('only in public, answers in private at once; after the day, everywhere', async () => {
    const ida = await the.person({ role: 'advisor', brand: the.lumo })
    await learns(ida, { replies: 'public' })
    const amina = await the.visitor('Bonjour')
    expect((await the.reply(ida, amina.id, 'Salut')).status).toBe(200)
    const until = new Date(the.app.clock.now().getTime() + 120_000).toISOString()
    await learns(ida, { until })
    expect((await the.reply(ida, amina.id, 'Encore')).status).toBe(403)
    the.app.clock.advance({ minutes: 3 })
    expect((await the.reply(ida, amina.id, 'Après')).status).toBe(200)
    const { items } = await the.get(the.admin, 'GET /api/v1/trainees', {})
    expect(items.some(({ agent }) => agent.id === ida.id)).toBe(false)
  })

  test('is said by whoever leads the brand, of nobody themselves, and for no day that has passed', async () => {
    const ben = await the.person({ role: 'advisor', brand: the.lumo })
    const other = await the.person({ role: 'lead', brand: the.vela })
    expect((await learns(ben, {}, other)).status).toBe(404)
    expect((await learns(lead, {}, lead)).status).toBe(403)
    expect((await learns(ben, { until: '2020-01-01T00:00:00Z' })).status).toBe(400)
  })
})
