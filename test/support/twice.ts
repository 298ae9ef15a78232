import { newId } from '#kernel/ids'
import { type Care, care, type Visitor } from './care.ts'
import type { Person } from './people.ts'

export interface Twice extends Care {
  /** An advisor of the brand. */
  eva: Person
  /** One person with two conversations. */
  twice(first: string, second: string): Promise<[Visitor, Visitor]>
  contactOf(visitor: Visitor): Promise<string>
  merge(into: Visitor, other: Visitor): Promise<void>
  unmerge(into: Visitor, other: Visitor): Promise<void>
  /** What an advisor reads there, each with its place. */
  said(visitor: Visitor): Promise<string[]>
}

export const pair = (into: { id: string }, other: { id: string }) => ({ params: { id: into.id, other: other.id } })

/** An operator whose customers write twice. */
export async function careForTwice(options: Parameters<typeof care>[0] = {}): Promise<Twice> {
  const the = await care(options)
  const brands = await the.get(the.admin, 'GET /api/v1/brands')
  for (const { id, rev: _, ...values } of brands.items)
    await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id }, body: { ...values, firstHolder: 'queue' } })
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  const contactOf = async (visitor: Visitor) => (await the.open(the.admin, visitor.id)).row.contact.id
  const change = (verb: 'PUT' | 'DELETE') => async (into: Visitor, other: Visitor) => {
    await the.get(eva, `${verb} /api/v1/conversations/:id/merged/:other`, pair(into, other))
    await the.settle()
  }
  return {
    ...the,
    eva,
    contactOf,
    twice: async (first, second) => {
      const one = await the.visitor(first, { name: 'Amina' })
      the.app.clock.advance({ minutes: 1 })
      const other = await the.visitor(second, { name: 'Amina' })
      await the.settle()
      await the.get(the.admin, 'POST /api/v1/contacts/:id/merges', {
        params: { id: await contactOf(one) },
        body: { id: newId(), other: await contactOf(other) },
      })
      await the.settle()
      return [one, other]
    },
    merge: change('PUT'),
    unmerge: change('DELETE'),
    said: async (visitor) =>
      (await the.open(eva, visitor.id)).messages
        .filter(({ deletedAt }) => deletedAt === null)
        .map(({ seq, text }) => `${seq} ${text}`),
  }
}
