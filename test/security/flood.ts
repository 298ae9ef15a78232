import { createConnection } from 'node:net'

/**
 * A crowd at one address, in a process of its own so that only the server's event loop is measured:
 * `flood.ts <host> <port> <count> <token,token,…>`. Opens that many streams at once, keeps them, prints the count of each answer, ends when its input does.
 */
const [host = '', port = '', count = '', tokens = ''] = process.argv.slice(2)
const known = tokens.split(',')
const answers = new Map<string, number>()
const AT_ONCE = 250

function open(n: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const socket = createConnection({ host, port: Number(port) })
  let told = false
  const tell = (answer: string) => {
    if (told) return
    told = true
    answers.set(answer, (answers.get(answer) ?? 0) + 1)
    resolve()
  }
  socket.on('data', (bytes) => tell(bytes.toString('latin1').slice(9, 12)))
  socket.on('error', () => tell('broken')).on('close', () => tell('closed'))
  socket.write(
    `GET /api/v1/chat/stream HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: Bearer ${known[n % known.length]}\r\n\r\n`,
  )
  return promise
}

for (let n = 0; n < Number(count); n += AT_ONCE)
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - n) }, (_, at) => open(n + at)))
process.stdout.write(`${JSON.stringify(Object.fromEntries(answers))}\n`)
process.stdin.resume().on('end', () => process.exit(0))
