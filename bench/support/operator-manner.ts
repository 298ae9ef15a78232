/** What an advisor and their customers do, as figures. All load is these times the number of advisors; nothing is hurried. */

/** One reply in so long, reading and typing included: about 80 an hour, several conversations beside each other. */
export const REPLY_EVERY_MS = 45_000
/** Each reply takes a bit more or less, so that nobody works in step. */
export const UNEVEN = 0.2
/** Reads what was written before they type, from … to. */
export const READS_MS = [6_000, 12_000] as const
/** Types, from … to: some twenty words, or a canned response that is looked over. */
export const TYPES_MS = [15_000, 25_000] as const
/** Pauses in typing, at each of which the console saves the draft. */
export const DRAFT_EVERY_MS = 7_000
/** Whoever has nothing to do looks again so soon. */
export const LOOKS_AGAIN_MS = 3_000
/** Conversations one advisor has at once. */
export const AT_ONCE = 4
/** A customer who says nothing for so long takes no place at the desk any more. */
export const SILENT_MS = 240_000

/** As the console does: of its own presence, its counts after something happened, and the open conversation after a change. */
export const BEAT_MS = 20_000
export const COUNT_MS = 1_500
export const REFRESH_MS = 1_200
export const WHISPER_MS = 10_000

/**
 * New customers a minute for each advisor. The bot is first and helps a third or more; each of the others gets three answers
 * (`world/colleagues/answer.ts`), so 60 / 45 / 3 = 0.44 a minute is what an advisor can take.
 */
export const CUSTOMERS_PER_MINUTE = 0.7
/** Who is there when the day begins, for each advisor: without them it would take ten minutes until everybody has work. */
export const AT_THE_DOOR = 2
/** They come within so long. */
export const DOOR_MS = 30_000
