import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '#kernel/config'
import { cookieName } from '#kernel/http'

const isSecure = ({ publicUrl }: Config): boolean => publicUrl?.startsWith('https://') ?? false
const deviceName = (config: Config): string => (isSecure(config) ? '__Host-sb-device' : 'sb_device')

/** Out of reach for scripts, sent only to this host, never from another site's form. */
const kept = (config: Config, expires: Date) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config), expires }) as const

const DEVICE_DAYS = 180

export function setSession(reply: FastifyReply, config: Config, session: { token: string; expiresAt: Date }): void {
  reply.setCookie(cookieName(config.publicUrl), session.token, kept(config, session.expiresAt))
}

export function setDevice(reply: FastifyReply, config: Config, token: string, now: Date): void {
  reply.setCookie(deviceName(config), token, kept(config, new Date(now.getTime() + DEVICE_DAYS * 86_400_000)))
}

export const deviceToken = (request: FastifyRequest, config: Config): string | null =>
  request.cookies[deviceName(config)] ?? null

export function clearSession(reply: FastifyReply, config: Config): void {
  reply.clearCookie(cookieName(config.publicUrl), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(config),
  })
}
