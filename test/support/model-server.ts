import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Model } from '#kernel/config'

export interface Asked {
  authorization: string | undefined
  model: string
  task: string
  text: string
}

/** Somebody's language model on loopback, by the protocol of such servers: it answers what a test says, and keeps what it was asked. */
export interface ModelServer extends AsyncDisposable {
  model: Model
  asked: Asked[]
  /** What it says to a text; a number is a status it answers instead, null an answer that is none. */
  say: (text: string) => string | number | null
}

export async function openModelServer(): Promise<ModelServer> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request)) as { model: string; messages: { role: string; content: string }[] }
    const said = (role: string) => body.messages.find((one) => one.role === role)?.content ?? ''
    const { authorization } = request.headers
    asked.push({ authorization, model: body.model, task: said('system'), text: said('user') })
    answer(response, request.url === '/v1/chat/completions' ? the.say(said('user')) : 404)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const the: ModelServer = {
    model: { url: `http://127.0.0.1:${port}/v1`, name: 'small', key: 'a key of the tests' },
    asked,
    say: (words) => `[${words}]`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return the
}

function answer(response: ServerResponse, said: string | number | null): void {
  if (typeof said === 'number') return void response.writeHead(said).end('{"error":{"message":"no"}}')
  const message = { role: 'assistant', content: said }
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(
    said === null ? '{"choices":' : JSON.stringify({ object: 'chat.completion', choices: [{ index: 0, message }] }),
  )
}
