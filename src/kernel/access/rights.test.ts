import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, type Grant, may, mayIn, visible, visibleIn } from '#kernel/access'
import { sql } from '#kernel/db'
import { newId } from '#kernel/ids'
import { startApp, type TestApp } from '../../../test/support/app.ts'

let the: TestApp
beforeAll(async () => {
  the = await startApp({ modules: [] })
})
afterAll(() => the.stop())

const brands = [newId<'brand'>(), newId<'brand'>()]
const scopes = ['queue:a', 'queue:b', 'team:c']
const anyGrant: fc.Arbitrary<Grant> = fc.record({
  permission: fc.constantFrom('thing.read', 'thing.write', '*'),
  brand: fc.constantFrom('*' as const, ...brands),
  scope: fc.constantFrom('*', ...scopes),
})
const anyRow = fc.record({ brand: fc.constantFrom(...brands), scopes: fc.subarray(scopes) })
const somebody = (grants: readonly Grant[]): Actor => ({
  kind: 'agent',
  realm: 'staff',
  id: newId(),
  name: 'Eva',
  sessionId: newId(),
  grants,
})

async function predicates(actor: Actor, row: { brand: string; scopes: string[] }) {
  const { rows } = await sql<{ seen: boolean; within: boolean }>`
    select ${visible(actor, 'thing.read', sql.ref('r.brand'), sql.ref('r.scopes'))} as seen,
           ${visibleIn(actor, 'thing.read', sql.ref('r.brand'))} as within
    from (values (${row.brand}::uuid, ${row.scopes}::text[])) as r (brand, scopes)`.execute(the.app.database.db)
  return rows[0]
}

test('what may() says of a row and what visible() selects are the same, whatever the grants and the row', async () => {
  const told = { yes: 0, no: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(anyGrant, { maxLength: 4 }), anyRow, async (grants, row) => {
      const actor = somebody(grants)
      const found = { seen: may(actor, 'thing.read', row), within: mayIn(actor, 'thing.read', row.brand) }
      expect(await predicates(actor, row)).toEqual(found)
      told[found.seen ? 'yes' : 'no'] += 1
    }),
    {
      numRuns: 300,
      examples: [
        [[{ permission: 'thing.read', brand: '*', scope: 'queue:a' }], { brand: brands[0] ?? newId(), scopes: [] }],
      ],
    },
  )
  expect(told.yes).toBeGreaterThan(20)
  expect(told.no).toBeGreaterThan(20)
})

test('a right in one queue reaches that queue’s rows: not the brand’s own, nor another queue’s', () => {
  const [brand] = brands
  if (brand === undefined) throw new Error('no brand')
  const actor = somebody([{ permission: 'thing.read', brand, scope: 'queue:a' }])
  expect(may(actor, 'thing.read', { brand, scopes: ['queue:a', 'team:c'] })).toBe(true)
  expect(may(actor, 'thing.read', { brand, scopes: ['queue:b'] })).toBe(false)
  expect(may(actor, 'thing.read', { brand, scopes: [] })).toBe(false)
  expect(mayIn(actor, 'thing.read', brand)).toBe(true)
})
