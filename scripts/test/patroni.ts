import { existsSync } from 'node:fs'
import { install, mayInstall, mayInstallMuch, onPath } from './debian.ts'
import { BIN } from './postgres-15.ts'

const PACKAGES = ['patroni', 'etcd-server', 'haproxy', 'postgresql-15']
export const PROGRAMS = ['patroni', 'etcd', 'haproxy'] as const

const isThere = (): boolean => PROGRAMS.every((name) => program(name) !== null) && existsSync(BIN)

/** Debian keeps some where only root looks. */
export const program = (name: string): string | null =>
  onPath(name) ?? [`/usr/sbin/${name}`].find((path) => existsSync(path)) ?? null

/** Debian's cluster of PostgreSQL, installed when it may be. Its servers run as another user, so only root can start them. */
export const havePatroni = async (): Promise<boolean> =>
  mayInstall() && (isThere() || (mayInstallMuch() && (await install(...PACKAGES)) && isThere()))
