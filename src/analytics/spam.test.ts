import { afterAll, beforeAll, expect, test } from 'vitest'
import { openAnalytics } from '#analytics'
import { openVoice } from '#voice'
import { type Care, care } from '../../test/support/care.ts'
import type { Person } from '../../test/support/people.ts'

let the: Care
let eva: Person
beforeAll(async () => {
  the = await care({ modules: [openVoice, openAnalytics] })
  eva = await the.person({ role: 'lead', brand: the.lumo })
})
afterAll(() => the.app.stop())

test('spam is in no figure; what was none is in them as before', async () => {
  const figures = async () => {
    await the.settle()
    const to = new Date(the.app.clock.now().getTime() + 60_000).toISOString()
    const { volume, backlog } = await the.get(eva, 'GET /api/v1/reports/service', { query: { to } })
    return { volume: volume.total.n, open: backlog.open.n, waiting: backlog.waiting.n }
  }
  const { id } = await the.visitor('Gagnez un téléphone')
  const other = await the.visitor('Bonjour')
  expect(await figures()).toEqual({ volume: 2, open: 2, waiting: 2 })
  await the.get(eva, 'PUT /api/v1/conversations/:id/spam', { params: { id } })
  expect(await figures()).toEqual({ volume: 1, open: 1, waiting: 1 })
  await the.get(eva, 'DELETE /api/v1/conversations/:id/spam', { params: { id } })
  expect(await figures()).toEqual({ volume: 2, open: 2, waiting: 2 })
  expect((await the.open(eva, other.id)).row.status).toBe('open')
})

test('who wrote while it was set aside has waited since they wrote', async () => {
  const visitor = await the.visitor('Bonjour')
  await the.settle()
  await the.reply(eva, visitor.id, 'Voilà', { next: 'solve' })
  await the.get(eva, 'PUT /api/v1/conversations/:id/spam', { params: { id: visitor.id } })
  await visitor.writes('Encore moi')
  the.app.clock.advance({ minutes: 10 })
  await the.get(eva, 'DELETE /api/v1/conversations/:id/spam', { params: { id: visitor.id } })
  await the.settle()
  const pool = the.app.app.database.pool
  const { rows } = await pool.query<{ fact: Date; row: Date }>(
    `select f.waiting_since as fact, r.waiting_since as row from analytics.conversation_fact f
     join conversations.inbox_row r using (conversation_id) where conversation_id = $1 and f.to_pos is null`,
    [visitor.id],
  )
  expect(rows).toHaveLength(1)
  expect(rows[0]?.fact).toEqual(rows[0]?.row)
})
