import { type Db, sql, type Tx } from '#kernel/db'
import type { ConversationId } from '#kernel/ids'
import type { App } from '#kernel/registry'
import { repointBy } from '#people'
import { askProof } from './ask-proof.ts'
import { proofsApi } from './contract.ts'
import { expire, followWithdrawn, withdrawProof } from './end-proof.ts'
import { proofKind, states } from './live.ts'
import { writeCode } from './prove.ts'
import { holdsSetting, linkSetting } from './setting.ts'
import { showProof } from './show-proof.ts'

/** Proofs: how sure it is who writes, proved by the customer on their own device. */
export function openProofs(app: App): void {
  const work = { realm: 'staff', scope: 'rows', permission: 'conversation.reply' } as const
  app.routes(proofsApi, {
    'GET /api/v1/conversations/:id/proof': {
      ...work,
      permission: 'conversation.read',
      run: (ctx, { params }) => showProof(ctx, params.id as ConversationId),
    },
    'PUT /api/v1/conversations/:id/proofs/:proof': {
      ...work,
      verb: { name: 'proof.ask', idempotency: 'id' },
      run: (ctx, { params, body }) =>
        askProof(ctx, { id: params.proof, conversation: params.id as ConversationId, level: body.level }),
    },
    'DELETE /api/v1/conversations/:id/proofs/:proof': {
      ...work,
      verb: { name: 'proof.withdraw', idempotency: 'natural' },
      run: (ctx, { params }) => withdrawProof(ctx, { id: params.proof, conversation: params.id as ConversationId }),
    },
  })
  app.setting(linkSetting)
  app.setting(holdsSetting)
  app.letter({ kind: 'proof-code', write: writeCode })
  app.work('proofs.expire', expire)
  app.on('reply.withdrawn', 'proofs.follow-withdrawn', followWithdrawn)
  for (const event of states) app.line(event, { text: `line.${event}`, icon: 'lock', permission: 'conversation.read' })
  app.live(proofKind)
  app.fact({ event: 'proof.proved', fields: { level: 'code' } })
  registerPersonal(app)
}

/** Who was asked what and when; it goes with the contact, its codes with it. */
function registerPersonal(app: App): void {
  const drop = (column: 'contact_id' | 'conversation_id') => async (tx: Tx, id: string) => {
    await sql`delete from proofs.request where ${sql.ref(column)} = ${id}`.execute(tx)
  }
  app.personal({
    table: 'proofs.request',
    contactColumn: 'contact_id',
    fields: ['token_hash'],
    retention: 'with-contact',
    erase: drop('contact_id'),
    forget: drop('conversation_id'),
    export: (db: Db, contact) =>
      db
        .selectFrom('proofs.request')
        .select(['id', 'conversation_id', 'level', 'state', 'asked_at', 'opened_at', 'ended_at', 'until'])
        .where('contact_id', '=', contact as never)
        .execute(),
    repoint: repointBy('proofs.request', 'contact_id'),
  })
}
