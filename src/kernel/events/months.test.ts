import { expect, test } from 'vitest'
import { openLogBench, tell } from '../../../test/support/log.ts'
import { keepMonths } from './months.ts'

test('months are made ahead, and dropped after 25', async () => {
  await using bench = await openLogBench()
  const node = await bench.node()
  const months = async () =>
    (
      await node.database.pool.query(
        "select inhrelid::regclass::text as name from pg_inherits where inhparent = 'kernel.event'::regclass",
      )
    ).rows
      .map(({ name }) => name.replace('kernel.event_', ''))
      .toSorted()
  node.clock.set('2041-06-09T08:00:00Z')
  await keepMonths(node.database, node.clock)
  await tell(node)
  expect(await months()).toEqual(expect.arrayContaining(['2041_06', '2041_07', '2041_08', 'default']))
  node.clock.advance({ months: 25 })
  await keepMonths(node.database, node.clock)
  expect(await months()).toContain('2041_06')
  node.clock.advance({ months: 1 })
  await keepMonths(node.database, node.clock)
  expect(await months()).toEqual(['2041_07', '2041_08', '2043_07', '2043_08', '2043_09', '2043_10', 'default'])
})
