import { type ContactId, newId } from '#kernel/ids'
import { claimIdentity, proveIdentity } from '#people'
import { asStaff, at, CONVERSATION, type Stage } from './stage.ts'
import { type LawWorld, must } from './world.ts'

export const label = async (stage: Stage): Promise<string> => {
  const id = newId()
  const body = { id, brand: stage.world.care.lumo, name: { fr: 'SIM' }, hue: 120 }
  await must(stage.world, stage.world.care.admin, 'POST /api/v1/labels', { body })
  return id
}
export const labelled = async (stage: Stage): Promise<string> => {
  const id = await label(stage)
  await must(stage.world, stage.actor, `PUT ${CONVERSATION}/labels/:label`, at(stage, { label: id }))
  return id
}

export const contactOf = async ({ world, visitor }: Pick<Stage, 'world' | 'visitor'>): Promise<string> =>
  (await world.care.open(world.care.admin, visitor.id)).row.contact.id
export const raise = asStaff(`PUT ${CONVERSATION}/hand`, (stage) => ({
  ...at(stage),
  body: { id: newId(), question: 'May I refund this?' },
}))
export const passBaton = asStaff(`PUT ${CONVERSATION}/baton`, (stage) => ({
  ...at(stage),
  body: { id: newId(), queue: stage.world.queues.second, done: 'SIM sent', next: 'call', told: 'by six', by: null },
}))
/** Its queue asks whoever does the deed, and nobody else is there. */
export const offered = async ({ world, actor }: Stage): Promise<undefined> => {
  const change = { params: { id: world.queues.first }, body: { name: { fr: 'Général' }, push: true, offer: 300 } }
  const room = { params: { id: actor.id }, body: { slots: 100 } }
  await must(world, world.care.admin, 'PUT /api/v1/agents/:id/capacity', room)
  await must(world, world.care.admin, 'PUT /api/v1/queues/:id', change)
  await must(world, actor, 'PUT /api/v1/presence', { body: { state: 'available' } })
  await world.care.settle()
  await must(world, world.care.admin, 'PUT /api/v1/queues/:id', { ...change, body: { ...change.body, push: false } })
}
/** A text that is asked of every customer or conversation of the brand. */
export async function newAttribute(world: LawWorld, on: 'contact' | 'conversation'): Promise<string> {
  const id = newId()
  const rights = { required: false, reads: 'all', writes: 'works' }
  const body = {
    ...{ id, brand: world.care.lumo, on, key: `a${id.replaceAll('-', '').slice(-12)}` },
    ...{ name: { fr: 'Surnom' }, hint: {}, type: 'text', options: [], place: 0, ...rights },
  }
  await must(world, world.care.admin, 'POST /api/v1/attributes', { body })
  return id
}
export const STANDING = '/api/v1/contacts/:id/standings/:kind'
export const standingAt = async (stage: Stage) => ({ params: { id: await contactOf(stage), kind: 'value' } })
export const standing = async (stage: Stage) => {
  const body = { reason: 'Since 1998', until: '2026-12-01T08:00:00Z', named: stage.actor.id, backup: null }
  await must(stage.world, stage.world.care.admin, `PUT ${STANDING}`, { ...(await standingAt(stage)), body })
}
/** Another contact who has written, too. */
export const otherContact = async (stage: Stage): Promise<string> => {
  const other = await stage.world.care.visitor('I am the same person', { name: 'Amina B.' })
  await stage.world.care.settle()
  return contactOf({ ...stage, visitor: other })
}
/** Another conversation of the same person. */
export const otherTalk = async (stage: Stage): Promise<string> => {
  const other = await stage.world.care.visitor('It is me again', { name: 'Amina' })
  await stage.world.care.settle()
  await merge(stage, await contactOf(stage), await contactOf({ ...stage, visitor: other }))
  await stage.world.care.settle()
  return other.id
}
export const merge = async (stage: Stage, into: string, other: string): Promise<string> => {
  const id = newId()
  await must(stage.world, stage.world.care.admin, 'POST /api/v1/contacts/:id/merges', {
    params: { id: into },
    body: { id, other },
  })
  return id
}

/** The case that another conversation of the brand opened. */
export const otherCase = async (stage: Stage): Promise<string> => {
  const other = await stage.world.care.visitor('Ma SIM est bloquée aussi')
  await stage.world.care.settle()
  const found = await must(stage.world, stage.actor, `GET ${CONVERSATION}/case`, { params: { id: other.id } })
  return (found as { case: { id: string } }).case.id
}
export const joinCase = (stage: Stage) =>
  must(stage.world, stage.actor, `PUT ${CONVERSATION}/case`, {
    ...at(stage),
    body: { case: stage.made, how: 'person' },
  })
export const promise = async (stage: Stage): Promise<string> => {
  const due = new Date(stage.world.care.app.clock.now().getTime() + 86_400_000).toISOString()
  const body = { id: newId(), kind: 'call', what: 'We call you', due }
  await must(stage.world, stage.actor, `POST ${CONVERSATION}/promises`, { ...at(stage), body })
  return body.id
}
export const onPromise =
  (method: 'PUT' | 'DELETE', what?: string, body?: object) =>
  ({ world, actor, made }: Stage) =>
    must(world, actor, `${method} /api/v1/promises/:id${what === undefined ? '' : `/${what}`}`, {
      params: { id: made },
      ...(body && { body }),
    })
