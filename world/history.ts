import { type Api, Refused, type Who } from './api/client.ts'
import { runningClock } from './clock.ts'
import { readArticles, readCanned, readOperator } from './content/index.ts'
import { inParallel } from './in-parallel.ts'
import { pastConversation } from './past/conversation.ts'
import { openWorld } from './world.ts'

/** Conversations of the weeks before the demo began, so that lists, profiles and reports have something to show. */
const CONVERSATIONS = 320
/** The same people in every world, whatever its seed. */
const SEED = 'before the demo began'
const AT_ONCE = 4

export interface History {
  api: Api
  key: Who
  say: (words: string) => void
  signal: AbortSignal
  /** Milliseconds since 1970. */
  now?: number
  count?: number
}

/** Brings the past along as an operator would who comes from another system: by the import, each thing with its time. */
export async function bringHistory({ api, key, say, signal, ...options }: History): Promise<void> {
  const { now = Date.now(), count = CONVERSATIONS } = options
  const world = openWorld({ seed: SEED, api, clock: runningClock(), signal })
  const sources = { world, operator: readOperator(), articles: readArticles(), canned: readCanned(), now }
  // The last is brought last: when it is there, all are.
  const all = Array.from({ length: count }, (_, n) => pastConversation(sources, `history ${n}`))
  const last = all.at(-1)
  if (last === undefined || (await isThere(api, key, last.id))) return
  const bring = async (body: (typeof all)[number]) => {
    if (!signal.aborted) await api.call('POST /api/v1/conversation-imports', key, { body }).catch(unlessThere)
  }
  await inParallel(AT_ONCE, all.slice(0, -1), bring)
  await bring(last)
  say(`  demo: ${count} conversations of the last weeks`)
}

/** A start that was cut short told it of another day. */
function unlessThere(error: unknown): void {
  if (!(error instanceof Refused && error.code === 'id_reused')) throw error
}

async function isThere(api: Api, key: Who, id: string): Promise<boolean> {
  try {
    await api.call('GET /api/v1/conversations/:id/may', key, { params: { id } })
    return true
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return false
    throw error
  }
}
