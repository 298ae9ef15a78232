import { Type } from 'typebox'
import { afterAll, expect, test } from 'vitest'
import { systemClock } from '#kernel/clock'
import { type App, createApp } from '#kernel/registry'
import { startApp } from '../../../test/support/app.ts'
import { routeFaults } from './check-routes.ts'
import { api, Closed, type Operation, type RouteShape } from './index.ts'

const opens =
  (key: `${'GET' | 'POST'} /${string}`, shape: RouteShape, more: Partial<Operation<RouteShape>>) => (app: App) =>
    app.routes(api({ [key]: shape }), {
      [key]: { permission: null, scope: { public: 'a test' }, realm: 'any', run: async () => undefined, ...more },
    })

const running = startApp({ modules: [] })
afterAll(async () => (await running).stop())

test.each([
  [
    'a permission nobody declared',
    opens('GET /api/v1/a', { summary: '' }, { permission: 'ghost.see', scope: 'rows' }),
    "asks for 'ghost.see'",
  ],
  [
    'no permission where rows are read',
    opens('GET /api/v1/a', { summary: '' }, { scope: 'rows' }),
    'only self and public',
  ],
  ['a path name without shape', opens('GET /api/v1/a/:id', { summary: '' }, {}), "'id' is not in params"],
  ['an open body', opens('POST /api/v1/a', { summary: '', body: Type.Object({}) }, {}), 'is an open object'],
  [
    'a text without end',
    opens('POST /api/v1/a', { summary: '', body: Closed({ text: Type.String() }) }, {}),
    'body.text is a text without maxLength',
  ],
  [
    'a list without end',
    opens('POST /api/v1/a', { summary: '', body: Closed({ all: Type.Array(Type.Integer()) }) }, {}),
    'body.all is a list without maxItems',
  ],
  [
    'a GET that is a deed',
    opens('GET /api/v1/a', { summary: '' }, { verb: { name: 'a.do', idempotency: 'natural' } }),
    'never changes state',
  ],
])('%s is a fault', async (_name, open, words) => {
  const { app } = await running
  const empty = createApp({ ...app, clock: systemClock })
  open(empty)
  expect(routeFaults(empty.registered).join()).toContain(words)
})

test('the app does not start with a fault', async () => {
  const open = opens('GET /api/v1/a', { summary: '' }, { permission: 'ghost.see', scope: 'rows' })
  await expect(startApp({ modules: [open] })).rejects.toThrow("asks for 'ghost.see'")
})

test('nor with two of the same name', async () => {
  const open = opens('GET /api/v1/a', { summary: '' }, {})
  await expect(startApp({ modules: [open, open] })).rejects.toThrow("The route 'GET /api/v1/a' is registered twice")
})
