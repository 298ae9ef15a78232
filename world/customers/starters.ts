import type { World } from '../world.ts'
import { openChat } from './chat.ts'
import { liveCustomer } from './live-customer.ts'
import { type Script, scriptFor, type Wish } from './script.ts'

const kept = { forNewcomer: true, patient: true } as const
/** Who is there when somebody opens the console for the first time: two want a person at once. */
const starters: readonly (Wish & { after?: number })[] = [
  { ...kept, brand: 'ondelle', lang: 'en', atOnce: true },
  { ...kept, brand: 'vencejo', lang: 'en', atOnce: true },
  { ...kept, brand: 'ondelle', lang: 'fr', atOnce: false, after: 20_000 },
]
/** How many of an earlier day are looked at before a new one comes. */
const MOST_LOOKS = 40

/** Three customers who wait patiently. Those of an earlier run who still wait are the same ones. */
export async function liveStarters(world: World, run: string): Promise<void> {
  const live = async ({ after = 0, ...wish }: (typeof starters)[number], nth: number): Promise<void> => {
    await world.clock.wait(after, world.signal)
    await liveCustomer(world, await starterScript(world, run, nth, wish))
  }
  await Promise.all(starters.map(live))
}

async function starterScript(world: World, run: string, nth: number, wish: Wish): Promise<Script> {
  for (let day = 0; day < MOST_LOOKS; day++) {
    const script = scriptFor(world, `starter ${nth} ${day}`, wish)
    const found = await look(world, script.words)
    if (found === 'nobody') return script
    if (found === 'waits') return { ...script, arrives: 'still-here' }
  }
  return scriptFor(world, `starter ${nth} ${run}`, wish)
}

async function look(world: World, words: string): Promise<'nobody' | 'waits' | 'served'> {
  const chat = openChat({ ...world, news: 'ask' }, words)
  try {
    if (!(await chat.resume())) return 'nobody'
    return chat.state?.status === 'open' && chat.state.with.kind !== 'agent' ? 'waits' : 'served'
  } finally {
    chat.leave()
  }
}
