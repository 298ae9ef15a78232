import { Problem } from '#kernel/errors'
import type { PastConversation } from './past-conversation.ts'

/** The log keeps so many months; what is older could not be told. */
const OLDEST_MONTHS = 25

interface Fault {
  pointer: string
  detail: string
}

/** Times must tell one story: from the first word to the end, none of them to come. Throws every fault at once. */
export function checkPast(past: PastConversation, now: Temporal.Instant): void {
  const faults = [...faultsOfTimes(past, now), ...faultsOfMessages(past), ...faultsOfRating(past, now)]
  if (faults.length === 0) return
  const [first] = faults
  throw new Problem('invalid_input', `${first?.pointer} ${first?.detail}. Nothing was stored.`, { faults })
}

const ms = (at: string): number => Temporal.Instant.from(at).epochMilliseconds

function faultsOfTimes({ messages, solvedAt, handedOver, startedWith }: PastConversation, now: Temporal.Instant) {
  const faults: Fault[] = []
  const oldest = now.toZonedDateTimeISO('UTC').subtract({ months: OLDEST_MONTHS }).epochMilliseconds
  const times = messages.map(({ at }) => ms(at))
  const [start = 0, end = 0] = [times[0], times.at(-1)]
  if (start < oldest)
    faults.push({ pointer: '/body/messages/0/at', detail: `is more than ${OLDEST_MONTHS} months ago` })
  const late = times.findIndex((at, n) => at < (times[n - 1] ?? at))
  if (late > 0) faults.push({ pointer: `/body/messages/${late}/at`, detail: 'is before the message before it' })
  if (ms(solvedAt) < end) faults.push({ pointer: '/body/solvedAt', detail: 'is before the last message' })
  if (ms(solvedAt) > now.epochMilliseconds) faults.push({ pointer: '/body/solvedAt', detail: 'is still to come' })
  if (handedOver === undefined) return faults
  const { pointer, at } = { pointer: '/body/handedOver/at', at: ms(handedOver.at) }
  if (startedWith !== 'bot') faults.push({ pointer: '/body/handedOver', detail: 'needs a bot that had it first' })
  if (at < start || at > ms(solvedAt)) faults.push({ pointer, detail: 'is not within the conversation' })
  return faults
}

function faultsOfMessages({ messages, startedWith, handedOver }: PastConversation): Fault[] {
  const faults: Fault[] = []
  const say = (n: number, field: string, detail: string) =>
    faults.push({ pointer: `/body/messages/${n}${field}`, detail })
  if (messages[0]?.by.kind !== 'contact') say(0, '/by', 'is not the contact’s: they begin')
  const ids = messages.map(({ id }) => id)
  for (const [n, { id, by, note, at }] of messages.entries()) {
    if (ids.indexOf(id) !== n) say(n, '/id', 'is said twice')
    if (note === true && by.kind !== 'agent') say(n, '/note', 'is written by advisors only')
    const withBot = startedWith === 'bot' && (handedOver === undefined || ms(at) < ms(handedOver.at))
    if (by.kind === 'agent' && note !== true && withBot) say(n, '/at', 'is before the bot handed over')
  }
  return faults
}

function faultsOfRating({ csat, solvedAt }: PastConversation, now: Temporal.Instant): Fault[] {
  if (csat === undefined) return []
  const faults: Fault[] = []
  const answered = csat.answeredAt === undefined ? null : ms(csat.answeredAt)
  if (ms(csat.askedAt) < ms(solvedAt)) faults.push({ pointer: '/body/csat/askedAt', detail: 'is before it was solved' })
  if ((csat.score === null) !== (answered === null))
    faults.push({ pointer: '/body/csat', detail: 'needs both score and answeredAt, or neither' })
  if (answered !== null && answered < ms(csat.askedAt))
    faults.push({ pointer: '/body/csat/answeredAt', detail: 'is before it was asked' })
  if (Math.max(answered ?? 0, ms(csat.askedAt)) > now.epochMilliseconds)
    faults.push({ pointer: '/body/csat', detail: 'is still to come' })
  return faults
}
