import { permits } from '../state/session.ts'

/** Pages of settings and the permission each needs; one's own page needs none. */
const sections = {
  mine: null,
  people: 'people.read',
  teams: 'people.read',
  roles: 'people.manage',
  brands: 'brand.manage',
  labels: 'label.manage',
  reasons: 'label.manage',
  trainees: 'conversation.approve',
  reviews: 'coaching.manage',
  queues: 'queue.manage',
  surge: 'surge.switch',
  presence: 'presence.manage',
  levels: 'sla.manage',
  calendars: 'sla.manage',
  complaints: 'brand.manage',
  vip: 'standing.rules',
  attributes: 'attribute.manage',
  accounts: 'account.read',
  'secure-forms': 'secure-form.manage',
  operator: 'brand.manage',
  keys: 'kernel.keys',
  jobs: 'kernel.jobs',
  handlers: 'kernel.jobs',
  audit: 'kernel.audit',
} as const
export type SectionId = keyof typeof sections
const all = Object.keys(sections) as SectionId[]

export const ownSections = (permissions: readonly string[]): SectionId[] =>
  all.filter((id) => sections[id] === null || permits(permissions, sections[id]))
export const sectionOf = (id: string): SectionId => all.find((each) => each === id) ?? 'mine'
