import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openChannels } from '#channels'
import { openConversations } from '#conversations'
import { newId } from '#kernel/ids'
import { openPeople } from '#people'
import { openRouting } from '#routing'
import { everyModule } from '../../src/modules.ts'
import { type Care, care } from './care.ts'
import { openMailroom } from './mailroom.ts'

export const SECRET = 'a secret of this shop and of nobody else'

/** An operator at work: chats, mails with files, sealed secrets, somebody who was erased. */
export interface Shop extends AsyncDisposable {
  the: Care
  url: string
  /** The folder of its attachments. */
  blobs: string
  /** What the command line is told. */
  env: Record<string, string>
  /** The conversation of a mail that brought a file. */
  mail: string
  /** A place in its log, as a window knows it. */
  live: string
}

/** In the cast already. */
const known: readonly unknown[] = [openPeople, openConversations, openChannels, openRouting]

export async function openShop(): Promise<Shop> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-shop-'))
  const blobs = join(dataDir, 'blobs')
  const config = { smtpPort: 0, secrets: [SECRET], dataDir, blobs: { kind: 'folder', path: blobs } } as const
  const modules = everyModule.filter((open) => !known.includes(open))
  const the = await care({ modules, start: { config, limitRates: false } })
  const room = await openMailroom(the)
  const mail = await fill(the, room)
  const { live } = await the.get(the.admin, 'GET /api/v1/inbox', { query: { view: 'all', order: 'newest' } })
  const url = the.app.app.config.databaseUrl ?? ''
  return {
    the,
    url,
    blobs,
    env: { SWITCHBOARD_DATA: dataDir, DATABASE_URL: url, SWITCHBOARD_SECRET: SECRET, SWITCHBOARD_DEMO: '0', PORT: '0' },
    mail,
    live,
    async [Symbol.asyncDispose]() {
      await room[Symbol.asyncDispose]()
      await the.app.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Answers the conversation of the mail. */
async function fill(the: Care, room: Awaited<ReturnType<typeof openMailroom>>): Promise<string> {
  const account = {
    id: newId(),
    brand: the.lumo,
    channel: 'custom',
    name: 'Box',
    settings: { url: 'http://127.0.0.1:9' },
  }
  const secrets = [{ name: 'signing', value: 'whsec of the shop' }]
  await the.get(the.admin, 'POST /api/v1/accounts', { body: { ...account, secrets, allow: ['127.0.0.1:9'] } })
  const domain = { id: newId(), brand: the.lumo, domain: 'lumo.example', returnHost: null, sentBy: null }
  await the.get(the.admin, 'POST /api/v1/sending-domains', { body: domain })
  // Its answer holds a token, so it is kept sealed to be given again.
  const key = { name: 'a program', role: 'admin', brand: null }
  const headers = { 'idempotency-key': newId() }
  await the.app.fetch('/api/v1/keys', { json: key, session: the.admin.session, headers })
  const visitors = await Promise.all(
    ['Bonjour\tà tous\\n', 'Line one\nline two', 'Allô'].map((text) => the.visitor(text)),
  )
  for (const visitor of visitors) await visitor.writes('and one more 🙂')
  await the.settle()
  await the.reply(room.eva, visitors[0]?.id ?? '', 'Bonjour, je regarde')
  const attachments = [{ filename: 'log.txt', content: 'all lamps red' }]
  await room.write('No line', 'The lamps are red', { attachments })
  await room.leave()
  const erased = await the.contact('erased@customer.example', 'Somebody Erased')
  await the.get(the.admin, 'DELETE /api/v1/contacts/:id', { params: { id: erased } })
  await the.settle()
  return room.find('No line')
}
