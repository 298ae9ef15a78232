import { Compile, type Validator } from 'typebox/compile'
import { Problem } from '#kernel/errors'
import type { FilesOf, RawDelivery } from '../port/adapter.ts'
import type { InboundEvent } from '../port/inbound-event.ts'
import { Batch, Delete, Edit, Message, Receipt } from './payload.ts'

const batch = Compile(Batch)
const message = Compile(Message)

/** Every element of the batch by itself: one that is wrong becomes a placeholder and harms no other. */
export function parse({ body }: RawDelivery): InboundEvent[] {
  const told: unknown = JSON.parse(new TextDecoder().decode(body))
  if (!batch.Check(told)) throw new Problem('unprocessable', 'The delivery holds no list of events.')
  return told.events.flatMap((element) => eventOf(element) ?? placeholder(element))
}

function eventOf(element: unknown): InboundEvent | null {
  for (const { shape, read } of kinds) if (shape.Check(element)) return read(element)
  return null
}

const kind = <T>(shape: unknown, read: (told: T) => InboundEvent) => ({
  shape: shape as Validator,
  read: read as (told: unknown) => InboundEvent,
})

const thread = (told: { thread: string; public?: boolean; subject?: string; answers?: string[] }) => ({
  id: told.thread,
  visibility: told.public === true ? ('public' as const) : ('private' as const),
  ...(told.subject === undefined ? {} : { subject: told.subject }),
  ...(told.answers === undefined ? {} : { answers: told.answers }),
})

const kinds = [
  kind(message, (told: Message) => ({
    type: 'message',
    key: `m:${told.id}`,
    at: told.at,
    thread: thread(told),
    ref: told.id,
    from: {
      handle: told.from.id,
      ...(told.from.name === undefined ? {} : { name: told.from.name }),
      level: told.from.verified === true ? 'channel' : 'none',
    },
    content: {
      text: told.text,
      ...(told.lang === undefined ? {} : { lang: told.lang }),
      media: (told.files ?? []).map(({ name, mime }, n) => ({ part: `${told.id} ${n}`, name, mime })),
    },
  })),
  kind(Compile(Edit), (told: Edit) => ({
    type: 'edit',
    key: `e:${told.id}:${told.at}`,
    at: told.at,
    thread: thread(told),
    ref: told.id,
    content: { text: told.text },
  })),
  kind(Compile(Delete), (told: Delete) => ({
    type: 'delete',
    key: `d:${told.id}`,
    at: told.at,
    thread: thread(told),
    ref: told.id,
  })),
  kind(Compile(Receipt), (told: Receipt) => ({
    type: 'receipt',
    key: `r:${told.id}`,
    at: told.at,
    thread: thread(told),
    refs: told.ids,
    state: told.state,
    ...(told.why === undefined ? {} : { why: told.why }),
  })),
]

const text = (element: object, name: string): string | null => {
  const value: unknown = Reflect.get(element, name)
  return typeof value === 'string' && value !== '' && value.length <= 300 ? value : null
}

/** Of a kind or shape we do not know. Without an id and a thread there is no place for it: it stays in the raw delivery. */
function placeholder(element: unknown): InboundEvent[] {
  if (typeof element !== 'object' || element === null) return []
  const [id, where, type] = [text(element, 'id'), text(element, 'thread'), text(element, 'type')]
  if (id === null || where === null) return []
  const from: unknown = Reflect.get(element, 'from')
  const handle = (typeof from === 'object' && from !== null ? text(from, 'id') : null) ?? where
  return [
    {
      type: 'unsupported',
      key: `u:${id}`,
      at: text(element, 'at') ?? '',
      thread: thread({ thread: where }),
      ref: id,
      from: { handle, level: 'none' },
      label: type ?? 'unknown',
    },
  ]
}

/** The bytes of the files of a batch, by their message and place. */
export function filesOf({ body }: RawDelivery): FilesOf {
  const told: unknown = JSON.parse(new TextDecoder().decode(body))
  const messages = batch.Check(told) ? told.events.filter((one): one is Message => message.Check(one)) : []
  return async (part) => {
    const cut = part.lastIndexOf(' ')
    const [id, place] = [part.slice(0, cut), Number(part.slice(cut + 1))]
    const file = messages.find((one) => one.id === id)?.files?.[place]
    return file === undefined ? null : Buffer.from(file.base64, 'base64')
  }
}
