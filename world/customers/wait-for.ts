import type { End } from '../figures.ts'
import { impatience, minutes, STAYS_OPEN } from './behaviour.ts'
import { leaveAddress } from './leave-address.ts'
import { linesOf, say, think, type Visit } from './visit.ts'

/** Who was helped looks for so long whether anything more comes. */
const LINGERS_MS = minutes(2)

/** Nobody answers: the customer waits, says a word after 1, 3 and 8 minutes, and leaves in the end. */
export async function waitFor(visit: Visit): Promise<End | null> {
  const { chat, world, script } = visit
  showWaiting(visit)
  const silent = world.clock.now() - visit.since
  const until = nextThought(visit)
  if (silent < until) {
    await chat.change(until - silent)
    return null
  }
  if (visit.content) return visit.helpedByBot ? 'helped-by-bot' : 'went-quiet'
  if (visit.away) return 'gave-up'
  if (until >= script.patience) return goAway(visit)
  const mark = impatience[visit.moans]
  if (mark !== undefined) await moan(visit, mark)
  return null
}

/** Leaves the window open and looks elsewhere, or waits for a mail instead. */
async function goAway(visit: Visit): Promise<End | null> {
  if (await leaveAddress(visit)) return 'left-address'
  visit.away = true
  return null
}

/** When the silence is worth a thought, in milliseconds from its beginning. */
function nextThought({ moans, content, away, script }: Visit): number {
  if (content) return LINGERS_MS
  if (away) return script.patience + minutes(STAYS_OPEN)
  const mark = impatience[moans]
  return mark === undefined ? script.patience : Math.min(minutes(mark), script.patience)
}

/** Said without beginning the wait anew. */
async function moan(visit: Visit, mark: (typeof impatience)[number]): Promise<void> {
  const { since, moans } = visit
  const lines = linesOf(visit).waiting[mark]
  await think(visit)
  await say(visit, visit.script.random.pick(lines))
  Object.assign(visit, { since, moans: moans + 1 })
}

function showWaiting({ chat, world, script }: Visit): void {
  const { customer, topic, forNewcomer } = script
  const { brand, lang } = customer
  if (chat.state?.with.kind !== 'waiting') world.waiting.leave(chat.id)
  else world.waiting.enter({ conversation: chat.id, brand, lang, topic, since: world.clock.now(), forNewcomer })
}
