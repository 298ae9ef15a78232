import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readConfig } from '#kernel/config'
import { runningEmbedded } from '#kernel/db'
import { root } from '../../scripts/source/root.ts'
import { openHere } from '../../src/cli/open-here.ts'
import { contentOf } from '../support/rows.ts'
import { scratchData, scratchDir } from '../support/scratch-data.ts'
import { openShop, SECRET } from '../support/shop.ts'
import { passedOn } from './harness/app-process.ts'
import { nextRelease } from './harness/releases.ts'
import { timeoutMs } from './harness/sizes.ts'

const ROUNDS = 8

interface Typed {
  /** Where the release lies; this checkout when not said. */
  tree?: string
  /** It is killed after so many milliseconds. */
  lives?: number
}
/** A command as somebody types it. Its code is null when it was killed. */
async function typed(words: readonly string[], env: Record<string, string>, { tree = root, lives }: Typed = {}) {
  const child = spawn(process.execPath, [join(tree, 'src/cli/main.ts'), ...words], {
    cwd: tree,
    env: { ...passedOn, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (part: Buffer) => (said += part))
  child.stderr.on('data', (part: Buffer) => (said += part))
  const ended = once(child, 'close')
  if (lives !== undefined) void pause(lives).then(() => child.kill('SIGKILL'))
  const [code] = await ended
  return { code: code as number | null, said }
}

const backupsIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.backup'))

const emptyPlace = async () => ({
  SWITCHBOARD_DATA: await scratchData(),
  SWITCHBOARD_SECRET: SECRET,
  SWITCHBOARD_DEMO: '0',
  PORT: '0',
})

async function contentIn(env: Record<string, string>): Promise<Record<string, string>> {
  await using _ = await openHere(readConfig(env))
  // Awaited here, so that the database is let go after it was read.
  return await contentOf(runningEmbedded(env.SWITCHBOARD_DATA ?? '') ?? '')
}

test(
  'a backup that is killed leaves no file that looks whole, and a restore that is killed is begun again, or was done',
  async () => {
    await using shop = await openShop()
    const folder = scratchDir()
    const [began, backup] = [performance.now(), await typed(['backup', folder], shop.env)]
    const takes = performance.now() - began
    const [name = ''] = backupsIn(folder)
    expect(backup.code).toBe(0)
    const wanted = await contentOf(shop.url)
    const outcomes: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      // At any moment from its first line to after its last.
      const lives = takes * ((round + 0.5) / ROUNDS) * 1.5
      await typed(['backup', folder], shop.env, { lives })
      for (const made of backupsIn(folder).filter((file) => file !== name))
        expect((await typed(['restore', join(folder, made), '--check'], shop.env)).code).toBe(0)

      const env = await emptyPlace()
      await typed(['restore', join(folder, name)], env, { lives: lives * 1.5 })
      const again = await typed(['restore', join(folder, name)], env)
      if (again.code !== 0) expect(again.said).toMatch(/is not empty/)
      outcomes.push(again.code === 0 ? 'begun again' : 'was done')
      const found = await contentIn(env)
      // Who was killed right after the last row is in left it to the first start to forget again who asked for it.
      const jobs = again.code === 0 ? {} : { 'kernel.job': wanted['kernel.job'] }
      expect({ ...found, ...jobs }).toEqual(wanted)
      rmSync(env.SWITCHBOARD_DATA, { recursive: true, force: true })
    }
    console.log(`  backup and restore killed · ${ROUNDS} rounds each · ${outcomes.join(', ')}`)
    rmSync(folder, { recursive: true, force: true })
    expect(outcomes).toContain('begun again')
  },
  timeoutMs,
)

const MIGRATION = `
  alter table conversations.message add column next_release integer not null default 7;
  create table kernel.next_release (id uuid primary key);
`

test(
  'a backup of this release is restored by the next one, which brings its schema up',
  async () => {
    using next = nextRelease(MIGRATION)
    await using shop = await openShop()
    const folder = scratchDir()
    await typed(['backup', folder], shop.env)
    const file = join(folder, backupsIn(folder)[0] ?? '')
    const [wanted, env] = [await contentOf(shop.url), await emptyPlace()]
    const restored = await typed(['restore', file], env, next)
    expect(restored.said).toContain('Restored')
    const found = await contentIn(env)
    expect(Object.keys(found).filter((table) => !(table in wanted))).toEqual(['kernel.next_release'])
    // A row with one column more has another digest, and what ran is written down.
    const changed = Object.keys(wanted).filter((table) => found[table] !== wanted[table])
    expect(changed).toEqual(['conversations.message', 'kernel.migration'])
    const rowsOf = (said = '') => said.split(' ')[0]
    expect(rowsOf(found['conversations.message'])).toBe(rowsOf(wanted['conversations.message']))
    rmSync(folder, { recursive: true, force: true })
  },
  timeoutMs,
)
