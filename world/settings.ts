/** What the world is told by its environment. */
export interface Settings {
  /** Of the app, on loopback. */
  url: string
  /** What the app calls itself, where that is another address. */
  publicUrl: string | null
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
  const publicUrl = env.SWITCHBOARD_PUBLIC_URL || null
  const port = Number(env.WORLD_PORT ?? 4010)
  const faults = [
    ...(URL.canParse(url) ? [] : ['SWITCHBOARD_URL is no address']),
    ...(publicUrl === null || URL.canParse(publicUrl) ? [] : ['SWITCHBOARD_PUBLIC_URL is no address']),
    ...(env.SWITCHBOARD_KEY ? [] : ['SWITCHBOARD_KEY is missing: make one with `switchboard keys create`']),
    ...(Number.isInteger(port) && port >= 0 && port <= 65_535 ? [] : ['WORLD_PORT is no port']),
  ]
  if (faults.length > 0) throw new Error(`The world cannot begin: ${faults.join('; ')}.`)
  return {
    url,
    publicUrl,
    port,
    mailPort: env.SWITCHBOARD_MAIL_PORT ? Number(env.SWITCHBOARD_MAIL_PORT) : null,
    key: env.SWITCHBOARD_KEY ?? '',
    seed: env.WORLD_SEED ?? 'marenthe',
    run: env.WORLD_RUN ?? Date.now().toString(36),
  }
}
