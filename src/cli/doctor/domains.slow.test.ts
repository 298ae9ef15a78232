import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '#kernel/config'
import { newId } from '#kernel/ids'
import { freshDatabase } from '../../../test/support/database.ts'
import { type NameServer, openNameServer } from '../../../test/support/dns.ts'
import { openPostOffice } from '../../../test/support/post-office.ts'
import { scratchDir } from '../../../test/support/scratch-data.ts'
import { openHere } from '../open-here.ts'
import { runCommand } from '../run-command.ts'

const dataDir = scratchDir()
let database: Awaited<ReturnType<typeof freshDatabase>>
let dns: NameServer
beforeAll(async () => {
  dns = await openNameServer()
  database = await freshDatabase()
  await using here = await openHere(readConfig(env()))
  const id = newId()
  await here.database.pool.query(
    `insert into channels.sending_domain (id, brand_id, domain, sent_by, created_at) values ($1, $2, 'lumo.example', 'mx', now())`,
    [id, newId()],
  )
  await here.database.pool.query(
    `insert into channels.dkim_key (domain_id, selector, public_key, made_at) values ($1, 's1', 'MIIB', now())`,
    [id],
  )
})
afterAll(async () => {
  await database.drop()
  await dns[Symbol.asyncDispose]()
  rmSync(dataDir, { recursive: true })
})
const env = () => ({
  SWITCHBOARD_DATA: dataDir,
  DATABASE_URL: database.url,
  SWITCHBOARD_SECRET: 'a secret of the tests never used elsewhere',
  SWITCHBOARD_DNS: dns.address,
  PORT: '0',
})

const doctor = async (more: Record<string, string> = {}, about = 'mail domain') => {
  const out: string[] = []
  const code = await runCommand(['doctor'], {
    env: { ...env(), ...more },
    out: (line) => out.push(line),
    err: () => {},
  })
  return { code, out: out.filter((line) => line.includes(about)).join('\n') }
}

test('says of each record of a sending domain what to set', async () => {
  dns.zone.set('lumo.example TXT', ['v=spf1 include:spf.shop.example -all'])
  const { code, out } = await doctor()
  expect(out).toMatch(
    /bad +mail domain +lumo\.example: DKIM record at s1\._domainkey\.lumo\.example is missing\n +→ Set TXT s1\._domainkey\.lumo\.example to: v=DKIM1; k=rsa; p=MIIB/,
  )
  expect(out).toMatch(
    /SPF record at lumo\.example is wrong \(found "v=spf1 include:spf\.shop\.example -all"\)\n +→ Set TXT lumo\.example to: v=spf1 include:spf\.shop\.example mx -all/,
  )
  expect(out).toMatch(/DMARC record at _dmarc\.lumo\.example is missing/)
  expect(code).toBe(1)
})

test('and that all is well when they are there', async () => {
  dns.zone.set('lumo.example TXT', ['v=spf1 mx -all'])
  dns.zone.set('s1._domainkey.lumo.example TXT', ['v=DKIM1; k=rsa; p=MIIB'])
  dns.zone.set('_dmarc.lumo.example TXT', ['v=DMARC1; p=none'])
  expect(await doctor()).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^ok +mail domain +lumo\.example: all 3 records are there$/),
  })
})

test('whether the mail server of notices takes us, and what to look at', async () => {
  await using office = await openPostOffice()
  const settings = { SWITCHBOARD_MAIL_SMTP: `none://${office.host}`, SWITCHBOARD_MAIL_FROM: 'notices@operator.example' }
  expect((await doctor(settings, 'notices')).out).toMatch(/^ok +notices +the mail server 127\.0\.0\.1:\d+ takes us$/)
  const wrong = { ...settings, SWITCHBOARD_MAIL_SMTP: `starttls://${office.host}` }
  expect((await doctor(wrong, 'notices')).out).toMatch(/^bad +notices .*\(etls\)\n +→ Check SWITCHBOARD_MAIL_USER/)
  const away = { ...settings, SWITCHBOARD_MAIL_SMTP: 'none://127.0.0.1:9' }
  expect((await doctor(away, 'notices')).out).toMatch(/^bad +notices .*does not \(/)
})
