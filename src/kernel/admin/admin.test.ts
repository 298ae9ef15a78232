import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit, createKey, defineRoles, eraseAudit, verifyAudit } from '#kernel/access'
import { sql } from '#kernel/db'
import { publish } from '#kernel/events'
import { type BrandId, newId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { App } from '#kernel/registry'
import { setting, settingOf } from '#kernel/settings'
import { startApp, type TestApp } from '../../../test/support/app.ts'

declare module '#kernel/jobs' {
  interface JobMap {
    'test-fails': { id: string }
  }
}
declare module '#kernel/events' {
  interface EventMap {
    'probe.happened': { id: string }
  }
}

const greeting = setting({
  key: 'test.greeting',
  scope: 'brand',
  schema: Type.String({ maxLength: 10 }),
  fallback: 'Hello',
  help: 'settings.test',
  permission: 'test.manage',
})
let broken = true
function openTest(app: App) {
  app.permission('test.manage', 'Manage tests')
  app.setting(greeting)
  app.work('test-fails', async () => (broken ? Promise.reject(new Error('no')) : undefined), { tries: 1 })
  app.on('probe.happened', 'test/handle', async () => (broken ? Promise.reject(new Error('no')) : undefined))
}

let app: TestApp
let everywhere: string
let ours: string
const brand = newId<'brand'>()
const keyFor = async (of: BrandId | null) =>
  (await app.app.database.transaction('system', (tx) => createKey(tx, { name: 'test', role: 'admin', brand: of })))
    .token

beforeAll(async () => {
  app = await startApp({ modules: [openTest] })
  everywhere = await keyFor(null)
  ours = await keyFor(brand)
})
afterAll(() => app.stop())

test('a setting is kept by brand, checked, audited, told, and read with its fallback', async () => {
  const put = (id: string, value: unknown, bearer = ours) =>
    app.fetch(`/api/v1/settings/test.greeting?brand=${id}`, { method: 'PUT', json: { value }, bearer })
  expect(await settingOf(app.app, greeting, brand)).toBe('Hello')
  expect(await (await put(brand, 'Bonjour')).json()).toEqual({ rev: 1 })
  expect(await settingOf(app.app, greeting, brand)).toBe('Bonjour')
  expect(await (await put(brand, 'Bonjour')).json()).toEqual({ rev: 1 })
  expect(await (await put(brand, 'much too long a greeting')).json()).toMatchObject({
    code: 'invalid_input',
    faults: [{ pointer: '/body/value' }],
  })
  expect((await put(newId(), 'Salut')).status).toBe(404)
  expect(
    (await app.fetch('/api/v1/settings/test.greeting', { method: 'PUT', json: { value: 'a' }, bearer: everywhere }))
      .status,
  ).toBe(400)
  const { items } = (await (await app.fetch(`/api/v1/settings?brand=${brand}`, { bearer: ours })).json()) as {
    items: { key: string; value: unknown }[]
  }
  expect(items.map(({ key, value }) => [key, value])).toEqual([['test.greeting', 'Bonjour']])
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from kernel.event where name = 'setting.changed'`.execute(app.app.database.db)
  expect(rows[0]?.n).toBe(1)
})

test('a key is shown once, works for its brand alone, and is revoked', async () => {
  const make = {
    json: { name: 'till', role: 'admin', brand },
    bearer: everywhere,
    headers: { 'idempotency-key': newId() },
  }
  const made = (await (await app.fetch('/api/v1/keys', make)).json()) as { id: string; token: string }
  expect(made.token).toMatch(/^sbk_/)
  expect((await app.fetch('/api/v1/keys', { bearer: made.token })).status).toBe(403)
  const list = await (await app.fetch('/api/v1/keys', { bearer: everywhere })).text()
  expect([list.includes(made.id), list.includes(made.token)]).toEqual([true, false])
  expect((await app.fetch(`/api/v1/keys/${made.id}`, { method: 'DELETE', bearer: everywhere })).status).toBe(204)
  expect((await app.fetch('/api/v1/keys', { bearer: made.token })).status).toBe(401)
})

test('nobody makes a key that may more than they do', async () => {
  const { database } = app.app
  await defineRoles(database.db, { 'test-keeper': ['kernel.keys'] })
  const { token: keeper } = await database.transaction('system', (tx) =>
    createKey(tx, { name: 'keeper', role: 'test-keeper', brand: null }),
  )
  const make = (role: string) =>
    app.fetch('/api/v1/keys', {
      json: { name: 'climber', role, brand: null },
      bearer: keeper,
      headers: { 'idempotency-key': newId() },
    })
  for (const role of ['admin', 'advisor']) {
    const refused = await make(role)
    expect(await refused.json(), role).toMatchObject({ status: 403, code: 'not_allowed' })
  }
  expect((await make('test-keeper')).status).toBe(200)
  const list = await (await app.fetch('/api/v1/keys', { bearer: everywhere })).text()
  expect(list.match(/climber/g)).toHaveLength(1)
})

test('dead jobs are seen without what they carry, tried again, or discarded', async () => {
  await app.app.database.transaction('system', (tx) => enqueue(tx, 'test-fails', { id: 'secret-payload' }))
  await expect(app.settle()).rejects.toThrow()
  const text = await (await app.fetch('/api/v1/dead-jobs', { bearer: everywhere })).text()
  expect(text).not.toContain('secret-payload')
  const id = (JSON.parse(text) as { items: { id: string }[] }).items[0]?.id
  expect((await app.fetch('/api/v1/dead-jobs', { bearer: ours })).status).toBe(403)
  broken = false
  expect((await app.fetch(`/api/v1/dead-jobs/${id}/replay`, { method: 'PUT', bearer: everywhere })).status).toBe(204)
  await app.settle()
  expect((await app.fetch(`/api/v1/dead-jobs/${id}`, { method: 'DELETE', bearer: everywhere })).status).toBe(404)
})

test('what a handler parked is seen and run again', async () => {
  broken = true
  const subject = newId()
  await app.app.database.transaction('system', (tx) =>
    publish(tx, 'probe.happened', { brand: null, subject, data: { id: subject } }),
  )
  await app.settle()
  const handlers = async () =>
    (
      (await (await app.fetch('/api/v1/handlers', { bearer: everywhere })).json()) as {
        items: { name: string; parked: { subject: string }[] }[]
      }
    ).items
  expect((await handlers()).find(({ name }) => name === 'test/handle')?.parked).toMatchObject([
    { subject, event: 'probe.happened' },
  ])
  broken = false
  const path = `/api/v1/handlers/${encodeURIComponent('test/handle')}/parked/${subject}/replay`
  expect(await (await app.fetch(path, { method: 'PUT', bearer: everywhere })).json()).toEqual({ done: 1 })
  expect((await handlers()).find(({ name }) => name === 'test/handle')?.parked).toEqual([])
})

test('an audit that was touched is found; one that was erased still holds', async () => {
  const { database } = app.app
  const subject = newId()
  await database.transaction('system', (tx) =>
    audit(tx, { deed: 'test.one', subject, data: { b: 1, a: [2] }, personal: { reason: 'Amina asked' } }),
  )
  await database.transaction('system', (tx) => audit(tx, { deed: 'test.two', subject }))
  expect(await verifyAudit(database.db)).toBeNull()
  await database.transaction('system', (tx) => eraseAudit(tx, subject))
  expect(await verifyAudit(database.db)).toBeNull()
  const { rows } = await sql<{
    id: number
  }>`update kernel.audit set data = '{"a":[2],"b":2}' where deed = 'test.one' returning id`.execute(database.db)
  expect(await verifyAudit(database.db)).toBe(rows[0]?.id)
})
