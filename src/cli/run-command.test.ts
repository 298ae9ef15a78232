import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../test/support/database.ts'
import { scratchDir } from '../../test/support/scratch-data.ts'
import { runCommand } from './run-command.ts'

const dataDir = scratchDir()
let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  await database.drop()
  rmSync(dataDir, { recursive: true })
})

const SECRET = 'a secret of the tests never used elsewhere'
async function type(words: readonly string[], env: Record<string, string> = {}) {
  const said = { out: [] as string[], err: [] as string[] }
  const settings = {
    SWITCHBOARD_DATA: dataDir,
    DATABASE_URL: database.url,
    SWITCHBOARD_SECRET: SECRET,
    PORT: '0',
    ...env,
  }
  const code = await runCommand(words, {
    env: settings,
    out: (line) => said.out.push(line),
    err: (line) => said.err.push(line),
  })
  return { code, out: said.out.join('\n'), err: said.err.join('\n') }
}

describe('doctor', () => {
  test('finds all in order', async () => {
    const { code, out } = await type(['doctor'])
    expect(out).toMatch(/^ok +database +PostgreSQL \d+/m)
    expect(out).toMatch(/^ok +schema +up to date/m)
    expect(out).toMatch(/^(ok|warn) +clock/m)
    expect(out).toContain(', 0 bad')
    expect(code).toBe(0)
  })
  test('names every wrong setting', async () => {
    const { code, out } = await type(['doctor'], { PORT: 'x', LOG_LEVEL: 'loud' })
    expect(out).toMatch(/bad +settings +PORT is "x"/)
    expect(out).toMatch(/bad +settings +LOG_LEVEL is "loud"/)
    expect(code).toBe(1)
  })
  test('says what to do when the database is gone, without its password', async () => {
    const { code, out } = await type(['doctor'], { DATABASE_URL: 'postgres://u:canary@127.0.0.1:1/care' })
    expect(out).toMatch(/bad +database[\s\S]*does not answer/)
    expect(out).not.toContain('canary')
    expect(code).toBe(1)
  })
  test('sees attachments that cannot be written', async () => {
    const file = join(dataDir, 'file')
    writeFileSync(file, '')
    expect((await type(['doctor'], { SWITCHBOARD_BLOBS: join(file, 'blobs') })).out).toMatch(/bad +attachments/)
  })
})

describe('typed wrongly', () => {
  test.each([
    [['nonsense'], /There is no command "nonsense"/],
    [['keys', 'create'], /--role is missing/],
    [['keys', 'create', '--role', 'admin'], /--brand is missing/],
    [['keys', 'create', '--rol', 'admin'], /Unknown option '--rol'/],
    [['doctor', 'please'], /Unexpected argument 'please'/],
  ])('%j', async (words, message) => {
    const { code, err } = await type(words)
    expect(err).toMatch(message)
    expect(code).toBe(2)
  })
  test('a brand that is not there', async () => {
    await expect(type(['keys', 'create', '--role', 'admin', '--brand', 'nowhere'])).rejects.toThrow(
      'There is no brand "nowhere"',
    )
  })
})

test('help names every command', async () => expect((await type(['help'])).out).toMatch(/keys create[\s\S]*doctor/))
