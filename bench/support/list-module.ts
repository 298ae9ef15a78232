import { type Static, Type } from 'typebox'
import { api, Instant, Nullable, Uuid } from '#kernel/http'
import type { App } from '#kernel/registry'

const Item = Type.Object({
  id: Uuid,
  rev: Type.Integer(),
  reference: Type.String(),
  contact: Type.Object({ id: Uuid, name: Type.String() }),
  status: Type.String(),
  labels: Type.Array(Uuid),
  lastText: Type.String(),
  lastAt: Instant,
  waitingSince: Nullable(Instant),
})
type Item = Static<typeof Item>

const at = '2026-11-22T07:00:00.000Z'
const made: readonly Item[] = Array.from({ length: 50 }, (_, n) => ({
  id: `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
  rev: n,
  reference: `BEN-${n}`,
  contact: { id: `00000000-0000-7000-9000-${n.toString(16).padStart(12, '0')}`, name: 'Amina Person' },
  status: 'open',
  labels: [],
  lastText: 'My line has been down since this morning, can you look? The lamp in the middle stays red.',
  lastAt: at,
  waitingSince: at,
}))
/**
 * Fifty rows as a queue shows them. Read back from text, as rows from a database are: a text put together from parts costs
 * JSON.stringify twice as much once a collection has made it old, which happens to a large process and not to a bare one.
 */
export const items: readonly Item[] = JSON.parse(JSON.stringify(made))

const listApi = api({
  'GET /api/v1/bench/items': { summary: 'Fifty rows from memory', answer: Type.Object({ items: Type.Array(Item) }) },
})

/** A list like any other of the API, without a database behind it. */
export function openList(app: App): void {
  app.routes(listApi, {
    'GET /api/v1/bench/items': {
      realm: 'any',
      scope: { public: 'figures only' },
      permission: null,
      run: async () => ({ items: [...items] }),
    },
  })
}
