import type { Operations, RequestContext } from '#kernel/http'
import { changeAgent } from './agents/change-agent.ts'
import { createAgent } from './agents/create-agent.ts'
import { createPartner } from './agents/create-partner.ts'
import { createTeam } from './agents/create-team.ts'
import { demoAgents } from './agents/demo-agents.ts'
import { listAgents } from './agents/list-agents.ts'
import { listPartners } from './agents/list-partners.ts'
import { listTeams } from './agents/list-teams.ts'
import { makePasswordLink } from './agents/make-password-link.ts'
import { rolesPage } from './agents/roles-page.ts'
import { whoAmI } from './agents/who-am-i.ts'
import { attributeRoutes } from './attributes/routes.ts'
import { changeBrand } from './brands/change-brand.ts'
import { createBrand } from './brands/create-brand.ts'
import { listBrands } from './brands/list-brands.ts'
import { consentHistory } from './consents/history.ts'
import { contactFor } from './contacts/contact-for.ts'
import { endMandate } from './contacts/end-mandate.ts'
import { eraseContact } from './contacts/erase-contact.ts'
import { exportContact } from './contacts/export-contact.ts'
import { giveMandate } from './contacts/give-mandate.ts'
import { listContacts } from './contacts/list-contacts.ts'
import { mergeContacts } from './contacts/merge-contacts.ts'
import { contactNow } from './contacts/present.ts'
import { recordConsent } from './contacts/record-consent.ts'
import { renameContact } from './contacts/rename-contact.ts'
import { setOrganisation } from './contacts/set-organisation.ts'
import { unmergeContacts } from './contacts/unmerge-contacts.ts'
import type { peopleApi } from './contract.ts'
import { keepApart, listDuplicates } from './duplicates/duplicates.ts'
import { notesRoutes } from './notes/routes.ts'
import { changeRule, createRule, listRules, removeRule } from './standing-rules/change-rules.ts'
import { deliverFacts } from './standing-rules/deliver-facts.ts'
import { endStanding } from './standings/end-standing.ts'
import { giveStanding } from './standings/give-standing.ts'
import { listStandings } from './standings/list-standings.ts'
import { showPersonTimeline } from './timeline/show-timeline.ts'

const self = { permission: null, scope: 'self', realm: 'staff' } as const
const rows = <P extends string>(permission: P) => ({ permission, scope: 'rows', realm: 'staff' }) as const
const verb = <P extends string>(permission: P, name: string, idempotency: 'natural' | 'id', undo?: string) => ({
  ...rows(permission),
  verb: { name, idempotency, ...(undo !== undefined && { undo }) },
})

