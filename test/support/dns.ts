import { createSocket } from 'node:dgram'

/** Records by `name TYPE`: texts, or hosts of mail servers. `silent`: asks and is not answered. */
export type Zone = Map<string, string[] | 'silent'>
export interface NameServer extends AsyncDisposable {
  /** `127.0.0.1:port`, for the settings. */
  address: string
  zone: Zone
}

const TYPES: Readonly<Record<number, string>> = { 1: 'A', 15: 'MX', 16: 'TXT', 28: 'AAAA' }
const NO_SUCH_NAME = 3

/** A name server of the outside, on UDP: answers what stands in its zone, and that there is no such name for all else. */
export async function openNameServer(): Promise<NameServer> {
  const zone: Zone = new Map()
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => {
    const answer = answerTo(query, zone)
    if (answer !== null) socket.send(answer, from.port, from.address)
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    zone,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => socket.close(() => done())),
  }
}

function answerTo(query: Buffer, zone: Zone): Buffer | null {
  const { name, end } = nameAt(query, 12)
  const type = query.readUInt16BE(end)
  const question = query.subarray(12, end + 4)
  const held = zone.get(`${name.toLowerCase()} ${TYPES[type] ?? type}`)
  if (held === 'silent') return null
  const answers = (held ?? []).map((value) => recordOf(type, value))
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8180 | (held === undefined ? NO_SUCH_NAME : 0), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(answers.length, 6)
  return Buffer.concat([head, question, ...answers])
}

function nameAt(bytes: Buffer, from: number): { name: string; end: number } {
  const labels: string[] = []
  let at = from
  for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) {
    labels.push(bytes.toString('latin1', at + 1, at + 1 + size))
    at += size + 1
  }
  return { name: labels.join('.'), end: at + 1 }
}

function recordOf(type: number, value: string): Buffer {
  const data = TYPES[type] === 'MX' ? Buffer.concat([Buffer.of(0, 10), wireName(value)]) : texts(value)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

const texts = (value: string): Buffer =>
  Buffer.concat((value.match(/.{1,255}/g) ?? []).map((piece) => counted(Buffer.from(piece))))
const counted = (bytes: Buffer): Buffer => Buffer.concat([Buffer.of(bytes.length), bytes])
const wireName = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .replace(/\.$/, '')
      .split('.')
      .map((label) => counted(Buffer.from(label))),
    Buffer.of(0),
  ])
