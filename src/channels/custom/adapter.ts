import { Type } from 'typebox'
import type { ChannelAdapter } from '../port/adapter.ts'
import { filesOf, parse } from './parse.ts'
import { type Settings, send } from './send.ts'
import { verifySignature } from './signature.ts'

const MOST_FILE_BYTES = 3_000_000

/**
 * A channel of the operator's own: any system that can sign a POST may bring its customers here and take the answers.
 * Signed both ways as Standard Webhooks are.
 */
export const customChannel: ChannelAdapter = {
  channel: 'custom',
  capabilities: {
    ingest: ['push'],
    receipts: ['sent', 'delivered', 'read', 'failed'],
    text: { max: 100_000, format: 'plain' },
    idempotent: true,
    retryFor: Temporal.Duration.from({ hours: 24 }),
  },
  settings: Type.Object(
    {
      url: Type.String({ format: 'uri', pattern: '^https?://', maxLength: 500 }),
      /** How the first answer names the case: in words under the text, as short as a text message, or by the receiver itself. */
      caseLine: Type.Optional(Type.Enum(['words', 'short', 'own'])),
    },
    { additionalProperties: false },
  ),
  secrets: ['signing', 'signingBefore'],
  verify: (delivery, { secrets }, now) =>
    verifySignature(delivery, [secrets.signing ?? '', secrets.signingBefore ?? ''], now),
  deliveryKey: ({ headers }) => headers['webhook-id'] ?? null,
  parse: async (delivery) => parse(delivery),
  files: filesOf,
  plan: ({ text, attachments }) =>
    attachments.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_FILE_BYTES
      ? { ok: false, reason: 'media-refused' }
      : { ok: true, steps: [{ text, attachments }] },
  caseLine: ({ settings }) => (settings as Settings).caseLine ?? 'words',
  send,
  // Whether it answers is seen by the next reply; asking it with a message would make one.
  health: async ({ secrets }) => (secrets.signing ? null : { state: 'needs-reauth', detail: 'no-signing-secret' }),
}
