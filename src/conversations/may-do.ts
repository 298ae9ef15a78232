import { may, type Permission } from '#kernel/access'
import type { Context } from '#kernel/registry'
import type { Row } from './lock-row.ts'

export interface Answer {
  ok: boolean
  /** A locale key of the screen: why not. */
  why?: string
}

const yes: Answer = { ok: true }
const no = (why: string): Answer => ({ ok: false, why })

type Rule = { permission: Permission; unless?: (row: Row) => string | false }

const closed = (row: Row) => (row.status === 'closed' && 'why.closed') || (row.status === 'spam' && 'why.spam')
const settled = (row: Row) => closed(row) || (row.status === 'solved' && 'why.solved')

const rules: Record<string, Rule> = {
  reply: { permission: 'conversation.reply', unless: closed },
  note: { permission: 'conversation.note' },
  solve: { permission: 'conversation.work', unless: (row) => closed(row) || (row.status === 'solved' && 'why.solved') },
  reopen: { permission: 'conversation.work', unless: (row) => closed(row) || (row.status === 'open' && 'why.open') },
  snooze: { permission: 'conversation.work', unless: settled },
  wait: { permission: 'conversation.work', unless: settled },
  priority: { permission: 'conversation.work', unless: closed },
  spam: { permission: 'conversation.work', unless: closed },
  notSpam: { permission: 'conversation.work', unless: (row) => row.status !== 'spam' && 'why.not-spam' },
  label: { permission: 'conversation.work' },
  split: { permission: 'conversation.work', unless: closed },
  merge: { permission: 'conversation.work', unless: closed },
  assign: { permission: 'conversation.assign', unless: closed },
  transfer: { permission: 'conversation.assign', unless: closed },
  toBot: {
    permission: 'conversation.assign',
    unless: (row) => settled(row) || (row.holder === 'bot' && 'why.bot-holds'),
  },
}

/** What the viewer may do with a conversation now. The browser shows it and never guesses. */
export function mayDo({ actor, config }: Pick<Context, 'actor' | 'config'>, row: Row): Record<string, Answer> {
  const where = { brand: row.brand_id, scopes: row.scopes }
  const verbs = Object.fromEntries(
    Object.entries(rules).map(([verb, rule]) => {
      if (!may(actor, rule.permission, where)) return [verb, no('why.not-allowed')]
      const why = rule.unless?.(row)
      return [verb, why ? no(why) : yes]
    }),
  )
  // Asked of a model, if the operator has one.
  return { ...verbs, translate: config.model === null ? no('why.no-model') : yes }
}
