import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Cast, cast } from '../../../test/support/people.ts'

let the: Cast
let id: string
beforeAll(async () => {
  the = await cast()
  id = await the.contact('amina.notes@mail.example', 'Amina')
})
afterAll(() => the.app.stop())

const read = async (contact = id) =>
  (await the.ask(the.admin, 'GET /api/v1/contacts/:id/notes', { params: { id: contact } })).items
const write = async (text: string, contact = id, note = newId()) => {
  await the.ask(the.admin, 'POST /api/v1/contacts/:id/notes', { params: { id: contact }, body: { id: note, text } })
  return note
}

test('a note keeps what it said before, stands above others when pinned, and comes back when it was removed', async () => {
  const first = await write('Calls in the morning')
  the.app.clock.advance({ minutes: 1 })
  const second = await write('Speaks slowly')
  expect((await read()).map((note) => note.id)).toEqual([second, first])
  const params = { id, note: first }
  await the.ask(the.admin, 'PUT /api/v1/contacts/:id/notes/:note', { params, body: { text: 'Calls in the evening' } })
  await the.ask(the.admin, 'PUT /api/v1/contacts/:id/notes/:note/pin', { params })
  expect((await read())[0]).toMatchObject({
    id: first,
    pinned: true,
    text: 'Calls in the evening',
    before: [{ text: 'Calls in the morning' }],
  })
  await the.ask(the.admin, 'PUT /api/v1/contacts/:id/notes/:note/removal', { params })
  expect((await read()).map((note) => note.id)).toEqual([second])
  await the.ask(the.admin, 'DELETE /api/v1/contacts/:id/notes/:note/removal', { params })
  expect((await read()).map((note) => note.id)).toEqual([first, second])
})

test('who may only read, reads; an empty note is none; the same note sent twice is one', async () => {
  const viewer = await the.allowed(['contact.read'])
  const body = { id: newId(), text: 'Hello' }
  expect((await the.refused(viewer, 'POST /api/v1/contacts/:id/notes', { params: { id }, body })).status).toBe(404)
  const empty = { id: newId(), text: '  ' }
  expect(
    (await the.refused(the.admin, 'POST /api/v1/contacts/:id/notes', { params: { id }, body: empty })).status,
  ).toBe(400)
  const before = (await read()).length
  const twice = await write('Said twice')
  await write('Said twice', id, twice)
  expect((await read()).length).toBe(before + 1)
})

test('notes move along with a merge, and return with it', async () => {
  const other = await the.contact('amina.twice@mail.example', 'Amina H.')
  const note = await write('Known as Mina', other)
  const merge = newId()
  await the.ask(the.admin, 'POST /api/v1/contacts/:id/merges', { params: { id }, body: { id: merge, other } })
  expect((await read()).map((each) => each.id)).toContain(note)
  await the.ask(the.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', { params: { id, merge } })
  expect((await read()).map((each) => each.id)).not.toContain(note)
  expect((await read(other)).map((each) => each.id)).toEqual([note])
})

test('the words of a removed note are gone after a day', async () => {
  const note = await write('Shouted')
  const params = { id, note }
  await the.ask(the.admin, 'PUT /api/v1/contacts/:id/notes/:note', { params, body: { text: 'Was upset' } })
  await the.ask(the.admin, 'PUT /api/v1/contacts/:id/notes/:note/removal', { params })
  the.app.clock.advance({ hours: 25 })
  await the.app.settle()
  const left = await the.app.app.database.pool.query(
    `select text from people.note where id = $1 union all select text from people.note_before where note_id = $1`,
    [note],
  )
  expect(left.rows).toEqual([])
  const anew = await the.person({ role: 'admin', brand: null })
  expect((await the.refused(anew, 'DELETE /api/v1/contacts/:id/notes/:note/removal', { params })).status).toBe(404)
})
