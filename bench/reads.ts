// Opening a conversation with its last 50 messages, and the page of a queue of 50 among 200,000, at the door of conversations;
// against pgbench running the very statements they send: what is left is the cost of being a program and not a load generator.
import type { Actor } from '#kernel/access'
import { newId } from '#kernel/ids'
import type { Context } from '#kernel/registry'
import { listInbox } from '../src/conversations/list-inbox.ts'
import { openConversation } from '../src/conversations/open-conversation.ts'
import { type Bench, openBench } from './support/bench-app.ts'
import { type Figure, printFigures, ratioFigure } from './support/figures.ts'
import { BRAND, fill, idOf } from './support/fill.ts'
import { pgbench } from './support/pgbench.ts'
import { asScript, type Statement, statementsOf } from './support/statements.ts'

const CLIENTS = 8
const CONVERSATIONS = 200_000
const TALKATIVE = 2_000
const REQUIRED = 0.4

/** An advisor of the brand, as most readers are. */
export const reader = (): Actor => ({
  kind: 'agent',
  realm: 'staff',
  id: newId(),
  name: 'Eva Person',
  sessionId: newId(),
  grants: [{ permission: '*', brand: BRAND, scope: '*' }],
})

const someTalk = (talkative: number): string => idOf(1 + Math.floor(Math.random() * talkative))

export interface ReadClaim {
  name: string
  /** `talkative` conversations, from the first on, have something to show. */
  read(ctx: Context, talkative: number): Promise<unknown>
  once(ctx: Context): Promise<unknown>
  /** What pgbench runs instead: with another conversation each time. */
  script(statements: readonly Statement[]): string
}

/** One conversation is captured; pgbench opens another one each time. */
const CAPTURED = idOf(7)
const anyTalk = new Map<unknown, string>([
  [CAPTURED, "('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid"],
])

export const reads: readonly ReadClaim[] = [
  {
    name: 'open a conversation with its last 50 messages',
    read: (ctx, talkative) => openConversation(ctx, someTalk(talkative)),
    once: (ctx) => openConversation(ctx, CAPTURED),
    script: (statements) =>
      `\\set n random(1, ${TALKATIVE})\n${statements.map((one) => asScript(one, anyTalk)).join('')}`,
  },
  {
    name: 'a queue’s page of 50 among all that wait',
    read: (ctx) => listInbox(ctx, { view: 'unassigned', brand: BRAND, limit: 50 }),
    once: (ctx) => listInbox(ctx, { view: 'unassigned', brand: BRAND, limit: 50 }),
    script: (statements) => statements.map((one) => asScript(one)).join(''),
  },
]

/** How often a second so many clients in one process have read. */
export async function readsPerSecond(ctx: Context, { read }: ReadClaim, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1_000
  let done = 0
  const client = async () => {
    for (; performance.now() < end; done++) await read(ctx, TALKATIVE)
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return done / seconds
}

async function measure({ app, database }: Bench, claim: ReadClaim, rounds: number, seconds: number): Promise<Figure> {
  const ctx = app.context(reader())
  await readsPerSecond(ctx, claim, 1)
  const script = claim.script(await statementsOf(() => claim.once(ctx)))
  const pairs: [number, number][] = []
  let cpu = 0
  for (let n = 0; n < rounds; n++) {
    const before = process.cpuUsage()
    const ours = await readsPerSecond(ctx, claim, seconds)
    const used = process.cpuUsage(before)
    cpu = (used.user + used.system) / (ours * seconds)
    pairs.push([ours, await pgbench(database, script, { clients: CLIENTS, seconds })])
  }
  const detail = `client CPU ${cpu.toFixed(0)} µs`
  return ratioFigure(`${claim.name} ÷ pgbench, ${CLIENTS} clients`, pairs, { unit: '/s', required: REQUIRED, detail })
}

export async function benchReads(rounds = 5, seconds = 5): Promise<Figure[]> {
  await using bench = await openBench(CLIENTS)
  await fill(bench.database, { conversations: CONVERSATIONS, talkative: TALKATIVE })
  const figures: Figure[] = []
  for (const claim of reads) figures.push(await measure(bench, claim, rounds, seconds))
  return figures
}

if (import.meta.main) printFigures(await benchReads(Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 5)))
