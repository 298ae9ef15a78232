import { type Child, heard, startChild } from './start/child.ts'
import { firstBrand, invitation } from './start/invitation.ts'
import { asReady, keyFor, type Ready, untilAnswers } from './start/ready.ts'
import { goAhead, startWorld } from './start/world.ts'

/** Requests get 5 s to end; a database under load may need longer to write everything down. */
const APP_PATIENCE_MS = 30_000
const WORLD_PATIENCE_MS = 2_000
/** An app that falls over more often than this is not helped by starting it again. */
const MOST_RESTARTS = 5

/** In the order they were started. */
const children: { child: Child; patienceMs: number }[] = []
let stopping = false

const say = (words: string): void => void process.stderr.write(`${words}\n`)
const { HOST, PUBLIC_URL, SWITCHBOARD_DEMO } = process.env
/** Nothing speaks against a demo; whether it is one the app says. */
const likelyDemo = !HOST && !PUBLIC_URL && SWITCHBOARD_DEMO !== '0'
/** The demo's customers write mail, too: to any free port of this machine. */
const forDemo = likelyDemo ? { SWITCHBOARD_SMTP_PORT: '0' } : {}
const appEnv: NodeJS.ProcessEnv = { LOG_LEVEL: 'warn', ...forDemo, ...process.env }

async function startApp(): Promise<{ child: Child; ready: Ready } | number> {
  const child = startChild('src/main.ts', appEnv)
  children.unshift({ child, patienceMs: APP_PATIENCE_MS })
  const ready = await heard(child, asReady)
  if (ready === undefined) return child.ended
  await untilAnswers(`${ready.url}/readyz`, child)
  // Started again after a fall, it must be found where it was.
  appEnv.PORT = new URL(ready.url).port
  if (ready.mailPort !== null) appEnv.SWITCHBOARD_SMTP_PORT = String(ready.mailPort)
  return { child, ready }
}

/** The world of a demo, started beside the app: both need most of their time to read themselves in. */
function worldBeside(): Child | null {
  const world = startWorld()
  if (world !== null) children.push({ child: world, patienceMs: WORLD_PATIENCE_MS })
  return world
}

async function startDemo(app: Child, ready: Ready, world: Child): Promise<string | null> {
  const key = await keyFor(app, 'world')
  if (key === null) return null
  const filled = goAhead(world, ready, key)
  // A demo that was filled before needs nobody to wait for its world.
  if ((await firstBrand(ready.url, key)) === null) await filled
  void world.ended.then(() => stopping || say('The simulated world has ended; Switchboard goes on without it.'))
  return key
}

/** Ends with the exit code of the whole. */
async function run(): Promise<number> {
  const started = Date.now()
  say('Starting (3 of 3) …')
  const beside = likelyDemo ? worldBeside() : null
  const first = await startApp()
  if (typeof first === 'number') return first
  const world = first.ready.demo ? (beside ?? worldBeside()) : null
  const key = world !== null ? await startDemo(first.child, first.ready, world) : null
  if (key === null) await (world ?? beside)?.stop(WORLD_PATIENCE_MS)
  if (stopping) return 0
  console.log(await invitation(first.ready, key, Date.now() - started))
  return keepRunning(first.child)
}

async function keepRunning(app: Child): Promise<number> {
  for (let restarts = 0; ; restarts++) {
    const code = await app.ended
    if (stopping) return 0
    children.splice(
      children.findIndex(({ child }) => child === app),
      1,
    )
    if (restarts === MOST_RESTARTS) {
      say(`Switchboard ended ${restarts + 1} times by itself; the last time with ${code}. The reason is above.`)
      return code || 1
    }
    say('Switchboard ended by itself; starting it again …')
    const again = await startApp()
    if (typeof again === 'number') return again
    say(`Switchboard is back at ${again.ready.url}`)
    app = again.child
  }
}

/** The last started is the first to stop: the world writes no more, then the app finishes what it has. */
async function stopAll(): Promise<void> {
  stopping = true
  for (const { child, patienceMs } of [...children].reverse()) await child.stop(patienceMs)
}

// A terminal tells the whole group at once, and whoever started us passes it on: within this time it is the same Ctrl-C.
const SAME_SIGNAL_MS = 1_000
let signalledAt = Number.NEGATIVE_INFINITY

function onSignal(): void {
  if (performance.now() - signalledAt < SAME_SIGNAL_MS) return
  signalledAt = performance.now()
  if (stopping) {
    for (const { child } of children) child.process.kill('SIGKILL')
    process.exit(130)
  }
  say('\nStopping … (Ctrl-C again ends it at once; nothing that was answered is lost)')
  void stopAll().then(() => process.exit(0))
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)

try {
  const code = await run()
  if (!stopping) {
    await stopAll()
    process.exit(code)
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  await stopAll()
  process.exit(1)
}
