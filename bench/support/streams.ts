import { connect, type Socket } from 'node:net'

/** So many visitors share an address; a household is not larger. */
const AN_ADDRESS = 50

/** Opens a visitor's stream for each token, from as many loopback addresses as that takes. */
export async function openVisitorStreams(url: string, tokens: readonly string[]): Promise<() => void> {
  const sockets: Socket[] = []
  for (let from = 0; from < tokens.length; from += AN_ADDRESS) {
    const localAddress = `127.0.1.${1 + from / AN_ADDRESS}`
    sockets.push(
      ...(await Promise.all(tokens.slice(from, from + AN_ADDRESS).map((token) => open(url, token, localAddress)))),
    )
  }
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

function open(url: string, token: string, localAddress: string): Promise<Socket> {
  const { hostname, port, host } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), localAddress })
  socket.write(`GET /api/v1/chat/stream HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n\r\n`)
  return new Promise((opened, failed) => {
    socket.once('error', failed)
    socket.once('data', (answer: Buffer) => {
      if (answer.toString('latin1', 0, 12) !== 'HTTP/1.1 200') failed(new Error('A stream was refused.'))
      socket.resume()
      opened(socket)
    })
  })
}
