import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { understandMail } from './understand-mail.ts'

const HEAD =
  'From: Anna <anna@there.example>\nTo: care@operator.example\nSubject: Line dead\nMessage-ID: <1@there.example>\nDate: Thu, 5 Nov 2026 10:00:00 +0100\n'

describe('what would hurt', () => {
  const took = (bytes: Buffer) => {
    const before = process.cpuUsage()
    const result = understandMail(bytes)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(2)
    return result
  }
  const deep = Array.from(
    { length: 10_000 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
  ).join('')
  test.each<[string, string, object]>([
    ['10,000 parts in each other', `${HEAD}${deep}\n\nhi`, { subject: 'Line dead', error: 'too-deep' }],
    [
      '100,000 parts',
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(100_000)}`,
      { error: 'too-many-parts' },
    ],
    ['100,000 headers', `${'X-A: b\n'.repeat(100_000)}${HEAD}\nhi`, { subject: 'Line dead', text: 'hi', error: null }],
    [
      '100,000 subjects',
      `${'Subject: b\n'.repeat(100_000)}${HEAD}\nhi`,
      { from: { name: 'Anna', address: 'anna@there.example' } },
    ],
    ['a subject of 500,000 lines', `Subject: b\n${' x\n'.repeat(500_000)}${HEAD}\nhi`, { text: 'hi' }],
    ['brackets without end', `From: ${'('.repeat(100_000)}\n\nhi`, { text: 'hi' }],
    [
      '25 MB in one file',
      `${HEAD}Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${`${'QUJD'.repeat(19)}\n`.repeat(330_000)}`,
      { error: null },
    ],
    [
      '25 MB padded line by line',
      `${HEAD}Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n\n${'QUI=\n'.repeat(5_000_000)}`,
      { error: null },
    ],
    ['25 MB of text', `${HEAD}\n${'the line is dead\n'.repeat(1_500_000)}`, { error: null }],
    ['HTML 50,000 deep', `${HEAD}Content-Type: text/html\n\n${'<div>'.repeat(50_000)}x`, { visible: 'x' }],
    [
      'quotes by the ten thousand',
      `${HEAD}\na\nb\n${'On 1/2/26, A <a@b.example> wrote:\n> q\nc\n'.repeat(20_000)}`,
      { error: null },
    ],
  ])('%s', (_, text, wanted) => expect(took(Buffer.from(text))).toMatchObject(wanted))

  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        expect(understandMail(bytes).error).not.toBe('unreadable')
      }),
    )
  })
  test('any headers and parts', () => {
    const pieces = fc.constantFrom(
      'From: ',
      'a@b.example',
      '<',
      '>',
      '\n',
      '\r\n',
      '\n\n',
      'Content-Type: ',
      'multipart/mixed; boundary=b',
      'multipart/report; report-type=delivery-status; boundary="b"',
      'message/delivery-status',
      'text/html',
      '--b\n',
      '--b--\n',
      '=?utf-8?B?',
      '?=',
      'Content-Transfer-Encoding: base64\n',
      'begin 644 x\n',
      'Status: 5.1.1\n',
      'Subject: undelivered\n',
      'Return-Path: <>\n',
      '; name*0*=',
      "''%E9",
      '\xff',
      '\0',
      '550 5.1.1 user unknown',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const { error, text, visible } = understandMail(Buffer.from(parts.join(''), 'latin1'))
        expect(error).not.toBe('unreadable')
        if (text !== '') expect(visible).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
  test('a mail cut anywhere', () => {
    const whole = readFileSync(new URL('fixtures/report.eml', import.meta.url))
    fc.assert(
      fc.property(fc.nat(whole.length), (end) => {
        expect(understandMail(whole.subarray(0, end)).error).not.toBe('unreadable')
      }),
    )
  })
})
