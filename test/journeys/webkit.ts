import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { createServer } from 'node:net'
import { systemBrowser } from './system-browser.ts'

/** A page in WebKit, spoken to by the W3C's WebDriver protocol: as much of it as our journeys need. */
export interface WebKitPage extends AsyncDisposable {
  open(url: string): Promise<void>
  run<T>(script: string, ...values: unknown[]): Promise<T>
  /** Waits until it is there. */
  see(xpath: string): Promise<void>
  click(xpath: string): Promise<void>
  type(xpath: string, text: string): Promise<void>
}

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** What the driver says no to, by the protocol's code; its own words are often none. */
class Refused extends Error {
  readonly code: string
  readonly said: string
  constructor(code: string, said: string) {
    super(`WebKit: ${code} ${said}`)
    this.code = code
    this.said = said
  }
}

export async function openWebKit(): Promise<WebKitPage> {
  const binary = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser')[0] ?? systemBrowser('MiniBrowser')
  const children: ChildProcess[] = []
  const display = await startScreen(children)
  const port = await freePort()
  const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', NO_AT_BRIDGE: '1' }
  children.push(spawn(systemBrowser('WebKitWebDriver'), [`--port=${port}`], { env, stdio: 'ignore' }))
  const base = `http://127.0.0.1:${port}`
  await until(
    () => 'start',
    () =>
      fetch(`${base}/status`).then(
        ({ ok }) => ok,
        () => false,
      ),
  )
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const answer = await fetch(base + path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const { value } = (await answer.json()) as { value: { error?: string; message?: string } }
    if (!answer.ok) throw new Refused(value.error ?? '', value.message ?? '')
    return value
  }
  const options = { binary, args: ['--automation'] }
  const made = (await ask('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  })) as { sessionId: string }
  const session = `/session/${made.sessionId}`
  await ask('POST', `${session}/timeouts`, { implicit: 10_000 })
  /** While one page gives way to the next, looking for something is broken off: then it is looked for on the next. */
  const find = async (xpath: string, tries = 5): Promise<string> => {
    try {
      const found = (await ask('POST', `${session}/element`, { using: 'xpath', value: xpath })) as Record<
        string,
        string
      >
      return found[ELEMENT] ?? ''
    } catch (error) {
      if (tries > 0 && error instanceof Error && error.message.includes('unload')) return find(xpath, tries - 1)
      throw error
    }
  }
  /** Between being found and being clicked it may have been drawn anew: then the driver says nothing, or that it is stale. */
  const click = async (xpath: string): Promise<void> => {
    let [broken, said]: [unknown, string] = [null, 'nothing']
    const step = () => `click on ${xpath}, but said ${said},`
    await until(step, async () => {
      try {
        const element = await find(xpath)
        // The driver does not bring everything into view that is just below its edge.
        const script = 'arguments[0].scrollIntoView({ block: "center" })'
        await ask('POST', `${session}/execute/sync`, { script, args: [{ [ELEMENT]: element }] })
        await ask('POST', `${session}/element/${element}/click`, {})
      } catch (error) {
        if (error instanceof Refused && (error.said === '' || error.code.includes('stale'))) {
          said = error.code
          return false
        }
        broken = error
      }
      return true
    })
    if (broken !== null) throw broken
  }
  return {
    open: async (url) => void (await ask('POST', `${session}/url`, { url })),
    run: async <T>(script: string, ...args: unknown[]) =>
      (await ask('POST', `${session}/execute/sync`, { script, args })) as T,
    see: async (xpath) => void (await find(xpath)),
    click,
    type: async (xpath, text) => void (await ask('POST', `${session}/element/${await find(xpath)}/value`, { text })),
    async [Symbol.asyncDispose]() {
      await ask('DELETE', session).catch(() => {})
      for (const child of children.reverse()) child.kill('SIGTERM')
    },
  }
}

/** WebKit has no headless mode: it is shown on a screen that nobody sees. */
async function startScreen(children: ChildProcess[]): Promise<string> {
  for (let number = 90; number < 140; number++) {
    if (existsSync(`/tmp/.X11-unix/X${number}`) || existsSync(`/tmp/.X${number}-lock`)) continue
    const screen = spawn(systemBrowser('Xvfb'), [`:${number}`, '-screen', '0', '1100x900x24', '-nolisten', 'tcp'], {
      stdio: 'ignore',
    })
    children.push(screen)
    await until(
      () => 'get a screen',
      async () => existsSync(`/tmp/.X11-unix/X${number}`),
    )
    return `:${number}`
  }
  throw new Error('There is no free screen.')
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

const PATIENCE_MS = 60_000

/** A machine that does much else at the same time may take long; the message says what for. */
async function until(step: () => string, holds: () => Promise<boolean>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const late = setTimeout(
    () => reject(new Error(`WebKit did not ${step()} within ${PATIENCE_MS / 1000} s.`)),
    PATIENCE_MS,
  )
  const look = async (): Promise<void> => {
    if (await holds()) return resolve()
    setTimeout(() => void look(), 50)
  }
  look().catch(reject)
  await promise.finally(() => clearTimeout(late))
}
