import { flushCompileCache } from 'node:module'
import { ConfigError, readConfig } from '#kernel/config'
import { openLog } from '#kernel/log'
import { buildApp } from './app.ts'
import { inPlainWords } from './plain-words.ts'
import { linkToStarter } from './starter.ts'

/** Requests get 5 s to end (the server's own limit), the database some more; whoever hangs longer is left behind. */
const STOP_WITHIN_MS = 25_000

/** Asked for before anything is started, so that a signal during the start is not lost. */
function untilAskedToStop(): Promise<string> {
  return new Promise((asked) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => asked(signal))
  })
}

async function run(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel)
  const asked = untilAskedToStop()
  const running = await buildApp(config, { log })
  try {
    const url = await running.listen()
    log.info('ready', { port: Number(new URL(url).port), demo: config.demo })
    linkToStarter(running)
    // Kept now, not at the end: whoever is killed is the one who has to be back soon.
    flushCompileCache()
    const link = await running.setupLink()
    if (link !== null)
      process.stdout.write(
        `Nobody can sign in yet. Open this link, which works once, to become the administrator:\n  ${link}\n`,
      )
    log.info('stopping', { signal: await asked })
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  } finally {
    await running.stop()
  }
}

process.on('uncaughtException', (error) => {
  // The message may quote a customer, so only kind and place are written; whatever was half done is undone by the database.
  openLog('error').error('nobody caught an error', { error })
  process.exit(1)
})

try {
  await run()
  process.exit(0)
} catch (error) {
  process.stderr.write(`${inPlainWords(error)}\n`)
  process.exit(error instanceof ConfigError ? 2 : 1)
}
