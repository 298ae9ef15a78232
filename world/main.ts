import { once } from 'node:events'
import { openBilling } from './billing/open-billing.ts'
import { openControl } from './control/server.ts'
import { openPostOffice } from './mail/post-office.ts'
import { openDemo } from './open-demo.ts'
import { readSettings } from './settings.ts'

const say = (words: string): void => void process.stderr.write(`${words}\n`)

/** With `WORLD_WAITS` the rest of the settings comes from whoever started us, once the app is there. */
async function settled(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (env.WORLD_WAITS !== '1' || process.send === undefined) return env
  // The starter's leash lets this process end when nothing is under way; until it has been told, waiting is under way.
  process.channel?.ref()
  const [told]: NodeJS.ProcessEnv[] = await once(process, 'message')
  process.channel?.unref()
  return { ...env, ...told }
}

/** The demo's simulated operator and its customers, until it is asked to stop. */
async function run(): Promise<void> {
  const settings = readSettings(await settled(process.env))
  const post = settings.mailPort === null ? null : await openPostOffice(settings.mailPort)
  const billing = await openBilling()
  const demo = openDemo(settings, say, post, billing)
  const control = await openControl(demo).catch((error: unknown) => {
    // The demo goes on without its page: two of them on one machine is nothing to fail for.
    say(`The page of the simulated world is not there: ${error instanceof Error ? error.message : 'unknown'}`)
  })
  if (control !== undefined) await demo.announce(control.url).catch(() => say('Its page could not be announced.'))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, demo.stop)
  await demo.run(() => process.send?.({ kind: 'ready', url: control?.url ?? null }))
  await control?.close()
  await post?.close()
  await billing.close()
}

try {
  await run()
  process.exit(0)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
}
