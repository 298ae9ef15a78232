import { agentOf, whoMay } from '#kernel/access'
import { sql, type Tx } from '#kernel/db'
import type { StoredEvent } from '#kernel/events'
import { type Telling, tell } from '#notices'

/** What followers are told of; a note, since colleagues agree in notes. */
export const toldOf = [
  'message.received',
  'reply.sent',
  'note.written',
  'conversation.solved',
  'conversation.reopened',
] as const
type Told = StoredEvent<(typeof toldOf)[number]>

const codes: Record<(typeof toldOf)[number], string> = {
  'message.received': 'message',
  'reply.sent': 'reply',
  'note.written': 'note',
  'conversation.solved': 'solved',
  'conversation.reopened': 'reopened',
}

interface Follower {
  conversation: string
  agent: string
  /** How far they have read: until they look again, the same is told once. */
  read: number
}

/** Whoever follows a conversation is told what happened in it, but not of what they did themselves, and only while they may see it. */
export async function tellFollowers(tx: Tx, events: readonly Told[]): Promise<void> {
  const followers = await followersOf(tx, [...new Set(events.map((event) => event.subject))])
  if (followers.length === 0) return
  for (const event of events) {
    const here = followers.filter(({ conversation }) => conversation === event.subject)
    if (here.length > 0) await tellOf(tx, event, here)
  }
}

async function followersOf(tx: Tx, conversations: readonly string[]): Promise<Follower[]> {
  const { rows } = await sql<Follower>`
    select f.conversation_id as conversation, f.agent_id as agent, coalesce(p.seq, 0) as read
    from conversations.follower f
    left join conversations.read_position p on p.conversation_id = f.conversation_id and p.reader_id = f.agent_id
    where f.conversation_id = any(${[...conversations]}::uuid[]) and f.following`.execute(tx)
  return rows
}

async function tellOf(tx: Tx, event: Told, followers: readonly Follower[]): Promise<void> {
  const { brand, scopes, subject } = event
  if (brand === null || isQuiet(event)) return
  const may = new Set<string>(await whoMay(tx, 'conversation.read', { brand, scopes }))
  const author = agentOf(event.by)
  const code = codes[event.name]
  for (const { agent, read } of followers) {
    if (agent === author || !may.has(agent) || isMentioned(event, agent)) continue
    await tell(tx, {
      agent: agent as Telling['agent'],
      kind: 'follow',
      about: { kind: 'conversation', id: subject },
      where: { brand, scopes },
      data: { code, ...(author !== null && { by: author }) },
      key: `follow:${subject}:${code}:${read}`,
    })
  }
}

/** Taken over from elsewhere, it happened long ago. */
const isQuiet = ({ data }: Told): boolean =>
  ('imported' in data && data.imported === true) || ('acknowledgement' in data && data.acknowledgement === true)

/** They are told of the note already. */
const isMentioned = ({ data }: Told, agent: string): boolean =>
  'mentions' in data && data.mentions.some((each) => each === agent)
