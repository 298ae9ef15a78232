import { describe, expect, test } from 'vitest'
import { understandMail } from '../understand-mail.ts'

interface Sample {
  system: string
  from: string
  subject: string
  /** The notice; the mail that came back follows it in most. */
  body: string
  wanted: { dsn: string; reason: string; hard: boolean; recipient?: string }
}

const WHO = 'anna@there.example'
const COPY = `\nReceived: from here.example by out.example; Thu, 5 Nov 2026 10:00:00 +0000\nFrom: us@here.example\nTo: ${WHO}\nSubject: Your line\nMessage-ID: <1@here.example>\n\nHello`

/** Notices as the systems write them, without the standard's own part. */
const SAMPLES: readonly Sample[] = [
  {
    system: 'Postfix, text alone',
    from: 'MAILER-DAEMON@out.example (Mail Delivery System)',
    subject: 'Undelivered Mail Returned to Sender',
    body: `This is the mail system at host out.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<${WHO}>: host mx.there.example[192.0.2.5] said: 550 5.1.1\n    <${WHO}>: Recipient address rejected: User unknown in local recipient table (in reply\n    to RCPT TO command)\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Postfix, no such host',
    from: 'MAILER-DAEMON@out.example',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<${WHO}>: Host or domain name not found. Name service error for\n    name=there.example type=A: Host not found\n`,
    wanted: { dsn: '5.0.912', reason: 'hostunknown', hard: true },
  },
  {
    system: 'Exim, refused at RCPT',
    from: 'Mail Delivery System <Mailer-Daemon@out.example>',
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ${WHO}\n    SMTP error from remote mail server after RCPT TO:<${WHO}>:\n    host mx.there.example [192.0.2.5]: 550 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n`,
    wanted: { dsn: '5.0.911', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Exim, refused after the text',
    from: 'Mail Delivery System <Mailer-Daemon@out.example>',
    subject: 'Mail delivery failed: returning message to sender',
    body: `The following address(es) failed:\n\n  ${WHO}\n    SMTP error from remote mail server after end of data:\n    host mx.there.example [192.0.2.5]: 550 this looks like spam\n\n------ This is a copy of the message, including all the headers. ------\n`,
    wanted: { dsn: '5.0.980', reason: 'spamdetected', hard: false },
  },
  {
    system: 'Exim, waiting',
    from: 'Mail Delivery System <Mailer-Daemon@out.example>',
    subject: 'Warning: message 1abc delayed 24 hours',
    body: `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue on out.example.\n\nThe address to which the message has not yet been delivered is:\n\n  ${WHO}\n    Delay reason: Connection timed out\n\nNo action is required on your part. Delivery attempts will continue for\nsome time.\n`,
    wanted: { dsn: '5.0.947', reason: 'expired', hard: false },
  },
  {
    system: 'qmail, no mailbox',
    from: 'MAILER-DAEMON@out.example',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at out.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<${WHO}>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'qmail, refused by another',
    from: 'MAILER-DAEMON@out.example',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at out.example.\n\n<${WHO}>:\n192.0.2.5 does not like recipient.\nRemote host said: 550 no such user here\nGiving up on 192.0.2.5.\n\n--- Below this line is a copy of the message.\n`,
    wanted: { dsn: '5.0.911', reason: 'userunknown', hard: true },
  },
  {
    system: 'qmail, too long in the queue',
    from: 'MAILER-DAEMON@out.example',
    subject: 'failure notice',
    body: `<${WHO}>:\nSorry, I wasn't able to establish an SMTP connection. (#4.4.1)\nI'm not going to try again; this message has been in the queue too long.\n\n--- Below this line is a copy of the message.\n`,
    wanted: { dsn: '4.4.1', reason: 'expired', hard: false },
  },
  {
    system: 'Sendmail 8.6',
    from: 'MAILER-DAEMON (Mail Delivery Subsystem)',
    subject: 'Returned mail: User unknown',
    body: `The original message was received at Thu, 5 Nov 2026 10:00:00 GMT\n\n   ----- The following addresses had delivery problems -----\n<${WHO}>  (unrecoverable error)\n\n   ----- Transcript of session follows -----\n... while talking to mx.there.example.:\n>>> RCPT To:<${WHO}>\n<<< 550 <${WHO}>... User Unknown\n550 <${WHO}>... User unknown\n\n   ----- Original message follows -----\n`,
    wanted: { dsn: '5.0.911', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Exchange 2003',
    from: 'System Administrator <postmaster@out.example>',
    subject: 'Undeliverable: Your line',
    body: `Your message\n\n  To:      ${WHO}\n  Subject: Your line\n  Sent:    Thu, 5 Nov 2026 10:00:00 +0000\n\ndid not reach the following recipient(s):\n\n${WHO} on Thu, 5 Nov 2026 10:00:03 +0000\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=xx;a= ;p=OUT\n    MSEXCH:IMS:OUT:EX:MAIL 0 (000C05A6) Unknown Recipient\n`,
    wanted: { dsn: '5.0.911', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Exchange 2010',
    from: 'Microsoft Exchange <postmaster@out.example>',
    subject: 'Undeliverable: Your line',
    body: `Delivery has failed to these recipients or groups:\n\n${WHO}\nThe e-mail address you entered couldn't be found.\n\nDiagnostic information for administrators:\n\nGenerating server: mx.there.example\n\n${WHO}\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##rfc822;${WHO}\n\nOriginal message headers:\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Domino',
    from: 'MAILER-DAEMON@out.example',
    subject: 'DELIVERY FAILURE: User anna not listed in public Name & Address Book',
    body: `Your message\n\n  Subject: Your line\n\nwas not delivered to:\n\n  ${WHO}\n\nbecause:\n\n  User anna (${WHO}) not listed in public Name & Address Book\n`,
    wanted: { dsn: '5.0.911', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Notes, reason above the address',
    from: 'Postmaster@out.example',
    subject: 'DELIVERY FAILURE',
    body: `------- Failure Reasons  --------\n\nUser not listed in public Name & Address Book\n${WHO}\n\n------- Returned Message --------\n`,
    wanted: { dsn: '5.0.911', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Yahoo',
    from: 'MAILER-DAEMON@yahoo.example',
    subject: 'Failure Notice',
    body: `Sorry, we were unable to deliver your message to the following address.\n\n<${WHO}>:\nRemote host said: 550 5.1.1 <${WHO}>... User Unknown [RCPT_TO]\n\n--- Below this line is a copy of the message.\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Gmail today',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    body: `** Address not found **\n\nYour message wasn't delivered to ${WHO} because the address couldn't be found, or is unable to receive mail.\n\nThe response from the remote server was:\n550 5.7.1 <${WHO}>: Recipient address rejected: policy\n`,
    wanted: { dsn: '5.7.1', reason: 'policyviolation', hard: false, recipient: WHO },
  },
  {
    system: 'a full mailbox behind a user-unknown code',
    from: 'MAILER-DAEMON@out.example',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<${WHO}>: host mx.there.example[192.0.2.5] said: 550 5.1.1 mailbox is full: quota exceeded (in reply to RCPT TO command)\n`,
    wanted: { dsn: '5.1.1', reason: 'mailboxfull', hard: false },
  },
  {
    system: 'an address refused at its sender',
    from: 'MAILER-DAEMON@out.example',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<${WHO}>: host mx.there.example[192.0.2.5] said: 553 5.1.8 <us@here.example>: Sender address rejected: Domain not found (in reply to MAIL FROM command)\n`,
    wanted: { dsn: '5.1.8', reason: 'rejected', hard: false },
  },
  {
    system: 'MailMarshal',
    from: 'Mail Administrator <postmaster@there.example>',
    subject: 'Undeliverable Mail: "Your line"',
    body: `Your message:\n   From:    us@here.example\n   Subject: Your line\nCould not be delivered because of\n\n550 5.1.1 User unknown\n\nThe following recipients were affected:\n    ${WHO}\n\nAdditional Information\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'a gateway with a transcript',
    from: 'InterScan MSS <postmaster@out.example>',
    subject: 'Mail delivery failed',
    body: `Sent >>> RCPT TO:<${WHO}>\nReceived <<< 550 5.1.1 <${WHO}>... user unknown\nUnable to deliver message to <${WHO}>.\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'IMail',
    from: 'Postmaster <postmaster@there.example>',
    subject: 'Undeliverable Mail',
    body: `Unknown user: ${WHO}\n\nOriginal message follows.\n`,
    wanted: { dsn: '5.0.911', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'Oracle Messaging Server',
    from: 'Internet Mail Delivery <postmaster@out.example>',
    subject: 'Delivery Notification: Delivery has failed',
    body: `This report relates to a message you sent with the following header fields:\n\n  Message-id: <1@here.example>\n  Subject: Your line\n\nYour message cannot be delivered to the following recipients:\n\n  Recipient address: ${WHO}\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: smtp;550 5.1.1 unknown or illegal alias: ${WHO}\n  Remote system: dns;mx.there.example (TCP|192.0.2.1|25)\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true, recipient: WHO },
  },
  {
    system: 'a carrier',
    from: 'Postmaster@carrier.example',
    subject: 'Mail System Error - Returned Mail',
    body: `The user(s) account is temporarily over quota.\n\n  <${WHO}>\n\n`,
    wanted: { dsn: '4.0.922', reason: 'mailboxfull', hard: false, recipient: WHO },
  },
  {
    system: 'SurfControl',
    from: 'MailLimits <postmaster@out.example>',
    subject: 'Message could not be delivered',
    body: `Your message could not be sent.\nA transcript of the attempts to send the message follows.\nThe number of attempts made: 1\nAddressed To: ${WHO}\n\nThu 5 Nov 2026 10:00:00 +0000\nFailed to send to identified host,\n${WHO}: [192.0.2.5], 550 ${WHO}... No such user\n\n--- Message non-deliverable.\n`,
    wanted: { dsn: '5.0.910', reason: 'filtered', hard: false, recipient: WHO },
  },
  {
    system: 'Exim, full and given up',
    from: 'Mail Delivery System <Mailer-Daemon@out.example>',
    subject: 'Mail delivery failed: returning message to sender',
    body: `The following address(es) failed:\n\n  ${WHO}\n    mailbox is full: retry timeout exceeded\n\n------ This is a copy of the message, including all the headers. ------\n`,
    wanted: { dsn: '5.0.922', reason: 'mailboxfull', hard: false },
  },
  {
    system: 'Sendmail 5',
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@out.example>',
    subject: 'Returned mail: Host unknown',
    body: `   ----- Transcript of session follows -----\n550 <${WHO}>... Host unknown (Name server: there.example.: no data known)\n\n   ----- Unsent message follows -----\n`,
    wanted: { dsn: '5.0.912', reason: 'hostunknown', hard: true },
  },
  {
    system: 'Yahoo, given up',
    from: 'MAILER-DAEMON@yahoo.example',
    subject: 'Failure Notice',
    body: `<${WHO}>:\nMail server for "there.example" unreachable for too long\n\n--- Original message follows.\n`,
    wanted: { dsn: '5.0.947', reason: 'expired', hard: false },
  },
  {
    system: 'IMail, full',
    from: 'Postmaster <postmaster@there.example>',
    subject: 'Undeliverable Mail',
    body: `User mailbox exceeds allowed size: ${WHO}\n\nOriginal message follows.\n`,
    wanted: { dsn: '5.0.922', reason: 'mailboxfull', hard: false },
  },
  {
    system: 'Active!hunter',
    from: 'MAILER-DAEMON@out.example',
    subject: 'FAILURE NOTICE :',
    body: `  ----- The following addresses had permanent fatal errors -----\n\n>>> ${WHO} <${WHO}>\n\n  ----- Transcript of session follows -----\n550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n\n  ----- Original message follows -----\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true },
  },
  {
    system: 'a carrier, full',
    from: 'Postmaster@carrier.example',
    subject: 'Mail System Error',
    body: `Your mail sent on: Thu, 5 Nov 2026 10:00:00 +0900\n    Could not be delivered to: ${WHO}\n    As their mailbox is full.\n`,
    wanted: { dsn: '5.0.922', reason: 'mailboxfull', hard: false },
  },
  {
    system: 'a list that only its members may write to',
    from: 'Mail Delivery Subsystem <mailer-daemon@out.example>',
    subject: 'Delivery Status Notification (Failure)',
    body: `We are writing to let you know that the group you tried to contact may not exist, or you may not have permission to post messages to the group.\n`,
    wanted: { dsn: '5.0.918', reason: 'rejected', hard: false },
  },
  {
    system: 'in German',
    from: 'Postmaster@out.example',
    subject: 'Unzustellbar: Ihre Leitung',
    body: `Ihre Nachricht\n\nkonnte folgende(n) Empfänger nicht erreichen:\n\n${WHO} am 05.11.2026\n    Das E-Mail-Konto existiert in der Organisation nicht\n    <mx.there.example #5.1.1>\n`,
    wanted: { dsn: '5.1.1', reason: 'userunknown', hard: true },
  },
]

const mailOf = ({ from, subject, body }: Sample): Buffer =>
  Buffer.from(
    `Return-Path: <>\nFrom: ${from}\nTo: us@here.example\nSubject: ${subject}\nDate: Thu, 5 Nov 2026 10:00:05 +0000\n\n${body}${COPY}`,
  )

describe('notices by mail system', () => {
  test.each(SAMPLES.map((sample) => [sample.system, sample] as const))('%s', (_, sample) => {
    const { bounce, auto } = understandMail(mailOf(sample))
    expect(bounce).toMatchObject(sample.wanted)
    expect(auto).toBe(sample.wanted.hard ? 'bounce-hard' : 'bounce-soft')
  })
})

test.each([
  [
    'a parcel that could not be delivered',
    'From: Parcels <delivery@parcel.example>\nSubject: Delivery failed\nX-Mailer: Outlook\n\nYour parcel could not be delivered: address not found.',
  ],
  [
    'somebody away, without a return path',
    'Return-Path: <>\nFrom: anna@there.example\nSubject: Away\nAuto-Submitted: auto-replied\n\nI am away. If this is urgent and I do not answer, my colleague at 07700 900123 does; my old address does not exist.',
  ],
])('no report: %s', (_, mail) => expect(understandMail(Buffer.from(mail)).bounce).toBeNull())
