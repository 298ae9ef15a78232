import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#kernel/ids'
import { brandValues } from '../support/people.ts'
import { scratchData, serverPid } from '../support/scratch-data.ts'
import { type AppProcess, startProcess } from './app-process.ts'
import { type Customer, type Customers, startCustomers } from './customers.ts'
import { type Ledger, numberIn, openLedger, type Verdict } from './ledger.ts'
import { type Line, openLine } from './line.ts'
import { openViewers, type Seen, type Viewers } from './viewers.ts'

/** An operator at work: customers write through one ledger, fifty viewers look on, and the app is a process that may be killed. */
export interface Scene extends AsyncDisposable {
  readonly url: string
  readonly dataDir: string
  readonly key: string
  readonly line: Line
  /** Kills the app and starts it again on its port and data. */
  restartApp(): Promise<void>
  /** Lets customers write; `work` is the fault. Answers what became of all that was acknowledged. */
  under(
    work: (at: { customers: Customers; viewers: Viewers; ledger: Ledger }) => Promise<void>,
  ): Promise<Verdict & { streams: Seen }>
}

/** On the app's own embedded database; on another when its URL is given. */
export async function openScene(databaseUrl?: string): Promise<Scene> {
  const dataDir = await scratchData()
  const secret = 'a secret of the fault runs and of nothing else'
  const env = {
    SWITCHBOARD_DATA: dataDir,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, SWITCHBOARD_SECRET: secret }),
  }
  let app: AppProcess = await startProcess(env)
  const { url } = app
  const keys = [await app.key('faults one'), await app.key('faults two'), await app.key('faults three')]
  const [key = ''] = keys
  await makeBrand(url, key)
  const line = await openLine(url)
  return {
    url,
    dataDir,
    key,
    line,
    restartApp: async () => {
      app.kill('SIGKILL')
      await app.ended
      app = await startProcess({ ...env, PORT: new URL(url).port })
    },
    under: async (work) => {
      const ledger = openLedger()
      const customers = await startCustomers(url, ledger)
      const viewers = openViewers(line.url, keys, customers.chats)
      try {
        await work({ customers, viewers, ledger })
      } finally {
        await customers.stop()
      }
      const verdict = ledger.check(await shownNow(url, key, customers))
      const streams = await caughtUp(viewers, ledger)
      viewers.stop()
      return { ...verdict, streams }
    },
    [Symbol.asyncDispose]: async () => {
      await line[Symbol.asyncDispose]()
      app.kill('SIGTERM')
      await app.ended
      endOrphan(dataDir)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The database of an app that was killed and not started again. */
function endOrphan(dataDir: string): void {
  try {
    process.kill(serverPid(dataDir), 'SIGQUIT')
  } catch {
    // It ended with the app, as it should.
  }
}

async function makeBrand(url: string, key: string): Promise<void> {
  const body = JSON.stringify({ id: newId(), ...brandValues('lumo', { firstHolder: 'queue' }) })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/v1/brands`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`the brand could not be made: ${await answer.text()}`)
}

/** Until it answers that it is ready; milliseconds since `from`. */
export async function untilReady(url: string, from: number): Promise<number> {
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return performance.now() - from
    await pause(10)
  }
}

/** Looks until it is so; what is waited for happens in other processes. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5)
}

const CATCH_UP_MS = 15_000

/** What the viewers were shown, once nothing is missing or it has been long enough. */
async function caughtUp(viewers: Viewers, ledger: Ledger): Promise<Seen> {
  const late = performance.now() + CATCH_UP_MS
  for (;;) {
    const seen = viewers.compare(ledger)
    if (seen.missing === 0 || performance.now() > late) return seen
    await pause(20)
  }
}

type Shown = Map<string, readonly number[]>

/** Each conversation's numbers, as its customer finds them; a form's by what the advisor's list says. */
async function shownNow(url: string, key: string, { chats, newcomers, forms }: Customers): Promise<Shown> {
  const shown: Shown = new Map()
  for (const chat of [...chats, ...newcomers]) shown.set(chat.id, await numbersOf(url, chat))
  const wanted = new Set(forms)
  for (const row of await inbox(url, key)) {
    const n = wanted.has(row.id) ? numberIn(row.lastText) : null
    if (n !== null) shown.set(row.id, [...(shown.get(row.id) ?? []), n])
  }
  return shown
}

interface Said {
  seq: number
  text: string
}

async function numbersOf(url: string, { token }: Customer): Promise<number[]> {
  const { messages } = await get<{ messages: Said[] }>(`${url}/api/v1/chat/conversation`, token)
  const gap = messages.findIndex((message, at) => at > 0 && message.seq !== (messages[at - 1]?.seq ?? 0) + 1)
  if (gap >= 0) throw new Error(`a conversation has a gap before seq ${messages[gap]?.seq}`)
  return messages.map(({ text }) => numberIn(text)).filter((n) => n !== null)
}

interface Page {
  items: { id: string; lastText: string }[]
  next: string | null
}

async function inbox(url: string, key: string): Promise<Page['items']> {
  const all: Page['items'] = []
  for (let after = ''; ; ) {
    const page = await get<Page>(`${url}/api/v1/inbox?view=all&limit=200${after}`, key)
    all.push(...page.items)
    if (page.next === null) return all
    after = `&after=${encodeURIComponent(page.next)}`
  }
}

async function get<T>(url: string, token: string): Promise<T> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return (await answer.json()) as T
}
