import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { type Care, care } from '../../test/support/care.ts'

let the: Care
beforeAll(async () => {
  the = await care()
})
afterAll(() => the.app.stop())

test('files stand in the order they were given in, whichever was uploaded first', async () => {
  const eva = await the.person({ role: 'advisor', brand: the.lumo })
  const amina = await the.visitor('Bonjour')
  const upload = async (name: string) => {
    const id = newId()
    const form = new FormData()
    form.append('file', new File([name], name, { type: 'text/plain' }))
    const path = `/api/v1/uploads?id=${id}&brand=${the.lumo}`
    expect((await the.app.fetch(path, { session: eva.session, method: 'POST', body: form })).status).toBe(200)
    return id
  }
  const third = await upload('c.txt')
  const first = await upload('a.txt')
  const second = await upload('b.txt')
  const { row } = await the.open(eva, amina.id)
  const body = { id: newId(), text: '', seenSeq: row.lastContactSeq, attachments: [first, second, third] }
  const params = { id: amina.id }
  const sent = await the.get(eva, 'POST /api/v1/conversations/:id/messages', { params, body })
  const names = ['a.txt', 'b.txt', 'c.txt']
  expect(sent.message.attachments.map(({ name }) => name)).toEqual(names)
  expect((await the.open(eva, amina.id)).messages.at(-1)?.attachments.map(({ name }) => name)).toEqual(names)
})
