import { once } from 'node:events'
import { connect } from 'node:net'

const BOUNDARY = 'switchboard-fault-run'

/** A file as a browser sends it: the request's bytes. */
function requestFor(url: URL, token: string, file: Buffer): Buffer {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="notes.txt"\r\ncontent-type: text/plain\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)])
  const lines = [
    `POST ${url.pathname}${url.search} HTTP/1.1`,
    `host: ${url.host}`,
    `authorization: Bearer ${token}`,
    `content-type: multipart/form-data; boundary=${BOUNDARY}`,
    `content-length: ${body.length}`,
    'connection: close',
    '',
    '',
  ]
  return Buffer.concat([Buffer.from(lines.join('\r\n')), body])
}

/** Sends so much of the upload, then hangs up without a word. */
export async function cutUpload(url: URL, token: string, file: Buffer, share: number): Promise<void> {
  const request = requestFor(url, token, file)
  const socket = connect(Number(url.port), url.hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  const sent = request.subarray(0, Math.floor(request.length * share))
  await new Promise<void>((resolve) => socket.write(sent, () => resolve()))
  const closed = once(socket, 'close')
  socket.resetAndDestroy()
  await closed
}

/** The whole upload; the answer's status. */
export async function upload(url: URL, token: string, file: Buffer): Promise<number> {
  const form = new FormData()
  form.set('file', new Blob([Uint8Array.from(file)], { type: 'text/plain' }), 'notes.txt')
  const answer = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: form })
  await answer.arrayBuffer()
  return answer.status
}
