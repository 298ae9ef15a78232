import { openApi } from './api/client.ts'
import { connectForms } from './billing/connect-forms.ts'
import type { Billing } from './billing/open-billing.ts'
import { runningClock } from './clock.ts'
import { unhurried } from './colleagues/manner.ts'
import { workTogether } from './colleagues/team.ts'
import { arrivals, openPace, type Pace } from './customers/arrivals.ts'
import { liveStarters } from './customers/starters.ts'
import { type Faults, openFaults } from './faults.ts'
import { countAnswer, noFigures } from './figures.ts'
import { bringHistory } from './history.ts'
import { liveByMail } from './mail/live-by-mail.ts'
import type { PostOffice } from './mail/post-office.ts'
import { readDemoOperator } from './operator/demo-operator.ts'
import { fill } from './operator/fill.ts'
import { randomFrom } from './random.ts'
import type { Settings } from './settings.ts'
import { openWorld, type World } from './world.ts'

export interface Demo {
  readonly settings: Settings
  readonly world: World
  readonly pace: Pace
  readonly faults: Faults
  readonly colleagues: { on: boolean }
  /** Which gets what customers give by secure forms. */
  readonly billing: Billing | null
  /** Makes the demo operator where there is none, and lets its customers live. Calls `ready` as soon as people can sign in. */
  run(ready: () => void): Promise<void>
  /** Tells the app where the world's own page is, for its welcome page. */
  announce(url: string): Promise<void>
  stop(): void
}

/** `post`: of this world, where the app takes mail in. */
export function openDemo(
  settings: Settings,
  say: (words: string) => void,
  post: PostOffice | null = null,
  billing: Billing | null = null,
): Demo {
  const ending = new AbortController()
  const { signal } = ending
  const clock = runningClock()
  const faults = openFaults(clock, randomFrom(`${settings.seed} faults`))
  const figures = noFigures()
  const faultless = openApi({ url: settings.url, send: fetch, clock })
  const api = openApi({
    url: settings.url,
    send: faults.through(fetch),
    clock,
    tries: 8,
    onAnswer: (status) => countAnswer(figures, status),
  })
  const { seed, publicUrl } = settings
  const world = openWorld({ seed, api, clock, signal, figures, post, publicUrl })
  const pace = openPace()
  const colleagues = { on: true }
  const key = { bearer: settings.key }
  return {
    settings,
    world,
    pace,
    faults,
    colleagues,
    billing,
    async run(ready) {
      const opened = Promise.withResolvers<void>()
      const filled = fill({ api: faultless, key, demo: readDemoOperator(), say, ready: opened.resolve })
      await Promise.race([opened.promise, filled])
      ready()
      const starters = liveStarters(world, settings.run)
      await filled
      // The demo is whole without them.
      if (billing !== null)
        await connectForms(faultless, key, billing).catch((error: unknown) => say(`  demo: no secure forms: ${error}`))
      await Promise.all([
        starters,
        workTogether(world, unhurried, () => colleagues.on),
        arrivals(world, pace, settings.run),
        liveByMail({ world, pace, run: settings.run, key, api: faultless, say }),
        // The demo is whole without its past.
        bringHistory({ api: faultless, key, say, signal }).catch((error: unknown) => say(`  demo: no past: ${error}`)),
      ])
    },
    async announce(url) {
      const params = { key: 'demo.world' }
      await faultless.call('PUT /api/v1/settings/:key', key, { params, body: { value: url } })
    },
    stop: () => ending.abort(),
  }
}
