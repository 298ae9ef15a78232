import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { openNotices } from '#notices'
import { openSla } from '#sla'
import { careForTwice, type Twice } from '../../test/support/twice.ts'

let the: Twice
beforeAll(async () => {
  the = await careForTwice({ modules: [openNotices, openSla] })
  const terms = { calendar: null, first: 60, next: 30, resolution: 480, warn: 75 }
  const takes = { queues: [], channels: [], priorities: [] }
  const body = { id: newId(), brand: the.lumo, name: 'All', place: 0, takes, ...terms }
  await the.get(the.admin, 'POST /api/v1/sla-policies', { body })
  await the.settle()
})
afterAll(() => the.app.stop())

const clocks = async (id: string) => {
  const { rows } = await sql<{ clock: string }>`
    select kind || ' ' || coalesce(ended_why, 'runs') || ' ' || to_char(started_at - min(started_at) over (), 'MI') as clock
    from sla.clock where conversation_id = ${id} order by kind, started_at`.execute(the.app.app.database.db)
  return rows.map(({ clock }) => clock)
}

async function splitAtNewest(id: string) {
  const { messages } = await the.open(the.eva, id)
  const params = { id, split: newId() }
  const body = { message: messages.at(-1)?.id ?? '' }
  await the.get(the.eva, 'PUT /api/v1/conversations/:id/splits/:split', { params, body })
  await the.settle()
  return params
}

test('who waits in both matters is promised an answer to each', async () => {
  const visitor = await the.visitor('Ma SIM est bloquée')
  the.app.clock.advance({ minutes: 1 })
  await visitor.writes('Et ma facture est fausse')
  await the.settle()
  the.app.clock.advance({ minutes: 3 })
  const { split } = await splitAtNewest(visitor.id)
  expect(await clocks(visitor.id)).toEqual(['first runs 00', 'resolution runs 00'])
  expect(await clocks(split)).toEqual(['first runs 00', 'resolution runs 03'])
  await the.reply(the.eva, split, 'Je regarde la facture')
  await the.settle()
  expect(await clocks(visitor.id)).toEqual(['first runs 00', 'resolution runs 00'])
  expect(await clocks(split)).toEqual(['first answered 00', 'resolution runs 03'])
})

test('who waited for that matter alone waits there since they wrote, and here again after undo', async () => {
  const visitor = await the.visitor('Ma SIM est bloquée')
  await the.reply(the.eva, visitor.id, 'Elle est débloquée')
  the.app.clock.advance({ minutes: 2 })
  await visitor.writes('Merci. Et ma facture est fausse')
  await the.settle()
  the.app.clock.advance({ minutes: 1 })
  const params = await splitAtNewest(visitor.id)
  expect(await clocks(visitor.id)).toEqual(['first answered 00', 'next split 02', 'resolution runs 00'])
  expect(await clocks(params.split)).toEqual(['next runs 00', 'resolution runs 01'])

  await the.get(the.eva, 'DELETE /api/v1/conversations/:id/splits/:split', { params })
  await the.settle()
  expect(await clocks(visitor.id)).toEqual(['first answered 00', 'next runs 02', 'resolution runs 00'])
  expect(await clocks(params.split)).toEqual(['next closed 00', 'resolution closed 01'])
})
