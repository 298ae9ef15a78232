import type { InboxRow } from '#conversations/contract'
import { newId } from '#kernel/ids'
import type { Visitor } from '../support/care.ts'
import type { Person } from '../support/people.ts'
import { type Call, type LawWorld, must } from './world.ts'

/** What a deed has to do with: a conversation of the brand that waits in its first queue, and who does it. */
export interface Stage {
  world: LawWorld
  visitor: Visitor
  actor: Person
  /** What `before` answered. */
  made: string
}
export interface Deed {
  /** Brings the conversation to where the deed can be done; answers what the deed needs to know. */
  before?(stage: Stage): Promise<string | undefined>
  act(stage: Stage): Promise<unknown>
}

export const at = ({ visitor }: Stage, more: Record<string, string> = {}) => ({ params: { id: visitor.id, ...more } })
export const asStaff =
  (route: string, callOf: (stage: Stage) => Call = at) =>
  async (stage: Stage) =>
    must(stage.world, stage.actor, route, callOf(stage))
export const asVisitor =
  (route: string, callOf: (stage: Stage) => Call = () => ({})) =>
  async (stage: Stage) =>
    must(stage.world, stage.visitor, route, callOf(stage))
export const CONVERSATION = '/api/v1/conversations/:id'

export const reply = async (stage: Stage): Promise<string> => {
  const id = newId()
  const { row } = (await must(stage.world, stage.actor, `GET ${CONVERSATION}`, at(stage))) as { row: InboxRow }
  const body = { id, text: 'Bonjour', seenSeq: row.lastContactSeq }
  await must(stage.world, stage.actor, `POST ${CONVERSATION}/messages`, { ...at(stage), body })
  return id
}
/** Waits for its time. */
export const later = async (stage: Stage): Promise<string> => {
  const id = newId()
  const sendAt = new Date(stage.world.care.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { text: 'Bonjour', seenSeq: 1, sendAt }
  await must(stage.world, stage.actor, `PUT ${CONVERSATION}/scheduled/:message`, {
    ...at(stage, { message: id }),
    body,
  })
  return id
}
/** Written, not sent. */
export const drafted = asStaff(`PUT ${CONVERSATION}/drafts/:kind`, (stage) => ({
  ...at(stage, { kind: 'reply' }),
  body: { text: 'Bonjour' },
}))
/** Waits for a colleague's word. */
export const proposed = async (stage: Stage): Promise<string> => {
  const id = newId()
  const body = { text: 'Bonjour', seenSeq: 1 }
  await must(stage.world, stage.actor, `PUT ${CONVERSATION}/proposals/:message`, {
    ...at(stage, { message: id }),
    body,
  })
  return id
}
/** What nobody does for themselves. */
export const byAdmin = (route: string, callOf: (stage: Stage) => Call) => async (stage: Stage) =>
  must(stage.world, stage.world.care.admin, route, callOf(stage))
export const note = asStaff(`POST ${CONVERSATION}/notes`, (stage) => ({
  ...at(stage),
  body: { id: newId(), text: 'angry today' },
}))
export const solve = asStaff(`PUT ${CONVERSATION}/solution`, (stage) => ({ ...at(stage), body: { disposition: null } }))
export const wait = asStaff(`PUT ${CONVERSATION}/pending`)
export const snooze = asStaff(`PUT ${CONVERSATION}/snooze`, (stage) => ({
  ...at(stage),
  body: { until: '2026-06-10T08:00:00Z' },
}))
export const assign = asStaff(`PUT ${CONVERSATION}/assignment`, (stage) => ({
  ...at(stage),
  body: { agent: stage.actor.id },
}))
export const nothing = (work: (stage: Stage) => Promise<unknown>) => async (stage: Stage) => void (await work(stage))