export const complaint = async (stage: Stage): Promise<string> => {
  const body = { id: newId(), kind: 'charge', about: 'The bill of May', wants: 'Ten euros back' }
  await must(stage.world, stage.actor, `POST ${CONVERSATION}/complaint`, { ...at(stage), body })
  return body.id
}
export const onComplaint =
  (method: 'PUT' | 'POST' | 'DELETE', what?: string, body?: object) =>
  ({ world, actor, made }: Stage) =>
    must(world, actor, `${method} /api/v1/complaints/:id${what === undefined ? '' : `/${what}`}`, {
      params: { id: made },
      ...(body && { body }),
    })
export const apart = (method: 'PUT' | 'DELETE') => (stage: Stage) =>
  must(stage.world, stage.actor, `${method} ${CONVERSATION}/apart/:case`, at(stage, { case: stage.made }))
/** Asks the customer whether it may go to somebody of the other brand. */
export const handOn = async (stage: Stage): Promise<void> => {
  const { care: the } = stage.world
  const person = await the.person({ role: 'lead', brand: the.vela })
  const takeBy = new Date(the.app.clock.now().getTime() + 3_600_000).toISOString()
  const body = { id: newId(), brand: the.vela, person: person.id, takeBy, facts: ['name'], about: 'SIM' }
  await must(stage.world, stage.actor, `PUT ${CONVERSATION}/transfer`, { ...at(stage), body })
}
export const after =
  (first: (stage: Stage) => Promise<string>, then: (stage: Stage) => Promise<unknown>) => async (stage: Stage) => {
    const made = await first(stage)
    await then({ ...stage, made })
    return made
  }

/** A mailbox of the brand, so that mails can go out. */
export async function mailbox({ world }: Stage): Promise<void> {
  const smtp = { host: '127.0.0.1', port: 9, security: 'none' }
  const settings = { address: `care-${newId()}@lumo.example`, smtp }
  const body = { id: newId(), brand: world.care.lumo, channel: 'email', name: 'Care', settings, allow: [] }
  await must(world, world.care.admin, 'POST /api/v1/accounts', { body })
}
export const askedOf = (id: string) => ({
  id,
  message: newId(),
  to: { address: 'jan@fibre.example', name: 'Jan' },
  subject: 'A line',
  text: 'Is it yours?',
  include: [],
  files: [],
})
export const askOutsider = async (stage: Stage): Promise<string> => {
  await mailbox(stage)
  const id = newId()
  await must(stage.world, stage.actor, `POST ${CONVERSATION}/sides`, { ...at(stage), body: askedOf(id) })
  return id
}
export const contactByMail = async (stage: Stage): Promise<string> => {
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
/** What the customer writes about something else. */
export const secondWord = async (stage: Stage): Promise<string> => {
  await stage.visitor.writes('And my bill is wrong, too')
  await stage.world.care.settle()
  const view = await stage.world.care.open(stage.world.care.admin, stage.visitor.id)
  return view.messages.findLast(({ by }) => by.kind === 'contact')?.id ?? ''
}

/** An address that was known to be theirs, to which a code can go. */
export const onFile = async (stage: Stage): Promise<undefined> => {
  await mailbox(stage)
  const contactId = (await contactOf(stage)) as ContactId
  const handle = `known-${newId()}@mail.example`
  await stage.world.care.app.app.database.transaction('system', async (tx) => {
    await claimIdentity(tx, { brand: stage.world.care.lumo, contactId, channel: 'email', handle })
    const found = tx.selectFrom('people.identity').select('id').where('handle_key', '=', handle)
    await proveIdentity(tx, { identity: (await found.executeTakeFirstOrThrow()).id, level: 'channel' })
  })
}
export const PROOF = `${CONVERSATION}/proofs/:proof`
export const askProof = async (stage: Stage): Promise<string> => {
  const proof = newId()
  await must(stage.world, stage.actor, `PUT ${PROOF}`, { ...at(stage, { proof }), body: { level: 'code' } })
  return proof
}

/** What the customer began with. */
export const firstWord = async (stage: Stage): Promise<string> =>
  (await stage.world.care.open(stage.world.care.admin, stage.visitor.id)).messages[0]?.id ?? ''

/** A message and a label that is not on it. */
export const wordAndLabel = async (stage: Stage): Promise<string> => `${await firstWord(stage)} ${await label(stage)}`
export const ofBoth = (stage: Stage) => {
  const [message = '', given = ''] = stage.made.split(' ')
  return at(stage, { message, label: given })
}
export const labelledWord = async (stage: Stage): Promise<string> => {
  const made = await wordAndLabel(stage)
  const put = `PUT ${CONVERSATION}/messages/:message/labels/:label`
  await must(stage.world, stage.actor, put, ofBoth({ ...stage, made }))
  return made
}

export const SECURE = `${CONVERSATION}/secure-forms/:request`
/** A form whose system is an address that nobody answers at. */
export const secureForm = async (stage: Stage, id = newId()): Promise<string> => {
  const body = {
    id,
    brand: stage.world.care.lumo,
    takes: 'iban',
    name: { en: 'Bank account' },
    recipient: { en: 'Billing' },
    endpoint: 'https://127.0.0.1/',
    allow: [],
    showsEnd: false,
    hours: 24,
    secret: 'known-to-billing-and-to-nobody',
  }
  await must(stage.world, stage.actor, 'POST /api/v1/secure-forms', { body })
  return id
}
export const askSecure = async (stage: Stage): Promise<string> => {
  const request = newId()
  const body = { form: stage.made, purpose: 'For the direct debit' }
  await must(stage.world, stage.actor, `PUT ${SECURE}`, { ...at(stage, { request }), body })
  return request
}
