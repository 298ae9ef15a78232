import { once } from 'node:events'
import { connect } from 'node:net'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '#kernel/registry'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { api, Closed, plainName, readUpload } from './index.ts'

const uploadApi = api({
  'POST /api/v1/files': { summary: 'Takes a file.', answer: Closed({ name: Type.String(), size: Type.Integer() }) },
})
function openFiles(app: App) {
  app.routes(uploadApi, {
    'POST /api/v1/files': {
      permission: null,
      scope: { public: 'a test' },
      realm: 'any',
      upload: { maxBytes: 1_000 },
      run: async (ctx) => {
        const upload = await readUpload(ctx.request)
        const parts = await upload.bytes.toArray()
        return { name: upload.name, size: parts.reduce<number>((sum, part: Buffer) => sum + part.length, 0) }
      },
    },
  })
}
let app: TestApp
beforeAll(async () => {
  app = await startApp({ modules: [openFiles] })
})
afterAll(() => app.stop())

const send = (bytes: number, field = 'file', name = 'bill.pdf') => {
  const body = new FormData()
  body.append(field, new Blob(['x'.repeat(bytes)]), name)
  return app.fetch('/api/v1/files', { method: 'POST', body })
}

test('a file arrives as a stream', async () => {
  expect(await (await send(1_000)).json()).toEqual({ name: 'bill.pdf', size: 1_000 })
})
test.each([
  ['too large a file', () => send(1_001), 413, 'too_large'],
  ['one far too large', () => send(100_000), 413, 'too_large'],
  ['another field', () => send(1, 'photo'), 400, 'invalid_input'],
  ['JSON', () => app.fetch('/api/v1/files', { json: {} }), 415, 'unsupported_media'],
])('%s is refused', async (_name, sent, status, code) => {
  const answer = await sent()
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code])
})
test('who is refused in the middle of a file may ask for something else on the same connection at once', async () => {
  const { hostname, port } = new URL(app.url)
  const socket = connect(Number(port), hostname)
  let heard = ''
  socket.setEncoding('utf8').on('data', (part: string) => {
    heard += part
  })
  const hears = async (text: string): Promise<void> => {
    while (!heard.includes(text)) await once(socket, 'data')
  }
  const file = `--b\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'x'.repeat(500_000)}\r\n--b--\r\n`
  const type = 'content-type: multipart/form-data; boundary=b'
  socket.write(
    `POST /api/v1/files HTTP/1.1\r\nhost: ${hostname}:${port}\r\n${type}\r\ncontent-length: ${file.length}\r\n\r\n${file}`,
  )
  await hears('too_large')
  socket.write(`GET /healthz HTTP/1.1\r\nhost: ${hostname}:${port}\r\n\r\n`)
  await hears('HTTP/1.1 200')
  socket.destroy()
})
test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\temp\\bill.pdf', 'bill.pdf'],
  ['exe.\u202egpj.scr', 'exe.gpj.scr'],
  ['a\r\nb', 'ab'],
  ['..', 'file'],
  ['', 'file'],
])('the name %j becomes %j', (sent, kept) => {
  expect(plainName(sent)).toBe(kept)
})
