import { expect, test } from 'vitest'
import type { Passage } from '#kernel/mail'
import { resultOf } from './result-of.ts'

type Stopped = Omit<Exclude<Passage, { ok: true }>, 'ok'>
const stopped = (more: Partial<Stopped>): Passage => ({
  ok: false,
  code: 'EENVELOPE',
  status: null,
  enhanced: null,
  stage: 'RCPT TO',
  left: false,
  ...more,
})

test.each<[string, Partial<Stopped>, string, string]>([
  ['a full mailbox', { status: 452, enhanced: '4.2.2' }, 'retry', '4.2.2'],
  ['a grey list', { status: 451, enhanced: '4.7.1' }, 'retry', '4.7.1'],
  ['too many connections', { status: 421, stage: 'CONN', code: 'ECONNECTION' }, 'retry', 'smtp-421'],
  ['a refused connection', { code: 'ESOCKET', stage: 'CONN' }, 'retry', 'esocket'],
  ['an unknown host', { code: 'EDNS', stage: 'CONN' }, 'retry', 'edns'],
  ['silence before the mail left', { code: 'ETIMEDOUT', stage: 'CONN' }, 'retry', 'etimedout'],
  ['silence after it left', { code: 'ETIMEDOUT', stage: 'CONN', left: true }, 'unknown', 'etimedout'],
  ['a hang-up after it left', { code: 'ECONNECTION', stage: 'CONN', left: true }, 'unknown', 'econnection'],
  ['a refusal of it all', { status: 554, stage: 'DATA', left: true, code: 'EMESSAGE' }, 'permanent', 'smtp-554'],
  ['a passing refusal of it all', { status: 451, stage: 'DATA', left: true, code: 'EMESSAGE' }, 'retry', 'smtp-451'],
  ['policy about this mail', { status: 550, enhanced: '5.7.1', stage: 'DATA', left: true }, 'permanent', '5.7.1'],
  ['nobody of that name', { status: 550, enhanced: '5.1.1' }, 'permanent', '5.1.1'],
  ['relaying denied', { status: 554, enhanced: '5.7.1' }, 'auth', '5.7.1'],
  ['authentication wanted', { status: 530, stage: 'MAIL FROM' }, 'auth', 'smtp-530'],
  ['a wrong password', { status: 535, enhanced: '5.7.8', code: 'EAUTH', stage: 'AUTH PLAIN' }, 'auth', '5.7.8'],
  ['no password', { code: 'EAUTH', stage: 'API' }, 'auth', 'eauth'],
  ['a log-in that is not served now', { status: 454, code: 'EAUTH', stage: 'AUTH PLAIN' }, 'retry', 'smtp-454'],
  ['no TLS', { code: 'ETLS', stage: 'STARTTLS' }, 'auth', 'etls'],
  ['a server without TLS', { code: 'ETLS', status: 502, stage: 'STARTTLS' }, 'auth', 'etls'],
  ['a server whose TLS rests', { code: 'ETLS', status: 454, stage: 'STARTTLS' }, 'retry', 'smtp-454'],
  ['an address that is none', { code: 'EENVELOPE', stage: 'API' }, 'permanent', 'eenvelope'],
])('%s', (_, more, expected, error) => {
  expect(resultOf(stopped(more), 'ref')).toMatchObject({ class: expected, error })
})
