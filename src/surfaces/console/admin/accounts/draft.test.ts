import { expect, test } from 'vitest'
import { draftOf, settingsOf } from './draft.ts'
import { partsOf } from './parts.ts'

const texts = { type: 'object', patternProperties: { '^[a-z]{2}$': { type: 'string', maxLength: 2000 } } }
const door = {
  type: 'object',
  required: ['host', 'port', 'security'],
  properties: {
    host: { type: 'string' },
    port: { type: 'integer', minimum: 1, maximum: 65_535 },
    security: { enum: ['tls', 'starttls', 'none'] },
    user: { type: 'string' },
  },
}
const parts = partsOf({
  type: 'object',
  required: ['address'],
  properties: {
    address: { type: 'string', format: 'email', maxLength: 254 },
    fromName: texts,
    smtp: door,
    quiet: { type: 'boolean' },
    relays: { type: 'array', items: { type: 'string' } },
    rules: { type: 'array', items: { type: 'object' } },
  },
})

test('each thing a channel asks for has a field of its kind', () => {
  expect(parts.map(({ kind, name, required }) => `${name} ${kind}${required ? ' required' : ''}`)).toEqual([
    'address text required',
    'fromName texts',
    'smtp group',
    'quiet switch',
    'relays list',
    'rules other',
  ])
})

const settings = {
  address: 'help@lumo.example',
  fromName: { en: 'Lumo', fr: 'Lumo France' },
  smtp: { host: 'mail.lumo.example', port: 587, security: 'starttls' },
  quiet: true,
  relays: ['192.0.2.1', '192.0.2.2'],
  rules: [{ a: 1 }],
}

test('what is saved unchanged is what was there, with what no field asks for', () => {
  expect(settingsOf(parts, draftOf(parts, settings), settings)).toEqual({ settings, faults: {} })
})

test('what is empty is left out, a group that is off with all that is in it', () => {
  const draft = { ...draftOf(parts, settings), '/fromName/fr': ' ', '/smtp': false, '/relays': '' }
  expect(settingsOf(parts, draft).settings).toEqual({
    address: 'help@lumo.example',
    fromName: { en: 'Lumo' },
    quiet: true,
  })
})

test('what has to be there and is not, and numbers that are none, are faults of their fields', () => {
  const draft = { '/address': '  ', '/smtp': true, '/smtp/port': '70000', '/smtp/security': 'tls' }
  expect(settingsOf(parts, draft).faults).toEqual({
    '/address': { key: 'account.fault.missing' },
    '/smtp/host': { key: 'account.fault.missing' },
    '/smtp/port': { key: 'account.fault.range', values: { min: 1, max: 65_535 } },
  })
  expect(settingsOf(parts, { ...draft, '/smtp/port': 'mail' }).faults['/smtp/port']?.key).toBe('account.fault.range')
})