export const peopleRoutes: Operations<typeof peopleApi> = {
  'GET /api/v1/me': { ...self, run: (ctx) => whoAmI(ctx) },
  'GET /api/v1/brands': { ...self, run: (ctx) => listBrands(ctx) },
  'POST /api/v1/brands': {
    ...verb('brand.manage', 'brand.create', 'id'),
    run: (ctx, { body }) => createBrand(ctx, body),
  },
  'PUT /api/v1/brands/:id': {
    ...verb('brand.manage', 'brand.change', 'natural'),
    run: (ctx, { params, body }) => changeBrand(ctx, params.id, body),
  },
  'GET /api/v1/agents': { ...rows('people.read'), run: (ctx, { query }) => listAgents(ctx, query) },
  'POST /api/v1/agents': { ...verb('people.manage', 'agent.create', 'id'), run: (ctx, { body }) => invite(ctx, body) },
  'PUT /api/v1/agents/:id': {
    ...verb('people.manage', 'agent.change', 'natural'),
    run: (ctx, { params, body }) => changeAgent(ctx, params.id, body),
  },
  'PUT /api/v1/agents/:id/password-link': {
    ...verb('people.manage', 'agent.password-link', 'natural'),
    run: async (ctx, { params }) => ({ link: linkOf(ctx, 'password', await makePasswordLink(ctx, params.id)) }),
  },
  'GET /api/v1/roles': { ...rows('people.manage'), run: (ctx) => rolesPage(ctx) },
  'GET /api/v1/teams': { ...rows('people.read'), run: (ctx) => listTeams(ctx) },
  'POST /api/v1/teams': {
    ...verb('people.manage', 'team.create', 'id'),
    run: (ctx, { body }) => createTeam(ctx, body),
  },
  'GET /api/v1/partners': { ...rows('people.read'), run: (ctx) => listPartners(ctx) },
  'POST /api/v1/partners': {
    ...verb('people.manage', 'partner.create', 'id'),
    run: (ctx, { body }) => createPartner(ctx, body),
  },
  'GET /api/v1/contacts': { ...rows('contact.read'), run: (ctx, { query }) => listContacts(ctx, query) },
  'GET /api/v1/contacts/:id': { ...rows('contact.read'), run: (ctx, { params }) => readContact(ctx, params.id) },
  'PUT /api/v1/contacts/:id/name': {
    ...verb('contact.edit', 'contact.rename', 'natural'),
    run: (ctx, { params, body }) => renameContact(ctx, { ...params, ...body }),
  },
  'PUT /api/v1/contacts/:id/organisation': {
    ...verb('contact.edit', 'contact.set-organisation', 'natural'),
    run: (ctx, { params, body }) => setOrganisation(ctx, { ...params, ...body }),
  },
  'PUT /api/v1/contacts/:id/consents/:purpose': {
    ...verb('contact.edit', 'consent.record', 'natural'),
    run: (ctx, { params, body }) => recordConsent(ctx, { ...params, ...body }),
  },
  'GET /api/v1/contacts/:id/consents': {
    ...rows('contact.read'),
    run: (ctx, { params }) => consentHistory(ctx, params.id),
  },
  'GET /api/v1/contacts/:id/timeline': {
    ...rows('contact.read'),
    run: (ctx, { params, query }) => showPersonTimeline(ctx, params.id, query),
  },
  'GET /api/v1/contacts/:id/duplicates': {
    ...rows('contact.read'),
    run: (ctx, { params }) => listDuplicates(ctx, params.id),
  },
  'PUT /api/v1/contacts/:id/not-same/:other': {
    ...verb('contact.merge', 'contact.tell-apart', 'natural', 'contact.compare-again'),
    run: (ctx, { params }) => keepApart(ctx, params, true),
  },
  'DELETE /api/v1/contacts/:id/not-same/:other': {
    ...verb('contact.merge', 'contact.compare-again', 'natural'),
    run: (ctx, { params }) => keepApart(ctx, params, false),
  },
  ...notesRoutes,
  ...attributeRoutes,
  'GET /api/v1/contacts/:id/standings': {
    ...rows('contact.read'),
    run: (ctx, { params }) => listStandings(ctx, params.id),
  },
  'PUT /api/v1/contacts/:id/standings/:kind': {
    ...verb('standing.give', 'standing.give', 'natural', 'standing.end'),
    run: (ctx, { params, body }) => giveStanding(ctx, { ...params, ...body }),
  },
  'DELETE /api/v1/contacts/:id/standings/:kind': {
    ...verb('standing.give', 'standing.end', 'natural'),
    run: (ctx, { params }) => endStanding(ctx, params),
  },
  'PUT /api/v1/contacts/:id/facts': {
    ...verb('contact.facts', 'contact.deliver-facts', 'natural'),
    run: (ctx, { params, body }) => deliverFacts(ctx, { ...body, ...params }),
  },
  'GET /api/v1/standing-rules': {
    ...rows('standing.rules'),
    run: async (ctx) => ({ items: await listRules(ctx), next: null, live: '0' }),
  },
  'POST /api/v1/standing-rules': {
    realm: 'staff',
    scope: 'brand',
    permission: 'standing.rules',
    verb: { name: 'standing-rule.create', idempotency: 'id' },
    run: (ctx, { body }) => createRule(ctx, body),
  },
  'PUT /api/v1/standing-rules/:id': {
    ...verb('standing.rules', 'standing-rule.change', 'natural'),
    run: (ctx, { params, body }) => changeRule(ctx, params.id, body),
  },
  'DELETE /api/v1/standing-rules/:id': {
    ...verb('standing.rules', 'standing-rule.remove', 'natural'),
    run: async (ctx, { params }) => {
      await removeRule(ctx, params.id)
      return null
    },
  },
  'POST /api/v1/contacts/:id/mandates': {
    ...verb('contact.edit', 'mandate.give', 'id', 'mandate.end'),
    run: (ctx, { params, body }) => giveMandate(ctx, { ...body, contact: params.id }),
  },
  'DELETE /api/v1/contacts/:id/mandates/:mandate': {
    ...verb('contact.edit', 'mandate.end', 'natural'),
    run: (ctx, { params }) => endMandate(ctx, { contact: params.id, mandate: params.mandate }),
  },
  'POST /api/v1/contacts/:id/merges': {
    ...verb('contact.merge', 'contact.merge', 'id', 'contact.unmerge'),
    run: (ctx, { params, body }) => mergeContacts(ctx, { ...body, into: params.id }),
  },
  'DELETE /api/v1/contacts/:id/merges/:merge': {
    ...verb('contact.merge', 'contact.unmerge', 'natural'),
    run: (ctx, { params }) => unmergeContacts(ctx, { contact: params.id, merge: params.merge }),
  },
  'DELETE /api/v1/contacts/:id': {
    ...verb('contact.erase', 'contact.erase', 'natural'),
    run: async (ctx, { params }) => {
      await eraseContact(ctx, params)
      return undefined
    },
  },
  'GET /api/v1/contacts/:id/export': {
    ...rows('contact.export'),
    run: (ctx, { params }) => exportContact(ctx, params),
  },
  'GET /api/v1/demo/agents': {
    permission: null,
    scope: { public: 'the demo lets anybody on this machine sign in with one click; without demo it is not found' },
    realm: 'any',
    run: (ctx) => demoAgents(ctx),
  },
}

async function readContact(ctx: RequestContext, id: string) {
  const contact = await contactFor(ctx.actor, 'contact.read', id, ctx.db)
  return contactNow(ctx, ctx.db, contact.id)
}

async function invite(ctx: RequestContext, body: Parameters<typeof createAgent>[1]) {
  const { agent, token } = await createAgent(ctx, body)
  return { agent, inviteLink: token === '' ? '' : linkOf(ctx, 'invite', token) }
}

/** Behind the #, so that no server log and no Referer ever holds it. */
function linkOf(ctx: RequestContext, page: 'invite' | 'password', token: string): string {
  return `${ctx.config.publicUrl ?? `http://${ctx.request.host}`}/console/${page}#${token}`
}
