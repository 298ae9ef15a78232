import { type Outside, openOutside } from '../../support/outside.ts'
import { openPostOffice, type PostOffice } from '../../support/post-office.ts'
import { numberIn } from './ledger.ts'
import { type Line, openLine } from './line.ts'

/** Who takes the answers: a system of the outside that knows a key again, and a mail server, which cannot be asked. */
export interface Peers extends AsyncDisposable {
  readonly outside: Outside
  readonly office: PostOffice
  /** What leads to the mail server. */
  readonly mailLine: Line
  /** The numbers taken, in the order they came; one that came again under its own key counts once. */
  takenOutside(): number[]
  takenByMail(): number[]
}

export async function openPeers(): Promise<Peers> {
  const [outside, office] = [await openOutside(), await openPostOffice()]
  const mailLine = await openLine(() => [{ host: '127.0.0.1', port: office.port }])
  return {
    outside,
    office,
    mailLine,
    takenOutside: () => numbersOf(byKey(outside)),
    takenByMail: () => numbersOf(office.seen.map(({ read }) => firstLine(read.visible))),
    [Symbol.asyncDispose]: async () => {
      await mailLine[Symbol.asyncDispose]()
      await outside[Symbol.asyncDispose]()
      await office[Symbol.asyncDispose]()
    },
  }
}

/** What was answered; a first answer says below it where the case is seen. */
const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''

/** A receiver that keeps the ids it has seen: what comes again under one of them is not taken twice. */
function byKey(outside: Outside): string[] {
  const taken = new Map<string, string>()
  for (const { headers, body } of outside.seen) {
    const id = String(headers['webhook-id'])
    if (!taken.has(id)) taken.set(id, (JSON.parse(body) as { text: string }).text)
  }
  return [...taken.values()]
}

const numbersOf = (texts: readonly string[]): number[] =>
  texts.map((text) => numberIn(text, 'answer')).filter((n) => n !== null)
