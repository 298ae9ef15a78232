import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { understandMail, understandText } from './understand-mail.ts'

const HEAD =
  'From: Anna <anna@there.example>\nTo: care@operator.example\nSubject: Line dead\nMessage-ID: <1@there.example>\nDate: Thu, 5 Nov 2026 10:00:00 +0100\n'
const mail = (more: string, body = 'It is dead.') => understandMail(Buffer.from(`${HEAD}${more}\n${body}`, 'latin1'))
const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

test('a plain mail', () => {
  expect(mail('')).toMatchObject({
    from: { name: 'Anna', address: 'anna@there.example' },
    to: [{ name: '', address: 'care@operator.example' }],
    subject: 'Line dead',
    date: '2026-11-05T09:00:00Z',
    messageId: '1@there.example',
    key: '1@there.example',
    text: 'It is dead.',
    visible: 'It is dead.',
    auto: null,
    bounce: null,
    error: null,
  })
})

test('without a Message-ID the bytes are the key', () => {
  const bytes = Buffer.from('From: a@b.example\n\nhi')
  expect(understandMail(bytes)).toMatchObject({ messageId: null, key: hash('From: a@b.example\n\nhi') })
})

describe('who wrote', () => {
  test.each([
    ['From: <anna@there.example>', '', 'anna@there.example'],
    ['From: "Anna \\"Ann\\" B" <anna@there.example>', 'Anna "Ann" B', 'anna@there.example'],
    ['From: =?utf-8?B?QW5uYSDFgXVr?= <anna@there.example>', 'Anna Łuk', 'anna@there.example'],
    ['From: "=?iso-8859-1?Q?J=F8rn?=" <anna@there.example>', 'Jørn', 'anna@there.example'],
    ['From: Anna B. (at home) <anna@there.example', 'Anna B.', 'anna@there.example'],
    ['From: Anna <anna@there (old).  example>', 'Anna', 'anna@there.example'],
    ['From: undisclosed\nReply-To: Anna <anna@there.example>', 'Anna', 'anna@there.example'],
    ['From: Anna\nReturn-Path: <anna@there.example>', 'Anna', 'anna@there.example'],
    ['From: Team: Anna <anna@there.example>, Ben <ben@there.example>;', 'Anna', 'anna@there.example'],
    ['From: mailto:anna@there.example', '', 'anna@there.example'],
    ['From: <<anna@there.example>>', '', 'anna@there.example'],
    ['From: Anna', 'Anna', ''],
  ])('%s', (header, name, address) => {
    expect(understandMail(Buffer.from(`${header}\n\nhi`)).from).toEqual({ name, address })
  })
})

describe('subjects', () => {
  test.each([
    ['=?utf-8?Q?Caf=C3=A9?=', 'Café'],
    ['=?utf-8?Q?Caf=C3?= =?utf-8?Q?=A9 fermé?=', 'Café fermé'],
    ['=?UTF-8?B?4oKsIDUw?=', '€ 50'],
    ['=?utf-8*fr?Q?caf=C3=A9?=', 'café'],
    ['=?utf8?Q?caf=C3=A9?=', 'café'],
    ['=?iso-2022-jp?B?GyRCRnxLXDhsGyhC?=', '日本語'],
    ['=?windows-1256?B?48jR?=', 'مبر'],
    ['=?unknown?Q?a=E9b?=', 'aéb'],
    ['a =?utf-8?Q?b c?= d', 'a b c d'],
    ['=?utf-8?Q?never closed', '=?utf-8?Q?never closed'],
    ['folded\n  over lines', 'folded  over lines'],
  ])('%j', (value, subject) => {
    expect(understandMail(Buffer.from(`Subject: ${value}\n\nhi`)).subject).toBe(subject)
  })
  test('bytes of another charset than UTF-8', () =>
    expect(understandMail(Buffer.from('Subject: caf\xe9\n\nhi', 'latin1')).subject).toBe('café'))
})

