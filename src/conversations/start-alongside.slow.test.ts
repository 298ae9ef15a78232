import { afterAll, beforeAll, expect, test } from 'vitest'
import { system } from '#kernel/access'
import { idFrom, newId } from '#kernel/ids'
import { type Cast, cast } from '../../test/support/people.ts'
import { startAlongside } from './start-conversation.ts'
import { bakeText } from './text.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
})
afterAll(() => the.app.stop())

const account = newId<'account'>()

async function begin(thread: string): Promise<void> {
  const baked = await bakeText(`about ${thread}`)
  await startAlongside(the.app.app.context(system), {
    id: idFrom(thread),
    brand: { id: the.lumo, slug: 'lumo', firstHolder: 'queue' },
    account,
    channel: 'email',
    visibility: 'private',
    threadKey: thread,
    contact: { id: newId(), name: 'Amina' },
    lang: 'en',
    message: { id: idFrom(`${thread} first`), externalId: thread, baked, at: new Date(), attachments: 0 },
  })
}

test('one that takes its time keeps nobody waiting who shares its statement', async () => {
  const { pool } = the.app.app.database
  await pool.query(`
    create function conversations.dawdle() returns trigger language plpgsql as $$ begin
      if new.text = 'about slow' then perform pg_sleep(3); end if;
      return new;
    end $$;
    create trigger dawdle before insert on conversations.message for each row execute function conversations.dawdle()`)
  const order: string[] = []
  const threads = ['slow 0', 'slow 1', 'slow', 'slow 2', 'slow 3']
  await Promise.all(threads.map((thread) => begin(thread).then(() => order.push(thread))))
  expect(order.at(-1)).toBe('slow')
  const { rows } = await pool.query(`select thread_key as thread from conversations.conversation order by thread_key`)
  expect(rows.map(({ thread }) => thread)).toEqual(threads.toSorted())
})
