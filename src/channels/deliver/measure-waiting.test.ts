import { expect, test } from 'vitest'
import { system } from '#kernel/access'
import { newId } from '#kernel/ids'
import { care } from '../../../test/support/care.ts'
import { takePlace } from '../accounts/pace.ts'

test('the figures tell how long the first reply that could not leave has waited, and nothing while none does', async () => {
  const the = await care()
  const { app } = the.app
  const account = newId<'account'>()
  const settings = { url: 'http://127.0.0.1:9/inbox' }
  const body = { id: account, brand: the.lumo, channel: 'custom', name: 'Outside', settings, allow: ['127.0.0.1:9'] }
  await the.get(the.admin, 'POST /api/v1/accounts', {
    body: { ...body, secrets: [{ name: 'signing', value: 'a secret of this test' }] },
  })
  const figure = async () => /^switchboard_replies_waiting_seconds\{.*$/m.exec(await app.metrics.text())?.[0] ?? null
  expect(await figure()).toBeNull()
  const at = app.clock.now()
  const step = {
    conversation_id: newId<'conversation'>(),
    message_id: newId<'message'>(),
    step: 0,
    account_id: account,
  }
  await app.database.db
    .insertInto('channels.outbound')
    .values({ ...step, state: 'waiting', tries: 1, first_at: at, at })
    .execute()
  the.app.clock.advance({ seconds: 90 })
  expect(await figure()).toBe('switchboard_replies_waiting_seconds{channel="custom"} 90')
  await the.app.stop()
})

test('a clock that was ahead does not keep a receiving domain waiting once it is right again', async () => {
  const the = await care()
  const ctx = the.app.app.context(system)
  the.app.clock.advance({ hours: 24 * 730 })
  expect(await takePlace(ctx, the.lumo, 'customer.example', 1)).toBeNull()
  the.app.clock.advance({ hours: -24 * 730 })
  expect(await takePlace(ctx, the.lumo, 'customer.example', 1)).toBeNull()
  expect(await takePlace(ctx, the.lumo, 'customer.example', 1)).toBeInstanceOf(Date)
  await the.app.stop()
})
