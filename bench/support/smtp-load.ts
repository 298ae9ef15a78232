import { connect, type Socket } from 'node:net'

/** A mail server that hands mails over on one connection, one after the other: says when each was taken. */
export interface SmtpLine {
  /** `performance.timeOrigin` milliseconds at which the server answered 250 to the whole mail. */
  hand(from: string, to: string, mail: string): Promise<number>
  close(): void
}

export async function openSmtpLine(port: number): Promise<SmtpLine> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const reply = replies(socket)
  await reply('2')
  const say = (words: string, expected: string): Promise<void> => {
    const answer = reply(expected)
    socket.write(`${words}\r\n`)
    return answer
  }
  await say('EHLO relay.bench.example', '2')
  return {
    async hand(from, to, mail) {
      await say(`MAIL FROM:<${from}>`, '2')
      await say(`RCPT TO:<${to}>`, '2')
      await say('DATA', '3')
      await say(`${mail}\r\n.`, '2')
      return performance.timeOrigin + performance.now()
    },
    close: () => socket.destroy(),
  }
}

/** Waits for the last line of the next answer; refuses when it begins otherwise than expected. */
function replies(socket: Socket): (expected: string) => Promise<void> {
  let text = ''
  let heard: (line: string) => void = () => {}
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    text += chunk
    const last = /^\d{3} .*\r\n/m.exec(text)
    if (last === null) return
    text = ''
    heard(last[0])
  })
  return (expected) =>
    new Promise((done, failed) => {
      heard = (line) => (line.startsWith(expected) ? done() : failed(new Error(`The server said: ${line}`)))
    })
}