describe('dates', () => {
  test.each([
    ['Thu, 5 Nov 2026 10:00:00 +0100 (CET)', '2026-11-05T09:00:00Z'],
    ['5 Nov 26 10:00 GMT', '2026-11-05T10:00:00Z'],
    ['21 Nov 97 09:55:06 EST', '1997-11-21T14:55:06Z'],
    ['Thu, 05 Nov 2026 10:00:00 +0100 (\xf9\xf2\xe5\xef)', '2026-11-05T09:00:00Z'],
    ['2026-11-05T10:00:00Z', '2026-11-05T10:00:00Z'],
    ['Thu, 5 Nov 2026 59:10 -0500', null],
    ['yesterday', null],
  ])('%s', (value, date) => expect(understandMail(Buffer.from(`Date: ${value}\n\nhi`, 'latin1')).date).toBe(date))
})

describe('charsets', () => {
  test.each([
    ['iso-8859-15', 'a4', '€'],
    ['windows-1251', 'cfd0c8c2c5d2', 'ПРИВЕТ'],
    ['"utf-8"', 'e282ac', '€'],
    ['us-ascii', 'e282ac', '€'],
    ['us-ascii', 'e9', 'é'],
    ['iso-8859-1', 'e282ac', '€'],
    ['iso-8859-1', 'e9', 'é'],
    ['made-up', 'e9', 'é'],
    ['utf-7', '2b414f6b2d', 'é'],
    ['gb2312', 'c4e3bac3', '你好'],
    ['shift_jis', '93fa967b', '日本'],
    ['ks_c_5601-1987', 'c7d1', '한'],
    ['cp1252', '80', '€'],
  ])('%s %s', (charset, hex, text) => {
    const bytes = Buffer.concat([
      Buffer.from(`Content-Type: text/plain; charset=${charset}\n\n`),
      Buffer.from(hex, 'hex'),
    ])
    expect(understandMail(bytes).text).toBe(text)
  })
})

