import { existsSync } from 'node:fs'
import { install, mayInstall } from './debian.ts'

const BIN = '/usr/sbin/dovecot'

/** Debian's IMAP server, installed when it may be; the tests start it on folders and ports of their own. */
export const haveDovecot = async (): Promise<boolean> =>
  mayInstall() && (existsSync(BIN) || (await install('dovecot-imapd')))
