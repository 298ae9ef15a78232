import type { TSchema } from 'typebox'
import { newId } from '#kernel/ids'
import type { AnyRoute } from '#kernel/registry'
import type { Call } from './world.ts'

/** One existing thing of each kind, all of one brand and of its first queue. */
export interface Things {
  conversation: string
  contact: string
  /** Another contact of the brand. */
  other: string
  brand: string
  queue: string
  calendar: string
  policy: string
  account: string
  domain: string
  label: string
  disposition: string
  article: string
  response: string
  agent: string
  presenceState: string
  surgePlan: string
  briefing: string
  /** Said of an article, by the advisor. */
  flag: string
  /** Of somebody else. */
  session: string
  key: string
  deadJob: string
  parked: string
  /** Given by the contact to the other one. */
  mandate: string
  /** On the contact. */
  note: string
  /** Of contacts, and the same of conversations. */
  attribute: string
  talkAttribute: string
  /** Of a third contact into the contact. */
  merge: string
  /** A reply of the advisor, a moment ago. */
  message: string
  panel: string
  /** With an outsider, about the conversation. */
  side: string
  /** What the conversation is about. */
  case: string
  /** Another conversation of the contact. */
  twin: string
  /** By which customers get a standing. */
  rule: string
  promise: string
  complaint: string
  /** Asked of the customer. */
  proof: string
  /** Secure, and what was asked by another one. */
  form: string
  request: string
  reviewForm: string
  reviewRule: string
  /** Of what the advisor answered, and what was agreed with them. */
  review: string
  coachingNote: string
}

/** What `:id` names, by the noun before it. */
const nouns: [RegExp, keyof Things][] = [
  [/\/conversations\/:id/, 'conversation'],
  [/\/contacts\/:id/, 'contact'],
  [/\/cases\/:id/, 'case'],
  [/\/promises\/:id/, 'promise'],
  [/\/complaints\/:id/, 'complaint'],
  [/\/accounts\/:id/, 'account'],
  [/\/sending-domains\/:id/, 'domain'],
  [/\/brands\/:id/, 'brand'],
  [/\/attributes\/:id/, 'attribute'],
  [/\/queues\/:id/, 'queue'],
  [/\/calendars\/:id/, 'calendar'],
  [/\/sla-policies\/:id/, 'policy'],
  [/\/standing-rules\/:id/, 'rule'],
  [/\/secure-forms\/:id/, 'form'],
  [/\/dispositions\/:id/, 'disposition'],
  [/\/articles\/:id/, 'article'],
  [/\/canned-responses\/:id/, 'response'],
  [/\/agents\/:id/, 'agent'],
  [/\/presence-states\/:id/, 'presenceState'],
  [/\/surge-plans\/:id/, 'surgePlan'],
  [/\/briefings\/:id/, 'briefing'],
  [/\/article-flags\/:id/, 'flag'],
  [/\/review-forms\/:id/, 'reviewForm'],
  [/\/review-rules\/:id/, 'reviewRule'],
  [/\/reviews\/:id/, 'review'],
  [/\/coaching-notes\/:id/, 'coachingNote'],
  [/\/sessions\/:id/, 'session'],
  [/\/keys\/:id/, 'key'],
  [/\/dead-jobs\/:id/, 'deadJob'],
  [/\/parked-deliveries\/:id/, 'parked'],
]

/** A request of the right shape that is about those things: whoever may, is not refused with 401, 403 or 404. */
export function inputFor({ key, shape }: AnyRoute, things: Things): Call {
  const thing = nouns.find(([path]) => path.test(key))?.[1]
  const known: Record<string, string> = {
    ...things,
    for: things.other,
    id: thing === undefined ? newId() : things[thing],
    ...(/\/conversations\/:id\/attributes/.test(key) && { attribute: things.talkAttribute }),
    ...(/\/merged\/:other/.test(key) && { other: things.twin }),
  }
  return {
    ...(shape.params && { params: { ...texts(fill(shape.params, known)), ...named(shape.params, known) } }),
    ...(shape.query && { query: texts(fill(shape.query, { brand: things.brand })) }),
    ...(shape.body && { body: fill(shape.body, { ...things, for: things.other, id: newId() }) as object }),
  }
}

/** Parameters that are no ids, and yet name a thing of ours. */
const named = (shape: TSchema, known: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.keys((shape as Node).properties ?? {}).flatMap((name) => {
      const value = name === 'panel' || name === 'id' ? known[name] : undefined
      return value === undefined ? [] : [[name, value]]
    }),
  )

const texts = (value: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(value as object).map(([name, part]) => [name, String(part)]))

interface Node {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: TSchema[]
  properties?: Record<string, TSchema>
  required?: string[]
  items?: TSchema
  minItems?: number
  format?: string
  pattern?: string
  minimum?: number
  minLength?: number
}

/** The smallest value of a shape; fields with the names of known things are those. */
function fill(schema: TSchema, known: Readonly<Record<string, string>>): unknown {
  const node = schema as Node
  if (node.const !== undefined) return node.const
  if (node.enum !== undefined) return node.enum[0]
  if (node.anyOf?.[0] !== undefined) return fill(node.anyOf[0], known)
  if (node.type === 'object') {
    const fields = Object.entries(node.properties ?? {})
    const wanted = fields.filter(([name]) => node.required?.includes(name) || name === 'brand')
    return Object.fromEntries(
      wanted.map(([name, part]) => [name, (isId(part) ? known[name] : undefined) ?? fill(part, known)]),
    )
  }
  if (node.type === 'array')
    return Array.from({ length: node.minItems ?? 0 }, () => node.items && fill(node.items, known))
  if (node.type === 'integer' || node.type === 'number') return node.minimum ?? 0
  if (node.type === 'boolean') return false
  if (node.type === 'string') return textLike(node)
  return null
}

/** Also when it may be absent. */
const isId = (schema: TSchema): boolean => {
  const { format, anyOf } = schema as Node
  return format === 'uuid' || anyOf?.some(isId) === true
}

const samples = [
  'aa',
  '09:00',
  '2026-06-10T08:00',
  'reply',
  'fr',
  '1',
  'x'.repeat(24),
  newId(),
  'all',
  `sbv_${'x'.repeat(40)}`,
]

function textLike({ format, pattern, minLength = 0 }: Node): string {
  if (format === 'uuid') return newId()
  if (format === 'date') return '2026-06-01'
  if (format === 'date-time') return '2026-06-10T08:00:00Z'
  if (format === 'email') return 'ines@mail.example'
  const fits = pattern === undefined ? undefined : samples.find((text) => new RegExp(pattern).test(text))
  return fits ?? 'aa'.padEnd(minLength, 'a')
}
