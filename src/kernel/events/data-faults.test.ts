import { describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openLogBench, tell } from '../../../test/support/log.ts'
import { eventDataFaults } from './data-faults.ts'

describe('what an event may hold', () => {
  test.each([
    [{ id: newId(), code: 'closed.by-agent', n: 3, at: '2026-06-09T08:00:00Z', yes: true, none: null }],
    [{ scope: `queue:${newId()}`, list: ['P1', 'nl-BE'], nested: { ids: [newId()] } }],
    [{ at: '2026-06-09T08:00:00.000+02:00', amount: -12.5 }],
  ])('%j', (data) => expect(eventDataFaults(data)).toEqual([]))

  test.each([
    ['text', { text: 'my bill is wrong' }, ['/text']],
    ['an address', { mail: 'ana@example.example' }, ['/mail']],
    ['a telephone number', { line: '+447700900123' }, ['/line']],
    ['a number after a prefix', { line: 'tel:07700900123' }, ['/line']],
    ['a long word', { code: 'x'.repeat(65) }, ['/code']],
    ['what is deep', { a: { b: { c: { d: { e: 1 } } } } }, ['/a/b/c/d']],
    ['a key that is text', { 'Ana Silva': 1 }, ['/?']],
    ['no number', { n: Number.NaN }, ['/n']],
  ])('not %s', (_, data, faults) => expect(eventDataFaults(data)).toEqual(faults))

  test('publish refuses more, and says where but not what', async () => {
    await using bench = await openLogBench()
    const node = await bench.node()
    await expect(tell(node, { scopes: ['Ana Silva'] })).rejects.toThrow(/^(?!.*Ana).*\/scopes\/0/)
    await node.log.settle()
    expect(await node.log.head()).toBe(0)
  })
})
