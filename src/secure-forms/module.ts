import { type Db, sql, type Tx } from '#kernel/db'
import { type App, redactIn } from '#kernel/registry'
import { repointBy } from '#people'
import { secureFormsApi } from './contract.ts'
import { deliver } from './deliver.ts'
import { endRequest, followWithdrawn } from './end-request.ts'
import { secureFormKind, states } from './live.ts'
import { secureFormOperations } from './routes.ts'
import { linkSetting } from './setting.ts'
import { tellFailed, writeFailed } from './tell-failed.ts'

/** Secure forms: an account, a card or a document goes from the customer to its system, and is seen by nobody on its way. */
export function openSecureForms(app: App): void {
  app.permission('secure-form.manage', 'Define secure forms and the systems that receive what is given')
  app.routes(secureFormsApi, secureFormOperations)
  app.setting(linkSetting)
  app.work('secure-forms.deliver', deliver)
  app.work('secure-forms.end', endRequest)
  app.letter({ kind: 'secure-form-failed', write: writeFailed })
  app.on('secure-form.rejected', 'secure-forms.tell-rejected', tellFailed)
  app.on('secure-form.undelivered', 'secure-forms.tell-undelivered', tellFailed)
  app.on('reply.withdrawn', 'secure-forms.follow-withdrawn', followWithdrawn)
  for (const event of states) app.line(event, { text: `line.${event}`, icon: 'lock', permission: 'conversation.read' })
  app.live(secureFormKind)
  app.sealed({ table: 'secure_forms.value', column: 'sealed', purpose: 'form values', shape: 'text' })
  app.sealed({ table: 'secure_forms.form', column: 'secret', purpose: 'form secrets', shape: 'text' })
  registerPersonal(app)
}

/** Who was asked for what and when; it goes with the contact, and with it what is still on its way. */
function registerPersonal(app: App): void {
  const drop = (column: 'contact_id' | 'conversation_id') => async (tx: Tx, id: string) => {
    await sql`delete from secure_forms.request where ${sql.ref(column)} = ${id}`.execute(tx)
  }
  app.personal({
    table: 'secure_forms.request',
    contactColumn: 'contact_id',
    fields: ['purpose', 'token_hash', 'ending', 'reference'],
    retention: 'with-contact',
    erase: drop('contact_id'),
    forget: drop('conversation_id'),
    redact: redactIn('secure_forms.request', 'conversation_id', { text: ['purpose'] }),
    export: (db: Db, contact) =>
      db
        .selectFrom('secure_forms.request')
        .select([
          'id',
          'conversation_id',
          'purpose',
          'state',
          'asked_at',
          'given_at',
          'ended_at',
          'reference',
          'ending',
        ])
        .where('contact_id', '=', contact as never)
        .execute(),
    repoint: repointBy('secure_forms.request', 'contact_id'),
  })
}
