import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line to the app that is cut again and again, in the middle of whatever it carries. */
export interface CuttingLine extends AsyncDisposable {
  url: string
  /** How often it was cut so far. */
  cuts(): number
  /** From now on it holds. */
  hold(): void
}

/** After so many bytes at most a connection dies: within the head of an answer, between two events or inside one. */
const MOST_BYTES = 4_000

/** `chance` answers 0 to 1: the same seed cuts at the same places. */
export async function openCuttingLine(to: string, chance: () => number): Promise<CuttingLine> {
  const target = new URL(to)
  const open = new Set<Socket>()
  let [cuts, holds] = [0, false]
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    let left = Math.floor(chance() * MOST_BYTES)
    const end = (): void => {
      near.destroy()
      far.destroy()
      open.delete(near)
    }
    open.add(near)
    near.pipe(far)
    far.on('data', (bytes: Buffer) => {
      if (holds || bytes.length < left) {
        left -= bytes.length
        near.write(bytes)
        return
      }
      // What was read of it stands; the rest never comes.
      cuts += 1
      near.end(bytes.subarray(0, left), end)
      far.pause()
    })
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  return {
    url: `http://127.0.0.1:${port}`,
    cuts: () => cuts,
    hold: () => {
      holds = true
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
