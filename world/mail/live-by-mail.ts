import type { Api, Who } from '../api/client.ts'
import { readOperator } from '../content/index.ts'
import type { Pace } from '../customers/arrivals.ts'
import { type Script, scriptFor } from '../customers/script.ts'
import type { World } from '../world.ts'
import { connectMailboxes } from './connect-mailboxes.ts'
import { writeByMail } from './write-by-mail.ts'

export interface ByMail {
  world: World
  pace: Pace
  run: string
  api: Api
  key: Who
  say: (words: string) => void
}

/** Of so many who come, one writes a mail instead. */
const ONE_OF = 5
/** By then the app has taken in its past, and the bot has time to answer. */
const FIRST_AFTER_MS = 60_000

/** Where there is a post office some customers write mail: one for whoever looks first, then as the pace says. */
export async function liveByMail({ world, pace, run, api, key, say }: ByMail): Promise<void> {
  const { post } = world
  if (post === null) return
  try {
    await connectMailboxes(api, key, post)
    const begin = (script: Script) =>
      void writeByMail(world, script, post, mailOf(script)).catch(() => say('  demo: a mail was not taken'))
    await world.clock.wait(FIRST_AFTER_MS, world.signal)
    if (!world.signal.aborted) begin(scriptFor(world, 'the first mail', { patient: true }))
    await arriveByMail({ world, pace, run }, begin)
  } catch (error) {
    // The demo is whole without mail.
    say(`  demo: no mail: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}

async function arriveByMail(
  { world, pace, run }: Pick<ByMail, 'world' | 'pace' | 'run'>,
  begin: (script: Script) => void,
): Promise<void> {
  const { signal, clock } = world
  const ended = new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }))
  for (let n = 0; !signal.aborted; ) {
    const changed = pace.changed().then(() => 'changed' as const)
    const wait = pace.perMinute === 0 ? ended : clock.wait((ONE_OF * 60_000) / pace.perMinute, signal)
    if ((await Promise.race([changed, wait])) === 'changed' || signal.aborted) continue
    begin(scriptFor(world, `${run} mail ${n++}`))
  }
}

const mailOf = ({ customer }: Script): string =>
  readOperator().brands.find(({ slug }) => slug === customer.brand)?.mail ?? ''
