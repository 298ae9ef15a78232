import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { beginnings } from '../../test/support/beginning.ts'
import { type Cast, cast } from '../../test/support/people.ts'

let the: Cast
beforeAll(async () => {
  the = await cast()
  begin = beginnings(the, account)
})
afterAll(() => the.app.stop())

const account = newId<'account'>()
let begin: ReturnType<typeof beginnings>

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
