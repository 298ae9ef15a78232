import { describe, expect, test } from 'vitest'
import { cleanHost, cleanMechanisms } from './domain.ts'
import { judge } from './judge.ts'
import { upwards } from './look.ts'
import { mechanismsOf, type Wanted, zoneLine } from './wanted.ts'

const dkim: Wanted = { kind: 'dkim', type: 'TXT', host: 's1._domainkey.lumo.example', value: 'v=DKIM1; k=rsa; p=MIIB' }
const spf: Wanted = { kind: 'spf', type: 'TXT', host: 'lumo.example', value: 'v=spf1 a:smtp.lumo.example ~all' }
const dmarc: Wanted = { kind: 'dmarc', type: 'TXT', host: '_dmarc.lumo.example', value: 'v=DMARC1; p=none' }
const back: Wanted = { kind: 'return', type: 'MX', host: 'bounce.lumo.example', value: '10 care.lumo.example.' }

describe('a record that was found', () => {
  test.each<[string, Wanted, string[], string]>([
    ['our key', dkim, ['v=DKIM1; k=rsa; p=MIIB'], 'ok'],
    ['our key, otherwise spelled', dkim, ['k=rsa;p=MI IB ; v=DKIM1'], 'ok'],
    ['no key', dkim, [], 'missing'],
    ['another key', dkim, ['v=DKIM1; k=rsa; p=MIIC'], 'wrong'],
    ['a revoked key', dkim, ['v=DKIM1; p='], 'wrong'],
    ['our key and another', dkim, ['v=DKIM1; p=MIIB', 'v=DKIM1; p=MIIC'], 'wrong'],
    ['something else in its place', dkim, ['hello'], 'wrong'],
    ['our server among others', spf, ['v=spf1 include:spf.shop.example A:smtp.lumo.example -all'], 'ok'],
    ['our server, with a plus', spf, ['v=spf1 +a:smtp.lumo.example ~all'], 'ok'],
    ['other texts alone', spf, ['verify=1', 'v=spf10 all'], 'missing'],
    ['not our server', spf, ['v=spf1 mx -all'], 'wrong'],
    ['a server that only begins like ours', spf, ['v=spf1 a:smtp.lumo.example.evil.example -all'], 'wrong'],
    ['two of them', spf, ['v=spf1 a:smtp.lumo.example ~all', 'v=spf1 mx ~all'], 'wrong'],
    ['one that lets everybody in', spf, ['v=spf1 a:smtp.lumo.example +all'], 'wrong'],
    ['one without an end', spf, ['v=spf1 a:smtp.lumo.example'], 'wrong'],
    ['a policy', dmarc, ['v=DMARC1; p=reject; rua=mailto:x@lumo.example'], 'ok'],
    ['no policy', dmarc, [], 'missing'],
    ['a policy that says nothing', dmarc, ['v=DMARC1; rua=mailto:x@lumo.example'], 'wrong'],
    ['two policies', dmarc, ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], 'wrong'],
    ['our listener', back, ['CARE.lumo.example.'], 'ok'],
    ['another mail server', back, ['mx.elsewhere.example'], 'wrong'],
    ['any mail server, where we have no listener', { ...back, value: null }, ['mx.elsewhere.example'], 'ok'],
    ['a domain that takes no mail', back, ['.'], 'missing'],
  ])('%s', (_, wanted, answers, state) => {
    expect(judge(wanted, answers).state).toBe(state)
  })

  test('keeps who sent before when we are added', () => {
    expect(judge(spf, ['v=spf1 include:spf.shop.example mx ?all']).instead).toBe(
      'v=spf1 include:spf.shop.example mx a:smtp.lumo.example ~all',
    )
    expect(judge(spf, ['v=spf1 mx -all']).instead).toBe('v=spf1 mx a:smtp.lumo.example -all')
  })
})

test('a domain without a policy has that of the next one above', () => {
  expect(upwards('_dmarc.care.lumo.example')).toEqual(['_dmarc.care.lumo.example', '_dmarc.lumo.example'])
})

test('a text longer than 255 signs stands in a zone file in pieces', () => {
  const line = zoneLine(dkim, 'x'.repeat(400))
  expect(line).toBe(`${dkim.host}. IN TXT ( "${'x'.repeat(250)}" "${'x'.repeat(150)}" )`)
  expect(zoneLine(back, back.value ?? '')).toBe('bounce.lumo.example. IN MX 10 care.lumo.example.')
})

test('who sends is who was said to, else the servers of the mailboxes', () => {
  const of = {
    id: '',
    brand: '',
    domain: 'lumo.example',
    returnHost: null,
    keys: [],
    found: {},
    checkedAt: null,
    returnSeenAt: null,
    rev: 1,
  }
  const servers = ['smtp.lumo.example', '192.0.2.7', '2001:db8::1']
  expect(mechanismsOf({ ...of, sentBy: null, servers })).toBe('a:smtp.lumo.example ip4:192.0.2.7 ip6:2001:db8::1')
  expect(mechanismsOf({ ...of, sentBy: 'include:spf.host.example', servers })).toBe('include:spf.host.example')
  expect(mechanismsOf({ ...of, sentBy: null, servers: [] })).toBe('mx')
})

test.each<[string, string | null]>([
  ['Lumo.Example.', 'lumo.example'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['care.lumo.example', 'care.lumo.example'],
  ['localhost', null],
  ['192.0.2.7', null],
  ['a b.example', null],
  ['-x.example', null],
  ['lumo.example/x', null],
])('%s is a domain, or none', (text, clean) => expect(cleanHost(text)).toBe(clean))

test.each<[string, string | null]>([
  [' include:a.example   ip4:192.0.2.0/24 ', 'include:a.example ip4:192.0.2.0/24'],
  ['mx', 'mx'],
  ['all', null],
  ['include:a.example +all', null],
  ['a:x.example\nv=spf1', null],
])('%s is a list of mechanisms, or none', (text, clean) => expect(cleanMechanisms(text)).toBe(clean))
