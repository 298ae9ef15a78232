import { sql } from '#kernel/db'

/** PostgreSQL builds the JSON that goes to the browser: rows are many, and decoding them in Node costs more than the query. */
const time = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** `r` is conversations.inbox_row; the shape is InboxRow of the contract. */
export const rowJson = sql.raw(`json_build_object(
  'id', r.conversation_id, 'rev', r.rev, 'brand', r.brand_id, 'reference', r.reference, 'channel', r.channel, 'visibility', r.visibility,
  'subject', r.subject, 'contact', json_build_object('id', r.contact_id, 'name', r.contact_name), 'lang', r.lang,
  'status', r.status, 'priority', r.priority, 'holder', r.holder, 'queue', r.queue_id,
  'assignee', case when r.assignee_id is not null then json_build_object('id', r.assignee_id, 'name', coalesce(r.assignee_name, '')) end,
  'team', r.team_id, 'labels', to_json(r.labels), 'lastText', r.last_text, 'lastBy', r.last_by, 'lastAt', ${time('r.last_at')},
  'lastSeq', r.last_seq, 'lastContactSeq', r.last_contact_seq, 'waitingSince', ${time('r.waiting_since')},
  'due', case when r.due_at is not null then json_build_object('at', ${time('r.due_at')}, 'kind', r.due_kind) end,
  'snoozedUntil', ${time('r.snoozed_until')}, 'disposition', r.disposition_id, 'csat', r.csat, 'vip', r.vip,
  'createdAt', ${time('r.created_at')}, 'solvedAt', ${time('r.solved_at')})`)

const attachmentsJson = `coalesce((
  select json_agg(json_build_object('id', a.id, 'name', a.name, 'mime', a.mime, 'bytes', a.bytes, 'width', a.width, 'height', a.height,
    'href', '/api/v1/attachments/' || a.id) order by a.place, a.created_at, a.id)
  from conversations.attachment a where m.attachments > 0 and a.conversation_id = m.conversation_id and a.message_id = m.id), '[]'::json)`

const gone = `(m.deleted_at is not null or m.delivery = 'withdrawn')`

/** `m` is conversations.message, `r` its inbox row; the shape is Message of the contract. A deleted message keeps its place, not its text. */
export const messageJson = sql.raw(`json_build_object(
  'id', m.id, 'rev', m.rev, 'conversation', m.conversation_id, 'seq', m.seq,
  'by', case when m.by_kind = 'contact' then json_build_object('kind', 'contact', 'id', r.contact_id, 'name', r.contact_name)
    else json_build_object('kind', m.by_kind, 'id', m.by_id, 'name', coalesce(m.by_name, '')) end,
  'visibility', m.visibility, 'channel', m.channel, 'home', m.home_id, 'text', case when ${gone} then '' else m.text end, 'html', case when ${gone} then '' when m.html = '' then '<p>' || m.text || '</p>' else m.html end,
  'lang', m.lang, 'at', ${time('m.at')}, 'receivedAt', ${time('m.received_at')},
  'delivery', case when m.delivery is not null then json_build_object('state', m.delivery, 'why', m.delivery_why) end,
  'attachments', case when ${gone} then '[]'::json else ${attachmentsJson} end,
  'quickReplies', m.quick_replies, 'cards', m.cards, 'mentions', to_json(m.mentions), 'mail', m.mail, 'side', m.side_id, 'labels', case when m.labelled > 0 then (
    select json_agg(json_build_object('label', l.label_id, 'by', l.by, 'at', ${time('l.at')}) order by l.at, l.label_id)
    from conversations.message_label l where l.conversation_id = m.conversation_id and l.message_id = m.id) else '[]'::json end,
  'editedAt', ${time('m.edited_at')}, 'deletedAt', ${time('m.deleted_at')})`)

/** The same message for the visitor: VisitorMessage of the contract. As text it is part of the statement that receives one. */
export const visitorMessageText = `json_build_object(
  'id', m.id, 'rev', m.rev, 'seq', m.seq, 'channel', m.channel,
  'by', json_build_object('kind', case m.by_kind when 'contact' then 'you' else m.by_kind end,
    'name', case when m.by_kind = 'contact' then r.contact_name else coalesce(m.by_name, '') end),
  'text', case when ${gone} then '' else m.text end, 'html', case when ${gone} then '' when m.html = '' then '<p>' || m.text || '</p>' else m.html end, 'at', ${time('m.received_at')},
  'attachments', case when ${gone} then '[]'::json else ${attachmentsJson} end,
  'quickReplies', m.quick_replies, 'cards', m.cards,
  'editedAt', ${time('m.edited_at')},
  'deletedAt', coalesce(${time('m.deleted_at')}, case when m.delivery = 'withdrawn' then ${time('m.received_at')} end))`

export const visitorMessageJson = sql.raw(visitorMessageText)