describe('bodies', () => {
  const boundary = 'Content-Type: multipart/mixed; boundary="b"\n'
  test('flowed lines are joined, at their depth', () =>
    expect(mail('Content-Type: text/plain; format=flowed\n', 'one \ntwo\n> a \n> b\n').text).toBe('one two\n> a b'))
  test('the line of a mailbox file and what stands before', () =>
    expect(
      understandMail(Buffer.from(`\n\nFrom anna@there.example Thu Nov  5 10:00:00 2026\n${HEAD}\nhi`)),
    ).toMatchObject({ subject: 'Line dead', text: 'hi' }))
  test('a boundary the header does not know', () =>
    expect(
      mail('Content-Type: multipart/mixed; boundary="other"\n', '--b\nContent-Type: text/plain\n\nhi\n--b--\n').text,
    ).toBe('hi'))
  test('a multipart that is none', () => expect(mail('Content-Type: multipart/mixed\n', 'hi').text).toBe('hi'))
  test('cut in the middle', () => expect(mail(boundary, '--b\nContent-Type: text/plain\n\nhi').text).toBe('hi'))
  test('HTML alone is read', () =>
    expect(mail('Content-Type: text/html\n', '<p>It is <b>dead</b></p>')).toMatchObject({
      text: 'It is dead',
      html: '<p>It is <b>dead</b></p>',
    }))
  test('HTML that names its charset itself', () =>
    expect(mail('Content-Type: text/html\n', '<meta charset="windows-1251"><p>\xcf\xd0</p>').text).toBe('ПР'))

  test('files: names, kinds, hashes, what is within the text', () => {
    const parts = [
      'Content-Type: text/plain\n\nsee it',
      'Content-Type: text/plain; name="log.txt"\n\nlines',
      "Content-Type: image/png\nContent-Disposition: attachment; filename*=utf-8''caf%C3%A9.png\nContent-Transfer-Encoding: base64\n\nQUJD",
      'Content-Type: application/pdf; name="=?utf-8?Q?a=5Cb=2Fbill.pdf?="\nContent-Transfer-Encoding: quoted-printable\n\nA=42C',
      'Content-Type: image/gif\nContent-ID: <i@there.example>\nContent-Disposition: inline\n\nGIF',
      'Content-Type: message/rfc822\n\nSubject: inner\n\nhi',
    ]
    const { text, attachments } = mail(boundary, `${parts.map((part) => `--b\n${part}\n`).join('')}--b--\n`)
    expect(text).toBe('see it')
    expect(attachments.map(({ name, type, bytes, sha256, inline }) => ({ name, type, bytes, sha256, inline }))).toEqual(
      [
        { name: 'log.txt', type: 'text/plain', bytes: 5, sha256: hash('lines'), inline: false },
        { name: 'café.png', type: 'image/png', bytes: 3, sha256: hash('ABC'), inline: false },
        { name: 'bill.pdf', type: 'application/pdf', bytes: 3, sha256: hash('ABC'), inline: false },
        { name: 'file-4.gif', type: 'image/gif', bytes: 3, sha256: hash('GIF'), inline: true },
        {
          name: 'message-5.eml',
          type: 'message/rfc822',
          bytes: 18,
          sha256: hash('Subject: inner\n\nhi'),
          inline: false,
        },
      ],
    )
  })

  test('a name that hides its ending is turned back', () =>
    expect(
      mail('Content-Type: application/x-msdownload; name="\xe2\x80\xaegpj.exe"\n', 'MZ').attachments[0]?.name,
    ).toBe('gpj.exe'))
  test('the line ends of a text are the way it came, those of a wrapped file its own', () => {
    const parts = [
      'Content-Type: text/csv; name=a.csv\r\n\r\na;b\r\nc;d',
      'Content-Type: text/csv; name=b.csv\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ0KYg==',
    ]
    const { attachments } = mail(boundary, `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\n`)
    expect(attachments.map(({ sha256 }) => sha256)).toEqual([hash('a;b\nc;d'), hash('a\r\nb')])
  })
  test('base64 that is padded line by line', () =>
    expect(
      mail('Content-Type: application/pdf\nContent-Transfer-Encoding: base64\n', 'QQ==\nQg==\n').attachments[0]?.sha256,
    ).toBe(hash('AB')))
  test('a file written into the text', () =>
    expect(mail('', 'see\nbegin 644 cat.txt\n#0V%T\n`\nend\n').attachments[0]).toMatchObject({
      name: 'cat.txt',
      sha256: hash('Cat'),
    }))
})

test('winmail.dat is its files', () => {
  const attribute = (id: number, value: Buffer): Buffer => {
    const head = Buffer.alloc(9)
    head[0] = 2
    head.writeUInt16LE(id, 1)
    head.writeUInt32LE(value.length, 5)
    return Buffer.concat([head, value, Buffer.alloc(2)])
  }
  const dat = Buffer.concat([
    Buffer.from('789f3e220100', 'hex'),
    attribute(0x9002, Buffer.alloc(14)),
    attribute(0x8010, Buffer.from('bill.pdf\0')),
    attribute(0x800f, Buffer.from('%PDF')),
  ])
  const more = 'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n'
  expect(mail(more, dat.toString('base64')).attachments).toMatchObject([
    { name: 'bill.pdf', bytes: 4, sha256: hash('%PDF') },
  ])
  expect(mail(more, dat.subarray(0, 8).toString('base64')).attachments).toMatchObject([
    { name: 'winmail.dat', bytes: 8 },
  ])
})

