import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { csp } from './headers.ts'

const DIST = join(import.meta.dirname, '../../../dist')
/** Vite puts the content's hash into these names, so they never change. */
const isHashed = (path: string): boolean => /[/\\]assets[/\\](?!pdf[/\\])/.test(path)
const isWorker = (path: string): boolean => /\.worker[^/\\]*\.m?js$/.test(path)

/** The built surfaces that are plain files: the console (any path of it is the same page) and the widget. */
export async function serveStatic(fastify: FastifyInstance, dist = DIST): Promise<void> {
  await fastify.register(fastifyStatic, { root: dist, serve: false, cacheControl: false })
  serveConsole(fastify, join(dist, 'console'))
  serveWidget(fastify, dist)
}

function serveConsole(fastify: FastifyInstance, root: string): void {
  if (!existsSync(join(root, 'index.html'))) return
  const page = readFileSync(join(root, 'index.html'), 'utf8')
  fastify.get('/console', (_request, reply) => reply.redirect('/console/', 308))
  fastify.get<{ Params: { '*': string } }>('/console/*', async (request, reply) => {
    const path = request.params['*']
    if (isFile(path) && isWorker(path)) reply.header('content-security-policy', csp('worker'))
    if (isFile(path))
      return reply
        .header('cache-control', isHashed(`/${path}`) ? 'public, max-age=31536000, immutable' : 'no-cache')
        .sendFile(path, root)
    const answer = reply.header('content-security-policy', csp('console')).header('cache-control', 'no-store')
    return answer.header('content-type', 'text/html; charset=utf-8').send(page)
  })
}

/** The loader is asked for by every page of every brand; the frame's own page is a surface's. */
function serveWidget(fastify: FastifyInstance, dist: string): void {
  const root = join(dist, 'widget')
  if (!existsSync(root)) return
  if (existsSync(join(root, 'widget.js'))) {
    fastify.get('/widget.js', async (_request, reply) => {
      const answer = reply
        .header('cache-control', 'public, max-age=300')
        .header('cross-origin-resource-policy', 'cross-origin')
      return answer.sendFile('widget.js', root)
    })
  }
  fastify.get<{ Params: { '*': string } }>('/widget/*', async (request, reply) => {
    const path = request.params['*']
    return reply
      .header('cache-control', isHashed(`/${path}`) ? 'public, max-age=31536000, immutable' : 'no-cache')
      .sendFile(path, root)
  })
}

const isFile = (path: string): boolean => /\.[a-z0-9]{1,8}$/i.test(path)
