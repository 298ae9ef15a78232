import type { Api } from './api/client.ts'
import type { WorldClock } from './clock.ts'
import { type People, readOperator, readPeople, readTalk, type Talk, type TalkLanguage } from './content/index.ts'
import { type Figures, noFigures } from './figures.ts'
import type { PostOffice } from './mail/post-office.ts'
import { leafDispositions } from './operator/words.ts'
import { type WaitingRoom, waitingRoom } from './waiting-room.ts'

/** What everybody who lives here shares. A test makes one, a load run another, the demo a third. */
export interface World {
  readonly seed: string
  readonly api: Api
  readonly clock: WorldClock
  readonly people: People
  readonly figures: Figures
  /** Who waits for a person, as their own windows know it. */
  readonly waiting: WaitingRoom
  /** The end of this world: everybody leaves. */
  readonly signal: AbortSignal
  /** Customers learn what was answered by their stream; where streams are too many, or a test turns the clock, by asking. */
  readonly news: 'stream' | 'ask'
  /** Where customers write and read mail; null where there is none: then nobody leaves an address. */
  readonly post: PostOffice | null
  /** What the app calls itself in mails, where that is not where this world reaches it. */
  readonly publicUrl: string | null
  /** Ids of the reasons an advisor may give. */
  readonly dispositions: readonly string[]
  talk(lang: TalkLanguage): Talk
}

export interface WorldParts {
  seed: string
  api: Api
  clock: WorldClock
  signal: AbortSignal
  news?: 'stream' | 'ask'
  figures?: Figures
  post?: PostOffice | null
  publicUrl?: string | null
}

export function openWorld(parts: WorldParts): World {
  const talks = new Map<TalkLanguage, Talk>()
  return {
    news: 'stream',
    post: null,
    publicUrl: null,
    figures: noFigures(),
    people: readPeople(),
    dispositions: leafDispositions(readOperator()),
    waiting: waitingRoom(),
    talk(lang) {
      const known = talks.get(lang) ?? readTalk(lang)
      talks.set(lang, known)
      return known
    },
    ...parts,
  }
}
