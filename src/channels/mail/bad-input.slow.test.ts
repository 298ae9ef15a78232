import { createConnection } from 'node:net'
import { Worker } from 'node:worker_threads'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../../test/support/care.ts'
import type { Person } from '../../../test/support/people.ts'
import { post } from '../../../test/support/post-office.ts'

// As a real node works: what hurts one mailbox must not be felt in the next.
let the: Care
let eva: Person
let port = 0
const [mallory, neighbour] = ['care@lumo.example', 'help@lumo.example'] as const
beforeAll(async () => {
  the = await care({ start: { config: { smtpPort: 0 }, work: true } })
  port = the.app.mailPort ?? 0
  eva = await the.person({ role: 'advisor', brand: the.lumo })
  for (const address of [mallory, neighbour]) {
    const settings = { address, authservId: 'mx.lumo.example', relays: ['127.0.0.1'] }
    const body = { id: newId(), brand: the.lumo, channel: 'email', name: address, settings, allow: [] }
    await the.get(the.admin, 'POST /api/v1/accounts', { body })
  }
  quiet = medianOf([await neighbourTakes(), await neighbourTakes(), await neighbourTakes()])
}, 60_000)
afterAll(() => the.app.stop())

let counted = 0
const headOf = (subject: string, more: readonly string[] = []): string =>
  [
    'From: Anna <anna@there.example>',
    `To: ${mallory}`,
    `Subject: ${subject}`,
    `Message-ID: <${newId()}@there.example>`,
    'Date: Tue, 9 Jun 2026 10:00:00 +0200',
    'MIME-Version: 1.0',
    ...more,
    '',
  ].join('\r\n')
const envelope = { from: 'anna@there.example', to: [mallory] }
/** The mail as the inbox shows it, once it is there. */
async function comes(subject: string, seconds = 90) {
  const query = { view: 'all', limit: '200' }
  const id = await vi.waitFor(
    async () => {
      const { items } = await the.get(eva, 'GET /api/v1/inbox', { query })
      const found = items.find((row) => row.subject === subject)
      if (found === undefined) throw new Error(`${subject} is not there`)
      return found.id
    },
    { timeout: seconds * 1_000, interval: 50 },
  )
  return the.open(eva, id)
}
/** How long a neighbour's mail takes from its acceptance to the inbox, in milliseconds. */
async function neighbourTakes(): Promise<number> {
  const subject = `neighbour ${++counted}`
  const began = performance.now()
  expect((await post(port, { from: 'bo@there.example', to: neighbour, subject, text: 'Hello' })).code).toBe(250)
  await comes(subject)
  return performance.now() - began
}
const medianOf = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[times.length >> 1] ?? 0
/** The same while nothing hostile comes in: on a machine that is busy with other things, a second is not a second. */
let quiet = 0
const rawKept = async (subject: string): Promise<number> => {
  const query = `select octet_length(d.body) as bytes from channels.delivery d join channels.mail_part p on p.delivery_id = d.id where p.subject = $1`
  return (await the.app.app.database.pool.query<{ bytes: number }>(query, [subject])).rows[0]?.bytes ?? 0
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/.{76}/g, '$&\r\n')
const withFile = (subject: string, name: string, type: string, bytes: Buffer): string =>
  [
    headOf(subject, ['Content-Type: multipart/mixed; boundary=b']),
    '--b\r\nContent-Type: text/plain\r\n\r\nSee the file\r\n',
    `--b\r\nContent-Type: ${type}; name="${name}"\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n`,
    `${base64(bytes)}\r\n--b--\r\n`,
  ].join('\r\n')

