import { join } from 'node:path'
import { type BlobStore, type Erasure, fileLedger, LEDGER, type Ledger } from '#kernel/blobs'
import type { Database } from '#kernel/db'
import type { ContactId, ConversationId } from '#kernel/ids'
import { erasedSoFar } from '#people'

/** Who must be forgotten again, each once. */
export interface Forgotten {
  contacts: ContactId[]
  conversations: ConversationId[]
}

/**
 * Beside the backups stands who was forgotten until the newest of them: whoever restores an older one has it at hand,
 * whatever became of the database and the attachments.
 */
export async function keepErasuresBeside(folder: string, database: Database, store: BlobStore): Promise<void> {
  const beside = fileLedger(join(folder, LEDGER))
  const known = new Set((await all(beside)).map(nameOf))
  const told = [...(await all(store.ledger)), ...(await erasedSoFar(database.db))]
  const more = new Map(told.filter((one) => !known.has(nameOf(one))).map((one) => [nameOf(one), one]))
  if (more.size > 0) await beside.add([...more.values()])
}

/** What several ledgers say together. */
export async function forgottenIn(ledgers: readonly Ledger[]): Promise<Forgotten> {
  const told = (await Promise.all(ledgers.map(all))).flat()
  const idsOf = (kind: Erasure['kind']) => [...new Set(told.filter((one) => one.kind === kind).map(({ id }) => id))]
  return { contacts: idsOf('contact') as ContactId[], conversations: idsOf('conversation') as ConversationId[] }
}

const nameOf = ({ kind, id }: Erasure): string => `${kind} ${id}`
const all = (ledger: Ledger): Promise<Erasure[]> => Array.fromAsync(ledger.read())
