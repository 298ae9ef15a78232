import { whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import { notFound, Problem } from '#kernel/errors'
import type { AgentId, BrandId, ConversationId } from '#kernel/ids'
import { enqueue } from '#kernel/jobs'
import type { Context } from '#kernel/registry'
import { plain } from '#kernel/text'
import { agentsByIds } from '#people'
import { caseOf } from '../case-for.ts'
import { giveLink } from '../case-link.ts'
import type { CasesApi } from '../contract.ts'
import type { Matter } from '../matter.ts'
import { talksOf } from '../talks.ts'
import { factsOf } from './show-transfer.ts'
import { type Fact, type FactKey, lockTransfer, presentTransfer, tellTransfer } from './transfer.ts'

type Asked = CasesApi['PUT /api/v1/conversations/:id/transfer']['answer']

interface Wanted {
  id: string
  conversation: ConversationId
  brand: BrandId
  person: AgentId
  takeBy: string
  facts: readonly FactKey[]
  about: string
}

/** Asks the customer, on their own page, whether these facts may go to that person of a sister brand. Nothing leaves before they say yes. */
export async function askTransfer(ctx: Context, wanted: Wanted): Promise<Asked> {
  // Where no page may be given, nobody can be asked: it says why.
  const { url } = await giveLink(ctx, wanted.conversation)
  return ctx.transaction(async (tx) => {
    const matter = await caseOf(ctx.actor, wanted.conversation, tx, 'case.manage')
    const before = await lockTransfer(tx, wanted.id)
    if (before !== null) {
      if (before.conversation_id === wanted.conversation) return { transfer: await presentTransfer(tx, before), url }
      throw new Problem('id_reused', 'This id belongs to another handover. Send it again with a new id.')
    }
    await refuse(tx, matter, wanted)
    await insert(tx, ctx, matter, wanted)
    const row = await lockTransfer(tx, wanted.id)
    if (row === null) throw new Error('A handover went away between two statements.')
    await tellTransfer(tx, row, 'asked')
    await enqueue(tx, 'cases.watch-transfer', { transferId: row.id }, { key: row.id, at: row.take_by })
    return { transfer: await presentTransfer(tx, row), url }
  })
}

const LONGEST_MS = 30 * 86_400_000

async function refuse(tx: Tx, matter: Matter, { brand, person, takeBy, conversation }: Wanted): Promise<void> {
  const left = Date.parse(takeBy) - tx.clock.now().getTime()
  if (left <= 0) throw new Problem('invalid_input', 'That time has passed. Choose a later one.')
  if (left > LONGEST_MS)
    throw new Problem('invalid_input', 'A customer cannot wait that long. Choose a time within 30 days.')
  if (brand === matter.brand_id) throw new Problem('unprocessable', 'This is the same brand. Assign it instead.')
  const able = await whoMay(tx, 'case.manage', { brand, scopes: [] })
  if (!able.includes(person) || (await agentsByIds(tx, [person])).get(person)?.active !== true)
    throw new Problem('unprocessable', 'This person does not work on cases there. Choose another.')
  const { rows } = await sql`
    select from cases.transfer where conversation_id = ${conversation} and state in ('asked', 'agreed')`.execute(tx)
  if (rows.length > 0)
    throw new Problem('conflict', 'It is being handed over already. Take that back first; nothing was changed.')
}

async function insert(tx: Tx, ctx: Context, matter: Matter, wanted: Wanted): Promise<void> {
  const talk = (await talksOf(ctx.app, tx, [wanted.conversation])).get(wanted.conversation)
  if (talk === undefined) throw notFound('case')
  const about = plain(wanted.about).trim()
  if (about === '') throw new Problem('invalid_input', 'Say in a few words what it is about.')
  const kept = (await factsOf({ db: tx }, matter, talk)).filter(
    ({ key }) => key !== 'about' && wanted.facts.includes(key),
  )
  const facts: Fact[] = [...kept, { key: 'about', value: about }]
  const owner = ctx.actor.kind === 'agent' ? ctx.actor.id : null
  await sql`
    insert into cases.transfer (id, brand_id, contact_id, conversation_id, to_brand_id, to_agent_id, facts, take_by, asked_by, owner_id, asked_at)
    values (${wanted.id}, ${matter.brand_id}, ${talk.contact.id}, ${wanted.conversation}, ${wanted.brand}, ${wanted.person},
      ${JSON.stringify(facts)}::jsonb, ${new Date(wanted.takeBy)}, ${tx.by}, ${owner}, ${tx.clock.now()})`.execute(tx)
}
