import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Cast, cast } from '../../../test/support/people.ts'
import { contactNames } from './contact-names.ts'
import { type Known, recogniseContact } from './recognise-contact.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const recognise = (known: Omit<Known, 'brand'> & { brand?: string }) =>
  the.app.app.database.transaction('system', (tx) => recogniseContact(tx, { brand: the.lumo, ...known }))

test('the same handle is the same contact, another brand or channel is another', async () => {
  const first = await recognise({ channel: 'email', handle: 'Amina@Mail.example', name: ' Amina ', lang: 'fr' })
  expect(first.created).toBe(true)
  expect(await recognise({ channel: 'email', handle: ' amina@mail.EXAMPLE' })).toEqual({ ...first, created: false })
  expect((await recognise({ channel: 'email', handle: 'amina@mail.example', brand: the.vela })).contactId).not.toBe(
    first.contactId,
  )
  expect((await recognise({ channel: 'web', handle: 'amina@mail.example' })).contactId).not.toBe(first.contactId)
  expect(await contactNames(the.app.app.database.db, [first.contactId])).toEqual(new Map([[first.contactId, 'Amina']]))
})

test('ten at once make one contact and tell of it once', async () => {
  const all = await Promise.all(
    Array.from({ length: 10 }, () => recognise({ channel: 'sms', handle: '+44 7700 900123' })),
  )
  expect(new Set(all.map(({ contactId }) => contactId)).size).toBe(1)
  expect(all.filter(({ created }) => created)).toHaveLength(1)
  const { rows } = await the.app.app.database.pool.query(
    `select (select count(*)::int from people.contact c join people.identity i on i.contact_id = c.id where i.handle_key = '+447700900123') as contacts,
            (select count(*)::int from kernel.event where name = 'contact.created' and subject = $1) as told,
            (select count(*)::int from people.contact c where not exists (select from people.identity i where i.contact_id = c.id)) as orphans`,
    [all[0]?.contactId],
  )
  expect(rows[0]).toEqual({ contacts: 1, told: 1, orphans: 0 })
})

test('who comes while the first is not yet committed waits, and gets the same contact', async () => {
  const { database } = the.app.app
  const known = { brand: the.lumo, channel: 'sms', handle: '+44 7700 900456' }
  const [added, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const first = database.transaction('system', async (tx) => {
    const found = await recogniseContact(tx, known)
    added.resolve()
    await release.promise
    return found
  })
  await added.promise
  const second = recognise(known)
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(async () => (await database.pool.query(waiting)).rowCount).toBe(1)
  release.resolve()
  expect(await second).toEqual({ contactId: (await first).contactId, created: false })
  const { rows } = await database.pool.query(
    'select from people.contact c where not exists (select from people.identity i where i.contact_id = c.id)',
  )
  expect(rows).toHaveLength(0)
})

test('a channel that vouches raises the level, one that does not never lowers it', async () => {
  const { contactId } = await recognise({ channel: 'email', handle: 'bo@mail.example', level: 'claimed' })
  const levels = async () =>
    (await the.ask(the.admin, 'GET /api/v1/contacts/:id', { params: { id: contactId } })).identities[0]?.level
  expect(await levels()).toBe('claimed')
  await recognise({ channel: 'email', handle: 'bo@mail.example', level: 'channel' })
  expect(await levels()).toBe('channel')
  await recognise({ channel: 'email', handle: 'bo@mail.example', level: 'none' })
  expect(await levels()).toBe('channel')
})
