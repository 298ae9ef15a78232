// The least that can answer a list over HTTP: node:http and JSON.stringify. What `startBare` forks.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { items } from './list-module.ts'

const server = createServer((_request, response) => {
  const body = JSON.stringify({ items })
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
})
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ url: `http://127.0.0.1:${port}` })
})
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send?.({ cpu: user + system })
})
process.on('disconnect', () => process.exit())
