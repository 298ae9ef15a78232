import type { EventName } from '#kernel/events'
import type { App } from '#kernel/registry'
import { keepProfile } from './agents/keep-profile.ts'
import { forgetBrands } from './brands/find-brand.ts'
import { contactChronicle } from './contacts/chronicle.ts'
import { finishMerge } from './contacts/finish-merge.ts'
import { beginExpiry, expireContacts, expireRows } from './contacts/keep-no-longer.ts'
import { contactKind } from './contacts/live.ts'
import { keepErasure } from './contacts/note-erasure.ts'
import { customerPanel } from './contacts/panel.ts'
import { registerPersonal } from './contacts/personal.ts'
import { registerKernelTables } from './contacts/personal-of-kernel.ts'
import { searchableContacts } from './contacts/search.ts'
import { peopleApi } from './contract.ts'
import { dropNote } from './notes/change-notes.ts'
import { peopleRoutes } from './routes.ts'
import { applyAllRules, applyRule } from './standing-rules/apply-rules.ts'
import { expireStanding } from './standings/end-standing.ts'

export function openPeople(app: App): void {
  declarePermissions(app)
  app.routes(peopleApi, peopleRoutes)
  registerPersonal(app)
  registerKernelTables(app)
  app.on('access.set-up', 'people/first-profile', (tx, event) => keepProfile(tx, event.data.agentId))
  app.on('brand.changed', 'people/forget-brands', async () => forgetBrands(app.database.db))
  app.on('contact.merged', 'people/finish-merge', (tx, event) => finishMerge(tx, app, event.data.merge))
  app.work('people.note-erasure', keepErasure)
  app.work('people.expire-contacts', expireContacts)
  app.work('people.expire-rows', expireRows)
  app.every(86_400, 'people.expire', beginExpiry)
  app.work('people.end-standing', expireStanding)
  app.work('people.drop-note', dropNote)
  app.work('people.apply-rule', applyRule)
  app.every(86_400, 'people.apply-rules', applyAllRules)
  app.live(contactKind)
  app.panel({ name: 'customer', on: 'contact', permission: 'contact.read', budgetMs: 150, load: customerPanel })
  app.searchable({ kind: 'contact', permission: 'contact.read', load: searchableContacts, on: reindexed })
  app.chronicle(contactChronicle)
  tellTimelines(app)
}

function declarePermissions(app: App): void {
  app.permission('people.read', 'See colleagues, teams and partners')
  app.permission('people.manage', 'Create and change colleagues, roles, teams and partners')
  app.permission('brand.manage', 'Create and change brands')
  app.permission('contact.read', 'See contacts')
  app.permission('contact.handles', 'See addresses and numbers of contacts unmasked')
  app.permission('contact.edit', 'Correct names, record consent and mandates')
  app.permission('contact.merge', 'Merge contacts and take merges back')
  app.permission('contact.export', 'Export everything held about a contact')
  app.permission('contact.erase', 'Erase a contact for good')
  app.permission('attribute.manage', 'Define what is to be known of customers and conversations')
  app.permission('attribute.guarded', 'Read and change what only leads may')
  app.permission('standing.read', 'Read why a contact is served before others')
  app.permission('standing.rules', 'Give standings by rules')
  app.permission('contact.facts', 'Deliver what is known of customers')
  app.permission('standing.give', 'Serve contacts before others, and end it')
}

const reindexed: Parameters<App['searchable']>[0]['on'] = {
  'contact.created': (event) => event.subject,
  'contact.renamed': (event) => event.subject,
  'contact.changed': (event) => event.subject,
  'contact.erased': (event) => event.subject,
  'contact.merged': (event) => ('from' in event.data ? event.data.from : null),
  'contact.unmerged': (event) => ('from' in event.data ? event.data.from : null),
}

const lines = [
  ['contact.created', 'user-plus'],
  ['contact.renamed', 'pencil'],
  ['contact.merged', 'merge'],
  ['contact.unmerged', 'split'],
  ['identity.verified', 'shield'],
  ['consent.recorded', 'check'],
  ['contact.note-written', 'pencil'],
  ['mandate.given', 'key'],
  ['mandate.ended', 'key'],
  ['standing.given', 'star'],
  ['standing.ended', 'star'],
] as const satisfies readonly (readonly [EventName, string])[]

function tellTimelines(app: App): void {
  for (const [event, icon] of lines) app.line(event, { text: `timeline.${event}`, icon, permission: 'contact.read' })
  app.fact({ event: 'contact.created', fields: { contactId: 'id' } })
  app.fact({ event: 'identity.verified', fields: { contactId: 'id', level: 'code' } })
  app.fact({ event: 'standing.given', fields: { contactId: 'id', kind: 'code' } })
  app.fact({ event: 'standing.ended', fields: { contactId: 'id', kind: 'code', why: 'code' } })
  app.fact({ event: 'consent.recorded', fields: { contactId: 'id', purpose: 'code', given: 'boolean' } })
}
