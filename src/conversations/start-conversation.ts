import { authorOf, type By } from '#kernel/access'
import { columnsOf, type Database, type Db, runShared, type Tx, together } from '#kernel/db'
import type { AccountId, ContactId, ConversationId, MessageId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import type { Brand } from '#people/contract'
import type { Holder } from './contract.ts'
import { newReference } from './reference.ts'
import { begin } from './start-statement.ts'
import type { BakedText } from './text.ts'

export interface Start {
  id: ConversationId
  brand: Pick<Brand, 'id' | 'slug' | 'firstHolder'>
  account: AccountId
  channel: string
  visibility: 'public' | 'private'
  threadKey: string
  contact: { id: ContactId; name: string }
  subject?: string
  lang: string | null
  page?: string
  /** Overrides the brand's setting, e.g. where the bot may not answer. */
  holder?: Exclude<Holder, 'agent'>
  message: {
    id: MessageId
    externalId: string | null
    baked: BakedText
    at: Date
    attachments: number
  }
}

export interface Started {
  conversationId: ConversationId
  reference: string
  /** False when this thread was there already: then nothing was changed. */
  created: boolean
}

/** Opens a conversation with its first message. The same thread a second time changes nothing. */
export const startConversation = (tx: Tx, start: Start): Promise<Started> =>
  startOn(tx, rowOf(start, tx.by, tx.clock.now()))

/** The same in a transaction of its own, which it shares with others that begin at this moment. */
export async function startAlongside(ctx: Context, start: Start): Promise<Started> {
  const started = await alongside(ctx.database, rowOf(start, authorOf(ctx.actor), ctx.clock.now()))
  ctx.database.ring()
  return started
}

const alongside = together<Row, Started>({
  keyOf: ([, , account, , , threadKey]) => `${account} ${threadKey}`,
  run: async (database, rows) => {
    const begun = await runShared(database, begin, rows)
    const references = new Map(begun.map(({ id, reference }) => [id, reference]))
    return rows.map((row) => startedAs(row, references.get(row[0])))
  },
  alone: ({ db }: Database, row) => startOn(db, row),
  underWay: 1,
})

async function startOn(db: Db, row: Row): Promise<Started> {
  const [begun] = await begin.run(db, columnsOf([row]))
  return startedAs(row, begun?.reference) ?? existing(db, row)
}

const startedAs = ([conversationId]: Row, reference: string | undefined): Started | undefined =>
  reference === undefined ? undefined : { conversationId, reference, created: true }

async function existing(db: Db, [, , account, , , threadKey]: Row): Promise<Started> {
  const row = await db
    .selectFrom('conversations.conversation')
    .select(['id', 'reference'])
    .where('account_id', '=', account)
    .where('thread_key', '=', threadKey)
    .executeTakeFirstOrThrow()
  return { conversationId: row.id, reference: row.reference, created: false }
}

type Row = readonly [ConversationId, string, AccountId, string, string, string, ...unknown[]]

/** In the order of the statement's arrays. */
const rowOf = (start: Start, by: By, now: Date): Row => [
  start.id,
  start.brand.id,
  start.account,
  start.channel,
  start.visibility,
  start.threadKey,
  start.contact.id,
  start.contact.name,
  newReference(start.brand.slug),
  start.subject ?? null,
  start.lang,
  start.page ?? null,
  start.holder ?? start.brand.firstHolder,
  by,
  now,
  start.message.id,
  start.message.externalId,
  start.message.baked.text,
  start.message.baked.preview,
  start.message.baked.html,
  start.message.baked.bakedBy,
  start.message.at,
  start.message.attachments,
]
