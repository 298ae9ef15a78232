import { newId } from '#kernel/ids'

export interface Bounce {
  to: string
  recipient: string
  status?: string
  action?: 'failed' | 'delayed'
  /** The Message-ID of the mail that came back, where the report quotes it. */
  original?: string
}

/** What another mail server says of a mail that it could not deliver (RFC 3464). */
export const bounceReport = ({ to, recipient, status = '5.1.1', action = 'failed', original }: Bounce): string =>
  [
    'From: Mail Delivery System <mailer-daemon@mx.customer.example>',
    `To: <${to}>`,
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${newId()}@mx.customer.example>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Your mail could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.customer.example',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} <${recipient}>: user unknown`,
    '',
    ...(original === undefined
      ? []
      : ['--b', 'Content-Type: text/rfc822-headers', '', `Message-ID: <${original}>`, '']),
    '--b--',
    '',
  ].join('\r\n')
