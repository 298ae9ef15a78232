import type { AgentId, BrandId, ContactId, ConversationId } from '#kernel/ids'

/** A permission's name, `module.deed`, declared by its module with app.permission(). */
export type Permission = string
/** An opaque id stamped on rows by its owner: `brand:<id>`, `queue:<id>`, `agent:<id>`, `team:<id>`, `partner:<id>` … */
export type Scope = string

/** permission × brand × scope; '*' means all of them. */
export interface Grant {
  permission: Permission
  brand: BrandId | '*'
  scope: Scope | '*'
}

export type Realm = 'staff' | 'visitor' | 'system'

interface Rights {
  readonly grants: readonly Grant[]
}
/** Who is asking. Each is of exactly one realm. */
export type Actor =
  | (Rights & { kind: 'agent'; realm: 'staff'; id: AgentId; name: string; sessionId: string })
  | (Rights & { kind: 'key'; realm: 'staff'; id: string; name: string })
  | (Rights & {
      kind: 'visitor'
      realm: 'visitor'
      id: ContactId
      brand: BrandId
      conversationId: ConversationId
      tokenId: string
    })
  | (Rights & { kind: 'bot'; realm: 'system'; id: 'bot' })
  | (Rights & { kind: 'system'; realm: 'system'; id: 'system' })
  | (Rights & { kind: 'anyone'; realm: 'visitor'; id: 'anyone' })

/** Whose deed an event is, as the log keeps it: `agent:<id>`, `visitor:<contact id>`, `bot`, `system`, `key:<id>`, `anyone`. */
export type By = string
