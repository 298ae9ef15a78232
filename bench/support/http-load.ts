import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Load {
  perSecond: number
  /** Answers that were not 2xx. */
  refused: number
}

export interface LoadOptions {
  clients: number
  seconds?: number
  /** As fast as it goes when not said. */
  perSecond?: number
  /** Ends it before its time. */
  until?: AbortSignal
  request: (host: string) => string
}

/**
 * So many connections that each say one request after the other, kept alive, as a proxy in front would. Bytes are made by `request`
 * and answers are read only as far as their status and length: a client that does more would be what is measured.
 */
export async function httpLoad(
  url: string,
  { clients, seconds = 3_600, perSecond, until, request }: LoadOptions,
): Promise<Load> {
  const { hostname, port, host } = new URL(url)
  const start = performance.now()
  const end = start + seconds * 1_000
  const counts = { begun: 0, done: 0, refused: 0 }
  const goesOn = (): boolean => performance.now() < end && until?.aborted !== true
  const client = async () => {
    const line = await open(hostname, Number(port))
    while (goesOn()) {
      if (perSecond !== undefined)
        await pause(Math.max(0, start + (1_000 * counts.begun++) / perSecond - performance.now()))
      const status = await line.ask(request(host))
      counts.done++
      if (status < 200 || status > 299) counts.refused++
    }
    line.socket.destroy()
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { perSecond: counts.done / ((performance.now() - start) / 1_000), refused: counts.refused }
}

interface Line {
  socket: Socket
  ask(request: string): Promise<number>
}

async function open(hostname: string, port: number): Promise<Line> {
  const socket = connect({ host: hostname, port, noDelay: true })
  await new Promise((opened, failed) => socket.once('connect', opened).once('error', failed))
  let answered: (status: number) => void = () => {}
  let got: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    got = got.length === 0 ? chunk : Buffer.concat([got, chunk])
    const status = wholeAnswer(got)
    if (status === null) return
    got = Buffer.alloc(0)
    answered(status)
  })
  return {
    socket,
    ask: (request) =>
      new Promise((done) => {
        answered = done
        socket.write(request)
      }),
  }
}

/** The status once the answer has come whole; null before. */
function wholeAnswer(bytes: Buffer): number | null {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return null
  const text = bytes.toString('latin1', 0, head)
  const length = /\r\ncontent-length: (\d+)/i.exec(text)
  const whole =
    length === null
      ? /chunked/i.test(text) && bytes.subarray(-5).toString('latin1') === '0\r\n\r\n'
      : bytes.length >= head + 4 + Number(length[1])
  return whole ? Number(text.slice(9, 12)) : null
}
