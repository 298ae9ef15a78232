import type { FetchMessageObject } from 'imapflow'
import type { Cursor, Reach, SessionLine } from '../../port/adapter.ts'
import { messageIds } from '../understand/mime/message-ids.ts'
import type { Box } from './connect-box.ts'

/** What is larger stays whole in the mailbox; its beginning is taken. */
const MOST_BYTES = 30_000_000
const DAY_MS = 24 * 3600_000

/**
 * Takes in what came behind the cursor, and moves it mail by mail. A mailbox seen for the first time is read from the day before on.
 * When its numbers mean other mails now, headers alone are listed, and only what is not known yet is fetched.
 */
export async function readNew(box: Box, line: SessionLine, reach: Reach): Promise<void> {
  const cursor = await line.cursor(box.name)
  const uids = await candidates(box, line, reach, cursor)
  for (const uid of await wantedAgain(box, line)) await take(box, line, uid, true)
  for (const [n, uid] of uids.entries()) {
    // What broke the session before us stands first.
    const broke = await take(box, line, uid, n === 0)
    await line.moveTo(box.name, { validity: box.validity, last: uid, modSeq: box.modSeq })
    if (broke !== null) throw broke
  }
  if (cursor?.validity !== box.validity && uids.length === 0)
    await line.moveTo(box.name, { validity: box.validity, last: await newest(box), modSeq: box.modSeq })
}

async function candidates(box: Box, line: SessionLine, reach: Reach, cursor: Cursor | null): Promise<number[]> {
  if (cursor === null)
    return sorted(await box.client.search({ since: new Date(reach.now().getTime() - DAY_MS) }, { uid: true }))
  if (cursor.validity !== box.validity) return unknown(box, line)
  // "last+1:*" names the last mail even when nothing is behind it.
  const found = await box.client.fetchAll(`${cursor.last + 1}:*`, { uid: true }, { uid: true })
  return sorted(found.map(({ uid }) => uid)).filter((uid) => uid > cursor.last)
}

async function unknown({ client }: Box, line: SessionLine): Promise<number[]> {
  const listed = await client.fetchAll('1:*', { uid: true, headers: ['message-id'] }, { uid: true })
  const keys = listed.map((mail) => ({ uid: mail.uid, key: keyOf(mail) }))
  const known = await line.known(keys.flatMap(({ key }) => key ?? []))
  // Without a Message-ID only its bytes can tell: keeping them a second time changes nothing.
  return sorted(keys.filter(({ key }) => key === null || !known.has(key)).map(({ uid }) => uid))
}

function keyOf({ headers }: FetchMessageObject): string | null {
  const [id] = messageIds(headers?.toString('latin1').replace(/^message-id:/i, ''))
  return id === undefined ? null : `m:${id}`
}

const placeOf = ({ name, validity }: Box, uid: number): string => `${name};${validity}.${uid}`

/**
 * One mail that the server cannot give breaks the session a few times, and is then set aside alone: those behind it come in.
 * Answers what broke when it was set aside now: the connection may be gone with it.
 */
async function take(box: Box, line: SessionLine, uid: number, wasTried: boolean): Promise<unknown> {
  const place = placeOf(box, uid)
  try {
    await takeIn(box, line, uid)
  } catch (error) {
    if ((await line.couldNot(place, 'not-given')) === 'again') throw error
    return error
  }
  if (wasTried) await line.could(place)
  return null
}

/** Those that were set aside under the numbers they still have. */
async function wantedAgain(box: Box, line: SessionLine): Promise<number[]> {
  const own = `${box.name};${box.validity}.`
  return (await line.again()).filter((place) => place.startsWith(own)).map((place) => Number(place.slice(own.length)))
}

async function takeIn(box: Box, line: SessionLine, uid: number): Promise<void> {
  const mail = await box.client.fetchOne(
    String(uid),
    { uid: true, source: { start: 0, maxLength: MOST_BYTES } },
    { uid: true },
  )
  // Gone from the mailbox before we came.
  if (!mail || mail.source === undefined) return
  await line.keep({ method: 'IMAP', path: placeOf(box, uid), headers: {}, body: mail.source })
}

async function newest({ client }: Box): Promise<number> {
  const status = client.mailbox
  return status ? Math.max(0, status.uidNext - 1) : 0
}

const sorted = (uids: readonly number[] | false | undefined): number[] =>
  [...(uids || [])].sort((one, other) => one - other)
