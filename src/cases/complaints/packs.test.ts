import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endOf, holdOf, stateOf } from './complaint.ts'
import { type Days, dueAfter } from './due.ts'
import { letterText } from './letter.ts'
import { here, letterKinds, readPacks } from './pack.ts'

const { packs, letters } = readPacks()
const pack = (code: string) => {
  const found = packs.get(code)
  if (found === undefined) throw new Error(`no pack ${code}`)
  return found
}
const madrid: Days = { timeZone: 'Europe/Madrid', closed: new Set(['2026-12-08', '2026-12-25']) }
const monday = new Date('2026-11-23T09:00:00Z')
const clock = (code: string, name: string) => {
  const found = pack(code).clocks.find((each) => each.name === name)
  if (found === undefined) throw new Error(`${code} has no clock ${name}`)
  return found
}
const running = { decided_at: null, deadlock_at: null, recommended_at: null, withdrawn_at: null, received_at: monday }

test('Spain: an answer in 15 working days, holidays apart, wrong charges in five; no suspension while it is open', () => {
  expect(clock('es', 'answer').kinds).toBeNull()
  expect(dueAfter(monday, clock('es', 'answer').length, madrid).toISOString()).toBe('2026-12-15T22:59:59.000Z')
  expect(clock('es', 'refund').kinds).toEqual(['charge'])
  expect(dueAfter(monday, clock('es', 'refund').length, madrid).toISOString()).toBe('2026-11-28T22:59:59.000Z')
  expect(holdOf(pack('es'), running, monday)).toEqual({ what: 'service', until: null })
  expect(holdOf(pack('es'), { ...running, decided_at: monday }, monday)).toBeNull()
  expect(pack('es').languages).toEqual(['es', 'ca', 'gl', 'eu'])
})

test('Belgium: the disputed part is not collected for four months, a recommendation is answered in 20 working days', () => {
  expect(clock('be', 'recommendation')).toMatchObject({ from: 'recommended', endedBy: 'recommendation' })
  const brussels = { timeZone: 'Europe/Brussels', closed: new Set<string>() }
  expect(dueAfter(monday, clock('be', 'recommendation').length, brussels).toISOString()).toBe(
    '2026-12-21T22:59:59.000Z',
  )
  const decided = { ...running, decided_at: monday }
  expect(holdOf(pack('be'), decided, monday)).toEqual({ what: 'disputed-part', until: '2027-03-23T09:00:00.000Z' })
  expect(holdOf(pack('be'), decided, new Date('2027-03-24T00:00:00Z'))).toBeNull()
  for (const lang of ['nl', 'fr', 'de']) expect(pack('be').elsewhere?.[lang]).toMatch(/\S/)
})

test('United Kingdom: the deadlock letter at eight weeks by the calendar; a decision stops the wait', () => {
  const due = dueAfter(monday, clock('uk', 'deadlock').length, { timeZone: 'Europe/London', closed: new Set() })
  expect(due.toISOString()).toBe('2027-01-18T23:59:59.000Z')
  const deadlock = { name: 'deadlock', due: due.toISOString(), endedBy: 'deadlock' } as const
  expect(endOf(deadlock, running)).toBeNull()
  expect(stateOf(deadlock, running, new Date('2027-01-19T00:00:00Z'))).toBe('late')
  expect(stateOf(deadlock, { ...running, deadlock_at: due }, new Date('2027-02-01T00:00:00Z'))).toBe('met')
  expect(holdOf(pack('uk'), running, monday)).toBeNull()
})

test('every pack says to check with a lawyer, and fills every letter it has, in every language', () => {
  expect([...packs.keys()]).toEqual(['be', 'es', 'uk'])
  for (const each of packs.values()) {
    expect(each.check).toBe('check with your lawyer')
    for (const lang of each.languages.filter((one) => letters.has(one)))
      for (const kind of letterKinds) {
        const complaint = {
          ...{ reference: 'LUM-7K3-219X', about: 'A bill', wants: 'Money back', received_at: monday, lang },
          clocks: [{ name: 'answer', due: '2026-12-15T22:59:59.000Z', endedBy: 'decision' }] as const,
        }
        const text = letterText({ complaint, pack: each, kind, name: 'Amina', brand: 'Lumo', timeZone: 'UTC' })
        expect(text, `${each.code} ${lang} ${kind}`).toContain('LUM-7K3-219X')
        expect(text, `${each.code} ${lang} ${kind}`).not.toMatch(/\{\w+\}|undefined/)
      }
  }
})

test('a bad pack is no start: the error names the file and what is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'packs-'))
  for (const part of ['packs', 'letters']) cpSync(join(here, part), join(folder, part), { recursive: true })
  const file = join(folder, 'packs', 'es.json')
  const good = readFileSync(file, 'utf8')
  writeFileSync(file, good.replace('"workingDays": 15', '"workingDays": 0'))
  expect(() => readPacks(folder)).toThrow(/es\.json: \/clocks\/0\/length/)
  writeFileSync(file, good.replace('check with your lawyer', 'fine'))
  expect(() => readPacks(folder)).toThrow(/es\.json: \/check/)
  writeFileSync(file, good.replace('"code": "es"', '"code": "pt"'))
  expect(() => readPacks(folder)).toThrow(/es\.json.*pt/)
})
