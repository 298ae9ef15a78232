import type { Roles } from '#kernel/access'

const works = [
  'conversation.read',
  'conversation.reply',
  'conversation.note',
  'conversation.work',
  'case.read',
  'case.manage',
  'promise.read',
  'promise.manage',
  'contact.read',
  'contact.edit',
  'people.read',
  'article.read',
  'canned.read',
  'queue.read',
  'work-item.take',
  'survey.read',
  'account.read',
]

/**
 * The roles that come with the product, by permission or `noun.*`. An operator may make others; these are written anew at
 * each start. A role says what may be done, its grant says for which brand and scope.
 */
export const builtInRoles: Roles = {
  admin: ['*'],
  lead: [
    ...works,
    'conversation.*',
    'contact.handles',
    'contact.merge',
    'contact.export',
    'promise.*',
    'label.*',
    'mail.raw',
    'article.*',
    'canned.*',
    'queue.*',
    'sla.*',
    'work-item.*',
    'survey.*',
    'report.*',
    'account.read',
    'presence.*',
    'surge.*',
    'standing.*',
    'kernel.jobs',
    'kernel.sessions',
  ],
  advisor: [
    ...works,
    'conversation.assign',
    'contact.handles',
    'contact.merge',
    'report.read',
    'presence.read',
    'standing.read',
  ],
  // An outside organisation's people see addresses masked and do not merge customers.
  'partner-advisor': works,
  viewer: [
    'conversation.read',
    'case.read',
    'promise.read',
    'contact.read',
    'people.read',
    'article.read',
    'canned.read',
    'queue.read',
    'queue.report',
    'survey.read',
    'report.read',
    'account.read',
  ],
  // The demo's world fills the operator through the public API, with a key of its own.
  world: [
    'people.*',
    'brand.*',
    'contact.*',
    'article.*',
    'canned.*',
    'label.*',
    'queue.*',
    'sla.*',
    'account.*',
    'survey.*',
    'conversation.read',
    'case.read',
    'conversations.import',
    'demo.world',
  ],
  // For the program that brings the past along from another system, and may do nothing else.
  importer: ['conversations.import'],
  // For the program that knows what customers are worth, how long they stay, and who needs care.
  crm: ['contact.read', 'contact.facts', 'standing.read', 'standing.give'],
}