/** A picture of 60,000 by 60,000 points that says so, in a few kilobytes. */
function pictureBomb(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const size = Buffer.alloc(4)
    size.writeUInt32BE(data.length)
    return Buffer.concat([size, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(60_000, 0)
  head.writeUInt32BE(60_000, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const data = deflateSync(Buffer.alloc(5_000_000))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
/** What unpacks to a thousand times its size: it is never unpacked. */
function zipBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(50_000_000))
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(50_000_000, 22)
  local.writeUInt16LE(1, 26)
  return Buffer.concat([local, Buffer.from('x'), packed])
}
const deep = Array.from(
  { length: 10_000 },
  (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
).join('')

const hostile: readonly [name: string, raw: (subject: string) => string, shown: RegExp][] = [
  [
    '25 MB of text',
    (subject) => `${headOf(subject)}\r\n${'the line is dead\r\n'.repeat(1_400_000)}`,
    /^the line is dead/,
  ],
  [
    'a file of 15 MB',
    (subject) => withFile(subject, 'log.txt', 'text/plain', Buffer.alloc(15_000_000, 'all lamps red\n')),
    /^See the file/,
  ],
  ['10,000 parts in each other', (subject) => `${headOf(subject).trimEnd()}\r\n${deep}\r\nhi`, /./],
  ['100,000 headers', (subject) => `${'X-A: b\r\n'.repeat(100_000)}${headOf(subject)}\r\nhi`, /^hi/],
  [
    'a packed file that would unpack to 50 MB',
    (subject) => withFile(subject, 'x.zip', 'application/zip', zipBomb()),
    /^See the file/,
  ],
  [
    'a picture of 3,600 million points',
    (subject) => withFile(subject, 'x.png', 'image/png', pictureBomb()),
    /^See the file/,
  ],
  [
    'half a mail',
    (subject) => withFile(subject, 'x.pdf', 'application/pdf', Buffer.alloc(40_000)).slice(0, 20_000),
    /^See the file/,
  ],
]

/** From a thread of its own, as another machine sends: making and pushing the mail is none of our work. */
const sends = (raw: string): Promise<number> =>
  new Promise((done, failed) => {
    const workerData = { port, mail: { envelope, raw } }
    const sender = new Worker(new URL('../../../test/support/post-beside.ts', import.meta.url), { workerData })
    sender.once('message', done).once('error', failed)
  })

test.each(hostile)(
  '%s is a conversation with what could be read, kept raw, and no neighbour feels it',
  async (name, raw, shown) => {
    const subject = `${name} ${++counted}`
    const mail = raw(subject)
    let isThere = false
    const taken = sends(mail).then(async (code) => {
      const found = await comes(subject)
      isThere = true
      return { code, found }
    })
    const beside: number[] = []
    while (!isThere) beside.push(await neighbourTakes())
    const { code, found } = await taken
    expect(code).toBe(250)
    expect(found.messages[0]?.text).toMatch(shown)
    expect(await rawKept(subject)).toBeGreaterThanOrEqual(mail.trimEnd().length)
    expect(medianOf(beside)).toBeLessThan(Math.max(1_000, 4 * Math.max(quiet, await neighbourTakes())))
  },
  120_000,
)

test('a mail of 250 MB is refused when it says so, and when it only comes; the next one is taken', async () => {
  expect(await announced(250_000_000)).toMatch(/^552/)
  expect(await streamed(250_000_000)).toMatch(/^552/)
  expect(await neighbourTakes()).toBeLessThan(Math.max(1_000, 4 * Math.max(quiet, await neighbourTakes())))
}, 60_000)

const talk = (lines: readonly string[]) =>
  new Promise<{ answer: string; socket: ReturnType<typeof createConnection> }>((done, failed) => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    const left = [...lines]
    socket.setEncoding('utf8').on('error', failed)
    socket.on('data', (text: string) => {
      if (/^\d{3}-/.test(text.trimEnd().split('\r\n').at(-1) ?? '')) return
      const next = left.shift()
      if (next === undefined) done({ answer: text, socket })
      else socket.write(`${next}\r\n`)
    })
  })
async function announced(bytes: number): Promise<string> {
  const { answer, socket } = await talk(['EHLO there.example', `MAIL FROM:<anna@there.example> SIZE=${bytes}`])
  socket.destroy()
  return answer
}
async function streamed(bytes: number): Promise<string> {
  const { socket } = await talk([
    'EHLO there.example',
    'MAIL FROM:<anna@there.example>',
    `RCPT TO:<${mallory}>`,
    'DATA',
  ])
  socket.removeAllListeners('data')
  const answer = new Promise<string>((done) => socket.once('data', (text: string) => done(text)))
  const piece = Buffer.alloc(1_000_000, `${'x'.repeat(98)}\r\n`)
  for (let sent = 0; sent < bytes; sent += piece.length) {
    if (!socket.write(piece)) await new Promise((room) => socket.once('drain', room))
  }
  socket.write('\r\n.\r\n')
  const said = await answer
  socket.destroy()
  return said
}

const VECTORS = [
  '<script>window.hit=1</script>',
  '<img src=x onerror="hit()">',
  '<svg onload="hit()"><script>hit()</script></svg>',
  '<svg><animate onbegin=hit() attributeName=x></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=hit()&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit()>',
  '<noscript><p title="</noscript><img src=x onerror=hit()>">',
  '<iframe src="javascript:hit()"></iframe>',
  '<iframe srcdoc="<script>hit()</script>"></iframe>',
  '<object data="javascript:hit()"></object><embed src="javascript:hit()">',
  '<a href="javascript:hit()">x</a>',
  '<a href="&#x6a;avascript:hit()">x</a>',
  '<a href="data:text/html,<script>hit()</script>">x</a>',
  '<a href="java\tscript:hit()">x</a>',
  '<form action="https://evil.example"><input name=q><button formaction="javascript:hit()">x</button></form>',
  '<base href="https://evil.example/">',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import url(https://evil.example/x.css); body{display:none}</style>',
  '<div style="position:fixed;inset:0;background:url(https://evil.example/t.gif)">x</div>',
  '<div style="width:expression(hit())">x</div>',
  '<img src="https://evil.example/t.gif">',
  '<img srcset="https://evil.example/t.gif 2x">',
  '<video poster="https://evil.example/t.gif"><source onerror=hit()></video>',
  '<body onload=hit() background="https://evil.example/t.gif">',
  '<input autofocus onfocus=hit() name=attributes id=getElementById>',
  '<template><script>hit()</script></template><xmp><script>hit()</script></xmp>',
]

test('the 27 kinds of HTML that run or fetch something do neither', async () => {
  expect(VECTORS).toHaveLength(27)
  const subject = `HTML ${++counted}`
  const bodies = VECTORS.map((html, n) => `<p>kind ${n}</p>${html}`).join('\n')
  await post(port, { envelope, raw: `${headOf(subject, ['Content-Type: text/html; charset=utf-8'])}\r\n${bodies}` })
  await comes(subject)
  const { rows } = await the.app.app.database.pool.query<{ html: string }>(
    'select html from channels.mail_part where subject = $1',
    [subject],
  )
  const html = rows[0]?.html ?? ''
  expect(html).toContain('kind 0')
  expect(html).not.toMatch(
    /<(?:script|svg|math|iframe|style|object|embed|form|input|base|meta|link|noscript|template|video|body)\b/i,
  )
  expect(html).not.toMatch(/<[^>]*\s(?:on\w+|srcset|background|poster|srcdoc|formaction)\s*=/i)
  expect(html).not.toMatch(/(?:javascript:|data:text|url\(|expression|position:)/i)
  expect(html).not.toMatch(/<img[^>]*\ssrc="(?!cid:|data:image\/)/i)
})

test('mail to ourselves is kept, answered by nobody, and begins no second round', async () => {
  const subject = `To ourselves ${++counted}`
  const raw = headOf(subject).replace('Anna <anna@there.example>', `Care <${mallory}>`)
  await post(port, { envelope: { from: mallory, to: [mallory] }, raw: `${raw}\r\nHello us` })
  const { row, messages } = await comes(subject)
  expect([row.holder, messages.map(({ by }) => by.kind)]).toEqual(['queue', ['contact']])
})

test('a report that was forged about a mail that is not ours is a message for a person, and keeps no address from mail', async () => {
  const subject = `Undelivered Mail ${++counted}`
  const report = [
    headOf(subject, [
      'Auto-Submitted: auto-replied',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    ]),
    '--b\r\nContent-Type: text/plain\r\n\r\nIt could not be delivered.\r\n',
    '--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.there.example\r\n',
    'Final-Recipient: rfc822; victim@customer.example\r\nAction: failed\r\nStatus: 5.1.1\r\n',
    '--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <guessed@lumo.example>\r\n\r\n--b--\r\n',
  ].join('\r\n')
  await post(port, { envelope: { from: '', to: [`care+b-${'a'.repeat(26)}@lumo.example`] }, raw: report })
  expect((await comes(subject)).row.holder).toBe('queue')
  expect((await the.app.app.database.pool.query('select from channels.suppression')).rowCount).toBe(0)
})

test('what cannot be taken in is parked with its reason after five tries, its bytes are given out, and it can be replayed', async () => {
  const subject = `Poison ${++counted}`
  await the.app.app.database.pool.query('alter table channels.mail_part rename to mail_part_away')
  const raw = `${headOf(subject)}\r\nHello`
  expect((await post(port, { envelope, raw })).code).toBe(250)
  const parked = async () => {
    // Each try waits longer than the one before.
    the.app.clock.advance({ minutes: 20 })
    eva = await the.person({ role: 'advisor', brand: the.lumo })
    return (await the.get(await the.person({ role: 'admin', brand: null }), 'GET /api/v1/parked-deliveries')).items
  }
  await expect.poll(parked, { interval: 200 }).toHaveLength(1)
  await the.app.app.database.pool.query('alter table channels.mail_part_away rename to mail_part')
  const [found] = await parked()
  expect(found).toMatchObject({ channel: 'email', state: 'parked', reason: expect.stringMatching(/42P01|Error/) })
  const admin = await the.person({ role: 'admin', brand: null })
  const params = { id: found?.id ?? '' }
  const bytes = await the.app.fetch(`/api/v1/parked-deliveries/${params.id}/raw`, { session: admin.session })
  expect(bytes.headers.get('content-disposition')).toContain('attachment')
  expect(await bytes.text()).toContain(subject)
  expect((await the.call(eva, 'GET /api/v1/parked-deliveries')).status).toBe(403)
  await the.get(admin, 'PUT /api/v1/parked-deliveries/:id/replay', { params })
  expect((await comes(subject)).messages.map(({ text }) => text)).toEqual(['Hello'])
}, 40_000)
