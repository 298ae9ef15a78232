import type { AgentId } from '#kernel/ids'
import { newId } from '#kernel/ids'
import type { OpenModule } from '#kernel/registry'
import type { RoutingApi } from '#routing/contract'
import { type Care, care, type Visitor } from './care.ts'
import { brandValues, type Person } from './people.ts'

export type QueueInput = Omit<RoutingApi['POST /api/v1/queues']['body'], 'id' | 'brand' | 'name'>
export interface Knows {
  languages?: string[]
  billing?: number
  slots?: number
}

/** A brand whose conversations begin in its queues, and the people who answer them. */
export interface Shift {
  care: Care
  queue(name: string, more?: Partial<QueueInput>): Promise<string>
  /** An advisor who knows and speaks this, and has so many slots. */
  advisor(knows?: Knows): Promise<Person>
  /** One after the other: who comes at the same instant has no order. */
  comes(text: string, more?: { lang?: string }): Promise<Visitor>
  goes(who: Person, state: 'available' | 'away' | 'offline'): Promise<unknown>
  /** So long passes, with a sign of these people's screens at its end. */
  pass(seconds: number, there?: readonly Person[]): Promise<void>
  holderOf(visitor: Visitor): Promise<string | null>
}

const BEAT_SECONDS = 20

export async function shift(modules: readonly OpenModule[] = []): Promise<Shift> {
  const the = await care({ modules })
  const body = brandValues('lumo', { name: 'Lumo', languages: ['fr', 'nl'], firstHolder: 'queue' })
  await the.get(the.admin, 'PUT /api/v1/brands/:id', { params: { id: the.lumo }, body })
  const pass = async (seconds: number, there: readonly Person[] = []): Promise<void> => {
    for (let left = seconds; left > 0; left -= BEAT_SECONDS) {
      the.app.clock.advance({ seconds: Math.min(left, BEAT_SECONDS) })
      for (const who of there) await the.get(who, 'POST /api/v1/presence/heartbeat')
      await the.settle()
    }
  }
  return {
    care: the,
    pass,
    queue: async (name, more = {}) => {
      const id = newId()
      await the.get(the.admin, 'POST /api/v1/queues', {
        body: { id, brand: the.lumo, name: { fr: name }, push: false, ...more },
      })
      return id
    },
    advisor: (knows = {}) => newAdvisor(the, knows),
    comes: (text, more = {}) => {
      the.app.clock.advance({ seconds: 1 })
      return the.visitor(text, more)
    },
    goes: (who, state) => the.get(who, 'PUT /api/v1/presence', { body: { state } }),
    holderOf: async ({ id }) => (await the.open(the.admin, id)).row.assignee?.id ?? null,
  }
}

async function newAdvisor(the: Care, { languages = ['fr'], billing, slots }: Knows): Promise<Person> {
  const who = await the.person({ role: 'advisor', brand: the.lumo })
  const skills = JSON.stringify(billing === undefined ? [] : [{ skill: 'billing', level: billing }])
  await the.app.app.database.db
    .updateTable('people.agent')
    .set({ languages, skills })
    .where('id', '=', who.id as AgentId)
    .execute()
  if (slots !== undefined)
    await the.get(the.admin, 'PUT /api/v1/agents/:id/capacity', { params: { id: who.id }, body: { slots } })
  return who
}
