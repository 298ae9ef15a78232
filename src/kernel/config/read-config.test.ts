import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, type Env, readConfig } from '#kernel/config'

const dirs: string[] = []
function freshDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'switchboard-config-'))
  dirs.push(dir)
  return dir
}
afterAll(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true })
})

const SECRET = 'canary-canary-canary-canary-canary-1'
const shared = freshDir()
const read = (env: Env) => readConfig({ SWITCHBOARD_DATA: shared, ...env })
function faultsOf(env: Env): ConfigError {
  try {
    read(env)
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('it was accepted')
}

describe('what holds when nothing is set', () => {
  test('loopback, port 4000, embedded database, demo, attachments under data', () => {
    expect(read({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      dataDir: shared,
      databaseUrl: null,
      demo: true,
      publicUrl: null,
      logLevel: 'info',
      blobs: { kind: 'folder', path: join(shared, 'blobs') },
    })
  })
  test('an empty value counts as absent', () => expect(read({ PORT: '', HOST: ' ' }).port).toBe(4000))
})

test.each<[string, Env, object]>([
  ['any free port', { PORT: '0' }, { port: 0 }],
  ['an address of the sixth kind', { HOST: '::1' }, { host: '::1', demo: true }],
  ['the demo goes away where others can reach it', { HOST: '0.0.0.0' }, { demo: false }],
  [
    'the demo goes away behind a proxy',
    { PUBLIC_URL: 'https://care.example.com' },
    { demo: false, publicUrl: 'https://care.example.com' },
  ],
  [
    'proxies in front, which keep the demo away',
    { SWITCHBOARD_TRUSTED_PROXIES: '10.0.0.5, fd00::/8' },
    { demo: false, trustedProxies: ['10.0.0.5', 'fd00::/8'] },
  ],
  ['an empty operator', { SWITCHBOARD_DEMO: '0' }, { demo: false }],
  ['a port for mail', { SWITCHBOARD_SMTP_PORT: '0' }, { smtpPort: 0 }],
  ['no port for mail', {}, { smtpPort: null, dnsServers: [] }],
  ['DNS servers', { SWITCHBOARD_DNS: '10.0.0.53, [fd00::1]:5353' }, { dnsServers: ['10.0.0.53', '[fd00::1]:5353'] }],
  [
    'a server for notices',
    {
      SWITCHBOARD_MAIL_SMTP: 'starttls://mail.example.com',
      SWITCHBOARD_MAIL_USER: 'care',
      SWITCHBOARD_MAIL_PASSWORD: 'canary',
      SWITCHBOARD_MAIL_FROM: 'care@example.com',
    },
    {
      staffMail: {
        host: 'mail.example.com',
        port: 587,
        security: 'starttls',
        user: 'care',
        password: 'canary',
        from: 'care@example.com',
      },
    },
  ],
  [
    'a language model',
    {
      SWITCHBOARD_MODEL_URL: 'http://10.0.0.7:8000/v1/',
      SWITCHBOARD_MODEL_NAME: 'small',
      SWITCHBOARD_MODEL_KEY: 'canary',
    },
    { model: { url: 'http://10.0.0.7:8000/v1', name: 'small', key: 'canary' } },
  ],
  ['no language model', {}, { model: null }],
  ['no server for notices', {}, { staffMail: null, smtpTls: null }],
  ['a slash after the origin', { PUBLIC_URL: 'https://care.example.com/' }, { publicUrl: 'https://care.example.com' }],
  ['plain http on loopback', { PUBLIC_URL: 'http://127.0.0.1:4000' }, { publicUrl: 'http://127.0.0.1:4000' }],
  [
    'a database of its own',
    { DATABASE_URL: 'postgres://u:p@db/care', SWITCHBOARD_SECRET: SECRET },
    { databaseUrl: 'postgres://u:p@db/care' },
  ],
  ['a database behind a socket', { DATABASE_URL: 'postgres:///care?host=/run/pg', SWITCHBOARD_SECRET: SECRET }, {}],
  ['a socket with a password', { DATABASE_URL: 'postgres://u:p@/care?host=%2Frun', SWITCHBOARD_SECRET: SECRET }, {}],
  ['two secrets', { SWITCHBOARD_SECRET: `${SECRET}, ${SECRET}2` }, { secrets: [SECRET, `${SECRET}2`] }],
  ['a folder for attachments', { SWITCHBOARD_BLOBS: '/srv/blobs' }, { blobs: { kind: 'folder', path: '/srv/blobs' } }],
  [
    'a bucket',
    { SWITCHBOARD_BLOBS: 's3://care-files?region=eu-west-3&endpoint=https://s3.example.com' },
    { blobs: { kind: 's3', bucket: 'care-files', endpoint: 'https://s3.example.com', region: 'eu-west-3' } },
  ],
])('takes %s', (_, env, expected) => expect(read(env)).toMatchObject(expected))

test.each<[string, Env, string, RegExp]>([
  ['a word for a port', { PORT: 'http' }, 'PORT', /is "http"\. It must be a whole number/],
  ['a port out of range', { PORT: '65536' }, 'PORT', /0 .* to 65535/],
  ['a model in the clear', { SWITCHBOARD_MODEL_URL: 'http://model.example/v1' }, 'SWITCHBOARD_MODEL_URL', /https/],
  [
    'a model with a key in its address',
    { SWITCHBOARD_MODEL_URL: 'https://a:canary@m.example/v1' },
    'SWITCHBOARD_MODEL_URL',
    /setting of its own/,
  ],
  ['a model without a name', { SWITCHBOARD_MODEL_URL: 'https://m.example/v1' }, 'SWITCHBOARD_MODEL_NAME', /is absent/],
  ['a word for a mail port', { SWITCHBOARD_SMTP_PORT: 'smtp' }, 'SWITCHBOARD_SMTP_PORT', /whole number/],
  ['a name for a DNS server', { SWITCHBOARD_DNS: 'dns.example' }, 'SWITCHBOARD_DNS', /list of addresses/],
  [
    'a server for notices without From',
    { SWITCHBOARD_MAIL_SMTP: 'tls://m.example' },
    'SWITCHBOARD_MAIL_FROM',
    /absent/,
  ],
  [
    'a password in the clear',
    {
      SWITCHBOARD_MAIL_SMTP: 'none://mail.example.com:25',
      SWITCHBOARD_MAIL_USER: 'care',
      SWITCHBOARD_MAIL_FROM: 'care@example.com',
    },
    'SWITCHBOARD_MAIL_SMTP',
    /in the clear/,
  ],
  [
    'a password in an address, which is not repeated',
    { SWITCHBOARD_MAIL_SMTP: 'tls://care:canary@mail.example.com' },
    'SWITCHBOARD_MAIL_SMTP',
    /^(?![\s\S]*canary)[\s\S]*not of that form/,
  ],
  [
    'a port of the database that is none',
    { DATABASE_URL: 'postgres://u:canary@/care?host=/run&port=abc', SWITCHBOARD_SECRET: SECRET },
    'DATABASE_URL',
    /^(?![\s\S]*canary)[\s\S]*names a port that is no number/,
  ],
  ['a port with a sign', { PORT: '-1' }, 'PORT', /whole number/],
  ['a host with a port', { HOST: 'localhost:4000' }, 'HOST', /without a port/],
  ['an address with a number too large', { HOST: '999.1.1.1' }, 'HOST', /address/],
  ['a public address with a path', { PUBLIC_URL: 'https://care.example.com/desk' }, 'PUBLIC_URL', /origin alone/],
  ['a public address without TLS', { PUBLIC_URL: 'http://care.example.com' }, 'PUBLIC_URL', /loopback/],
  [
    'another database',
    { DATABASE_URL: 'mysql://u:p@db/care', SWITCHBOARD_SECRET: SECRET },
    'DATABASE_URL',
    /begins with mysql/,
  ],
  [
    'a database address without a database',
    { DATABASE_URL: 'postgres://u:p@db', SWITCHBOARD_SECRET: SECRET },
    'DATABASE_URL',
    /names no database/,
  ],
  ['a database without a secret', { DATABASE_URL: 'postgres://u:p@db/care' }, 'SWITCHBOARD_SECRET', /is missing/],
  ['a short secret', { SWITCHBOARD_SECRET: 'short' }, 'SWITCHBOARD_SECRET', /is too short/],
  ['a short second secret', { SWITCHBOARD_SECRET: `${SECRET},x` }, 'SWITCHBOARD_SECRET', /entry 2 of 2/],
  ['a demo in between', { SWITCHBOARD_DEMO: 'yes' }, 'SWITCHBOARD_DEMO', /1 or 0/],
  ['a demo for everybody', { SWITCHBOARD_DEMO: '1', HOST: '0.0.0.0' }, 'SWITCHBOARD_DEMO', /lets anybody sign in/],
  ['a level nobody knows', { LOG_LEVEL: 'verbose' }, 'LOG_LEVEL', /one of debug, info/],
  ['attachments on the web', { SWITCHBOARD_BLOBS: 'https://files.example' }, 'SWITCHBOARD_BLOBS', /folder, or s3/],
  ['a bucket without a name', { SWITCHBOARD_BLOBS: 's3://?region=x' }, 'SWITCHBOARD_BLOBS', /names no bucket/],
  ['a misspelt part of a bucket', { SWITCHBOARD_BLOBS: 's3://care-files?regoin=x' }, 'SWITCHBOARD_BLOBS', /regoin/],
  ['a misspelt name', { SWITCHBOARD_DATABASE: 'x' }, 'SWITCHBOARD_DATABASE', /is no setting/],
])('refuses %s', (_, env, setting, message) => {
  const error = faultsOf(env)
  expect(error.faults.map((fault) => fault.setting)).toEqual([setting])
  expect(error.message).toMatch(message)
})

test('lists every fault at once', () => {
  const { faults, message } = faultsOf({ PORT: 'x', HOST: 'a b', LOG_LEVEL: 'loud', SWITCHBOARD_DEMO: '2' })
  expect(faults).toHaveLength(4)
  expect(message).toContain('4 settings are wrong')
})

test.each<[string, Env]>([
  ['secret', { SWITCHBOARD_SECRET: 'canary' }],
  ['password of the database', { DATABASE_URL: 'http://u:canary@db/care' }],
  ['broken database address', { DATABASE_URL: 'u:canary@db' }],
  ['password in a public address', { PUBLIC_URL: 'https://u:canary@care.example.com' }],
  ['key of a bucket', { SWITCHBOARD_BLOBS: 's3://key:canary@care-files' }],
])('never repeats a %s', (_, env) => expect(faultsOf(env).message).not.toContain('canary'))

describe('the secret it makes', () => {
  test('is made once, for its owner only', () => {
    const dir = freshDir()
    const [first] = readConfig({ SWITCHBOARD_DATA: dir }).secrets
    expect(first).toMatch(/^[\w-]{64}$/)
    expect(readConfig({ SWITCHBOARD_DATA: dir }).secrets).toEqual([first])
    expect(statSync(join(dir, 'secret')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(dir, 'secret'), 'utf8').trim()).toBe(first)
  })
  test('is refused when somebody cut it short', () => {
    const dir = freshDir()
    writeFileSync(join(dir, 'secret'), 'cut')
    expect(faultsOf({ SWITCHBOARD_DATA: dir }).message).toContain('backup')
  })
  test('says so when the folder cannot be used', () => {
    const file = join(freshDir(), 'file')
    writeFileSync(file, '')
    expect(faultsOf({ SWITCHBOARD_DATA: file }).faults[0]?.setting).toBe('SWITCHBOARD_DATA')
  })
})
