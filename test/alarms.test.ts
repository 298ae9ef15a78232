import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../scripts/source/root.ts'
import { startApp } from './support/app.ts'

test('there are at most ten alarms, each with what to do, and every figure they ask for is given', async () => {
  await using the = await startApp()
  await the.settle()
  await the.fetch('/healthz')
  const page = await (await the.fetch('/metrics')).text()
  // Some are given only while there is something to tell; each is named all the time.
  const given = new Set(
    [...page.matchAll(/^# HELP (switchboard_\w+)/gm)].flatMap(([, name = '']) => [
      name,
      `${name}_bucket`,
      `${name}_count`,
    ]),
  )
  const operate = readFileSync(join(root, 'docs/operate.md'), 'utf8')
  const rules = operate.match(/```yaml\n(groups:[\s\S]*?)```/)?.[1] ?? ''
  const alarms = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name)
  const asked = new Set(rules.match(/switchboard_\w+/g))
  expect(alarms.length).toBeGreaterThan(5)
  expect(alarms.length).toBeLessThanOrEqual(10)
  expect(alarms.filter((name) => !new RegExp(`^\\| ${name} +\\| \\S`, 'm').test(operate))).toEqual([])
  expect(asked.size).toBeGreaterThan(8)
  expect([...asked].filter((name) => !given.has(name))).toEqual([])
})
