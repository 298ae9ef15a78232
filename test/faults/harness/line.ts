import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type NetConnectOpts, type Server, type Socket } from 'node:net'

/** A line between two programs that can be cut, slowed down and taken away. */
export interface Line extends AsyncDisposable {
  readonly url: string
  readonly port: number
  /** How many are connected now. */
  readonly size: number
  /** What goes through needs so much longer, each way; 0 at first. */
  delayMs: number
  /** Every connection ends without a word, as when a network goes away. */
  cut(): void
  /** Nobody answers at its port any more, and what is open ends. */
  down(): Promise<void>
  /** Answers again, at the same port. */
  up(): Promise<void>
}

/** Each new connection goes to the next of these places that answers. */
export async function openLine(places: () => readonly NetConnectOpts[]): Promise<Line> {
  const open = new Set<Socket>()
  const state = { delayMs: 0 }
  let turn = 0
  const accept = (near: Socket): void => {
    open.add(near)
    near.once('close', () => open.delete(near))
    near.on('error', () => near.destroy())
    const all = places()
    void reach(near, all, turn++ % Math.max(1, all.length), state)
  }
  let server = await listening(accept, 0)
  const { port } = server.address() as AddressInfo
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  const down = async (): Promise<void> => {
    server.close()
    cut()
  }
  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    port,
    get size() {
      return open.size
    },
    cut,
    down,
    up: async () => {
      server = await listening(accept, port)
    },
    [Symbol.asyncDispose]: down,
  })
}

async function listening(accept: (near: Socket) => void, port: number): Promise<Server> {
  // Bytes that come before the far end is reached wait in the socket.
  const server = createServer({ pauseOnConnect: true }, accept).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function reach(near: Socket, places: readonly NetConnectOpts[], first: number, state: { delayMs: number }) {
  for (let tried = 0; tried < places.length; tried++) {
    const place = places[(first + tried) % places.length]
    const far = place === undefined ? null : await connected(place)
    if (far === null) continue
    // Whoever gave up meanwhile leaves nothing open behind.
    if (near.destroyed) return void far.destroy()
    join(near, far, state)
    join(far, near, state)
    near.resume()
    return
  }
  near.destroy()
}

const connected = (place: NetConnectOpts): Promise<Socket | null> =>
  new Promise((done) => {
    const far = connect(place)
    far.once('connect', () => done(far))
    far.once('error', () => done(null))
  })

function join(from: Socket, to: Socket, state: { delayMs: number }): void {
  const pass = (bytes: Buffer): void => {
    if (!to.destroyed && !to.write(bytes)) from.pause()
  }
  from.on('data', (bytes: Buffer) => {
    if (state.delayMs === 0) pass(bytes)
    else setTimeout(pass, state.delayMs, bytes)
  })
  to.on('drain', () => from.resume())
  from.once('close', () => to.destroy())
  from.on('error', () => to.destroy())
}

export const placeOf = (url: string): NetConnectOpts => ({ host: '127.0.0.1', port: Number(new URL(url).port) })
