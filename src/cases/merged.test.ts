import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import type { Visitor } from '../../test/support/care.ts'
import { careForTwice, type Twice } from '../../test/support/twice.ts'
import { openCases } from './index.ts'

let the: Twice
beforeAll(async () => {
  the = await careForTwice({ modules: [openCases] })
})
afterAll(() => the.app.stop())

const caseOf = async ({ id }: Visitor) =>
  (await the.get(the.admin, 'GET /api/v1/conversations/:id/case', { params: { id } })).case
/** All that is said of it, but how often it changed. */
const whole = async (visitor: Visitor) => {
  const { rev: _, ...said } = await caseOf(visitor)
  return said
}
const joins = (talk: Visitor, id: string) =>
  the.get(the.admin, 'PUT /api/v1/conversations/:id/case', {
    params: { id: talk.id },
    body: { case: id, how: 'person' },
  })

describe('conversations that are merged', () => {
  test('are one case by one reference, and apart again they are as before', async () => {
    const [one, other] = await the.twice('La SIM est bloquée', 'Ma facture est fausse')
    const before = [await whole(one), await whole(other)]
    await the.merge(one, other)
    const joined = await caseOf(other)
    expect(joined).toMatchObject({ id: before[0]?.id, reference: before[0]?.reference })
    expect(joined.conversations.map(({ id, joinedBy }) => [id, joinedBy])).toEqual([
      [one.id, 'self'],
      [other.id, 'merge'],
    ])
    expect((await other.state()).reference).toBe(before[0]?.reference)
    await the.unmerge(one, other)
    expect([await whole(one), await whole(other)]).toEqual(before)
    expect((await other.state()).reference).toBe(before[1]?.reference)
    // And once more: nothing of the first time is in the way.
    await the.merge(one, other)
    expect((await caseOf(other)).id).toBe(before[0]?.id)
  })

  test('a promise made in what was merged goes along and comes back', async () => {
    const [one, other] = await the.twice('La SIM est bloquée', 'Ma facture est fausse')
    const due = new Date(the.app.clock.now().getTime() + 86_400_000).toISOString()
    const body = { id: newId(), kind: 'call' as const, what: 'Nous vous appelons', due, owner: null }
    await the.get(the.admin, 'POST /api/v1/conversations/:id/promises', { params: { id: other.id }, body })
    await the.merge(one, other)
    expect((await caseOf(one)).promises).toMatchObject([{ id: body.id }])
    await the.unmerge(one, other)
    expect((await caseOf(one)).promises).toEqual([])
    expect((await caseOf(other)).promises).toMatchObject([{ id: body.id }])
  })

  test('a case of several comes whole, and goes back whole', async () => {
    const [one, other] = await the.twice('La SIM est bloquée', 'Ma facture est fausse')
    const third = await the.visitor('Et la livraison ?')
    await the.settle()
    await joins(third, (await caseOf(other)).id)
    await the.settle()
    const before = [await whole(one), await whole(other)]
    await the.merge(one, other)
    expect((await caseOf(one)).conversations).toHaveLength(3)
    await the.unmerge(one, other)
    expect([await whole(one), await whole(other)]).toEqual(before)
    expect((await caseOf(third)).id).toBe(before[1]?.id)
  })

  test('what a person placed elsewhere in the meantime stays there', async () => {
    const [one, other] = await the.twice('La SIM est bloquée', 'Ma facture est fausse')
    const elsewhere = await the.visitor('Et la livraison ?')
    await the.settle()
    const third = await caseOf(elsewhere)
    await the.merge(one, other)
    await joins(other, third.id)
    await the.settle()
    await the.unmerge(one, other)
    expect((await caseOf(other)).id).toBe(third.id)
    expect((await caseOf(one)).conversations.map(({ id }) => id)).toEqual([one.id])
  })

  test('of one case already they stay so', async () => {
    const [one, other] = await the.twice('La SIM est bloquée', 'La SIM encore')
    const { id } = await caseOf(one)
    await joins(other, id)
    await the.settle()
    await the.merge(one, other)
    await the.unmerge(one, other)
    expect((await caseOf(other)).conversations).toMatchObject([{ joinedBy: 'self' }, { joinedBy: 'person' }])
  })
})
