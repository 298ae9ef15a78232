import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { root } from '../../scripts/source/root.ts'
import { scratchDir } from '../support/scratch-data.ts'
import { passedOn } from './harness/app-process.ts'

const dataDir = scratchDir()
const otherDir = scratchDir()
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  for (const dir of [dataDir, otherDir]) rmSync(dir, { recursive: true, force: true })
})

interface Started {
  child: ChildProcess
  /** The exit code; null when a signal ended it. */
  exit: Promise<unknown>
  said(): string
  /** The first line that fits; rejects with all that was said when the process ends before. */
  line(fits: RegExp): Promise<string>
}

function start(env: NodeJS.ProcessEnv = {}): Started {
  const own = { SWITCHBOARD_DATA: dataDir, SWITCHBOARD_DEMO: '0', PORT: '0', LOG_LEVEL: 'silent' }
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts')], {
    cwd: root,
    env: { ...passedOn, HOME: tmpdir(), ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      lines.push(line)
      child.emit('said')
    })
  }
  const exit = once(child, 'close').then(([code]) => code)
  return { child, exit, said: () => lines.join('\n'), line: (fits) => untilSaid(child, lines, exit, fits) }
}

async function untilSaid(child: ChildProcess, lines: string[], exit: Promise<unknown>, fits: RegExp): Promise<string> {
  for (;;) {
    const found = lines.find((line) => fits.test(line))
    if (found !== undefined) return found
    const ended = await Promise.race([once(child, 'said').then(() => false), exit.then(() => true)])
    if (ended) throw new Error(`ended without ${fits}: ${lines.join('\n')}`)
  }
}

const READY = /^Switchboard is ready at (http:\/\/127\.0\.0\.1:\d+)$/
const urlOf = async (started: Started): Promise<string> => READY.exec(await started.line(READY))?.[1] ?? ''
/** The app itself, which the starter started. */
const appPid = (): number => Number(readFileSync(join(dataDir, 'postgres/holder'), 'utf8').split(' ')[0])

test('starts, refuses a second on the same data or port, stops in order', async () => {
  const first = start()
  const url = await urlOf(first)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  expect(await first.line(/set-up#/)).toMatch(/^ {2}http.*#[\w-]{32}$/)

  const sameData = start()
  const samePort = start({ PORT: new URL(url).port, SWITCHBOARD_DATA: otherDir })
  expect([await sameData.exit, await samePort.exit]).toEqual([1, 1])
  expect(sameData.said()).toMatch(/The data under .* is held by process \d+/)
  expect(samePort.said()).toMatch(/Port \d+ is taken by another program/)

  first.child.kill('SIGINT')
  expect(await first.exit).toBe(0)
  await expect(fetch(url)).rejects.toThrow()
})

test('an app that was killed is back where it was; a starter that was killed leaves nothing running', async () => {
  const first = start()
  const url = await urlOf(first)
  process.kill(appPid(), 'SIGKILL')
  expect(await first.line(/is back at/)).toContain(url)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)

  first.child.kill('SIGKILL')
  // The app holds its pipes, so they close when it has ended too.
  await first.exit
  await expect(fetch(url)).rejects.toThrow()

  const next = start()
  await next.line(READY)
  next.child.kill('SIGTERM')
  expect(await next.exit).toBe(0)
})

test('every wrong setting is told at once, and nothing is started', async () => {
  const wrong = start({ PORT: 'http', LOG_LEVEL: 'loud' })
  expect(await wrong.exit).toBe(2)
  expect(wrong.said()).toMatch(/2 settings are wrong[\s\S]*PORT is "http"[\s\S]*LOG_LEVEL is "loud"/)
})
