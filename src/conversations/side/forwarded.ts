import { sql, type Tx } from '#kernel/db'
import { Problem } from '#kernel/errors'
import type { MessageId } from '#kernel/ids'
import type { Row } from '../lock-row.ts'

/** The line above what is passed on, as mail programs write it. */
const HEAD: Readonly<Record<string, string>> = {
  en: 'Forwarded message',
  fr: 'Message transféré',
  nl: 'Doorgestuurd bericht',
  es: 'Mensaje reenviado',
  pl: 'Wiadomość przekazana',
  ro: 'Mesaj redirecționat',
  ar: 'رسالة معاد توجيهها',
}
const MOST = 60_000

interface Said {
  id: string
  by: string
  at: Date
  text: string
}

/** Chosen messages as text, oldest first, each with who said it and when. Notes are nobody's to pass on. */
export async function forwarded(tx: Tx, row: Row, messages: readonly MessageId[]): Promise<string> {
  if (messages.length === 0) return ''
  const { rows } = await sql<Said>`
    select m.id, case when m.by_kind = 'contact' then ${row.contact_name} else coalesce(m.by_name, '') end as by, m.at, m.text
    from conversations.message m
    where m.conversation_id = ${row.conversation_id} and m.id = any(${[...messages]}::uuid[]) and m.visibility <> 'note'
      and m.deleted_at is null and m.delivery is distinct from 'withdrawn' order by m.seq`.execute(tx)
  if (rows.length < new Set(messages).size)
    throw new Problem('invalid_input', 'A chosen message is not there to be passed on. Nothing was sent.', {
      faults: [{ pointer: '/include', detail: 'not found' }],
    })
  const lang = row.lang !== null && row.lang in HEAD ? row.lang : 'en'
  const time = new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  const parts = rows.map(({ by, at, text }) => `${by === '' ? '…' : by}, ${time.format(at)} UTC:\n\n${text}`)
  return [`---------- ${HEAD[lang]} ----------`, ...parts].join('\n\n').slice(0, MOST).toWellFormed()
}
