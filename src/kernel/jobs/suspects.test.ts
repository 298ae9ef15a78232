import { expect, test } from 'vitest'
import { sql } from '#kernel/db'
import { jobsBench, type Run } from '../../../test/support/jobs.ts'
import { listDeadJobs } from './index.ts'

const bench = jobsBench()
const { node, add, expireLeases } = bench

test('of all that a worker held when it died, again and again, only the job that kills is kept aside', async () => {
  const words = Array.from({ length: 40 }, (_, n) => (n === 15 ? 'killer' : `${n}`))
  for (const word of words) await add(word)
  const done = new Set<string>()
  const forever = new Promise<void>(() => {})
  /** Answers how it ended: dead, with everything it held, or with nothing left to do. */
  const live = (): Promise<unknown> => {
    const died = Promise.withResolvers<string>()
    let isDead = false
    const run: Run = async ({ word }) => {
      if (word === 'killer') {
        isDead = true
        died.resolve('dead')
      }
      await sql`select 1`.execute(bench.database.db)
      if (isDead) return forever
      done.add(word)
    }
    const { settle } = node(run, { leaseSeconds: 600 })
    return Promise.race([settle().catch((error: Error) => error.message), died.promise])
  }
  let lives = 0
  for (let end: unknown = 'dead'; end === 'dead' && lives < 20; lives++) {
    await expireLeases()
    end = await live()
  }
  expect(lives).toBe(6)
  expect(done).toEqual(new Set(words.filter((word) => word !== 'killer')))
  const { items } = await listDeadJobs(bench.database.db, { limit: 100 })
  expect(items).toMatchObject([{ payload: { word: 'killer' }, tries: 5, error: 'Error' }])
})
