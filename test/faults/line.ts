import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line between browsers and the app that can be cut. */
export interface Line extends AsyncDisposable {
  readonly url: string
  /** How many are connected now. */
  readonly size: number
  /** Every connection ends without a word, as when a network goes away. */
  cut(): void
}

export async function openLine(to: string): Promise<Line> {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    join(near, far)
    join(far, near)
    open.add(near)
    near.once('close', () => open.delete(near))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (): void => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get size() {
      return open.size
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      server.close()
      cut()
    },
  }
}

function join(from: Socket, to: Socket): void {
  from.on('data', (bytes) => {
    if (!to.write(bytes)) from.pause()
  })
  to.on('drain', () => from.resume())
  from.once('close', () => to.destroy())
  from.on('error', () => to.destroy())
}
