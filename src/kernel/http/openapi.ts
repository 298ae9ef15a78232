import { codes } from '#kernel/errors'
import type { AnyRoute, Registered } from '#kernel/registry'
import { DEFAULT_BODY, DEFAULT_RATE } from './limits.ts'
import { splitKey } from './path-map.ts'

type Json = Record<string, unknown>

/** The API's description (OpenAPI 3.1), from the same shapes that requests are checked with. */
export function openApi(registered: Registered, serverUrl: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of registered.routes.values()) {
    const { method, path } = splitKey(route.key)
    const address = path.replaceAll(/:([A-Za-z]+)/g, '{$1}')
    paths[address] = { ...paths[address], [method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Switchboard',
      version: '1',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    paths,
    components: { securitySchemes, responses: { Problem: problemResponse }, schemas: { Problem: problemSchema } },
  }
}

const INTRODUCTION = `Lists are keyset pages: \`limit\` and \`after\`; the answer's \`next\` is the following page's \`after\`.
Errors are \`application/problem+json\` with a stable \`code\`: ${Object.keys(codes).join(', ')}.
What is unknown and what is not yours look the same: 404. Unknown fields are refused.
Each operation's \`x-limits\` says how often one caller may ask in a minute and how many bytes it takes; over it the answers are 429 and 413.
One address may ask 3,000 times a minute; \`maxLength\` counts code points; whole numbers are at most 2147483647 unless said.`

const securitySchemes = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-sb',
    description: 'A person’s session. Writes need an Origin header of this site. On plain http the cookie is sb_staff.',
  },
  key: { type: 'http', scheme: 'bearer', description: 'A key of a program, made by an administrator: sbk_…' },
  visitor: { type: 'http', scheme: 'bearer', description: 'A visitor’s token for one conversation: sbv_…' },
}
const schemesOf = { staff: ['session', 'key'], visitor: ['visitor'], any: ['session', 'key', 'visitor'] } as const

function operationOf({ key, shape, operation }: AnyRoute): Json {
  const { verb, permission, scope, realm, upload, bodyLimit, rate } = operation
  const isPublic = typeof scope === 'object'
  const parameters = [
    ...parametersOf('path', shape.params),
    ...parametersOf('query', shape.query),
    ...idempotencyHeader(verb?.idempotency),
  ]
  return {
    operationId: verb?.name ?? operationId(key),
    summary: shape.summary,
    ...(shape.description !== undefined && { description: shape.description }),
    tags: [key.split('/')[3] ?? 'kernel'],
    ...(permission !== null && { 'x-permission': permission }),
    'x-limits': {
      requestsPerMinute: rate ?? DEFAULT_RATE,
      ...((upload || shape.body) && { bytes: upload?.maxBytes ?? bodyLimit ?? DEFAULT_BODY }),
    },
    security: isPublic ? [] : schemesOf[realm].map((name) => ({ [name]: [] })),
    ...(parameters.length > 0 && { parameters }),
    ...bodyOf(shape.body, operation.upload !== undefined),
    responses: { ...successOf(shape.answer), default: { $ref: '#/components/responses/Problem' } },
  }
}

const operationId = (key: string): string =>
  key
    .replace('/api/v1/', '')
    .replaceAll(/[^A-Za-z]+/g, '-')
    .replace(/-$/, '')
    .toLowerCase()

function parametersOf(where: 'path' | 'query', schema: AnyRoute['shape']['params']): Json[] {
  const required = new Set(schema?.required ?? [])
  return Object.entries(schema?.properties ?? {}).map(([name, part]) => ({
    name,
    in: where,
    required: where === 'path' || required.has(name),
    schema: part,
  }))
}

const idempotencyHeader = (kind: string | undefined): Json[] =>
  kind === 'key'
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: true,
          schema: { type: 'string', minLength: 8, maxLength: 64 },
          description: 'Made by the client; the same key gives the same answer for 24 h.',
        },
      ]
    : []

function bodyOf(schema: unknown, upload: boolean): Json {
  if (upload) {
    const form = {
      type: 'object',
      required: ['file'],
      properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
    }
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema: form } } } }
  }
  return schema === undefined ? {} : { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

const successOf = (schema: unknown): Json =>
  schema === undefined
    ? { '204': { description: 'Done.' } }
    : { '200': { description: 'The answer.', content: { 'application/json': { schema } } } }

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'instance'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(codes) },
    detail: { type: 'string', description: 'What happened, what was kept, what to do.' },
    instance: { type: 'string', description: 'The request’s id, as in the log.' },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}
const problemResponse = {
  description: 'A refusal or a failure.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}
