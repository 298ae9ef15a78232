import type { Config } from '#kernel/config'
import type { Here } from './wanted.ts'

/** Mails come to our own listener only where there is one and the world knows our name. */
export function hereOf({ smtpPort, publicUrl }: Pick<Config, 'smtpPort' | 'publicUrl'>): Here {
  const name = publicUrl === null ? null : new URL(publicUrl).hostname
  return { listener: smtpPort === null ? null : name }
}
