import type { InboxRow } from '#conversations/contract'
import { newId, newToken } from '#kernel/ids'
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

const at = ({ visitor }: Stage, more: Record<string, string> = {}) => ({ params: { id: visitor.id, ...more } })
const asStaff =
  (route: string, callOf: (stage: Stage) => Call = at) =>
  async (stage: Stage) =>
    must(stage.world, stage.actor, route, callOf(stage))
const asVisitor =
  (route: string, callOf: (stage: Stage) => Call = () => ({})) =>
  async (stage: Stage) =>
    must(stage.world, stage.visitor, route, callOf(stage))
const CONVERSATION = '/api/v1/conversations/:id'

const reply = async (stage: Stage): Promise<string> => {
  const id = newId()
  const { row } = (await must(stage.world, stage.actor, `GET ${CONVERSATION}`, at(stage))) as { row: InboxRow }
  const body = { id, text: 'Bonjour', seenSeq: row.lastContactSeq }
  await must(stage.world, stage.actor, `POST ${CONVERSATION}/messages`, { ...at(stage), body })
  return id
}
/** Waits for its time. */
const later = async (stage: Stage): Promise<string> => {
  const id = newId()
  const sendAt = new Date(stage.world.care.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { text: 'Bonjour', seenSeq: 1, sendAt }
  await must(stage.world, stage.actor, `PUT ${CONVERSATION}/scheduled/:message`, {
    ...at(stage, { message: id }),
    body,
  })
  return id
}
const note = asStaff(`POST ${CONVERSATION}/notes`, (stage) => ({
  ...at(stage),
  body: { id: newId(), text: 'angry today' },
}))
const solve = asStaff(`PUT ${CONVERSATION}/solution`, (stage) => ({ ...at(stage), body: { disposition: null } }))
const wait = asStaff(`PUT ${CONVERSATION}/pending`)
const snooze = asStaff(`PUT ${CONVERSATION}/snooze`, (stage) => ({
  ...at(stage),
  body: { until: '2026-06-10T08:00:00Z' },
}))
const assign = asStaff(`PUT ${CONVERSATION}/assignment`, (stage) => ({ ...at(stage), body: { agent: stage.actor.id } }))
const nothing = (work: (stage: Stage) => Promise<unknown>) => async (stage: Stage) => void (await work(stage))

const label = async (stage: Stage): Promise<string> => {
  const id = newId()
  const body = { id, brand: stage.world.care.lumo, name: { fr: 'SIM' }, hue: 120 }
  await must(stage.world, stage.world.care.admin, 'POST /api/v1/labels', { body })
  return id
}
const labelled = async (stage: Stage): Promise<string> => {
  const id = await label(stage)
  await must(stage.world, stage.actor, `PUT ${CONVERSATION}/labels/:label`, at(stage, { label: id }))
  return id
}

export const contactOf = async ({ world, visitor }: Pick<Stage, 'world' | 'visitor'>): Promise<string> =>
  (await world.care.open(world.care.admin, visitor.id)).row.contact.id
const raise = asStaff(`PUT ${CONVERSATION}/hand`, (stage) => ({
  ...at(stage),
  body: { id: newId(), question: 'May I refund this?' },
}))
const passBaton = asStaff(`PUT ${CONVERSATION}/baton`, (stage) => ({
  ...at(stage),
  body: { id: newId(), queue: stage.world.queues.second, done: 'SIM sent', next: 'call', told: 'by six', by: null },
}))
/** Its queue asks whoever does the deed, and nobody else is there. */
const offered = async ({ world, actor }: Stage): Promise<undefined> => {
  const change = { params: { id: world.queues.first }, body: { name: { fr: 'Général' }, push: true, offer: 300 } }
  const room = { params: { id: actor.id }, body: { slots: 100 } }
  await must(world, world.care.admin, 'PUT /api/v1/agents/:id/capacity', room)
  await must(world, world.care.admin, 'PUT /api/v1/queues/:id', change)
  await must(world, actor, 'PUT /api/v1/presence', { body: { state: 'available' } })
  await world.care.settle()
  await must(world, world.care.admin, 'PUT /api/v1/queues/:id', { ...change, body: { ...change.body, push: false } })
}
const STANDING = '/api/v1/contacts/:id/standings/:kind'
const standingAt = async (stage: Stage) => ({ params: { id: await contactOf(stage), kind: 'value' } })
const standing = async (stage: Stage) => {
  const body = { reason: 'Since 1998', until: '2026-12-01T08:00:00Z', named: stage.actor.id, backup: null }
  await must(stage.world, stage.world.care.admin, `PUT ${STANDING}`, { ...(await standingAt(stage)), body })
}
/** Another contact who has written, too. */
const otherContact = async (stage: Stage): Promise<string> => {
  const other = await stage.world.care.visitor('I am the same person', { name: 'Amina B.' })
  await stage.world.care.settle()
  return contactOf({ ...stage, visitor: other })
}
/** Another conversation of the same person. */
const otherTalk = async (stage: Stage): Promise<string> => {
  const other = await stage.world.care.visitor('It is me again', { name: 'Amina' })
  await stage.world.care.settle()
  await merge(stage, await contactOf(stage), await contactOf({ ...stage, visitor: other }))
  await stage.world.care.settle()
  return other.id
}
const merge = async (stage: Stage, into: string, other: string): Promise<string> => {
  const id = newId()
  await must(stage.world, stage.world.care.admin, 'POST /api/v1/contacts/:id/merges', {
    params: { id: into },
    body: { id, other },
  })
  return id
}

/** The case that another conversation of the brand opened. */
const otherCase = async (stage: Stage): Promise<string> => {
  const other = await stage.world.care.visitor('Ma SIM est bloquée aussi')
  await stage.world.care.settle()
  const found = await must(stage.world, stage.actor, `GET ${CONVERSATION}/case`, { params: { id: other.id } })
  return (found as { case: { id: string } }).case.id
}
const joinCase = (stage: Stage) =>
  must(stage.world, stage.actor, `PUT ${CONVERSATION}/case`, {
    ...at(stage),
    body: { case: stage.made, how: 'person' },
  })
const promise = async (stage: Stage): Promise<string> => {
  const due = new Date(stage.world.care.app.clock.now().getTime() + 86_400_000).toISOString()
  const body = { id: newId(), kind: 'call', what: 'We call you', due }
  await must(stage.world, stage.actor, `POST ${CONVERSATION}/promises`, { ...at(stage), body })
  return body.id
}
const onPromise =
  (method: 'PUT' | 'DELETE', what?: string, body?: object) =>
  ({ world, actor, made }: Stage) =>
    must(world, actor, `${method} /api/v1/promises/:id${what === undefined ? '' : `/${what}`}`, {
      params: { id: made },
      ...(body && { body }),
    })
const apart = (method: 'PUT' | 'DELETE') => (stage: Stage) =>
  must(stage.world, stage.actor, `${method} ${CONVERSATION}/apart/:case`, at(stage, { case: stage.made }))
const after =
  (first: (stage: Stage) => Promise<string>, then: (stage: Stage) => Promise<unknown>) => async (stage: Stage) => {
    const made = await first(stage)
    await then({ ...stage, made })
    return made
  }

/** A mailbox of the brand, so that mails can go out. */
async function mailbox({ world }: Stage): Promise<void> {
  const smtp = { host: '127.0.0.1', port: 9, security: 'none' }
  const settings = { address: `care-${newId()}@lumo.example`, smtp }
  const body = { id: newId(), brand: world.care.lumo, channel: 'email', name: 'Care', settings, allow: [] }
  await must(world, world.care.admin, 'POST /api/v1/accounts', { body })
}
const askedOf = (id: string) => ({
  id,
  message: newId(),
  to: { address: 'jan@fibre.example', name: 'Jan' },
  subject: 'A line',
  text: 'Is it yours?',
  include: [],
  files: [],
})
const askOutsider = async (stage: Stage): Promise<string> => {
  await mailbox(stage)
  const id = newId()
  await must(stage.world, stage.actor, `POST ${CONVERSATION}/sides`, { ...at(stage), body: askedOf(id) })
  return id
}
const contactByMail = async (stage: Stage): Promise<string> => {
  await mailbox(stage)
  const body = { id: newId(), brand: 'lumo', lang: 'fr', topic: 'bill', message: 'My bill is wrong' }
  const person = { name: 'Inès', email: `ines-${newId()}@mail.example` }
  await must(stage.world, null, 'POST /api/v1/contact-forms', { body: { ...body, ...person } })
  await stage.world.care.settle()
  const { items } = await stage.world.care.get(stage.world.care.admin, 'GET /api/v1/inbox', {
    query: { view: 'all', order: 'newest' },
  })
  return items.find((row) => row.channel === 'form')?.contact.id ?? ''
}

/** Every registered verb that touches a conversation, and how it is performed. A new verb belongs here or among those elsewhere. */
export const deeds: Record<string, Deed> = {
  'conversation.reply': { act: reply },
  'conversation.withdraw-reply': {
    before: reply,
    act: (stage) =>
      must(stage.world, stage.actor, `DELETE ${CONVERSATION}/messages/:message`, at(stage, { message: stage.made })),
  },
  'conversation.note': { act: note },
  'side.open': {
    before: nothing(mailbox),
    act: asStaff(`POST ${CONVERSATION}/sides`, (stage) => ({ ...at(stage), body: askedOf(newId()) })),
  },
  'side.write': {
    before: askOutsider,
    act: asStaff(`POST ${CONVERSATION}/sides/:side/messages`, (stage) => ({
      ...at(stage, { side: stage.made }),
      body: { id: newId(), text: 'Thank you' },
    })),
  },
  'mail.begin': {
    before: contactByMail,
    act: asStaff('POST /api/v1/contacts/:id/mails', (stage) => ({
      params: { id: stage.made },
      body: { id: newId(), message: newId(), subject: 'Your bill', text: 'It was wrong', cc: [], bcc: [] },
    })),
  },
  'conversation.snooze': { act: snooze },
  'conversation.unsnooze': { before: nothing(snooze), act: asStaff(`DELETE ${CONVERSATION}/snooze`) },
  'conversation.wait': { act: wait },
  'conversation.unwait': { before: nothing(wait), act: asStaff(`DELETE ${CONVERSATION}/pending`) },
  'conversation.merge': {
    before: otherTalk,
    act: asStaff(`PUT ${CONVERSATION}/merged/:other`, (stage) => at(stage, { other: stage.made })),
  },
  'conversation.unmerge': {
    before: async (stage) => {
      const other = await otherTalk(stage)
      await must(stage.world, stage.actor, `PUT ${CONVERSATION}/merged/:other`, at(stage, { other }))
      return other
    },
    act: asStaff(`DELETE ${CONVERSATION}/merged/:other`, (stage) => at(stage, { other: stage.made })),
  },
  'conversation.send-later': { act: nothing(later) },
  'conversation.cancel-later': {
    before: later,
    act: asStaff(`DELETE ${CONVERSATION}/scheduled/:message`, (stage) => at(stage, { message: stage.made })),
  },
  'conversation.solve': { act: solve },
  'conversation.reopen': { before: nothing(solve), act: asStaff(`DELETE ${CONVERSATION}/solution`) },
  'conversation.set-priority': {
    act: asStaff(`PUT ${CONVERSATION}/priority`, (stage) => ({
      ...at(stage),
      body: { impact: 'interrupted', responsibility: 'ours', why: 'fibre cut' },
    })),
  },
  'conversation.add-label': {
    before: label,
    act: asStaff(`PUT ${CONVERSATION}/labels/:label`, (stage) => at(stage, { label: stage.made })),
  },
  'conversation.remove-label': {
    before: labelled,
    act: asStaff(`DELETE ${CONVERSATION}/labels/:label`, (stage) => at(stage, { label: stage.made })),
  },
  'standing.give': { act: nothing(standing) },
  'standing.end': {
    before: nothing(standing),
    act: async (stage) => must(stage.world, stage.world.care.admin, `DELETE ${STANDING}`, await standingAt(stage)),
  },
  'conversation.assign': { act: assign },
  'conversation.give-back': { before: nothing(assign), act: asStaff(`DELETE ${CONVERSATION}/assignment`) },
  'conversation.transfer': {
    act: asStaff(`PUT ${CONVERSATION}/queue`, (stage) => ({
      ...at(stage),
      body: { queue: stage.world.queues.second },
    })),
  },
  'baton.pass': { act: passBaton },
  'baton.take': {
    before: nothing(async (stage) => {
      await passBaton(stage)
      await assign(stage)
    }),
    act: asStaff(`DELETE ${CONVERSATION}/baton`),
  },
  'offer.accept': {
    before: offered,
    act: asStaff(`PUT ${CONVERSATION}/offer`, (stage) => at(stage)),
  },
  'offer.decline': {
    before: offered,
    act: asStaff(`DELETE ${CONVERSATION}/offer`, (stage) => at(stage)),
  },
  'hand.raise': { before: nothing(assign), act: raise },
  'hand.lower': {
    before: nothing(async (stage) => {
      await assign(stage)
      await raise(stage)
    }),
    act: asStaff(`DELETE ${CONVERSATION}/hand`),
  },
  'case.join': { before: otherCase, act: joinCase },
  'case.split': { before: after(otherCase, joinCase), act: asStaff(`DELETE ${CONVERSATION}/case`) },
  'promise.make': { act: promise },
  'promise.withdraw': { before: promise, act: onPromise('DELETE') },
  'promise.keep': { before: promise, act: onPromise('PUT', 'kept', { proof: 'called at ten' }) },
  'promise.fail': { before: after(promise, solve), act: onPromise('PUT', 'failed') },
  'promise.reopen': { before: after(promise, onPromise('PUT', 'failed')), act: onPromise('PUT', 'open') },
  'promise.pass': { before: promise, act: onPromise('PUT', 'owner', { owner: null }) },
  'case.give-link': { act: asStaff(`PUT ${CONVERSATION}/case/link`) },
  'case.keep-apart': { before: otherCase, act: apart('PUT') },
  'case.compare-again': { before: after(otherCase, apart('PUT')), act: apart('DELETE') },
  'work-item.next': { act: asStaff('POST /api/v1/work-items/next', () => ({ body: { id: newId() } })) },
  'presence.set': {
    before: nothing(async (stage) => {
      await must(stage.world, stage.actor, 'PUT /api/v1/presence', { body: { state: 'available' } })
      await assign(stage)
    }),
    // Whoever leaves gives their work back.
    act: asStaff('PUT /api/v1/presence', () => ({ body: { state: 'offline' } })),
  },
  'chat.start': {
    act: ({ world }) => {
      const message = { id: newId(), text: 'another one writes' }
      const body = { id: newId(), token: `sbv_${newToken()}`, brand: 'lumo', lang: 'fr', message }
      return must(world, null, 'POST /api/v1/chat/conversations', { body })
    },
  },
  'conversation.import': {
    act: (stage) => {
      const ago = (minutes: number) =>
        new Date(stage.world.care.app.clock.now().getTime() - minutes * 60_000).toISOString()
      const body = {
        id: newId(),
        brand: stage.world.care.lumo,
        channel: 'chat.web',
        lang: 'fr',
        contact: { handle: newId(), name: 'Amina' },
        startedWith: 'queue',
        messages: [{ id: newId(), at: ago(50), by: { kind: 'contact' }, text: 'Bonjour' }],
        solvedAt: ago(40),
        csat: { askedAt: ago(39), score: 4, answeredAt: ago(30) },
      }
      return must(stage.world, stage.actor, 'POST /api/v1/conversation-imports', { body })
    },
  },
  'chat.write': {
    before: nothing(solve),
    act: asVisitor('POST /api/v1/chat/messages', () => ({ body: { id: newId(), text: 'Encore' } })),
  },
  'chat.ask-for-person': { act: asVisitor('PUT /api/v1/chat/person') },
  'chat.give-address': {
    act: asVisitor('PUT /api/v1/chat/address', () => ({ body: { email: 'amina@mail.example' } })),
  },
  'chat.forget': { act: asVisitor('DELETE /api/v1/chat/conversation') },
  'form.submit': {
    act: ({ world }) => {
      const person = { name: 'Inès', email: 'ines@mail.example', topic: 'bill', message: 'My bill is wrong' }
      return must(world, null, 'POST /api/v1/contact-forms', {
        body: { id: newId(), brand: 'lumo', lang: 'fr', ...person },
      })
    },
  },
  'survey.answer': {
    before: async (stage) => {
      await reply(stage)
      await solve(stage)
      await stage.world.care.settle()
      // It is asked a little later.
      stage.world.care.app.clock.advance({ minutes: 10 })
      await stage.world.care.settle()
      const { survey } = (await must(stage.world, stage.visitor, 'GET /api/v1/chat/survey')) as {
        survey: { id: string } | null
      }
      return survey?.id
    },
    act: asVisitor('PUT /api/v1/chat/survey/:id', (stage) => ({ params: { id: stage.made }, body: { score: 5 } })),
  },
  'contact.rename': {
    before: contact,
    act: asStaff('PUT /api/v1/contacts/:id/name', (stage) => ({
      params: { id: stage.made },
      body: { name: 'Amina Diallo' },
    })),
  },
  'contact.merge': {
    before: otherContact,
    act: async (stage) => merge(stage, stage.made, await contactOf(stage)),
  },
  'contact.unmerge': {
    before: async (stage) => {
      const into = await otherContact(stage)
      return `${into} ${await merge(stage, into, await contactOf(stage))}`
    },
    act: async (stage) => {
      const [id = '', merge = ''] = stage.made.split(' ')
      return must(stage.world, stage.world.care.admin, 'DELETE /api/v1/contacts/:id/merges/:merge', {
        params: { id, merge },
      })
    },
  },
  'contact.erase': {
    before: contact,
    act: asStaff('DELETE /api/v1/contacts/:id', (stage) => ({ params: { id: stage.made } })),
  },
  // Not verbs of the registry, and yet others see what they do.
  'read by an advisor': { act: asStaff(`PUT ${CONVERSATION}/read`, (stage) => ({ ...at(stage), body: { seq: 1 } })) },
  'put back to unread': {
    before: nothing(asStaff(`PUT ${CONVERSATION}/read`, (stage) => ({ ...at(stage), body: { seq: 1 } }))),
    act: asStaff(`PUT ${CONVERSATION}/unread`, (stage) => ({ ...at(stage), body: { seq: 1 } })),
  },
  'read by the visitor': {
    before: reply,
    act: asVisitor('PUT /api/v1/chat/read', () => ({ body: { seq: 2 } })),
  },
  'the bot falls silent': {
    before: nothing(async ({ world, visitor }) => {
      const { pool } = world.care.app.app.database
      await pool.query(`update conversations.inbox_row set holder = 'bot', rev = rev + 1 where conversation_id = $1`, [
        visitor.id,
      ])
    }),
    act: async ({ world }) => {
      world.care.app.clock.advance({ seconds: 30 })
      await world.care.settle()
    },
  },
}

function contact(stage: Stage): Promise<string> {
  return contactOf(stage)
}

/** Verbs that no conversation's row or messages show. */
export const elsewhere = [
  'account.change',
  'account.connect',
  'account.disconnect',
  'address.restore',
  'agent.change',
  'agent.create',
  'agent.password-link',
  'agent.sign-out',
  'article.change',
  'article.publish',
  'article.remove',
  'article.unpublish',
  'article.write',
  'brand.change',
  'brand.create',
  'calendar.change',
  'calendar.create',
  'calendar.import-holidays',
  'calendar.remove',
  'canned-response.change',
  'canned-response.remove',
  'canned-response.write',
  'consent.record',
  'contact.deliver-facts',
  'contact.set-organisation',
  'dead-job.discard',
  'dead-job.replay',
  'delivery.replay',
  'disposition.create',
  'handler.replay',
  'key.create',
  'key.revoke',
  'label.create',
  'mandate.end',
  'mandate.give',
  'notices.choose-mail',
  'notices.read',
  'partner.create',
  'capacity.set',
  'presence-state.change',
  'presence-state.create',
  'presence-state.remove',
  'presence.set-by-login',
  'presence.set-of',
  'channel-slots.set',
  'queue.change',
  'queue.create',
  'queue.remove',
  'sending-domain.add',
  'sending-domain.change',
  'sending-domain.next-key',
  'sending-domain.remove',
  'setting.change',
  // Clocks follow the log a moment later; test below src/sla says that rows are stamped.
  'sla-policy.change',
  'sla-policy.create',
  'sla-policy.remove',
  'standing-rule.change',
  'standing-rule.create',
  'standing-rule.remove',
  'team.create',
] as const
