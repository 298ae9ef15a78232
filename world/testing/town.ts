import { setImmediate as turn } from 'node:timers/promises'
import { createKey } from '#kernel/access'
import { startApp, type TestApp } from '../../test/support/app.ts'
import { type Api, openApi, type Who } from '../api/client.ts'
import { turnableWorldClock } from '../clock.ts'
import type { PostOffice } from '../mail/post-office.ts'
import { readDemoOperator } from '../operator/demo-operator.ts'
import { fill } from '../operator/fill.ts'
import { openWorld, type World } from '../world.ts'

/** The real app with the demo operator in it, and a key of the world's own. */
export interface Town extends AsyncDisposable {
  app: TestApp
  api: Api
  key: Who
  /** Requests made so far. */
  requests(): number
  fill(): Promise<boolean>
}

export async function openTown({
  publicUrl = null,
  ...options
}: {
  work?: boolean
  publicUrl?: string | null
} = {}): Promise<Town> {
  const app = await startApp({ config: { demo: true, smtpPort: 0, publicUrl }, ...options })
  const key = await app.app.database.transaction('system', (tx) =>
    createKey(tx, { name: 'world', role: 'admin', brand: null }),
  )
  let requests = 0
  const send = (url: string, init: RequestInit) => {
    requests++
    return fetch(url, init)
  }
  const api = openApi({ url: app.url, send, clock: turnableWorldClock(), tries: 1 })
  const who: Who = { bearer: key.token }
  return {
    app,
    api,
    key: who,
    requests: () => requests,
    fill: () => fill({ api, key: who, demo: readDemoOperator(), say: () => {} }),
    [Symbol.asyncDispose]: () => app.stop(),
  }
}

export interface Stage extends AsyncDisposable {
  world: World
  /** Turns the clocks from wake to wake, the app settled in between, until this is over. */
  until<T>(over: Promise<T>): Promise<T>
  end(): void
}

/** Turns of the event loop in which what has arrived at the other end of a stream of this process is read there. */
const TOLD_WITHIN = 200

/** What was written to streams before is carried before this comes back: a busy machine carries all of it late. */
const passThrough = async ({ app }: Town): Promise<void> => void (await (await app.fetch('/healthz')).arrayBuffer())

/** A world whose time passes only when a test plays it. */
export function openStage(town: Town, seed: string, office: PostOffice | null = null): Stage {
  const clock = turnableWorldClock()
  const ending = new AbortController()
  const { api, post, underWay } = counted(town.api, office)
  const { publicUrl } = town.app.app.config
  const world = openWorld({ seed, api, clock, signal: ending.signal, post, publicUrl })
  return {
    world,
    end: () => ending.abort(),
    async until(over) {
      let done = false
      const finish = () => {
        done = true
      }
      over.then(finish, finish)
      while (!done) {
        while (underWay() > 0) await turn()
        await town.app.settle()
        await passThrough(town)
        for (let n = 0; n < TOLD_WITHIN; n++) await turn()
        if (underWay() === 0 && !done) pass(town, world, clock.nextWake())
      }
      return over
    },
    async [Symbol.asyncDispose]() {
      ending.abort()
      while (underWay() > 0) await turn()
    },
  }

  function pass({ app }: Town, { clock: { now } }: World, wake: number | null): void {
    if (wake === null) return
    const ms = Math.max(0, wake - now())
    app.clock.advance({ milliseconds: Math.ceil(ms) })
    clock.turn(ms)
  }
}

function counted(api: Api, post: PostOffice | null): Pick<World, 'api' | 'post'> & { underWay: () => number } {
  let open = 0
  const during = async <T>(work: Promise<T>): Promise<T> => {
    open++
    return work.finally(() => open--)
  }
  return {
    underWay: () => open,
    post: post && { ...post, send: (from, to, raw) => during(post.send(from, to, raw)) },
    api: {
      ...api,
      call: (route, who, input) => during(api.call(route, who, input)),
      page: (path, form) => during(api.page(path, form)),
      upload: (path, who, file) => during(api.upload(path, who, file)),
      signIn: (agent) => during(api.signIn(agent)),
      // A stream that is being opened hears nothing yet: time may not pass it by.
      send: (url, init) => during(api.send(url, init)),
    },
  }
}