describe('who is no person', () => {
  test.each([
    ['Auto-Submitted: auto-replied\n', 'auto-reply'],
    ['Auto-Submitted: no\n', null],
    ['X-Autoreply: yes\n', 'auto-reply'],
    ['Precedence: auto_reply\n', 'auto-reply'],
    ['List-Id: <news.there.example>\n', 'list'],
    ['Precedence: bulk\n', 'list'],
    ['Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n', 'auto-reply'],
  ])('%j', (more, auto) => expect(mail(more).auto).toBe(auto))

  test.each([
    'Out of office: Line dead',
    'Automatische Antwort: x',
    'Réponse automatique : x',
    'Respuesta automática: x',
    'Odpowiedź automatyczna: x',
    'Automatisch antwoord: x',
    'Răspuns automat: x',
    'رد تلقائي: x',
  ])('%s', (subject) =>
    expect(understandMail(Buffer.from(`From: a@b.example\nSubject: ${subject}\n\nhi`)).auto).toBe('auto-reply'),
  )

  test('a person who writes about a mail that came back is one', () => {
    const body = 'Hello, when I write to you I get "550 5.1.1 user unknown", undelivered mail returned to sender. Why?'
    const bytes = Buffer.from(
      `From: Anna <anna@there.example>\nSubject: Undelivered mail\nX-Mailer: Apple Mail\n\n${body}`,
    )
    expect(understandMail(bytes)).toMatchObject({ auto: null, bounce: null })
  })

  test('a complaint', () => {
    const parts = [
      'Content-Type: text/plain\n\nabuse',
      'Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nOriginal-Rcpt-To: <ben@there.example>',
      'Content-Type: message/rfc822\n\nMessage-ID: <9@operator.example>\n\nhi',
    ]
    const body = `${parts.map((part) => `--b\n${part}\n`).join('')}--b--`
    expect(mail('Content-Type: multipart/report; report-type=feedback-report; boundary=b\n', body)).toMatchObject({
      auto: 'feedback-report',
      bounce: {
        recipient: 'ben@there.example',
        dsn: '',
        reason: 'feedback',
        hard: false,
        original: '9@operator.example',
      },
    })
  })
})

describe('a report of the standard kind', () => {
  const report = (fields: string) => {
    const parts = [
      'Content-Type: text/plain\n\nSorry.',
      `Content-Type: message/delivery-status\n\nReporting-MTA: dns; out.example\n\n${fields}`,
      'Content-Type: text/rfc822-headers\n\nMessage-ID: <9@operator.example>',
    ]
    const body = `${parts.map((part) => `--b\n${part}\n`).join('')}--b--`
    return mail('Content-Type: multipart/report; report-type=delivery-status; boundary=b\n', body)
  }
  test.each([
    ['Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user', '5.1.1', 'userunknown', true],
    ['Status: 5.0.0\nDiagnostic-Code: smtp; 550 5.2.2 mailbox full', '5.2.2', 'mailboxfull', false],
    ['Status: 4.4.7', '4.4.7', 'expired', false],
    ['Status: 5.1.2', '5.1.2', 'hostunknown', true],
    ['Status: 5.1.10', '5.1.10', 'notaccept', true],
    ['Status: 5.7.1\nDiagnostic-Code: smtp; 554 5.7.1 blocked using rbl.example', '5.7.1', 'blocked', false],
    ['Status: 5.7.26\nDiagnostic-Code: smtp; 550-5.7.26 This mail is unauthenticated', '5.7.26', 'authfailure', false],
  ])('%j', (fields, dsn, reason, hard) => {
    expect(report(`Final-Recipient: rfc822; ben@there.example\nAction: failed\n${fields}`).bounce).toEqual({
      recipient: 'ben@there.example',
      dsn,
      reason,
      hard,
      original: '9@operator.example',
    })
  })
  test('of success', () =>
    expect(report('Final-Recipient: rfc822; ben@there.example\nAction: delivered\nStatus: 2.1.5').bounce).toMatchObject(
      { reason: 'delivered', hard: false },
    ))
})

test('a text without headers', () => {
  expect(understandText('On Monday.\r\n\r\nOn 11/5/26 10:12, Care wrote:\r\n> When?')).toMatchObject({
    visible: 'On Monday.',
    subject: '',
    error: null,
  })
  expect(understandText('  ')).toMatchObject({ visible: '', error: 'empty' })
})
