import type { End } from '../figures.ts'
import type { World } from '../world.ts'
import { answerAdvisor } from './answer-advisor.ts'
import { answerBot } from './answer-bot.ts'
import { openChat } from './chat.ts'
import { goOnByMail } from './leave-address.ts'
import { rate } from './rate.ts'
import type { Script } from './script.ts'
import { arrive, momentOf, newVisit, type Visit } from './visit.ts'
import { waitFor } from './wait-for.ts'

/** More turns than any visit has: a customer never writes for ever. */
const MOST_TURNS = 400

/** One visit of a customer, from the first message until they leave. The same script does the same where the same is answered. */
export async function liveCustomer(world: World, script: Script): Promise<End> {
  const visit = newVisit(world, script, openChat(world, script.words))
  const end = await inTheWindow(visit)
  // A mail that was not taken ends the matter for them.
  if (end === 'left-address') await goOnByMail(visit).catch(() => {})
  return end
}

async function inTheWindow(visit: Visit): Promise<End> {
  const { world, chat } = visit
  world.figures.began++
  world.figures.here++
  try {
    await arrive(visit)
    const end = await talk(visit)
    await rate(visit, end)
    return over(world, end)
  } catch {
    // What the app refused is counted where it was answered; this customer is gone.
    return over(world, 'cut-off')
  } finally {
    world.figures.here--
    world.waiting.leave(chat.id)
    chat.leave()
  }
}

function over({ figures }: World, end: End): End {
  figures.ended[end]++
  return end
}

async function talk(visit: Visit): Promise<End> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const end = await oneTurn(visit)
    if (end !== null) return end
  }
  return 'went-quiet'
}

/** Null while the visit goes on. */
async function oneTurn(visit: Visit): Promise<End | null> {
  switch (momentOf(visit)) {
    case 'cut-off':
      return 'cut-off'
    case 'solved':
      return visit.helpedByBot ? 'helped-by-bot' : 'solved'
    case 'bot-answered':
      return answerBot(visit)
    case 'advisor-answered':
      return answerAdvisor(visit)
    case 'silence':
      return waitFor(visit)
  }
}
