import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { scratchDir } from './scratch-data.ts'
import { sweep } from './sweep.ts'
import { startWriter } from './writer.ts'

test('what a killed run left is ended and removed; a run that goes on is left alone', async () => {
  const parent = scratchDir()
  const [dead, alive] = [join(parent, 'run-dead'), join(parent, 'run-alive')]
  for (const folder of [dead, alive]) mkdirSync(folder, { mode: 0o755 })
  writeFileSync(join(alive, 'run'), `${process.pid}\n`)
  const writer = startWriter(dead)
  writeFileSync(join(dead, 'run'), `${writer.child.pid}\n`)
  await writer.hears(/^wrote 0$/)
  writer.child.kill('SIGKILL')
  await writer.ended

  sweep(parent, 'run-')
  expect([existsSync(dead), existsSync(alive)]).toEqual([false, true])
  rmSync(parent, { recursive: true })
})
