import { describe, expect, test } from 'vitest'
import { understandMail } from '../understand-mail.ts'

/** What servers answer, as reports quote it: status field, words, command; then reason and whether it is for ever. */
const ANSWERS: readonly [string, string, string, boolean][] = [
  ['5.1.1', '550-5.1.1 The email account that you tried to reach does not exist. Please try', 'userunknown', true],
  ['5.2.1', '550 5.2.1 The email account that you tried to reach is disabled', 'suspend', false],
  ['5.2.2', '552-5.2.2 The email account that you tried to reach is over quota', 'mailboxfull', false],
  ['4.2.2', '452 4.2.2 The email account that you tried to reach is out of storage space', 'mailboxfull', false],
  ['5.7.1', '550 5.7.1 Unable to relay for ben@there.example', 'norelaying', false],
  ['5.4.1', '550 5.4.1 [ben@there.example]: Recipient address rejected: Access denied', 'userunknown', true],
  [
    '5.1.10',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    'userunknown',
    true,
  ],
  ['5.1.0', '550 #5.1.0 Address rejected.', 'userunknown', true],
  ['5.0.0', '550 mailbox unavailable (in reply to RCPT TO command)', 'userunknown', true],
  ['5.0.0', '550 mailbox unavailable (in reply to end of DATA command)', 'filtered', false],
  ['5.0.0', '551 not our customer (in reply to RCPT TO command)', 'userunknown', true],
  ['5.1.6', '550 5.1.6 recipient no longer on server', 'hasmoved', true],
  [
    '5.4.4',
    'Host or domain name not found. Name service error for name=there.example type=A: Host not found',
    'hostunknown',
    true,
  ],
  ['5.1.2', '550 5.1.2 bad destination system: no such domain', 'hostunknown', true],
  ['5.4.6', 'mail for there.example loops back to myself', 'networkerror', false],
  ['4.4.1', 'connect to mx.there.example[192.0.2.5]:25: Connection timed out', 'expired', false],
  ['4.4.1', 'connect to mx.there.example[192.0.2.5]:25: Connection refused', 'networkerror', false],
  [
    '5.1.1',
    '550 5.1.1 <ben@there.example>: Recipient address rejected: User unknown in virtual alias table',
    'userunknown',
    true,
  ],
  [
    '5.1.8',
    '553 5.1.8 <us@here.example>... Domain of sender address us@here.example does not exist',
    'rejected',
    false,
  ],
  ['5.7.1', '550 5.7.1 Message rejected as spam by Content Filtering', 'spamdetected', false],
  ['5.7.1', '550 5.7.1 Service unavailable; client [192.0.2.9] blocked using zen.rbl.example', 'blocked', false],
  ['4.7.0', '421 4.7.0 [TSS04] Messages from 192.0.2.9 temporarily deferred', 'blocked', false],
  [
    '5.7.26',
    '550 5.7.26 Unauthenticated email from here.example is not accepted due to the domain policy',
    'authfailure',
    false,
  ],
  ['5.7.25', '550 5.7.25 The IP address sending this message does not have a PTR record', 'requireptr', false],
  ['5.3.4', '552 5.3.4 Message size exceeds fixed maximum message size', 'mesgtoobig', false],
  ['5.1.1', '550 5.1.1 RCP-P2 refused due to recipient preferences', 'filtered', false],
  [
    '5.0.0',
    '550-Verification failed for <us@here.example> 550-No Such User Here 550 Sender verify failed',
    'rejected',
    false,
  ],
  ['5.1.1', '550 5.1.1 sorry, blocked by our blacklist', 'blocked', false],
  ['5.7.1', '554 5.7.1 rejected: virus found in message', 'virusdetected', false],
  ['4.7.1', '450 4.7.1 too many messages this hour, slow down', 'speeding', false],
  ['5.1.351', '550 5.1.351 Remote server returned unknown recipient or mailbox unavailable', 'userunknown', true],
  ['4.3.2', '421 4.3.2 system not accepting network messages', 'notaccept', false],
]

describe('answers', () => {
  test.each(ANSWERS)('%s %s', (status, words, reason, hard) => {
    const report = `Reporting-MTA: dns; out.example\n\nFinal-Recipient: rfc822; ben@there.example\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${words}`
    const mail = `From: MAILER-DAEMON@out.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nSorry.\n--b\nContent-Type: message/delivery-status\n\n${report}\n--b--\n`
    expect(understandMail(Buffer.from(mail)).bounce).toMatchObject({ recipient: 'ben@there.example', reason, hard })
  })
})

test('fields written into the text, without MIME', () => {
  const mail =
    'Return-Path: <>\nFrom: postmaster@out.example\nSubject: Undeliverable mail\n\nSorry.\n\nFinal-Recipient: rfc822; ben@there.example\nAction: failed\nStatus: 5.1.1\n'
  expect(understandMail(Buffer.from(mail)).bounce).toMatchObject({
    recipient: 'ben@there.example',
    dsn: '5.1.1',
    hard: true,
  })
})

describe('a sending service that reports as JSON', () => {
  const bounce = {
    notificationType: 'Bounce',
    bounce: {
      bouncedRecipients: [
        {
          emailAddress: 'ben@there.example',
          action: 'failed',
          status: '5.1.1',
          diagnosticCode: 'smtp; 550 5.1.1 user unknown',
        },
      ],
    },
  }
  const complaint = {
    notificationType: 'Complaint',
    complaint: { complainedRecipients: [{ emailAddress: 'ben@there.example' }] },
  }
  const delivery = {
    notificationType: 'Delivery',
    delivery: { recipients: ['ben@there.example'], smtpResponse: '250 2.6.0 Message received' },
  }
  const mail = (told: object) =>
    understandMail(
      Buffer.from(
        `From: no-reply@service.example\nSubject: Notification\n\n${JSON.stringify(told)}\n\n--\nTo stop these, click`,
      ),
    )
  test.each([
    [bounce, 'bounce-hard', { dsn: '5.1.1', reason: 'userunknown', hard: true }],
    [
      { Type: 'Notification', Message: JSON.stringify(bounce) },
      'bounce-hard',
      { dsn: '5.1.1', reason: 'userunknown', hard: true },
    ],
    [complaint, 'feedback-report', { dsn: '', reason: 'feedback', hard: false }],
    [delivery, 'bounce-soft', { dsn: '2.6.0', reason: 'delivered', hard: false }],
  ])('%j', (told, auto, wanted) => {
    expect(mail(told)).toMatchObject({ auto, bounce: { recipient: 'ben@there.example', ...wanted } })
  })
  test('other JSON is somebody’s text', () =>
    expect(mail({ Type: 'order', id: 1 })).toMatchObject({ auto: null, bounce: null }))
})
