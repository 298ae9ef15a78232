// What `startAppProcess` forks: the product as it is started for an operator, but without limits of rate, whose callers are people.
// BENCH_MODULES=list serves one list from memory instead of the product's modules.
import { mailPort } from '#channels'
import { readConfig } from '#kernel/config'
import { openLog } from '#kernel/log'
import { buildApp } from '../../src/app.ts'
import { openList } from './list-module.ts'

const { BENCH_MODULES, ...env } = process.env
const only = BENCH_MODULES === 'list' ? { modules: [openList] } : {}
const running = await buildApp(readConfig(env), { log: openLog('error'), limitRates: false, ...only })
const bodies = new Map<string, string>()
// The constant: a body that is there already, through the same server, hooks and headers.
running.fastify.get<{ Params: { bytes: string } }>('/bench/constant/:bytes', (request, reply) => {
  const { bytes } = request.params
  const body = bodies.get(bytes) ?? 'x'.repeat(Number(bytes))
  bodies.set(bytes, body)
  return reply.type('text/html; charset=utf-8').send(body)
})
const url = await running.listen()
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system })
})
process.on('disconnect', async () => {
  await running.stop()
  process.exit()
})
process.send?.({ url, mailPort: mailPort(running.app) })
