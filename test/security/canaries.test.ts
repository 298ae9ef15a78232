import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Fortress, fortress, type Refusal, tablesWith, upload, uploadTo } from './support.ts'

/** Each has its own word, so that a leak says where it came from. */
const canaries = {
  message: 'PUK 40927715 qzmessage',
  note: 'PUK 40927716 qznote',
  draft: 'PUK 40927717 qzdraft',
  reply: 'PUK 40927718 qzreply',
  file: 'qzfile-40927719',
  formName: 'Qzform Name',
  formEmail: 'qzform@mail.example',
  formPhone: '+44 7700 900461',
  formTopic: 'qztopic 40927720',
  formMessage: 'PUK 40927721 qzformmessage',
  search: 'qzsearch 40927722',
  bad: 'qzbad 40927723',
  page: 'qzpage40927724',
} as const

let the: Fortress
const answers: Refusal[] = []
beforeAll(async () => {
  the = await fortress()
  const visitor = await the.visitor('Bonjour')
  const file = newId()
  await uploadTo(the, visitor, upload(`${canaries.file}.txt`, 'content'), file)
  await the.get(visitor, 'POST /api/v1/chat/messages', {
    body: { id: newId(), text: canaries.message, attachments: [file] },
  })
  const at = { params: { id: visitor.id } }
  await the.get(the.eva, 'POST /api/v1/conversations/:id/notes', { ...at, body: { id: newId(), text: canaries.note } })
  await the.reply(the.eva, visitor.id, canaries.reply)
  const draft = { params: { id: visitor.id, kind: 'reply' }, body: { text: canaries.draft } }
  await the.get(the.eva, 'PUT /api/v1/conversations/:id/drafts/:kind', draft)
  const { formName: name, formEmail: email, formPhone: phone, formTopic: topic, formMessage: message } = canaries
  await the.get(null, 'POST /api/v1/contact-forms', {
    body: { id: newId(), brand: 'lumo', lang: 'fr', name, email, phone, topic, message },
  })
  await the.send(`/api/v1/search?${new URLSearchParams({ q: canaries.search })}`, { session: the.eva.session })
  await the.send(`/api/v1/nothing/${canaries.page}?x=${canaries.page}`, { session: the.eva.session })
  await the.settle()
  for (const [path, json] of [
    ['/api/v1/chat/messages', { id: canaries.bad, text: `${canaries.bad}\u0000` }],
    ['/api/v1/chat/messages', { id: newId(), text: canaries.bad, attachments: [canaries.bad] }],
    [
      '/api/v1/chat/conversations',
      {
        id: newId(),
        token: canaries.bad,
        brand: canaries.bad,
        lang: canaries.bad,
        message: canaries.bad,
        email: canaries.bad,
      },
    ],
    ['/api/v1/chat/messages', `{"text":"${canaries.bad}`],
  ] as const) {
    const request =
      typeof json === 'string'
        ? { method: 'POST', body: json, headers: { 'content-type': 'application/json' } }
        : { json }
    answers.push(await the.send(path, { ...request, bearer: visitor.token }))
  }
  await the.settle()
})
afterAll(() => the.app.stop())

/** The words of each canary that are nobody else's. */
const wordsOf = (text: string): string[] => text.split(/[ ]/).filter((word) => /qz|\d{8}/i.test(word))

/** Who owns text: the messages and drafts, the people and where they wish to be answered, the names of files, and the search over them. */
const OWNERS = /^(conversations\.|people\.(contact|identity)|channels\.way_back|kernel\.(search|blob_use))/

test.each(Object.entries(canaries))('%s is in the tables that own it, and nowhere else', async (kind, text) => {
  for (const word of wordsOf(text)) {
    const found = await tablesWith(the.app.app.database.pool, word)
    expect(
      found.filter((table) => !OWNERS.test(table)),
      word,
    ).toEqual([])
    if (['message', 'note', 'draft', 'reply', 'file', 'formMessage'].includes(kind))
      expect(found.length, word).toBeGreaterThan(0)
  }
})

test('the log knows none of them, at its most talkative', () => {
  expect(the.logged()).toContain('"level":"debug"')
  for (const text of Object.values(canaries)) for (const word of wordsOf(text)) expect(the.logged()).not.toContain(word)
  expect(the.logged()).not.toContain('900461')
})

test('a refusal says which field, and not what was in it', () => {
  for (const answer of answers) {
    expect(answer.status, answer.text).toBe(400)
    expect(answer.text).not.toMatch(/qzbad|40927723/)
  }
})

test('no address that the API gives out holds a word or a token of anybody', async () => {
  const visitor = await the.visitor('adresses')
  const { messages } = await the.open(the.eva, visitor.id)
  expect(JSON.stringify(messages)).not.toContain(visitor.token)
  for (const word of Object.values(canaries).flatMap(wordsOf)) {
    const hrefs = [...JSON.stringify(await the.open(the.eva, visitor.id)).matchAll(/"href":"([^"]+)"/g)].map(
      ([, href]) => href,
    )
    expect(hrefs.join(' ')).not.toContain(word)
  }
})
