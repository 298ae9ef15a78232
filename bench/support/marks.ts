// Loaded before the product with `--import`: notes when a probe's request came, when it was answered, and when its words were
// written to a reader's socket, in milliseconds of the machine's clock. So the product needs no ear for its own bench.
import { subscribe } from 'node:diagnostics_channel'
import { writeFileSync } from 'node:fs'
import { type IncomingMessage, ServerResponse } from 'node:http'
import { clock, PROBE, type Probed } from './probe.ts'

const marks: Record<string, Probed> = {}

function mark(probe: string | string[] | undefined, moment: keyof Probed): void {
  if (typeof probe !== 'string') return
  const moments = marks[probe] ?? {}
  moments[moment] ??= clock()
  marks[probe] = moments
}

const heard = (channel: string, moment: keyof Probed): void =>
  subscribe(channel, (message) => mark((message as { request: IncomingMessage }).request.headers['x-probe'], moment))
heard('http.server.request.start', 'received')
heard('http.server.response.finish', 'answered')

/** A frame of a live view: a message, not the row of a list that shows its last words. */
const told = (chunk: unknown): string | undefined =>
  Buffer.isBuffer(chunk) && chunk.includes('event: message\n') && chunk.includes('probe-')
    ? PROBE.exec(chunk.toString())?.[0]
    : undefined

const { write } = ServerResponse.prototype
ServerResponse.prototype.write = function (this: ServerResponse, ...args: Parameters<typeof write>) {
  mark(told(args[0]), 'written')
  return write.apply(this, args)
} as typeof write

process.once('exit', () => writeFileSync(process.env.BENCH_MARKS ?? '', JSON.stringify(marks)))
