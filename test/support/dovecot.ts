import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'

const BIN = '/usr/sbin/dovecot'
export const dovecotIsHere = (): boolean => process.getuid?.() === 0 && existsSync(BIN)

export interface Dovecot extends AsyncDisposable {
  port: number
  password: string
  /** Puts a mail into somebody's mailbox, as a server that delivers does. */
  append(user: string, raw: string): Promise<void>
  /** Its index is lost: the same mails get other numbers. */
  loseIndex(user: string): Promise<void>
  /** The newest mail's file cannot be read any more, or all can again. */
  hide(user: string, hidden: boolean): void
  stop(): Promise<void>
  start(): Promise<void>
}

/** Debian's Dovecot with mailboxes for whoever knows the password, on a folder and a port of its own. */
export async function openDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-dovecot-'))
  chmodSync(folder, 0o755)
  const [port, password] = [await freePort(), 'of-this-test-alone']
  const config = join(folder, 'dovecot.conf')
  mkdirSync(join(folder, 'mail'), { mode: 0o777 })
  chmodSync(join(folder, 'mail'), 0o777)
  writeFileSync(config, configOf(folder, port, password))
  let server: ChildProcess
  const start = async () => {
    server = spawn(BIN, ['-F', '-c', config], { stdio: 'ignore', detached: true })
    await untilGreeted(port, password)
  }
  const stop = async () => {
    const ended = once(server, 'exit')
    // Its whole group: asked kindly it waits ten seconds for those who are connected.
    if (server.pid !== undefined) process.kill(-server.pid, 'SIGKILL')
    await ended
  }
  await start()
  return {
    port,
    password,
    start,
    stop,
    append: (user, raw) =>
      asUser({ port, user, password }, async (client) => {
        await client.append('INBOX', raw)
      }),
    loseIndex: async (user) => {
      const box = join(folder, 'mail', user, 'mail')

      for (const name of readdirSync(box)) if (name.startsWith('dovecot')) rmSync(join(box, name), { recursive: true })
    },
    hide: (user, hidden) => {
      const files = ['new', 'cur'].flatMap((name) => {
        const box = join(folder, 'mail', user, 'mail', name)
        return readdirSync(box).map((file) => join(box, file))
      })
      for (const file of hidden ? files.toSorted().slice(-1) : files) chmodSync(file, hidden ? 0o000 : 0o600)
    },
    async [Symbol.asyncDispose]() {
      await stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function asUser(
  { port, user, password }: { port: number; user: string; password: string },
  work: (client: ImapFlow) => Promise<void>,
): Promise<void> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: password },
    logger: false,
  })
  await client.connect()
  await work(client)
  await client.logout()
}

function configOf(folder: string, port: number, password: string): string {
  return `
protocols = imap
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 0
mail_location = maildir:${folder}/mail/%u/mail
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Until somebody can sign in. */
async function untilGreeted(port: number, password: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: false,
      auth: { user: 'nobody', pass: password },
      logger: false,
    })
    client.on('error', () => {})
    const greeted = await client.connect().then(
      () => true,
      () => false,
    )
    client.close()
    if (greeted) return
    if (tries === 100) throw new Error('Dovecot did not become ready')
    await new Promise((done) => setTimeout(done, 100))
  }
}
