import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'

/** How our way to a server is. */
export interface Door {
  /** What to connect to, checked; and the name its certificate must have. */
  address: string
  host: string
  port: number
  security: 'tls' | 'starttls' | 'none'
  user: string | null
  password: string
}
export interface Letter {
  from: string
  to: readonly string[]
  raw: Buffer
}
/** Where it stopped: before or after the whole mail had left us. */
export type Passage = { ok: true; refused: readonly Refused[] } | ({ ok: false; left: boolean } & Fault)

/** One of several recipients whom the server does not know; the others have the mail. */
export interface Refused {
  address: string
  code: string
}

/** One mail over one connection. Never throws. */
export async function pass(door: Door, letter: Letter, signal: AbortSignal): Promise<Passage> {
  const state = { left: false }
  const connection = await connectionTo(door)
  const abort = () => connection.close()
  signal.addEventListener('abort', abort, { once: true })
  try {
    const sent = await talk(connection, door, (done) => {
      const whole = Readable.from(once(letter.raw, state))
      connection.send({ from: letter.from, to: [...letter.to], size: letter.raw.length }, whole, done)
    })
    return { ok: true, refused: refusedIn(sent) }
  } catch (error) {
    return { ok: false, ...faultOf(error), left: state.left }
  } finally {
    signal.removeEventListener('abort', abort)
    connection.close()
  }
}

/** Says who we are and goes away again; null when all is well. */
export async function greet(door: Door): Promise<Passage> {
  const connection = await connectionTo(door)
  try {
    await talk(connection, door, (done) => done(null))
    return { ok: true, refused: [] }
  } catch (error) {
    return { ok: false, ...faultOf(error), left: false }
  } finally {
    connection.close()
  }
}

/** Asked for only when the server has said that it will take it. */
function* once(raw: Buffer, state: { left: boolean }): Generator<Buffer> {
  state.left = true
  yield raw
}

async function connectionTo({ address, host, port, security }: Door): Promise<SMTPConnection> {
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  return new Connection({
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    servername: host,
    tls: { servername: host },
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 25_000,
    logger: false,
  })
}

type Done = (error: Error | null, info?: unknown) => void

function talk(connection: SMTPConnection, { user, password }: Door, then: (done: Done) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    connection.once('error', reject)
    connection.once('end', () => reject(new Error('the connection ended')))
    const finish: Done = (error, info) => (error === null || error === undefined ? resolve(info) : reject(error))
    connection.connect((failed?: Error) => {
      if (failed) return reject(failed)
      if (user === null) return then(finish)
      connection.login({ user, pass: password, credentials: { user, pass: password } }, (refused) =>
        refused ? reject(refused) : then(finish),
      )
    })
  })
}

/** As nodemailer tells of them: an error for each, with its recipient. */
function refusedIn(info: unknown): Refused[] {
  const errors: unknown = typeof info === 'object' && info !== null ? Reflect.get(info, 'rejectedErrors') : undefined
  if (!Array.isArray(errors)) return []
  return errors.flatMap((error: unknown) => {
    const address = error instanceof Error ? text(error, 'recipient') : null
    return address === null ? [] : [{ address, code: codeOf(faultOf(error)) }]
  })
}

const text = (error: object, name: string): string | null => {
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : null
}

interface Fault {
  code: string
  status: number | null
  enhanced: string | null
  stage: string
}

/** The most telling code there is: the server's enhanced one, its status, or ours. */
export const codeOf = ({ enhanced, status, code }: Omit<Fault, 'stage'>): string =>
  enhanced ?? (status === null ? code.toLowerCase() : `smtp-${status}`)

/** Codes alone: what the server says besides may hold an address. */
function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { code: 'unknown', status: null, enhanced: null, stage: '' }
  const status: unknown = Reflect.get(error, 'responseCode')
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(text(error, 'response') ?? '')?.[1] ?? null
  return {
    code: text(error, 'code') ?? 'ECONNECTION',
    status: typeof status === 'number' ? status : null,
    enhanced,
    stage: text(error, 'command') ?? '',
  }
}
