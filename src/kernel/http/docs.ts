import { randomBytes } from 'node:crypto'
import Fastify, { type FastifyInstance } from 'fastify'
import { codes } from '#kernel/errors'
import type { App } from '#kernel/registry'
import { csp } from './headers.ts'
import { openApi } from './openapi.ts'

/** The API's description at /openapi.json, and readable at /docs; everything comes from this host. */
export function serveDocs(fastify: FastifyInstance, app: App): void {
  let script: Promise<string> | undefined
  fastify.get('/openapi.json', async (request, reply) => {
    const text = JSON.stringify(
      openApi(app.registered, app.config.publicUrl ?? `${request.protocol}://${request.host}`),
    )
    return reply
      .header('content-type', 'application/json; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(text)
  })
  fastify.get('/docs', async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64')
    return reply
      .header('content-security-policy', csp('docs', { nonce }))
      .header('content-type', 'text/html; charset=utf-8')
      .send(page(nonce))
  })
  fastify.get('/docs/errors', async (_request, reply) =>
    reply
      .header('content-security-policy', csp('docs', { nonce: randomBytes(16).toString('base64') }))
      .header('content-type', 'text/html; charset=utf-8')
      .send(errorsPage),
  )
  fastify.get('/docs/reader.js', async (_request, reply) => {
    script ??= readerScript()
    return reply
      .header('content-type', 'text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(await script)
  })
}

/** The reader is 4 MB inside its plug-in: it is unpacked when somebody opens the page, not at each start. */
async function readerScript(): Promise<string> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const unpacker = Fastify()
  await unpacker.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } })
  const { body } = await unpacker.inject('/docs/js/scalar.js')
  await unpacker.close()
  return body
}

const page = (nonce: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Switchboard API</title>
<meta property="csp-nonce" content="${nonce}"></head>
<body><noscript>The description itself is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<main id="docs"></main>
<script nonce="${nonce}" src="/docs/reader.js"></script>
<script nonce="${nonce}">Scalar.createApiReference('#docs', { url: '/openapi.json', withDefaultFonts: false, telemetry: false, agent: { disabled: true }, mcp: { disabled: true }, hideClientButton: true, showDeveloperTools: 'never' })</script>
</body></html>`

/** What the `type` of a problem leads to: the closed list of codes. */
const errorsPage = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Switchboard: error codes</title></head>
<body><main><h1>Error codes</h1>
<p>Each problem carries one of these codes, an HTTP status, and a sentence that says what happened and what to do.</p>
<dl>
${Object.entries(codes)
  .map(([code, status]) => `<dt id="${code}"><code>${code}</code></dt><dd>${status}</dd>`)
  .join('\n')}
</dl></main></body></html>`
