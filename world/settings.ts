/** What the world is told by its environment. */
export interface Settings {
  /** Of the app, on loopback. */
  url: string
  key: string
  port: number
  /** Where the app takes mail in; null when it does not. */
  mailPort: number | null
  seed: string
  /** Keeps the visits of this run apart from those of earlier ones. */
  run: string
}

type Env = Readonly<Record<string, string | undefined>>

/** Throws one message that lists every fault. */
export function readSettings(env: Env): Settings {
  const url = env.SWITCHBOARD_URL ?? 'http://127.0.0.1:4000'
  const port = Number(env.WORLD_PORT ?? 4010)
  const faults = [
    ...(URL.canParse(url) ? [] : ['SWITCHBOARD_URL is no address']),
    ...(env.SWITCHBOARD_KEY ? [] : ['SWITCHBOARD_KEY is missing: make one with `switchboard keys create`']),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535 ? [] : ['WORLD_PORT is no port']),
  ]
  if (faults.length > 0) throw new Error(`The world cannot begin: ${faults.join('; ')}.`)
  return {
    url,
    port,
    mailPort: env.SWITCHBOARD_MAIL_PORT ? Number(env.SWITCHBOARD_MAIL_PORT) : null,
    key: env.SWITCHBOARD_KEY ?? '',
    seed: env.WORLD_SEED ?? 'marenthe',
    run: env.WORLD_RUN ?? Date.now().toString(36),
  }
}
