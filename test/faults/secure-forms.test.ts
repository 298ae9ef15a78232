import { expect, test } from 'vitest'
import { newId } from '#kernel/ids'
import { openOutside } from '../support/outside.ts'
import { until, untilReady } from './harness/cell.ts'
import { openLedger } from './harness/ledger.ts'
import { openScene, type Scene } from './harness/scene.ts'
import { roundsOf, timeoutMs } from './harness/sizes.ts'
import { deliver } from './harness/writers/outside.ts'

const KILLS = roundsOf(2, 10)
const EACH = 4

/** Of nobody, and right by its check digits. */
function ibanOf(n: number): string {
  const account = `WEST${String(10_000_000_000_000 + n * 7_919_000_003)}`
  const turned = [...`${account}GB00`].map((sign) => Number.parseInt(sign, 36)).join('')
  return `GB${String(98n - (BigInt(turned) % 97n)).padStart(2, '0')}${account}`
}

const formOf = async ({ ask, hook }: Scene, sink: { url: string; host: string }): Promise<string> => {
  const { items } = await ask<{ items: { id: string; brand: string }[] }>('/api/v1/accounts')
  const id = newId()
  const words = { name: { en: 'Bank account' }, recipient: { en: 'Billing' }, showsEnd: false, hours: 24 }
  const system = { endpoint: sink.url, allow: [sink.host], secret: 'known to billing and to nobody else' }
  await ask('/api/v1/secure-forms', {
    id,
    brand: items.find((account) => account.id === hook.account)?.brand,
    takes: 'iban',
    ...words,
    ...system,
  })
  return id
}

/** The paths of as many customers as were asked. */
async function asked({ ask, books, hook }: Scene, form: string): Promise<string[]> {
  const ledger = openLedger()
  const before = await books.ask<{ id: string }>('select conversation_id as id from conversations.inbox_row')
  await Promise.all(Array.from({ length: EACH }, () => deliver(hook, [ledger.next(newId())])))
  const known = new Set(before.map(({ id }) => id))
  const rows = async () =>
    (await books.ask<{ id: string }>('select conversation_id as id from conversations.inbox_row')).filter(
      ({ id }) => !known.has(id),
    )
  await until(async () => (await rows()).length === EACH)
  return Promise.all(
    (await rows()).map(async ({ id }) => {
      await ask(`/api/v1/conversations/${id}/secure-forms/${newId()}`, { form, purpose: 'For the direct debit' }, 'PUT')
      const { messages } = await ask<{ messages: { text: string }[] }>(`/api/v1/conversations/${id}`)
      const said = messages.map(({ text }) => text).join(' ')
      return new URL(/https?:\/\/\S+\/secure-form\/\S+/.exec(said)?.[0] ?? '').pathname
    }),
  )
}

test(
  'the app is killed while its system takes what customers gave: all of it arrives, the same under one id, and nothing is kept',
  async () => {
    await using scene = await openScene({ viewers: 1 })
    await using sink = await openOutside()
    const form = await formOf(scene, sink)
    const given: string[] = []
    for (let kill = 0; kill < KILLS; kill++) {
      const paths = await asked(scene, form)
      const taken = Promise.withResolvers<void>()
      // It has arrived, and whoever sent it is gone before that is noted.
      sink.whenTaken = async () => {
        sink.whenTaken = null
        await scene.cell.kill()
        taken.resolve()
      }
      await Promise.all(
        paths
          .map(async (path) => {
            const value = ibanOf(given.length)
            given.push(value)
            const body = new URLSearchParams({ do: 'give', value })
            const sends = () =>
              fetch(`${scene.url}${path}`, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
            // A browser that got no answer is asked to send again.
            await until(async () => {
              const answer = await sends()
              return answer?.status === 303 || answer?.status === 200
            })
          })
          .concat([
            taken.promise.then(async () => {
              await scene.cell.start()
              await untilReady(scene.url, performance.now())
            }),
          ]),
      )
    }
    const states = () => scene.books.ask<{ state: string }>('select state from secure_forms.request')
    await until(async () => (await states()).every(({ state }) => state === 'delivered'), 90_000)
    expect(await states()).toHaveLength(given.length)
    expect(await scene.books.ask('select from secure_forms.value')).toEqual([])
    const idsOf = (value: string) =>
      new Set(sink.seen.filter(({ body }) => body.includes(value)).map(({ headers }) => headers['webhook-id']))
    for (const value of given) expect(idsOf(value).size, value).toBe(1)
    console.log(`    ${given.length} given, ${KILLS} kills, ${sink.seen.length} arrivals`)
    expect(sink.seen.length).toBeGreaterThan(given.length)
  },
  timeoutMs,
)
