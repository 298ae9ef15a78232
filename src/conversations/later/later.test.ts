import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeAccess } from '#kernel/access'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'

let the: Care
let eva: Person
let ben: Person
beforeAll(async () => {
  the = await care()
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  ben = await the.person({ role: 'advisor', brand: the.lumo })
})
afterAll(() => the.app.stop())

const inMinutes = (minutes: number) => new Date(the.app.clock.now().getTime() + minutes * 60_000).toISOString()
async function leave(who: Person, to: Visitor, text: string, more: object = {}, id = newId()) {
  const { row } = await the.open(who, to.id)
  const body = { text, seenSeq: row.lastContactSeq, sendAt: inMinutes(60), ...more }
  const params = { id: to.id, message: id }
  return {
    id,
    params,
    answer: await the.call(who, 'PUT /api/v1/conversations/:id/scheduled/:message', { params, body }),
  }
}
const pass = async (minutes: number) => {
  the.app.clock.advance({ minutes })
  await the.settle()
}
const waiting = async (visitor: Visitor) => (await the.open(eva, visitor.id)).later

describe('a reply that is left for later', () => {
  test('waits where everybody sees it, goes at its time and not before, and only once', async () => {
    const amina = await the.visitor('Et ma facture ?', { name: 'Amina' })
    const { id, answer } = await leave(eva, amina, 'La voici')
    expect(answer.status).toBe(200)
    expect((await the.open(ben, amina.id)).later).toMatchObject([{ id, text: 'La voici', by: eva.id, stopped: null }])
    await pass(59)
    expect(await amina.sees()).toEqual(['you: Et ma facture ?'])
    await pass(2)
    expect(await amina.sees()).toEqual(['you: Et ma facture ?', 'agent: La voici'])
    expect(await waiting(amina)).toEqual([])
    expect((await the.open(eva, amina.id)).row).toMatchObject({ waitingSince: null, assignee: { id: eva.id } })
    await pass(120)
    expect(await amina.sees()).toHaveLength(2)
  })

  test('sent but not yet put away when the process died, it is not sent again', async () => {
    const amina = await the.visitor('Encore ?')
    const { id } = await leave(eva, amina, 'Une fois')
    const { row } = await the.open(eva, amina.id)
    const body = { id, text: 'Une fois', seenSeq: row.lastContactSeq }
    await the.get(eva, 'POST /api/v1/conversations/:id/messages', { params: { id: amina.id }, body })
    await pass(61)
    expect(await amina.sees()).toEqual(['you: Encore ?', 'agent: Une fois'])
    expect(await waiting(amina)).toEqual([])
  })

  test('is changed and taken back by its author alone', async () => {
    const amina = await the.visitor('Quand ?')
    const { id, params } = await leave(eva, amina, 'Demain')
    expect((await leave(ben, amina, 'Hier', {}, id)).answer.status).toBe(404)
    await the.call(ben, 'DELETE /api/v1/conversations/:id/scheduled/:message', { params })
    await leave(eva, amina, 'Après-demain', { sendAt: inMinutes(120) }, id)
    await pass(61)
    expect(await waiting(amina)).toMatchObject([{ id, text: 'Après-demain' }])
    await the.get(eva, 'DELETE /api/v1/conversations/:id/scheduled/:message', { params })
    await pass(120)
    expect(await amina.sees()).toEqual(['you: Quand ?'])
    expect(await waiting(amina)).toEqual([])
  })

  test('stops when the customer writes meanwhile, keeps its text and tells its author', async () => {
    const amina = await the.visitor('Bonjour')
    const { id } = await leave(eva, amina, 'Bonsoir')
    await amina.writes('C’est réglé')
    await pass(61)
    expect(await amina.sees()).toEqual(['you: Bonjour', 'you: C’est réglé'])
    expect(await waiting(amina)).toMatchObject([{ id, text: 'Bonsoir', stopped: 'stale' }])
    const { rows } = await sql`
      select about_id from notices.notice where agent_id = ${eva.id} and kind = 'warning'`.execute(
      the.app.app.database.db,
    )
    expect(rows).toEqual([{ about_id: amina.id }])
    await leave(eva, amina, 'Bonsoir', {}, id)
    await pass(61)
    expect(await amina.sees()).toContain('agent: Bonsoir')
  })

  test('goes all the same when its author said so', async () => {
    const amina = await the.visitor('Bonjour')
    await leave(eva, amina, 'Le magasin ouvre', { anyway: true })
    await amina.writes('Merci')
    await pass(61)
    expect(await amina.sees()).toContain('agent: Le magasin ouvre')
  })

  test('of somebody who has left does not go; a colleague may put it away', async () => {
    const amina = await the.visitor('Bonjour')
    const gone = await the.person({ role: 'advisor', brand: the.lumo })
    const { params } = await leave(gone, amina, 'À bientôt')
    await the.app.app.database.transaction('system', (tx) => closeAccess(tx, gone.id))
    await pass(61)
    expect(await waiting(amina)).toMatchObject([{ text: 'À bientôt', stopped: 'author-gone' }])
    await the.get(eva, 'DELETE /api/v1/conversations/:id/scheduled/:message', { params })
    expect(await waiting(amina)).toEqual([])
  })

  test('needs a time to come and something to say', async () => {
    const amina = await the.visitor('Bonjour')
    expect((await leave(eva, amina, 'Hier', { sendAt: inMinutes(-1) })).answer.status).toBe(400)
    expect((await leave(eva, amina, ' ')).answer.status).toBe(400)
    expect((await leave(eva, amina, 'Dans dix ans', { sendAt: '2036-01-01T00:00:00Z' })).answer.status).toBe(400)
  })
})
