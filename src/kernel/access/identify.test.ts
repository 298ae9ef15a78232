import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Actor,
  adoptVisitorToken,
  closeAccess,
  createKey,
  identifier,
  revokeKey,
  revokeVisitorTokens,
  saveCredential,
  setRoles,
  startSession,
  stillValidAsker,
  visitorSeenAt,
} from '#kernel/access'
import { newId, newToken } from '#kernel/ids'
import { startApp, type TestApp } from '../../../test/support/app.ts'

let the: TestApp
beforeAll(async () => {
  the = await startApp({ modules: [] })
})
afterAll(() => the.stop())

test('agents, keys and visitors are all asked about in one go, each answered as they are now', async () => {
  const { database, registered } = the.app
  const inTx: TestApp['app']['database']['transaction'] = (by, work) => database.transaction(by, work)
  const parts = { database, clock: the.clock, declared: registered.permissions }
  const identify = identifier(parts)
  const ids = [newId<'agent'>(), newId<'agent'>(), newId<'agent'>()] as const
  const tokens = await Promise.all(
    ids.map((id) =>
      inTx('system', async (tx) => {
        await saveCredential(tx, { agentId: id, login: `${id}@staff.example`, name: 'Eva' })
        await setRoles(tx, id, [{ role: 'viewer', brand: null }])
        return (await startSession(tx, id, 'test')).token
      }),
    ),
  )
  const key = await inTx('system', (tx) => createKey(tx, { name: 'till', role: 'viewer', brand: null }))
  const visitor = `sbv_${newToken()}`
  const of = { brand: newId<'brand'>(), contactId: newId<'contact'>(), conversationId: newId<'conversation'>() }
  await inTx('system', (tx) => adoptVisitorToken(tx, of, visitor))
  const actors: Actor[] = [
    ...(await Promise.all(tokens.map((session) => identify({ bearer: null, session })))),
    await identify({ bearer: key.token, session: null }),
    await identify({ bearer: visitor, session: null }),
  ]
  const ask = stillValidAsker(parts)
  expect(await ask(actors)).toEqual(actors)
  expect(actors[0]?.grants).toBe(actors[1]?.grants)

  await inTx('system', (tx) => closeAccess(tx, ids[0]))
  await inTx('system', (tx) => setRoles(tx, ids[1], [{ role: 'advisor', brand: null }]))
  await inTx('system', (tx) => revokeKey(tx, key.id))
  await inTx('system', (tx) => revokeVisitorTokens(tx, { contactId: of.contactId }))
  const now = await ask(actors)
  expect(now.map((actor) => actor?.id ?? null)).toEqual([null, ids[1], ids[2], null, null])
  expect(now[1]?.grants.length).toBeGreaterThan(actors[1]?.grants.length ?? 0)
  expect(now[2]).toEqual(actors[2])
})

test('a visitor with an open stream is there; a token that was only made is not', async () => {
  const { database, registered } = the.app
  const parts = { database, clock: the.clock, declared: registered.permissions }
  const of = { brand: newId<'brand'>(), contactId: newId<'contact'>(), conversationId: newId<'conversation'>() }
  const token = `sbv_${newToken()}`
  await database.transaction('system', (tx) => adoptVisitorToken(tx, of, token))
  const seen = () => visitorSeenAt(database.db, of.conversationId)
  expect(await seen()).toBeNull()
  const visitor = await identifier(parts)({ bearer: token, session: null })
  the.clock.advance({ seconds: 61 })
  await stillValidAsker(parts)([visitor])
  expect(await seen()).toEqual(the.clock.now())
  await database.transaction('system', (tx) => revokeVisitorTokens(tx, { conversationId: of.conversationId }))
  expect(await seen()).toBeNull()
})
