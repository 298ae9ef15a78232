import { createServer } from 'node:net'
import type { Config } from '#kernel/config'
import { bad, type Finding, ok, warn } from './finding.ts'

/** Is it up? If not, could it listen? */
export async function checkServer({ host, port }: Config): Promise<Finding> {
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  const answer =
    port === 0 ? null : await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(() => null)
  await answer?.body?.cancel()
  if (answer?.ok) return ok('server', `answers at ${url}`)
  if (answer !== null)
    return warn(
      'server',
      `something at ${url} answers ${answer.status} to /readyz`,
      'If it is Switchboard, wait until it has started; if not, choose another PORT.',
    )
  const refusal = await tryListen(host, port)
  if (refusal === null) return ok('server', `not running; ${url} is free`)
  return bad(
    'server',
    `cannot listen on ${url} (${refusal})`,
    'Choose another PORT or HOST, or stop the program that holds it.',
  )
}

function tryListen(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error) => done('code' in error ? String(error.code) : error.message))
    server.listen(port, host, () => server.close(() => done(null)))
  })
}
